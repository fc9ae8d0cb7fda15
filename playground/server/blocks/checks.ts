import type { Range, Surface } from '../../../src/blockkit/limits.ts';
import { isRecord } from '../json.ts';

/** What is wrong, and where, as a JSON pointer. */
export interface Fault {
  readonly at: string;
  readonly message: string;
}

/** Where a value stands and where its faults go. */
export interface Place {
  readonly at: string;
  readonly surface: Surface;
  readonly faults: Fault[];
}

export type Check = (value: unknown, place: Place) => void;

export function fail(place: Place, message: string): void {
  place.faults.push({ at: place.at, message });
}

const inside = (place: Place, part: string | number): Place => ({ ...place, at: `${place.at}/${part}` });

/** A string whose length is within the range. */
export const string =
  (range: Range = { max: Number.POSITIVE_INFINITY }): Check =>
  (value, place) => {
    if (typeof value !== 'string') return fail(place, 'must be a string');
    if (value.length < (range.min ?? 0)) fail(place, `must be more than ${(range.min ?? 1) - 1} characters`);
    if (value.length > range.max) fail(place, `must be less than ${range.max + 1} characters`);
  };

export const boolean: Check = (value, place) => {
  if (typeof value !== 'boolean') fail(place, 'must be a boolean');
};

export const number =
  (range: { min?: number; max?: number } = {}): Check =>
  (value, place) => {
    const isFine =
      typeof value === 'number' &&
      Number.isFinite(value) &&
      value >= (range.min ?? Number.NEGATIVE_INFINITY) &&
      value <= (range.max ?? Number.POSITIVE_INFINITY);
    if (!isFine) fail(place, 'must be a number within its range');
  };

export const oneOf =
  (...allowed: readonly unknown[]): Check =>
  (value, place) => {
    if (!allowed.includes(value)) fail(place, `value must be one of: ${allowed.join(', ')}`);
  };

export const matching =
  (pattern: RegExp, what: string): Check =>
  (value, place) => {
    if (typeof value !== 'string' || !pattern.test(value)) fail(place, `must be ${what}`);
  };

/** An address that people may be sent to: http and https only. */
export const url =
  (range: Range): Check =>
  (value, place) => {
    string(range)(value, place);
    if (typeof value !== 'string') return;
    const isWeb = URL.canParse(value) && /^https?:$/.test(new URL(value).protocol);
    if (!isWeb) fail(place, 'must be a valid url');
  };

export const list =
  (check: Check, range: Range = { max: Number.POSITIVE_INFINITY }): Check =>
  (value, place) => {
    if (!Array.isArray(value)) return fail(place, 'must be an array');
    if (value.length < (range.min ?? 0)) fail(place, `no fewer than ${range.min} items allowed`);
    if (value.length > range.max) fail(place, `no more than ${range.max} items allowed`);
    for (const [index, item] of value.entries()) check(item, inside(place, index));
  };

/** An object with these fields and no others. */
export const object =
  (fields: {
    readonly required: Readonly<Record<string, Check>>;
    readonly optional?: Readonly<Record<string, Check>>;
  }): Check =>
  (value, place) => {
    if (!isRecord(value)) return fail(place, 'must be an object');
    for (const [name, check] of Object.entries(fields.required)) {
      if (value[name] === undefined || value[name] === null) fail(place, `missing required field: ${name}`);
      else check(value[name], inside(place, name));
    }
    for (const [name, check] of Object.entries(fields.optional ?? {})) {
      if (value[name] !== undefined && value[name] !== null) check(value[name], inside(place, name));
    }
    for (const name of Object.keys(value)) {
      const isKnown = name === 'type' || name in fields.required || (fields.optional && name in fields.optional);
      if (!isKnown) fail(place, `invalid additional property: ${name}`);
    }
  };

/** An object whose `type` says which check holds. */
export const typed =
  (checks: () => Readonly<Record<string, Check>>): Check =>
  (value, place) => {
    if (!isRecord(value)) return fail(place, 'must be an object');
    const type = String(value.type);
    const check = Object.hasOwn(checks(), type) ? checks()[type] : undefined;
    if (check) check(value, place);
    else fail(inside(place, 'type'), `unsupported type: ${type}`);
  };

/** Several checks of one value. */
export const all =
  (...checks: readonly Check[]): Check =>
  (value, place) => {
    for (const check of checks) check(value, place);
  };

/** A rule about an object as a whole; answers what is wrong. */
export const rule =
  (judge: (value: Record<string, unknown>, surface: Surface) => string | undefined): Check =>
  (value, place) => {
    const message = isRecord(value) ? judge(value, place.surface) : undefined;
    if (message !== undefined) fail(place, message);
  };
