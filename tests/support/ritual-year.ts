import { DAY, HOUR, type Instant, MINUTE, SECOND } from '../../src/core/instants.ts';
import { addDays, dateAt } from '../../src/core/local-time.ts';
import type { PersonDays } from '../../src/core/person-days.ts';
import type { Database } from '../../src/platform/db/database.ts';
import { systemIds } from '../../src/platform/ids.ts';
import { createJobs } from '../../src/platform/jobs/jobs.ts';
import { ritualJobs } from '../../src/rituals/jobs.ts';
import type { RitualKind, SlotView } from '../../src/rituals/kinds-service.ts';
import type { Recurrence } from '../../src/rituals/recurrence.ts';
import type { RitualConfig } from '../../src/rituals/ritual.ts';
import { createRitualsService } from '../../src/rituals/service.ts';
import { steeredClock } from './steered-clock.ts';

export interface YearOptions {
  readonly from: Instant;
  readonly until: Instant;
  readonly rituals: number;
  readonly peoplePerRitual: number;
}

/** What a simulated stretch of time came to. */
export interface Totals {
  readonly occurrences: number;
  readonly slots: number;
  readonly prompts: number;
  readonly reminders: number;
  readonly answers: number;
  /** Each a sentence: a double prompt, a (person, date) without a reason, a date without a row. */
  readonly faults: readonly string[];
}

const ZONES = ['Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe', 'America/Santiago'] as const;
const WEEK = ['mon', 'tue', 'wed', 'thu', 'fri'] as const;
const WORKSPACE = 'T1';

/** Lets a company hold its rituals on a database, with the real jobs and a recorder in place of Slack. Nobody may know the workspace yet. */
export async function simulated(database: Database, options: YearOptions): Promise<Totals> {
  const clock = steeredClock(options.from);
  const chance = seeded(7);
  const people = new Map<string, PersonDays>();
  const prompted = new Map<string, number>();
  let [reminders, answers] = [0, 0];
  const waiting: { readonly at: Instant; readonly slotId: string }[] = [];

  const kind: RitualKind = {
    kind: 'recorded',
    setup: '/standup setup',
    setupAction: 'standup.change',
    snapshot: async () => null,
    async prompt({ slot }: SlotView) {
      prompted.set(slot.id, (prompted.get(slot.id) ?? 0) + 1);
      if (chance() < 0.9) waiting.push({ at: clock.now() + 10 * MINUTE, slotId: slot.id });
      return { kind: 'told' };
    },
    async remind() {
      reminders += 1;
      return { kind: 'told' };
    },
    changed: async () => {},
  };
  const log = { info: () => {}, warn: () => {}, error: () => {} };
  const jobs = createJobs({
    database,
    clock,
    ids: systemIds,
    random: { bytes: () => new Uint8Array(), fraction: chance },
    log,
    timing: { concurrency: 16 },
  });
  const rituals = createRitualsService({
    database,
    clock,
    ids: systemIds,
    random: { bytes: () => new Uint8Array(), fraction: chance },
    jobs,
    people: {
      daysOf: async (_read, ids) => ids.map((id) => people.get(id)).filter((one) => one !== undefined),
      teamMembers: async () => [],
      isHere: async () => true,
      admins: async () => [],
    },
    channelMembers: async function* () {},
    notify: async () => {},
    channelFault: async () => undefined,
    wasShown: async () => false,
    paceMs: 10,
  });
  rituals.register(kind);
  jobs.register(ritualJobs(rituals));
  await jobs.start();

  const actor = {
    id: 'U0',
    workspaceId: WORKSPACE,
    zone: 'UTC',
    teams: ['sales'],
    manages: ['sales'],
    isAdmin: true,
  } as const;
  for (let number = 0; number < options.rituals; number += 1) {
    const config = ritualNumber(number, options, people, chance);
    const outcome = await rituals.create(actor, { kind: 'recorded', config });
    if (outcome.kind !== 'saved') throw new Error(`Refused: ${JSON.stringify(outcome)}`);
  }

  const atRest = async () => {
    for (;;) {
      const { running, nextDueAt } = await jobs.stats(database.db);
      if (running === 0 && (nextDueAt === undefined || nextDueAt > clock.now())) return nextDueAt;
      await new Promise(setImmediate);
    }
  };
  let forgotten = clock.now();
  for (;;) {
    const due = Math.min((await atRest()) ?? Number.POSITIVE_INFINITY, waiting[0]?.at ?? Number.POSITIVE_INFINITY);
    if (due > options.until) break;
    // What is a second apart is done in one go: nothing here depends on less.
    clock.moveTo(Math.max(clock.now(), due + SECOND));
    for (const { slotId } of waiting.splice(0, waiting.findLastIndex(({ at }) => at <= clock.now()) + 1)) {
      answers += 1;
      await database.transaction((tx) => rituals.answer(tx, slotId, clock.now()));
    }
    if (clock.now() - forgotten < HOUR) continue;
    forgotten = clock.now();
    await jobs.sweep();
  }
  await jobs.stop();
  return { ...(await examined(database, prompted, clock.now())), prompts: prompted.size, reminders, answers };
}

