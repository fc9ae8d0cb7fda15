export type Json = Record<string, unknown>;

export const isRecord = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The value as an object; an empty one if it is anything else. */
export const record = (value: unknown): Json => (isRecord(value) ? value : {});

/** The objects of a list; nothing if it isn't a list. */
export const records = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isRecord) : []);

export const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** The value as text, if it is a string or a number; else `otherwise`. */
export const textOr = (value: unknown, otherwise: string): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : otherwise;

/** A copy without the fields that are undefined, as they would be on the wire. */
export const present = (value: Json): Json =>
  Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined));

export function parseJson(source: string): unknown {
  try {
    return JSON.parse(source);
  } catch {
    return undefined;
  }
}
