import { ownRows } from '../../src/actions/row-blocks.ts';
import { askBlocks, askRows, NEW } from '../../src/asks/ask-blocks.ts';
import type { CountsByTeam } from '../../src/asks/ask-counts.ts';
import type { AskView } from '../../src/asks/ask-view.ts';
import { openLine, windowLines } from '../../src/asks/list-blocks.ts';
import { createAsksService } from '../../src/asks/service.ts';
import { askLine } from '../../src/asks/status-blocks.ts';
import type { ActionView } from '../../src/core/action.ts';
import type { Instant } from '../../src/core/instants.ts';
import type { Recipient } from '../../src/core/notice.ts';
import type { Database } from '../../src/platform/db/database.ts';
import { Permanent } from '../../src/platform/errors.ts';
import { systemIds, systemRandom } from '../../src/platform/ids.ts';
import type { Messages } from '../../src/platform/slack/messages/messages.ts';
import { ritualJobs } from '../../src/rituals/jobs.ts';
import { createRitualsService, type Rituals } from '../../src/rituals/service.ts';
import { standupJobs } from '../../src/standups/jobs.ts';
import { standupKind } from '../../src/standups/kind-jobs.ts';
import { standupNotices } from '../../src/standups/notices.ts';
import type { StandupRitual, StandupSlot } from '../../src/standups/ritual.ts';
import { createStandupsService, type Standups } from '../../src/standups/service.ts';
import { NEW_STANDUP, type SetupForm } from '../../src/standups/setup.ts';
import { standupListeners } from '../../src/standups/slack.ts';
import { at } from '../core/cases.ts';
import { actor, type Features, type Staff, staffed } from '../support/features.ts';
import { placeOf, recordedMessages } from '../support/recorded-messages.ts';
import { steeredClock } from '../support/steered-clock.ts';

/** A Monday morning before work. */
export const EARLY = at('2026-03-02T05:00Z');

/** Standups with the real engine, people, leads, asks and notices, and a display that records what Slack shows. */
export interface StandupOffice {
  readonly it: Features;
  readonly database: Database;
  readonly rituals: Rituals;
  readonly asks: ReturnType<typeof createAsksService>;
  readonly standups: Standups<AskView, CountsByTeam>;
  readonly listeners: ReturnType<typeof standupListeners>;
  /** Throws in place of showing a message, as Slack would refuse it. */
  refuse: (to: Recipient) => Permanent | undefined;
  /** Until when somebody wants quiet now, or throws. */
  quietUntil: (personId: string) => Instant | undefined;
  /** What somebody has to do because it was decided. */
  readonly decided: Map<string, readonly ActionView[]>;
  /** Lets time pass until this instant, doing all work on its way. */
  reach(instant: Instant | string): Promise<void>;
  /** Does all work that is due now. */
  work(): Promise<void>;
  /** What a message says now, with all its words and buttons as text; undefined if there is none. */
  says(key: string): string | undefined;
  /** How often a message was posted or changed. */
  timesShown(key: string): number;
  slot(person: string, date?: string): Promise<StandupSlot>;
}

