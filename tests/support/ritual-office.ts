import { onTestFinished } from 'vitest';
import { HOUR, type Instant, MINUTE } from '../../src/core/instants.ts';
import type { Notice } from '../../src/core/notice.ts';
import type { ChannelChange, PersonChange, PersonDays } from '../../src/core/person-days.ts';
import { createWorkspacesService } from '../../src/people/workspace/workspaces-service.ts';
import type { Database } from '../../src/platform/db/database.ts';
import { systemIds, systemRandom } from '../../src/platform/ids.ts';
import { createJobs, type JobEngine } from '../../src/platform/jobs/jobs.ts';
import { ritualJobs } from '../../src/rituals/jobs.ts';
import { promptKey, type RitualKind, type SlotView, type Told } from '../../src/rituals/kinds-service.ts';
import type { Ritual, RitualConfig } from '../../src/rituals/ritual.ts';
import { createRitualsService, type Rituals } from '../../src/rituals/service.ts';
import type { RitualActor, SetupOutcome } from '../../src/rituals/setup-service.ts';
import type { Slot } from '../../src/rituals/slot.ts';
import { at } from '../core/cases.ts';
import { type SteeredClock, steeredClock } from './steered-clock.ts';

/** What somebody was told, as Slack would show it: each message once. */
export interface Telling {
  readonly what: 'prompt' | 'remind';
  readonly person: string;
  readonly date: string;
  readonly at: Instant;
  readonly isLate: boolean;
  readonly slotId: string;
}

/** Rituals on a database of a test, with people of its own making and a kind that only records. */
export interface RitualOffice {
  readonly database: Database;
  readonly clock: SteeredClock;
  readonly rituals: Rituals;
  readonly told: Telling[];
  readonly changes: { readonly what: string; readonly date: string; readonly at: Instant }[];
  readonly news: Notice[];
  readonly people: Map<string, PersonDays>;
  readonly members: Map<string, string[]>;
  /** Overrides what becomes of a prompt or reminder; undefined for the usual. It may throw, before or after `show` was called. */
  answerOfSlack: (view: SlotView, show: () => void) => Told | undefined | Promise<Told | undefined>;
  /** So many transactions of a close fail before one succeeds. */
  failOnClose: number;
  /** Called after each prompt, as people answer on their phones. */
  onPrompt: (view: SlotView) => Promise<void>;
  /** Changes people and tells the rituals, as the people feature does. */
  change(what: PersonChange['what'], personId: string, differing: Partial<PersonDays>): Promise<void>;
  moveInChannel(change: ChannelChange): Promise<void>;
  /** Lets time pass until this instant, doing all work on its way. */
  reach(instant: Instant | string): Promise<void>;
  /** Does all work that is due now. */
  work(): Promise<void>;
  stop(): Promise<void>;
  start(): Promise<void>;
  slot(person: string, date: string): Promise<Slot>;
}

export const TEAM_WORKSPACE = 'T1';
const EVERY = ['mon', 'tue', 'wed', 'thu', 'fri'] as const;

/** Half past nine in Berlin on working days, two hours to answer, a reminder half an hour before the end. */
export const DAILY: RitualConfig = {
  name: 'Handoff',
  recurrence: { kind: 'weekly', days: EVERY },
  at: '09:30',
  zone: 'Europe/Berlin',
  inOwnZone: true,
  windowMs: 4 * HOUR,
  remindBeforeMs: HOUR,
  graceMs: 90 * MINUTE,
  channelId: 'CHANDOFF',
  participants: { kind: 'people', ids: ['UANN', 'UBEN'] },
  observers: [],
  owners: ['UMAX'],
  settings: {},
};

export const person = (personId: string, differing: Partial<PersonDays> = {}): PersonDays => ({
  personId,
  name: personId,
  zone: 'Europe/Berlin',
  isZoneKnown: true,
  kind: 'member',
  isDeactivated: false,
  teams: ['sales'],
  workingDays: EVERY,
  absences: [],
  holidays: [],
  ...differing,
});

export const MAX: RitualActor = {
  id: 'UMAX',
  workspaceId: TEAM_WORKSPACE,
  zone: 'Europe/Berlin',
  teams: ['sales'],
  manages: ['sales'],
  isAdmin: false,
};

