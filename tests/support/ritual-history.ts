import fc from 'fast-check';
import { DAY, type Duration, HOUR, type Instant, MINUTE } from '../../src/core/instants.ts';
import { addDays, dateAt } from '../../src/core/local-time.ts';
import { WEEKDAYS } from '../../src/core/opening-hours.ts';
import type { PersonDays } from '../../src/core/person-days.ts';
import type { Recurrence } from '../../src/rituals/recurrence.ts';
import type { RitualConfig } from '../../src/rituals/ritual.ts';
import type { Occurrence, Slot } from '../../src/rituals/slot.ts';
import { at } from '../core/cases.ts';
import { DAILY, person } from './ritual-office.ts';

/** What happens to a ritual and its people, one thing after the other. */
export type Happening =
  | { readonly kind: 'pass'; readonly for: Duration }
  /** Baton is off for so long. */
  | { readonly kind: 'down'; readonly for: Duration }
  /** Its machine's clock is set forwards or back. */
  | { readonly kind: 'clock-step'; readonly by: Duration }
  | { readonly kind: 'zone'; readonly who: number; readonly zone: string }
  | { readonly kind: 'away'; readonly who: number; readonly from: number; readonly days: number }
  | { readonly kind: 'back'; readonly who: number }
  | { readonly kind: 'holiday'; readonly who: number; readonly in: number }
  | { readonly kind: 'deactivated' | 'reactivated' | 'leaves' | 'joins' | 'answers-early'; readonly who: number }
  | { readonly kind: 'edit'; readonly to: Partial<RitualConfig> }
  | { readonly kind: 'pause' | 'resume' }
  /** Slack shows the next prompt, and the process dies before it can write that down. */
  | { readonly kind: 'dies-telling' };

export interface History {
  readonly start: Instant;
  readonly config: RitualConfig;
  readonly people: readonly PersonDays[];
  readonly happenings: readonly Happening[];
  /** Whose answers come, and how long after the prompt; none for those who never answer. */
  readonly answersAfter: readonly (Duration | undefined)[];
}

const ZONES = [
  'Pacific/Kiritimati',
  'Pacific/Honolulu',
  'Australia/Lord_Howe',
  'America/Santiago',
  'Africa/Casablanca',
  'Asia/Kolkata',
  'America/New_York',
  'Europe/Berlin',
] as const;

/** Days before changes of the clock in one or the other of these zones, and an ordinary one. */
const STARTS = ['2026-03-05', '2026-03-26', '2026-04-02', '2026-09-03', '2026-10-22', '2026-10-29', '2026-06-10'];

const zone = fc.constantFrom(...ZONES);
const days = fc.constantFrom(WEEKDAYS.slice(0, 5), WEEKDAYS.slice(0, 5), [...WEEKDAYS], WEEKDAYS.slice(2, 4));
const workingDays = fc.constantFrom(
  WEEKDAYS.slice(0, 5),
  WEEKDAYS.slice(0, 5),
  ['mon', 'tue', 'wed', 'thu', 'sun'] as const,
  WEEKDAYS.slice(0, 3),
);
const time = fc.constantFrom('09:30', '09:30', '00:15', '01:30', '02:30', '16:00', '23:45');

const recurrence: fc.Arbitrary<Recurrence> = fc.oneof(
  { weight: 6, arbitrary: days.map((some) => ({ kind: 'weekly' as const, days: some })) },
  { weight: 1, arbitrary: days.map((some) => ({ kind: 'biweekly' as const, days: some, anchorOn: '2026-01-07' })) },
  { weight: 1, arbitrary: fc.constant({ kind: 'monthly' as const, nth: 'last' as const, day: 'fri' as const }) },
);

const config: fc.Arbitrary<RitualConfig> = fc
  .record({
    recurrence,
    at: time,
    zone,
    inOwnZone: fc.boolean(),
    windowMs: fc.constantFrom(HOUR, 4 * HOUR, 30 * HOUR),
    remindBeforeMs: fc.constantFrom(undefined, HOUR / 2),
    graceMs: fc.constantFrom(90 * MINUTE, 24 * HOUR),
  })
  .map((chosen) => ({ ...DAILY, ...chosen, channelId: 'C1', participants: { kind: 'channel' } }));

const who = fc.nat(3);
const happening: fc.Arbitrary<Happening> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant('pass' as const),
      for: fc.integer({ min: 1, max: 40 }).map((n) => n * HOUR),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('pass' as const),
      for: fc.integer({ min: 1, max: 200 }).map((n) => n * MINUTE),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('down' as const),
      for: fc.integer({ min: 1, max: 80 }).map((n) => n * HOUR),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('down' as const),
      for: fc.integer({ min: 1, max: 120 }).map((n) => n * MINUTE),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('clock-step' as const),
      by: fc.integer({ min: -180, max: 180 }).map((n) => n * MINUTE),
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('zone' as const), who, zone }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('away' as const), who, from: fc.nat(2), days: fc.nat(3) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('back' as const), who }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('holiday' as const), who, in: fc.nat(2) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constantFrom('deactivated', 'reactivated', 'leaves', 'joins', 'answers-early'),
      who,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('edit' as const),
      to: fc.record({ at: time, zone, inOwnZone: fc.boolean(), recurrence }, { requiredKeys: [] }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('pause', 'resume') }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('dies-telling' as const) }) },
);

