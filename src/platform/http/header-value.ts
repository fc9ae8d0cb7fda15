import type { Headers } from './verdict.ts';

export type HeaderValue =
  | { readonly kind: 'one'; readonly value: string }
  | { readonly kind: 'none' }
  /** Sent twice or longer than any genuine one. */
  | { readonly kind: 'malformed' };

const LONGEST = 4_096;

/** The one value of a header whose name is compared without case. Two values are none: they may contradict each other. */
export function headerValue(headers: Headers, name: string): HeaderValue {
  const wanted = name.toLowerCase();
  const values: string[] = [];
  for (const [given, value] of Object.entries(headers)) {
    if (value === undefined || given.toLowerCase() !== wanted) continue;
    if (typeof value === 'string') values.push(value);
    else values.push(...value.slice(0, 2));
  }
  const [value, ...more] = values;
  if (value === undefined) return { kind: 'none' };
  if (more.length > 0 || value.length > LONGEST) return { kind: 'malformed' };
  const trimmed = value.trim();
  return trimmed === '' ? { kind: 'none' } : { kind: 'one', value: trimmed };
}
