/**
 * The new value, made of the old one's parts wherever those say the same: what did not change keeps its identity, so that
 * only what did change is drawn anew. Both are JSON.
 */
export function keepSame<T>(old: unknown, fresh: T): T;
export function keepSame(old: unknown, fresh: unknown): unknown {
  if (Object.is(old, fresh)) return old;
  if (Array.isArray(old) && Array.isArray(fresh)) return sameList(old, fresh);
  if (isObject(old) && isObject(fresh)) return sameObject(old, fresh);
  return fresh;
}

function sameList(old: readonly unknown[], fresh: readonly unknown[]): readonly unknown[] {
  const known = new Map(old.map((item) => [keyOf(item), item]));
  const merged = fresh.map((item, at) => keepSame(known.get(keyOf(item)) ?? old[at], item));
  const isSame = merged.length === old.length && merged.every((item, at) => Object.is(item, old[at]));
  return isSame ? old : merged;
}

function sameObject(old: Plain, fresh: Plain): Plain {
  const entries = Object.entries(fresh).map(([name, value]) => [name, keepSame(old[name], value)] as const);
  const isSame =
    Object.keys(old).length === entries.length && entries.every(([name, value]) => Object.is(value, old[name]));
  return isSame ? old : Object.fromEntries(entries);
}

/** What tells an item of a list from its neighbours, so that one more at the front does not make all look new. */
function keyOf(item: unknown): unknown {
  if (!isObject(item)) return item;
  return item.ts ?? item.id ?? item.block_id;
}

type Plain = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Plain =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