export const history = (longest: number): fc.Arbitrary<History> =>
  fc
    .record({
      start: fc.tuple(fc.constantFrom(...STARTS), fc.nat(23)),
      config,
      zones: fc.array(fc.tuple(zone, workingDays, fc.boolean()), { minLength: 1, maxLength: 4 }),
      happenings: fc.array(happening, { minLength: 3, maxLength: longest }),
      answersAfter: fc.array(fc.constantFrom(undefined, 5 * MINUTE, 3 * HOUR, 20 * HOUR), {
        minLength: 4,
        maxLength: 4,
      }),
    })
    .map(({ start: [on, hour], zones, ...rest }) => ({
      ...rest,
      start: at(`${on}T${String(hour).padStart(2, '0')}:00Z`),
      people: zones.map(([theirs, works, isZoneKnown], place) =>
        person(`U${place}`, { zone: theirs, workingDays: works, isZoneKnown: isZoneKnown || place > 0 }),
      ),
    }));

/** What a person's days become; undefined for what isn't about one person's days. */
export function changed(one: PersonDays, happening: Happening, now: Instant): PersonDays | undefined {
  const today = dateAt(now, one.zone);
  switch (happening.kind) {
    case 'zone':
      return { ...one, zone: happening.zone };
    case 'away': {
      const fromOn = addDays(today, happening.from);
      const range = { fromOn, untilOn: addDays(fromOn, happening.days), setBy: one.personId };
      return { ...one, absences: [...one.absences, range] };
    }
    case 'back':
      return { ...one, absences: [] };
    case 'holiday':
      return { ...one, holidays: [...one.holidays, { on: addDays(today, happening.in), name: 'Feast' }] };
    case 'deactivated':
    case 'reactivated':
      return { ...one, isDeactivated: happening.kind === 'deactivated' };
    case 'pass':
    case 'down':
    case 'clock-step':
    case 'leaves':
    case 'joins':
    case 'answers-early':
    case 'edit':
    case 'pause':
    case 'resume':
    case 'dies-telling':
      return undefined;
  }
}

/** What is recorded in the end, and what Slack has shown. */
export interface Record {
  readonly now: Instant;
  readonly zone: string;
  readonly occurrences: readonly { readonly occurrence: Occurrence; readonly slots: readonly Slot[] }[];
  readonly prompts: readonly { readonly slotId: string; readonly at: Instant }[];
}

/**
 * Everything that is wrong with a record: a person prompted twice for a slot or a date, a slot without a prompt and without
 * exactly one reason, a date that is over and isn't settled or is missing.
 */
export function faultsIn({ now, zone: teamZone, occurrences, prompts }: Record): string[] {
  const faults: string[] = [];
  const times = new Map<string, number>();
  for (const { slotId } of prompts) times.set(slotId, (times.get(slotId) ?? 0) + 1);
  const dates = new Set<string>();
  const asked = new Set<string>();
  for (const { occurrence, slots } of occurrences) {
    const { teamDate, state } = occurrence;
    if (dates.has(teamDate)) faults.push(`${teamDate} is recorded twice`);
    dates.add(teamDate);
    const isOver = state !== 'planned' && now > occurrence.closesAt + 3 * DAY;
    if (isOver && state === 'open') faults.push(`${teamDate} never closed`);
    const people = new Set<string>();
    for (const slot of slots) {
      const name = `${slot.personId} on ${teamDate} (${slot.state}${slot.reason ? `, ${slot.reason.code}` : ''})`;
      if (people.has(slot.personId)) faults.push(`${name} has two slots`);
      people.add(slot.personId);
      const count = times.get(slot.id) ?? 0;
      times.delete(slot.id);
      if (count > 1) faults.push(`${name} was prompted ${count} times`);
      const local = `${slot.personId} ${slot.localDate}`;
      if (count > 0 && asked.has(local)) faults.push(`${name} was prompted twice for ${slot.localDate}`);
      if (count > 0) asked.add(local);
      faults.push(...slotFaults(slot, count, name, isOver));
    }
    if (state === 'skipped' && occurrence.skippedBecause === undefined)
      faults.push(`${teamDate} is skipped for no reason`);
  }
  for (const slotId of times.keys()) faults.push(`a prompt of slot ${slotId} is recorded nowhere`);
  const [first] = [...dates].toSorted();
  const today = dateAt(now - DAY, teamZone);
  for (let date = first ?? today; date < today; date = addDays(date, 1)) {
    if (!dates.has(date)) faults.push(`${date} is not explained`);
  }
  if (occurrences.filter(({ occurrence }) => occurrence.state === 'planned').length > 1) faults.push('two are planned');
  return faults;
}

function slotFaults(slot: Slot, prompts: number, name: string, isOver: boolean): string[] {
  const faults: string[] = [];
  const isSettled = slot.state !== 'pending' && slot.state !== 'sent';
  const spoke = slot.state === 'answered' || slot.state === 'skipped';
  if (isOver && !isSettled) faults.push(`${name} is over and not settled`);
  if (isSettled && prompts === 0 && !spoke && slot.reason === undefined) faults.push(`${name} has no reason`);
  if (slot.state === 'missed' && prompts === 0) faults.push(`${name} counts as missing and was never asked`);
  if (slot.state === 'sent' && prompts === 0) faults.push(`${name} is recorded as sent and was not`);
  if (slot.promptedAt !== undefined && prompts === 0) faults.push(`${name} has a time of a prompt that was not`);
  if (isOver && slot.promptedAt === undefined && prompts > 0) faults.push(`${name} was prompted and has no time of it`);
  return faults;
}
