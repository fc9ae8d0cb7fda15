import { Temporal } from 'temporal-polyfill';
import type { Instant } from '../../core/instants.ts';

/** Below this a number counts seconds: as milliseconds it would be before 1973. */
const SECONDS_BELOW = 1e11;
/** The year 2286, and the last second that Temporal knows well before its end. */
const LATEST = 1e13;

/** A moment as systems write one: ISO 8601 with a zone, or seconds or milliseconds since 1970. Undefined for anything else. */
export function momentFrom(value: unknown): Instant | undefined {
  if (typeof value === 'number') return numbered(value);
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  if (/^\d{9,13}$/.test(text)) return numbered(Number(text));
  try {
    return Temporal.Instant.from(text.replace(/^(\d{4}-\d\d-\d\d) /, '$1T')).epochMilliseconds;
  } catch {
    return undefined;
  }
}

function numbered(value: number): Instant | undefined {
  if (!Number.isFinite(value) || value <= 0) return undefined;
  const at = Math.trunc(value < SECONDS_BELOW ? value * 1000 : value);
  return at < LATEST ? at : undefined;
}
