import { count, optionalText } from './arguments.ts';
import type { Json } from './json.ts';
import { Refusal } from './refusal.ts';

/** The part of a list that `limit` and `cursor` ask for, and the cursor of the next part (empty at the end). */
export function page<T>(
  all: readonly T[],
  args: Json,
  bounds: { otherwise: number; most: number },
): { items: T[]; next: string } {
  const limit = count(args, 'limit', { ...bounds, least: 1, code: 'invalid_limit' });
  const from = startOf(optionalText(args, 'cursor'));
  const end = from + limit;
  return { items: all.slice(from, end), next: end < all.length ? Buffer.from(`next:${end}`).toString('base64') : '' };
}

function startOf(cursor: string | undefined): number {
  if (cursor === undefined) return 0;
  const match = /^next:(\d+)$/.exec(Buffer.from(cursor, 'base64').toString());
  if (!match) throw new Refusal('invalid_cursor');
  return Number(match[1]);
}
