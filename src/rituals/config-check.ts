import { dayText } from '../core/day-text.ts';
import { type Instant, MINUTE } from '../core/instants.ts';
import { addDays, dateAt } from '../core/local-time.ts';
import { minutesOf } from '../core/opening-hours.ts';
import type { PersonDays } from '../core/person-days.ts';
import { dateText, durationText, timeText } from '../core/time-text.ts';
import { isZone } from '../core/zones.ts';
import { canBeAsked } from './participants.ts';
import { placing, teamCloseOn, zoneOf } from './placement.ts';
import { isScheduled } from './recurrence.ts';
import type { RitualConfig } from './ritual.ts';

/** What is wrong with a configuration, and where: a sentence for the person who is about to save it. */
export interface ConfigFault {
  readonly field: 'owners' | 'participants' | 'days' | 'at' | 'zone' | 'window' | 'team-close';
  readonly sentence: string;
}

/** When people in one zone are asked, and until when they can answer. */
export interface LocalTime {
  readonly zone: string;
  readonly names: readonly string[];
  readonly dueAt: Instant;
  readonly closeAt: Instant;
  /** They would be asked when the team has closed, or right before. */
  readonly isTooLate: boolean;
}

const SHORTEST_WINDOW = 30 * MINUTE;
const FURTHEST_DAYS = 92;

/** Checks what is to be saved at `now`; empty if nothing is wrong. `people` are those named or found as participants. */
export function configFaults(
  config: RitualConfig,
  people: readonly PersonDays[],
  now: Instant,
): readonly ConfigFault[] {
  const faults: ConfigFault[] = [];
  if (config.owners.length === 0) {
    faults.push({ field: 'owners', sentence: 'Somebody must look after it: name at least one owner.' });
  }
  if (!isZone(config.zone)) {
    faults.push({ field: 'zone', sentence: 'That is not a zone that I know. Write a name such as Europe/Berlin.' });
  }
  if (!isTime(config.at)) faults.push({ field: 'at', sentence: 'Write a time from 00:00 to 23:59, such as 09:30.' });
  if (config.windowMs < SHORTEST_WINDOW) {
    faults.push({ field: 'window', sentence: `Give people at least ${durationText(SHORTEST_WINDOW)} to answer.` });
  }
  if (config.teamCloseAt !== undefined && !isTime(config.teamCloseAt)) {
    faults.push({ field: 'team-close', sentence: 'Write a time from 00:00 to 23:59, such as 13:00.' });
  }
  faults.push(...peopleFaults(config, people));
  if (faults.length > 0) return faults;
  const date = nextDate(config, now);
  if (date === undefined) return [{ field: 'days', sentence: 'It would never be held: choose at least one day.' }];
  return closeFaults(config, people, date);
}

/** When each zone is asked on a date, the earliest first (TIME-2). */
export function localTimes(config: RitualConfig, people: readonly PersonDays[], date: string): readonly LocalTime[] {
  const times = placing(config);
  const teamClose = teamCloseOn(config, date);
  const asked = people.filter(
    (person) => canBeAsked(config, person) && !person.isDeactivated && !config.observers.includes(person.personId),
  );
  return [...Map.groupBy(asked, (person) => zoneOf(config, person))]
    .map(([zone, some]) => {
      const { dueAt, closeAt } = times(date, zone);
      const isTooLate = teamClose !== undefined && teamClose - dueAt < SHORTEST_WINDOW;
      return { zone, names: some.map(({ name }) => name), dueAt, closeAt, isTooLate };
    })
    .toSorted((a, b) => a.dueAt - b.dueAt);
}

/** The first date from today on on which the ritual is held; undefined if there is none in sight. */
export function nextDate(
  config: RitualConfig,
  now: Instant,
  fits: (date: string) => boolean = () => true,
): string | undefined {
  let date = dateAt(now, config.zone);
  for (let days = 0; days < FURTHEST_DAYS; days += 1, date = addDays(date, 1)) {
    if (isScheduled(config.recurrence, date) && fits(date)) return date;
  }
  return undefined;
}

/** The first date on which it is held and nobody's time has passed yet, whoever is off. */
export function nextFullDate(config: RitualConfig, people: readonly PersonDays[], now: Instant): string | undefined {
  return nextDate(config, now, (date) => localTimes(config, people, date).every(({ dueAt }) => dueAt >= now));
}

const isTime = (text: string): boolean => (minutesOf(text) ?? 1440) < 1440;

function peopleFaults(config: RitualConfig, people: readonly PersonDays[]): ConfigFault[] {
  const { participants, observers } = config;
  const named = participants.kind === 'people';
  const strangers = named ? people.filter((person) => !canBeAsked(config, person)) : [];
  if (strangers.length > 0) {
    const names = strangers.map(({ name }) => name).join(', ');
    return [{ field: 'participants', sentence: `${names} cannot be asked: only people of this workspace can.` }];
  }
  const gone = named ? people.filter(({ isDeactivated }) => isDeactivated) : [];
  if (gone.length > 0) {
    const names = gone.map(({ name }) => name).join(', ');
    return [{ field: 'participants', sentence: `The account of ${names} is deactivated. Take them out, please.` }];
  }
  const asked = people.filter((person) => canBeAsked(config, person) && !observers.includes(person.personId));
  return asked.length > 0
    ? []
    : [{ field: 'participants', sentence: 'Nobody would be asked: name at least one person who takes part.' }];
}

function closeFaults(config: RitualConfig, people: readonly PersonDays[], next: string): ConfigFault[] {
  const { zone } = config;
  const date = firstTooLate(config, people, next);
  if (date === undefined) return [];
  const list = localTimes(config, people, date).map((time) => {
    const theirs = timeText(time.dueAt, time.zone);
    const ours = `${dateText(time.dueAt, zone)} ${timeText(time.dueAt, zone)}`;
    return `${time.names.join(', ')}: ${theirs} = ${ours}${time.isTooLate ? ' – too late' : ''}`;
  });
  const when = date === next ? 'Some would' : `When clocks have changed, on ${dayText(date)}, some would`;
  const sentence = `${when} be asked after the close or less than ${durationText(SHORTEST_WINDOW)} before it. Close later, ask earlier, or leave that close empty: then everybody has their own.`;
  return [{ field: 'team-close', sentence: [sentence, ...list].join('\n') }];
}

/** The first date within a year on which somebody would be asked too late: zones change their clocks in different weeks. */
function firstTooLate(config: RitualConfig, people: readonly PersonDays[], next: string): string | undefined {
  if (config.teamCloseAt === undefined) return undefined;
  // No two changes are nearer than a week, so one date of each week shows them all.
  for (let days = 0, looked = -7; days <= 366; days += 1) {
    const date = addDays(next, days);
    if (days - looked < 7 || !isScheduled(config.recurrence, date)) continue;
    if (localTimes(config, people, date).some(({ isTooLate }) => isTooLate)) return date;
    looked = days;
  }
  return undefined;
}
