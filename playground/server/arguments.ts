import { type Json, parseJson } from './json.ts';
import { invalidArguments, Refusal } from './refusal.ts';

/** Readers for a call's arguments: forms carry strings only, JSON bodies carry the values themselves. */
export function optionalText(args: Json, name: string): string | undefined {
  const value = args[name];
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  throw invalidArguments(`must be a string [json-pointer:/${name}]`);
}

export function requiredText(args: Json, name: string): string {
  const value = optionalText(args, name);
  if (value === undefined) throw invalidArguments(`missing required field: ${name}`);
  return value;
}

export const flag = (args: Json, name: string): boolean => [true, 'true', 1, '1'].includes(args[name] as string);

/**
 * A whole number from `least` on, or `otherwise` if it is missing; more than `most` is `most`, as in Slack. Throws a Refusal of `code` for
 * anything else.
 */
export function count(
  args: Json,
  name: string,
  bounds: { least: number; most: number; otherwise: number; code: string },
) {
  const value = optionalText(args, name);
  if (value === undefined) return bounds.otherwise;
  const number = Number(value);
  if (!Number.isInteger(number) || number < bounds.least) throw new Refusal(bounds.code);
  return Math.min(number, bounds.most);
}

/** A nested value: an object in a JSON body, its JSON text in a form. */
export function nested(args: Json, name: string, code = 'invalid_arguments'): unknown {
  const value = args[name];
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value !== 'string') return value;
  const parsed = parseJson(value);
  if (parsed === undefined) throw new Refusal(code);
  return parsed;
}