/** Six of ten are daily, two weekly, one every second week, one monthly; people are from everywhere, and away now and then. */
function ritualNumber(
  number: number,
  options: YearOptions,
  people: Map<string, PersonDays>,
  chance: () => number,
): RitualConfig {
  const ids = Array.from({ length: options.peoplePerRitual }, (_, place) => `U${number}X${place}`);
  for (const [place, personId] of ids.entries()) people.set(personId, personOf(personId, place, options, chance));
  const zone = ZONES[number % ZONES.length] ?? 'UTC';
  const isDaily = number % 10 < 6;
  return {
    name: `Ritual ${number}`,
    recurrence: recurrenceOf(number % 10),
    at: ['09:30', '02:30', '01:30', '16:00'][number % 4] ?? '09:30',
    zone,
    inOwnZone: number % 3 !== 0,
    windowMs: isDaily ? 4 * HOUR : DAY,
    remindBeforeMs: HOUR,
    graceMs: isDaily ? 90 * MINUTE : DAY,
    channelId: `C${number}`,
    participants: { kind: 'people', ids },
    observers: [],
    owners: [ids[0] ?? 'U0'],
    settings: {},
  };
}

function recurrenceOf(place: number): Recurrence {
  if (place < 6) return { kind: 'weekly', days: WEEK };
  if (place < 8) return { kind: 'weekly', days: ['wed'] };
  return place === 8
    ? { kind: 'biweekly', days: ['mon'], anchorOn: '2026-01-05' }
    : { kind: 'monthly', nth: 'last', day: 'fri' };
}

function personOf(personId: string, place: number, { from, until }: YearOptions, chance: () => number): PersonDays {
  const absences = [];
  for (let at = from; at < until; at += 60 * DAY) {
    const fromOn = dateAt(at + Math.floor(chance() * 50 * DAY), 'UTC');
    absences.push({ fromOn, untilOn: addDays(fromOn, Math.floor(chance() * 8)), setBy: personId });
  }
  return {
    personId,
    name: personId,
    zone: ZONES[place % ZONES.length] ?? 'UTC',
    isZoneKnown: true,
    kind: 'member',
    isDeactivated: false,
    teams: ['sales'],
    workingDays: place % 7 === 0 ? ['sun', 'mon', 'tue', 'wed', 'thu'] : WEEK,
    absences,
    holidays: [
      { on: '2026-05-01', name: 'Labour Day' },
      { on: '2026-12-25', name: 'Christmas' },
    ],
  };
}

async function examined(database: Database, prompted: ReadonlyMap<string, number>, now: Instant) {
  const faults: string[] = [];
  for (const [slotId, times] of prompted) if (times > 1) faults.push(`${slotId} was prompted ${times} times`);
  const slots = await database.db
    .selectFrom('ritual_slots')
    .innerJoin('ritual_occurrences', 'ritual_occurrences.id', 'ritual_slots.occurrence_id')
    .select([
      'ritual_slots.id',
      'ritual_slots.person_id',
      'ritual_slots.team_on',
      'ritual_slots.state',
      'reason',
      'prompted_at',
      'closes_at',
    ])
    .execute();
  for (const slot of slots) {
    const isPrompted = prompted.has(slot.id);
    if (slot.closes_at > now) continue;
    const isExplained = isPrompted ? slot.prompted_at !== null : slot.reason !== null;
    const isOpen = slot.state === 'pending' || slot.state === 'sent';
    if (!isExplained || isOpen) faults.push(`${slot.person_id} on ${slot.team_on} is ${slot.state} without a reason`);
  }
  const dates = await database.db
    .selectFrom('ritual_occurrences')
    .select(['ritual_id', 'team_on', 'state'])
    .orderBy('ritual_id')
    .orderBy('team_on')
    .execute();
  for (const [at, date] of dates.entries()) {
    const before = dates[at - 1];
    if (before?.ritual_id === date.ritual_id && addDays(before.team_on, 1) !== date.team_on)
      faults.push(`${before.ritual_id} explains no date between ${before.team_on} and ${date.team_on}`);
  }
  return { occurrences: dates.filter(({ state }) => state !== 'skipped').length, slots: slots.length, faults };
}

/** Mulberry32: the same chance each time, so that a fault can be found again. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
