import { Temporal } from 'temporal-polyfill';
import { type Duration, HOUR, type Instant, MINUTE } from '../../src/core/instants.ts';
import { realNow } from '../steered-clock.ts';
import type { Act } from '../wire.ts';
import type { Stage } from './stage.ts';

// A job that moves its own time on must not keep us for ever, nor a Slack that is away. Real milliseconds.
const MOST_STOPS = 400;
const LONGEST_JOURNEY: Duration = 10_000;

/**
 * Moves the clock to `until`, stopping wherever the bot has something to do, so that everything happens at its own time
 * and not at once at the end.
 */
export async function travelTo({ clock, bot, changed }: Stage, until: Instant): Promise<void> {
  const giveUpAt = realNow() + LONGEST_JOURNEY;
  const jumpTo = (instant: Instant) => {
    if (clock.now() >= instant) return;
    clock.jumpTo(instant);
    changed();
  };
  for (let stops = 0; stops < MOST_STOPS && realNow() < giveUpAt; stops += 1) {
    await bot.settled();
    const next = await bot.nextDueAt();
    if (next === undefined || next > until) break;
    jumpTo(next);
  }
  jumpTo(until);
  await bot.settled();
}

type Destination = Extract<Act, { kind: 'time' }>['to'];

/** Where a button of the page leads. */
export const destination = (to: Destination, now: Instant, zone: string): Instant => DESTINATIONS[to](now, zone);

const DESTINATIONS: Readonly<Record<Destination, (now: Instant, zone: string) => Instant>> = {
  '5min': (now) => now + 5 * MINUTE,
  '1h': (now) => now + HOUR,
  tomorrow: (now, zone) => at(dateOf(now, zone).add({ days: 1 }), '09:00', zone),
  friday: nextFriday,
};

const FRIDAY = 5;

/** When a week in the office draws to its end. */
function nextFriday(now: Instant, zone: string): Instant {
  const today = dateOf(now, zone);
  const friday = today.add({ days: (FRIDAY - today.dayOfWeek + 7) % 7 });
  const end = at(friday, '16:00', zone);
  return end > now ? end : at(friday.add({ days: 7 }), '16:00', zone);
}

const dateOf = (now: Instant, zone: string): Temporal.PlainDate =>
  Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone).toPlainDate();

const at = (date: Temporal.PlainDate, plainTime: string, timeZone: string): Instant =>
  date.toZonedDateTime({ timeZone, plainTime }).epochMilliseconds;
