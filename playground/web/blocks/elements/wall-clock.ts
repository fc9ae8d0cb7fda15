import { Temporal } from 'temporal-polyfill';
import { SECOND } from '../../../../src/core/instants.ts';

/** Unix seconds as a browser's field wants them, such as `2026-11-23T10:00`, in that zone; empty for what is no number. */
export function localFromSeconds(seconds: string, zone: string): string {
  if (!/^\d+$/.test(seconds)) return '';
  const at = Temporal.Instant.fromEpochMilliseconds(Number(seconds) * SECOND);
  return at.toZonedDateTimeISO(zone).toPlainDateTime().toString({ smallestUnit: 'minute' });
}

/** The reverse: Unix seconds as text. An hour that the clocks skip counts as the one after it; one that comes twice, as the first. */
export function secondsFromLocal(local: string, zone: string): string {
  const at = Temporal.PlainDateTime.from(local).toZonedDateTime(zone);
  return String(Math.floor(at.epochMilliseconds / SECOND));
}