export interface OfficeOptions {
  readonly clock?: SteeredClock;
  readonly people?: readonly PersonDays[];
  /** Two offices on one database share what Slack shows. */
  readonly slack?: RitualOffice;
  readonly paceMs?: number;
}

/** A Monday morning before work. */
export const EARLY = at('2026-03-02T05:00Z');

export async function ritualOffice(database: Database, options: OfficeOptions = {}): Promise<RitualOffice> {
  const clock = options.clock ?? steeredClock(EARLY);
  const { slack } = options;
  const people =
    slack?.people ??
    new Map(
      [...(options.people ?? [person('UANN'), person('UBEN')]), person('UMAX')].map((one) => [one.personId, one]),
    );
  const members = slack?.members ?? new Map<string, string[]>();
  const [told, changes, news] = [slack?.told ?? [], slack?.changes ?? [], slack?.news ?? []];
  let engine: JobEngine | undefined;

  const workspaces = createWorkspacesService({ database, clock, random: systemRandom });
  await workspaces.install({ id: TEAM_WORKSPACE, name: 'Acme', botUserId: 'UBATON' });

  const shown = new Set<string>(told.map(({ slotId, what }) => `${what} ${slotId}`));
  const tell = async (what: Telling['what'], view: SlotView, isLate: boolean): Promise<Told> => {
    const show = () => {
      const key = `${what} ${view.slot.id}`;
      if (shown.has(key)) return;
      shown.add(key);
      const { personId, localDate, id } = view.slot;
      told.push({ what, person: personId, date: localDate, at: clock.now(), isLate, slotId: id });
    };
    const answer = await office.answerOfSlack(view, show);
    if (answer !== undefined && answer.kind !== 'told') return answer;
    show();
    if (what === 'prompt') await office.onPrompt(view);
    return { kind: 'told' };
  };
  const kind: RitualKind = {
    kind: 'standup',
    setup: '/standup setup',
    setupAction: 'standup.change',
    snapshot: async (_read, ritual) => ({ frozen: ritual.version }),
    prompt: (view, { isLate }) => tell('prompt', view, isLate),
    remind: (view) => tell('remind', view, false),
    async changed(_tx, { occurrence }, what) {
      if (what === 'closed' && office.failOnClose > 0) {
        office.failOnClose -= 1;
        throw new Error('The message could not be written down');
      }
      changes.push({ what, date: occurrence.teamDate, at: clock.now() });
    },
  };

  const jobs = () => {
    if (engine === undefined) throw new Error('The office is stopped');
    return engine;
  };
  /** Asking the database again and again would take longer than the work. */
  let ended = 0;
  let ring = () => {};
  const log = {
    ...SILENT,
    info: (event: string) => {
      if (event !== 'job.ended') return;
      ended += 1;
      ring();
    },
  };
  const aJobEnds = () =>
    new Promise<void>((resolve) => {
      // Another office's, which nobody tells us of.
      const timer = setTimeout(resolve, LOOK_AGAIN);
      ring = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  const rituals = createRitualsService({
    database,
    clock,
    ids: systemIds,
    random: systemRandom,
    jobs: {
      enqueue: (tx, job) => writer.enqueue(tx, job),
      enqueueAll: (tx, all) => writer.enqueueAll(tx, all),
      cancel: (tx, key) => writer.cancel(tx, key),
      unpark: (tx, prefix) => writer.unpark(tx, prefix),
      stats: (db) => writer.stats(db),
    },
    people: {
      daysOf: async (_read, ids) => ids.map((id) => people.get(id)).filter((one) => one !== undefined),
      teamMembers: async (_read, _workspace, team) =>
        [...people.values()].filter(({ teams }) => teams.includes(team)).map(({ personId }) => personId),
      isHere: async (_read, id) => people.get(id)?.isDeactivated === false,
      admins: async () => ['UADA'],
    },
    channelMembers: async function* (channelId) {
      yield* members.get(channelId) ?? [];
    },
    notify: async (_tx, notice) => {
      if (!news.some(({ key }) => key === notice.key)) news.push(notice);
    },
    channelFault: async () => undefined,
    wasShown: async (_read, key) => told.some(({ slotId, what }) => what === 'prompt' && promptKey(slotId) === key),
    paceMs: options.paceMs ?? 0,
  });
  rituals.register(kind);
  const newEngine = () => {
    const made = createJobs({ database, clock, ids: systemIds, random: systemRandom, log });
    made.register(ritualJobs(rituals));
    return made;
  };
  // Writes while the worker is down, as another process would.
  const writer: JobEngine = newEngine();

  const office: RitualOffice = {
    database,
    clock,
    rituals,
    told,
    changes,
    news,
    people,
    members,
    answerOfSlack: () => undefined,
    failOnClose: 0,
    onPrompt: async () => {},

    async change(what, personId, differing) {
      const before = people.get(personId);
      people.set(personId, { ...(before ?? person(personId)), ...differing });
      await database.transaction((tx) =>
        rituals.onPersonChange(tx, { workspaceId: TEAM_WORKSPACE, personIds: [personId], what }),
      );
      if (engine !== undefined) await office.work();
    },

    async moveInChannel(change) {
      const now = members.get(change.channelId) ?? [];
      const others = now.filter((id) => id !== change.personId);
      members.set(change.channelId, change.what === 'joined' ? [...others, change.personId] : others);
      await rituals.onChannelChange(change);
      await office.work();
    },

    async reach(instant) {
      const target = typeof instant === 'string' ? at(instant) : instant;
      await office.work();
      for (;;) {
        const { nextDueAt } = await jobs().stats(database.db);
        if (nextDueAt === undefined || nextDueAt > target) break;
        if (nextDueAt > clock.now()) clock.moveTo(nextDueAt);
        await office.work();
      }
      if (target > clock.now()) clock.moveTo(target);
      await office.work();
    },

    async work() {
      const running = jobs();
      for (;;) {
        const before = ended;
        const { running: busy, nextDueAt } = await running.stats(database.db);
        if (busy === 0 && (nextDueAt === undefined || nextDueAt > clock.now())) return;
        // What runs wakes the engine when it ends.
        if (busy === 0) await running.sweep();
        if (ended === before) await aJobEnds();
      }
    },

    async stop() {
      const stopped = engine?.stop();
      engine = undefined;
      await stopped;
    },

    async start() {
      engine = newEngine();
      await engine.start();
      // A lease that nobody gave up must run out first.
      clock.moveBy(15_000);
    },

    async slot(personId, date) {
      const all = await database.db
        .selectFrom('ritual_slots')
        .select('id')
        .where('person_id', '=', personId)
        .where('team_on', '=', date)
        .execute();
      const [{ id } = { id: '' }] = all;
      const found = await rituals.slot(database.db, id);
      if (found === undefined || all.length !== 1) throw new Error(`${personId} has ${all.length} slots on ${date}`);
      return found;
    },
  };
  engine = newEngine();
  await engine.start();
  onTestFinished(() => office.stop());
  return office;
}

/** Makes a ritual, as Max would. Throws if it is refused. */
export async function ritual(office: RitualOffice, differing: Partial<RitualConfig> = {}): Promise<Ritual> {
  const outcome = await office.rituals.create(MAX, { kind: 'standup', config: { ...DAILY, ...differing } });
  await office.work();
  return saved(outcome).ritual;
}

export function saved(outcome: SetupOutcome): SetupOutcome & { kind: 'saved' } {
  if (outcome.kind !== 'saved') throw new Error(`Not saved: ${JSON.stringify(outcome)}`);
  return outcome;
}

/** Who was prompted on which date, and when, in order. */
export const promptsOf = ({ told }: RitualOffice, personId: string): string[] =>
  told
    .filter(({ what, person: who }) => what === 'prompt' && who === personId)
    .map(({ at: when }) => new Date(when).toISOString().slice(0, 16));

export const remindersOf = ({ told }: RitualOffice, personId: string): string[] =>
  told
    .filter(({ what, person: who }) => what === 'remind' && who === personId)
    .map(({ at: when }) => new Date(when).toISOString().slice(0, 16));

const LOOK_AGAIN = 5;
const SILENT = { info: () => {}, warn: () => {}, error: () => {} };