export async function standupOffice(database: Database, staff: Staff = {}): Promise<StandupOffice> {
  const it = await staffed(database, staff, steeredClock(EARLY));
  const { clock, jobs, people, leads, notices, shown } = it;
  const { notify } = notices;
  const [ids, random] = [systemIds, systemRandom];
  const messages = recording();
  const asks = createAsksService({
    database,
    clock,
    ids,
    jobs,
    notify,
    people,
    leads: { find: leads.named, named: leads.namesOf },
    escalateAfterDays: (read, ask) => standups.escalateAfterDays(read, ask),
  });
  const rituals = createRitualsService({
    database,
    clock,
    ids,
    random,
    jobs,
    notify,
    people: {
      daysOf: people.daysOf,
      teamMembers: people.members,
      isHere: people.isHere,
      admins: people.adminsToTell,
    },
    channelMembers: async function* () {
      yield* ['UANN', 'UMIA'];
    },
    channelFault: async () => undefined,
    wasShown: async (read, key) => (await messages.find(read, key)) !== undefined,
    paceMs: 1,
  });
  const standups = createStandupsService<AskView, CountsByTeam>({
    database,
    clock,
    ids,
    jobs,
    rituals,
    people,
    leads: leads.activity,
    cards: async (_read, leadIds) => new Map(leadIds.map((id) => [id, cardOf(id)])),
    asks,
    actions: { openOf: async (_read, personId) => office.decided.get(personId) ?? [] },
    manners: notices,
    notify,
    quietUntil: async (personId) => office.quietUntil(personId),
    channelFault: async (channel) => (channel === 'CSECRET' ? 'I am not in that channel yet.' : undefined),
  });
  const words = {
    line: askLine,
    rows: (ask: AskView) => askRows(ask),
    rowsFor: (ask: AskView, id: string) => askRows(ask, { id, teams: [ask.ask.to.team], manages: [] }),
    blocks: askBlocks,
    openLine,
    windowLines,
    newAction: NEW,
    ownRows,
  };
  rituals.register(
    standupKind(standups, messages, (personId) => ({
      ask: (ask) => words.rowsFor(ask, personId),
      action: ownRows,
    })),
  );
  people.subscribe(rituals.onPersonChange);
  asks.subscribe(standups.onAsk);
  notices.register(standupNotices(standups));
  jobs.register([...ritualJobs(rituals), ...standupJobs(standups, { messages, db: database.db }, words)]);
  await jobs.start();

  const office: StandupOffice = {
    it,
    database,
    rituals,
    asks,
    standups,
    listeners: standupListeners(standups, words.newAction),
    decided: new Map(),
    refuse: () => undefined,
    quietUntil: () => undefined,

    async reach(instant) {
      const target = typeof instant === 'string' ? at(instant) : instant;
      await office.work();
      for (;;) {
        const { nextDueAt } = await jobs.stats(database.db);
        if (nextDueAt === undefined || nextDueAt > target) break;
        if (nextDueAt > clock.now()) clock.moveTo(nextDueAt);
        await office.work();
      }
      if (target > clock.now()) clock.moveTo(target);
      await office.work();
    },

    async work() {
      for (;;) {
        const { running, nextDueAt } = await jobs.stats(database.db);
        if (running === 0 && (nextDueAt === undefined || nextDueAt > clock.now())) return;
        await jobs.sweep();
        await new Promise(setImmediate);
      }
    },

    says(key) {
      const message = shown.findLast((one) => one.key === key);
      return message && JSON.stringify(message.content);
    },

    timesShown: (key) => shown.filter((one) => one.key === key).length,

    async slot(person, date) {
      const rows = await database.db
        .selectFrom('ritual_slots')
        .select(['id', 'team_on'])
        .where('person_id', '=', person)
        .orderBy('team_on')
        .execute();
      const row = date === undefined ? rows[0] : rows.find(({ team_on }) => team_on === date);
      const slot = row && (await rituals.slot(database.db, row.id));
      if (slot === undefined) throw new Error(`${person} has no slot on ${date}`);
      return slot;
    },
  };
  return office;

  /** As Slack's: a channel may refuse, and what it shows already is not shown again. */
  function recording(): Messages {
    const recorded = recordedMessages(shown, clock);
    return {
      ...recorded,
      async show(message) {
        const refused = office.refuse(message.to);
        if (refused !== undefined) throw refused;
        const last = shown.findLast((one) => one.key === message.key);
        if (last !== undefined && says(last.content) === says(message.content)) {
          return { kind: 'shown', channel: placeOf(message.to), ts: String(shown.length) };
        }
        return recorded.show(message);
      },
    };
  }
}

const says = (content: unknown): string => JSON.stringify(content);

/** Half past nine UTC on working days, four hours to answer, for both teams. */
export const HANDOFF: SetupForm = {
  ...NEW_STANDUP,
  name: 'Handoff',
  channelId: 'CHANDOFF',
  windowMinutes: '240',
};

/** Max switches a standup on. */
export async function switchedOn(office: StandupOffice, differing: Partial<SetupForm> = {}): Promise<StandupRitual> {
  const outcome = await office.standups.saveSetup(await actor(office.it, 'UMAX'), { ...HANDOFF, ...differing });
  if (outcome.kind !== 'saved') throw new Error(`Not saved: ${JSON.stringify(outcome)}`);
  await office.work();
  const [ritual] = (await office.rituals.list(office.database.db, 'T1', 'standup')).slice(-1);
  if (ritual === undefined) throw new Error('There is no standup');
  return ritual;
}

/** Somebody adds a lead and claims it. */
export async function claimed({ it }: StandupOffice, person: string, company: string): Promise<void> {
  const who = await actor(it, person);
  const lead = await it.leads.create({
    workspaceId: 'T1',
    by: 'person',
    fields: { company, contactName: 'Ada', email: 'ada@example.com' },
    extra: {},
    personId: person,
    originKey: `test:${company}`,
  });
  await it.leads.claim(who, lead?.id ?? '');
}

/** Where this office says that a lead's card stands. */
export const cardOf = (leadId: string): string => `https://acme.slack.com/archives/CLEADS/p${leadId}`;

export const promptOf = (slot: StandupSlot): string => `slot.prompt:${slot.id}`;
export const postOf = (slot: StandupSlot): string => `standup.post:${slot.id}`;
export const parentOf = (slot: StandupSlot): string => `standup.parent:${slot.occurrenceId}`;

export const refused = (code: string): Permanent => new Permanent('refused', { code, advice: 'none' });

export { actor };
