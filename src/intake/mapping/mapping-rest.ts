import { FORBIDDEN, type Trail } from './mapping-path.ts';

/** What no path used. `isCut` says that the payload held more than is kept here. */
export interface Rest {
  readonly extra: Readonly<Record<string, unknown>>;
  readonly isCut: boolean;
}

const DEEPEST = 6;
const MOST_VALUES = 200;
const LONGEST_TEXT = 1_000;
const LONGEST_NAME = 100;
const MOST_CHARACTERS = 16_000;

/** Everything in the payload but the values at the trails, bounded, because it is stored with each lead. */
export function restOf(payload: unknown, used: readonly Trail[]): Rest {
  const trails = new Set(used.map(nameOf));
  let values = 0;
  let characters = 0;
  let isCut = false;

  function copy(value: unknown, trail: Trail): unknown {
    if (trails.has(nameOf(trail))) return undefined;
    if (typeof value !== 'object' || value === null) return copyScalar(value);
    if (trail.length >= DEEPEST) {
      isCut = true;
      return undefined;
    }
    const entries = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
    const kept: [string | number, unknown][] = [];
    for (const [key, child] of entries) {
      if (values >= MOST_VALUES || characters >= MOST_CHARACTERS) {
        isCut = true;
        break;
      }
      const left = isName(key) ? copy(child, [...trail, key]) : undefined;
      if (!isName(key)) isCut = true;
      if (left !== undefined) kept.push([key, left]);
    }
    // What a path has emptied says nothing any more.
    if (kept.length === 0) return undefined;
    return Array.isArray(value) ? kept.map(([, child]) => child) : Object.fromEntries(kept);
  }

  function copyScalar(value: unknown): unknown {
    if (value === null || value === undefined || value === '') return undefined;
    values += 1;
    if (typeof value !== 'string') return value;
    if (value.length > LONGEST_TEXT) isCut = true;
    const text = value.slice(0, LONGEST_TEXT).toWellFormed();
    characters += text.length;
    return text;
  }

  const kept = copy(payload, []);
  if (typeof kept !== 'object' || kept === null) return { extra: kept === undefined ? {} : { value: kept }, isCut };
  return { extra: Object.fromEntries(Object.entries(kept)), isCut };
}

const nameOf = (trail: Trail): string => JSON.stringify(trail);

const isName = (key: string | number): boolean =>
  typeof key === 'number' || (key.length <= LONGEST_NAME && !FORBIDDEN.has(key));
