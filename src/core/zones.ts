import { Temporal } from 'temporal-polyfill';

/**
 * The IANA spelling of a zone that a person or Slack gave ("europe/berlin" is "Europe/Berlin"); `undefined` for what isn't
 * one. Fixed offsets such as "+01:00" are refused: they know no daylight-saving time.
 */
export function canonicalZone(name: string): string | undefined {
  if (!/^[a-z]/i.test(name)) return undefined;
  try {
    return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name).timeZoneId;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Is this an IANA zone, in whatever case it is written? */
export const isZone = (name: string): boolean => canonicalZone(name) !== undefined;
