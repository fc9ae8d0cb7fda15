/** One step into a payload. */
export type Step =
  | { readonly kind: 'key'; readonly name: string }
  | { readonly kind: 'index'; readonly at: number }
  /** The first element of a list whose value at `path` is `equals`. */
  | { readonly kind: 'where'; readonly path: readonly string[]; readonly equals: string }
  /** A key that differs in case, spaces, dashes or underscores only. Not in the language: the default mapping uses it. */
  | { readonly kind: 'loose'; readonly folded: string };

/** Where a value was found: the keys and indexes from the top. */
export type Trail = readonly (string | number)[];

/** Names that lead out of data into the language; no payload of ours means them. */
export const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype', 'toString']);

const MOST_ELEMENTS = 1_000;

/** Own properties only; nothing is ever called. Undefined if the path leads nowhere. */
export function follow(steps: readonly Step[], payload: unknown): { value: unknown; trail: Trail } | undefined {
  const trail: (string | number)[] = [];
  let value: unknown = payload;
  for (const step of steps) {
    const key = keyOf(step, value);
    if (key === undefined) return undefined;
    value = childOf(value, key);
    if (value === undefined) return undefined;
    trail.push(key);
  }
  return { value, trail };
}

/** Letters and digits only, in lower case: “E-Mail Address” and “email_address” are one name. */
export const fold = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

function keyOf(step: Step, value: unknown): string | number | undefined {
  switch (step.kind) {
    case 'key':
      return Array.isArray(value) && /^\d{1,6}$/.test(step.name) ? Number(step.name) : step.name;
    case 'index':
      return step.at;
    case 'loose':
      return foldedKeys(value).get(step.folded);
    case 'where': {
      if (!Array.isArray(value)) return undefined;
      const at = value.slice(0, MOST_ELEMENTS).findIndex((element) => isAt(step.path, element, step.equals));
      return at === -1 ? undefined : at;
    }
  }
}

function isAt(path: readonly string[], element: unknown, equals: string): boolean {
  let value = element;
  for (const name of path) value = childOf(value, name);
  return (
    (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') && String(value) === equals
  );
}

function childOf(value: unknown, key: string | number): unknown {
  if (typeof value !== 'object' || value === null || FORBIDDEN.has(String(key))) return undefined;
  // A list has elements only: its length is nothing that a sender wrote.
  if (Array.isArray(value)) return typeof key === 'number' ? value[key] : undefined;
  return Object.hasOwn(value, key) ? Object.getOwnPropertyDescriptor(value, key)?.value : undefined;
}

// A default mapping asks the same few objects some hundred times; each is folded once.
const folded = new WeakMap<object, ReadonlyMap<string, string>>();
const LONGEST_NAME = 100;

/** The names at the top of an object, by their folded form. */
export function foldedKeys(value: unknown): ReadonlyMap<string, string> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return new Map();
  const known = folded.get(value);
  if (known !== undefined) return known;
  const keys = new Map<string, string>();
  for (const key of Object.keys(value)) {
    if (key.length > LONGEST_NAME) continue;
    const name = fold(key);
    if (!keys.has(name)) keys.set(name, key);
  }
  folded.set(value, keys);
  return keys;
}
