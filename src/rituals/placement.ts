import { type Duration, type Instant, MINUTE } from '../core/instants.ts';
import { dateAt, instantAt, weekdayOf } from '../core/local-time.ts';
import type { PersonDays } from '../core/person-days.ts';
import type { RitualConfig } from './ritual.ts';
import type { Reason, SlotPlan, SlotTimes } from './slot.ts';

/** Prompt and reminder are never closer than this (DEL-4). */
export const BETWEEN_NOTICES: Duration = 30 * MINUTE;

/** What one person's slot of a date would be if it were decided now, without looking at what has happened (TIME-1 to TIME-8). */
export function placed(config: RitualConfig, teamDate: string, person: PersonDays, times = placing(config)): SlotPlan {
  const when = times(teamDate, zoneOf(config, person));
  const off = person.isDeactivated ? DEACTIVATED : reasonOff(person, when);
  const state = off === undefined ? 'pending' : off.code === 'deactivated' ? 'unreachable' : 'excused';
  return { personId: person.personId, ...when, state, reason: off, isOptional: false };
}

/** The times of a date by zone. Many people share a zone, and asking Temporal is slow, so each zone is asked once. */
export function placing(config: RitualConfig): (teamDate: string, zone: string) => SlotTimes {
  const known = new Map<string, SlotTimes>();
  return (teamDate, zone) => {
    const key = `${teamDate} ${zone}`;
    const times = known.get(key) ?? timesIn(config, teamDate, zone);
    known.set(key, times);
    return times;
  };
}

/** Without a zone of their own they are asked at the team's time (TIME-4). */
export const zoneOf = (config: RitualConfig, person: PersonDays): string =>
  person.isZoneKnown ? person.zone : config.zone;

function timesIn(config: RitualConfig, teamDate: string, zone: string): SlotTimes {
  const dueAt = instantAt(teamDate, config.at, config.inOwnZone ? zone : config.zone);
  const own = dueAt + config.windowMs;
  const closeAt = Math.max(dueAt, Math.min(own, teamCloseOn(config, teamDate) ?? own));
  return {
    // In one's own zone the date is the team's by definition, even where a whole date is skipped.
    localDate: config.inOwnZone ? teamDate : dateAt(dueAt, zone),
    zone,
    dueAt,
    remindAt: reminderOf(config, dueAt, closeAt),
    closeAt,
  };
}

/** When an occurrence closes at the latest; undefined if each person's own close decides. */
export const teamCloseOn = ({ teamCloseAt, zone }: RitualConfig, teamDate: string): Instant | undefined =>
  teamCloseAt === undefined ? undefined : instantAt(teamDate, teamCloseAt, zone);

function reminderOf({ remindBeforeMs }: RitualConfig, dueAt: Instant, closeAt: Instant): Instant | undefined {
  if (remindBeforeMs === undefined) return undefined;
  const remindAt = closeAt - remindBeforeMs;
  return remindAt - dueAt < BETWEEN_NOTICES ? undefined : remindAt;
}

const DEACTIVATED: Reason = { code: 'deactivated' };

function reasonOff(person: PersonDays, { localDate, dueAt, closeAt }: SlotTimes): Reason | undefined {
  if (person.absences.some(({ fromOn, untilOn }) => fromOn <= localDate && localDate <= untilOn)) {
    return { code: 'away' };
  }
  const holiday = person.holidays.find(({ on }) => on === localDate);
  if (holiday !== undefined) return { code: 'holiday', detail: holiday.name };
  if (!person.workingDays.includes(weekdayOf(localDate))) return { code: 'day-off' };
  return closeAt <= dueAt ? { code: 'after-close' } : undefined;
}
