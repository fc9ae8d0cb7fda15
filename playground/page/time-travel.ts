import { Temporal } from 'temporal-polyfill';
import { HOUR, type Instant, MINUTE } from '../../src/core/instants.ts';
import type { Stage } from './stage.ts';

// More stops than a day of a small company has; a job that moves its own time on must not keep us for ever.
const MOST_STOPS = 100;

/**
 * Moves the clock to `until`, stopping wherever the bot has something to do, so that everything happens at its own time
 * and not at once at the end.
 */
export async function travelTo({ clock, settled, nextDueAt }: Stage, until: Instant): Promise<void> {
  for (let stops = 0; stops < MOST_STOPS; stops += 1) {
    await settled();
    const next = await nextDueAt();
    if (next === undefined || next > until) break;
    if (next > clock.now()) clock.jumpTo(next);
  }
  if (clock.now() < until) clock.jumpTo(until);
  await settled();
}

/** Where the buttons of the page lead. */
const DESTINATIONS: Readonly<Record<string, (now: Instant, zone: string) => Instant>> = {
  '5min': (now) => now + 5 * MINUTE,
  '1h': (now) => now + HOUR,
  tomorrow: nineTomorrow,
};

/** Where a button of the page leads; undefined for words that no button sends. */
export const destination = (name: string, now: Instant, zone: string): Instant | undefined =>
  Object.hasOwn(DESTINATIONS, name) ? DESTINATIONS[name]?.(now, zone) : undefined;

function nineTomorrow(now: Instant, zone: string): Instant {
  return Temporal.Instant.fromEpochMilliseconds(now)
    .toZonedDateTimeISO(zone)
    .toPlainDate()
    .add({ days: 1 })
    .toZonedDateTime({ timeZone: zone, plainTime: '09:00' }).epochMilliseconds;
}
