import { onTestFinished } from 'vitest';
import { actionJobs } from '../../src/actions/jobs.ts';
import { actionLine } from '../../src/actions/line-blocks.ts';
import { actionNotices } from '../../src/actions/notices.ts';
import { type Actions, createActionsService } from '../../src/actions/service.ts';
import { countAsks } from '../../src/asks/ask-counts.ts';
import type { MessageContent } from '../../src/blockkit/message.ts';
import type { Mrkdwn } from '../../src/blockkit/mrkdwn.ts';
import { HOUR, MINUTE } from '../../src/core/instants.ts';
import { inTouch } from '../../src/leads/arriving/touch-service.ts';
import { digestJobs } from '../../src/leads/digest/digest-jobs.ts';
import { digestNotices } from '../../src/leads/digest/digest-notices.ts';
import { holdingJobs } from '../../src/leads/holding/holding-jobs.ts';
import { holdingNotices } from '../../src/leads/holding/holding-notices.ts';
import { leadJobs } from '../../src/leads/jobs.ts';
import { leavingNotices } from '../../src/leads/leaving/leaving-notices.ts';
import { leadNotices } from '../../src/leads/notices.ts';
import type { Follower, LeadActor } from '../../src/leads/ports-service.ts';
import { promiseNotices } from '../../src/leads/promises/promise-notices.ts';
import { questionJobs } from '../../src/leads/rejecting/question-jobs.ts';
import { questionNotices } from '../../src/leads/rejecting/question-notices.ts';
import { createLeadsService, type Leads } from '../../src/leads/service.ts';
import type { LeadSettings } from '../../src/leads/settings-store.ts';
import { mergedMessage } from '../../src/notices/blocks.ts';
import { noticesJobs } from '../../src/notices/jobs.ts';
import { createNoticesService, type Notices } from '../../src/notices/service.ts';
import { peopleJobs } from '../../src/people/jobs.ts';
import { type Actor, actorOf, type Membership, type SlackPerson, type Team } from '../../src/people/person.ts';
import { createPeopleService, type People } from '../../src/people/service.ts';
import { createWorkspacesService } from '../../src/people/workspace/workspaces-service.ts';
import type { Database } from '../../src/platform/db/database.ts';
import { systemIds, systemRandom } from '../../src/platform/ids.ts';
import { createJobs, type JobEngine } from '../../src/platform/jobs/jobs.ts';
import { standNowhere } from '../../src/platform/slack/messages/message-places.ts';
import { createReportsService, type Reports } from '../../src/reports/service.ts';
import { effectJobs } from '../../src/reviews/deciding/effect-jobs.ts';
import { effectNotices } from '../../src/reviews/deciding/effect-notices.ts';
import { queueJobs } from '../../src/reviews/judging/queue-jobs.ts';
import { queueNotices } from '../../src/reviews/judging/queue-notices.ts';
import { createReviewsService, type Reviews } from '../../src/reviews/service.ts';
import { runningNotices } from '../../src/reviews/thread/running-notices.ts';
import { threadJobs } from '../../src/reviews/thread/thread-jobs.ts';
import { createRoutingService, type Routing } from '../../src/routing/service.ts';
import { slaJobs } from '../../src/sla/jobs.ts';
import type { NewTerms } from '../../src/sla/policies-service.ts';
import type { ClockNews } from '../../src/sla/ports-service.ts';
import type { Policy } from '../../src/sla/promise.ts';
import { createSlaService, type Sla } from '../../src/sla/service.ts';
import { at } from '../core/cases.ts';
import { slackPerson } from '../people/samples.ts';
import { OFFICE, TERMS } from '../sla/samples.ts';
import { recordedMessages, type ShownMessage } from './recorded-messages.ts';
import { type SteeredClock, steeredClock } from './steered-clock.ts';

/** People, promises, notices and leads wired as in app.ts, on a database of a test, with a display that only records. */
export interface Features {
  readonly database: Database;
  readonly clock: SteeredClock;
  readonly jobs: JobEngine;
  readonly workspaces: ReturnType<typeof createWorkspacesService>;
  readonly people: People;
  readonly sla: Sla;
  readonly notices: Notices<MessageContent, Mrkdwn>;
  readonly leads: Leads;
  readonly routing: Routing;
  readonly actions: Actions;
  readonly reviews: Reviews;
  readonly reports: Reports;
  /** What was asked of the other team by judging leads. */
  readonly asked: { readonly to: string; readonly lead: number; readonly text: string; readonly madeBy: string }[];
  /** What Slack says of people who knock. */
  readonly directory: Map<string, SlackPerson>;
  readonly shown: ShownMessage[];
  /** Who follows the journal of leads; features of a test may join. */
  readonly followers: Follower[];
  /** What the clocks have told. */
  readonly news: ClockNews[];
}

/** No message has an address here. */
const nowhere = async () => undefined;

export const WORKSPACE = 'T1';
/** A Monday at ten. */
export const MONDAY = at('2026-03-02T10:00Z');

/** Nobody is there yet, and nothing is set up. */
export function features(database: Database, clock: SteeredClock = steeredClock(MONDAY)): Features {
  const [ids, random] = [systemIds, systemRandom];
  const shown: ShownMessage[] = [];
  const news: ClockNews[] = [];
  const directory = new Map<string, SlackPerson>();
  const messages = recordedMessages(shown, clock);
  const jobs = createJobs({ database, clock, ids, random, log: silent });
  const workspaces = createWorkspacesService({ database, clock, random });
  const people = createPeopleService({
    database,
    clock,
    ids,
    jobs,
    workspaceId: WORKSPACE,
    directory: { one: async (id) => directory.get(id), all: async () => [...directory.values()] },
  });
  const sla = createSlaService({
    database,
    clock,
    ids,
    jobs,
    factsOf: (read, leadId) => leads.factsOf(read, leadId),
    calendarOf: (read, workspaceId, person) => people.calendarOf(read, workspaceId, { person }),
    inTouch,
  });
  const notices = createNoticesService<MessageContent, Mrkdwn>({
    database,
    clock,
    jobs,
    display: messages,
    merged: mergedMessage,
    reachability: people,
    timing: { lateAfter: 10 * MINUTE, mergedEvery: HOUR, rationPerDay: 3 },
  });
  const routing = createRoutingService({
    database,
    clock,
    ids,
    people,
    office: async (read, workspaceId) => (await sla.policy(read, workspaceId))?.current.calendar,
    factsOf: async (workspaceId, reference) => {
      const lead = await leads.find(workspaceId, reference);
      return lead && leads.factsOf(database.db, lead.id);
    },
    loadOf: (read, personIds) => leads.loadOf(read, personIds),
    rules: {
      read: (read, workspaceId) => leads.routes.read(read, workspaceId),
      write: (tx, workspaceId, before, after) => leads.routes.write(tx, workspaceId, before, after),
    },
  });
  const followers: Follower[] = [sla.follow, routing.follow, (tx, event) => reviews.follow(tx, event)];
  const leads: Leads = createLeadsService({
    database,
    clock,
    ids,
    jobs,
    people,
    promises: sla,
    notify: notices.notify,
    cancelNotices: notices.cancel,
    verdictsOf: (read, leadId) => reviews.verdictsOf(read, leadId),
    decided: (read, workspaceId, window) => actions.aboutOrigins(read, workspaceId, window),
    followers,
    routing,
    undoFor: MINUTE,
  });
  const actions = createActionsService({
    database,
    clock,
    ids,
    jobs,
    notify: notices.notify,
    people: {
      ...people,
      rightsOf: async (read, personId) => ({ ...(await people.rightsOf(read, personId)), isAdmin: false }),
    },
    leadNames: leads.namesOf,
    hasStandup: async () => false,
    figures: {
      measurable: () => reports.measurable(),
      measure: (read, workspaceId, asked) => reports.measureStored(read, workspaceId, asked),
    },
  });
  const asked: { to: string; lead: number; text: string; madeBy: string }[] = [];
  const reviews = createReviewsService({
    database,
    clock,
    ids,
    jobs,
    standNowhere,
    notify: notices.notify,
    leads,
    people,
    promises: sla,
    decisions: actions,
    noFit: (read, workspaceId, asked) => reports.noFit(read, workspaceId, asked),
    manners: notices,
    async ask(_actor, one) {
      if (!asked.some(({ madeBy }) => madeBy === one.madeBy)) asked.push(one);
      return { kind: 'asked', view: { ask: { number: asked.length } } };
    },
  });
  const reports = createReportsService({
    database,
    clock,
    zone: people.officeZone,
    judged: reviews.judgedBetween,
    arrived: reviews.arrivedBetween,
    contactsOf: sla.everyClockOf,
    late: sla.clausesLateBetween,
    ownersAt: leads.activity.ownersAt,
    roster: people.roster,
    said: reviews.saidBetween,
    seenAs: leads.seenAs,
    rejections: leads.activity.rejections,
    moves: leads.activity.moves,
    target: async (read, workspace) => (await sla.policy(read, workspace))?.current.target,
    asks: async (_read, _workspace, from, until) => countAsks([], from, until),
    askedIn: async () => [],
  });
  actions.subscribe((tx, action) => reviews.onAction(tx, action));
  sla.subscribe(async (_tx, told) => void news.push(told));
  sla.subscribe(leads.onClock);
  people.subscribe(leads.onPersonChange);
  people.subscribe(reviews.onPersonChange);
  notices.register([
    ...leadNotices(leads),
    ...promiseNotices(leads),
    ...questionNotices(leads),
    ...leavingNotices(leads),
    ...holdingNotices(leads),
    ...digestNotices(leads),
    ...runningNotices(reviews, actionLine),
    ...effectNotices(reviews),
    ...actionNotices(actions),
    ...queueNotices(reviews, nowhere),
  ]);
  const find = (key: string) => messages.find(database.db, key);
  jobs.register([
    ...peopleJobs(people, messages),
    ...slaJobs(sla),
    ...noticesJobs(notices),
    ...leadJobs(leads, { ...messages, find }),
    ...questionJobs(leads),
    ...holdingJobs(leads, messages),
    ...digestJobs(leads),
    ...threadJobs(reviews, { messages, db: database.db, clock, decision: actionLine }),
    ...effectJobs(reviews),
    ...actionJobs(actions),
    ...queueJobs(reviews, { messages, database, addressOf: nowhere, onHome: async () => {} }),
  ]);
  onTestFinished(async () => {
    const stopped = jobs.stop();
    clock.moveBy(MINUTE);
    await stopped;
  });
  return {
    database,
    clock,
    jobs,
    workspaces,
    people,
    sla,
    notices,
    leads,
    routing,
    actions,
    reviews,
    reports,
    asked,
    directory,
    shown,
    followers,
    news,
  };
}

export interface Staff {
  readonly sales?: readonly string[];
  readonly salesManagers?: readonly string[];
  readonly marketing?: readonly string[];
  readonly settings?: Partial<LeadSettings>;
  /** What sales promises; `undefined` for no promise. */
  readonly terms?: Partial<NewTerms> | undefined;
  readonly isAnnounced?: boolean;
}

/** The usual company: Ann and Ben sell, Max manages them, Mia does marketing; all in UTC, all welcomed. */
export async function staffed(database: Database, staff: Staff = {}, clock?: SteeredClock): Promise<Features> {
  const it = features(database, clock);
  const { sales = ['UANN', 'UBEN'], salesManagers = ['UMAX'], marketing = ['UMIA'] } = staff;
  await it.workspaces.install({ id: WORKSPACE, name: 'Acme', botUserId: 'UBATON' });
  await hire(it, [...sales, ...salesManagers, ...marketing]);
  await inTeam(it, 'sales', sales, salesManagers);
  await inTeam(it, 'marketing', marketing, []);
  await database.transaction((tx) =>
    it.leads.saveSettings(tx, WORKSPACE, {
      channelId: 'CLEADS',
      ring: { kind: 'on-shift' },
      ...staff.settings,
    }),
  );
  if (!('terms' in staff) || staff.terms !== undefined) await promised(it, staff.terms, staff.isAnnounced ?? true);
  return it;
}

/** Slack tells of these people. */
export async function hire({ people }: Features, ids: readonly string[], differing: Partial<SlackPerson> = {}) {
  for (const id of ids) {
    const emailKey = `${id.slice(1).toLowerCase()}@acme.example`;
    await people.refresh(slackPerson({ id, name: id, zone: 'UTC', emailKey, ...differing }));
  }
}

/** Makes these the whole team, each added by themselves, so that nobody has to be welcomed. */
async function inTeam(it: Features, team: Team, members: readonly string[], managers: readonly string[]) {
  const everyone = [...members, ...managers];
  for (const [count, id] of everyone.entries()) {
    const soFar = everyone.slice(0, count + 1);
    const among = (some: readonly string[]) => soFar.filter((one) => some.includes(one));
    await setTeam(it, team, among(members), among(managers), id);
  }
}

/** Makes these the whole team. */
export async function setTeam(
  { database, people }: Features,
  team: Team,
  members: readonly string[],
  managers: readonly string[],
  by = 'UMAX',
) {
  const actor: Actor = { ...NOBODY, id: by };
  await database.transaction((tx) => people.setTeam(tx, actor, { team, members, managers }));
}

const NOBODY: Omit<Actor, 'id'> = {
  workspaceId: WORKSPACE,
  name: 'Somebody',
  zone: 'UTC',
  teams: [],
  manages: [],
  isAdmin: true,
};

/** Sales promises: first contact within a working hour, unless `terms` say otherwise. */
export async function promised(
  { database, sla }: Features,
  terms: Partial<NewTerms> = {},
  isAnnounced = true,
): Promise<Policy> {
  const promise = { ...TERMS, calendar: OFFICE, ...terms, workspaceId: WORKSPACE, name: 'First contact', by: 'UMAX' };
  return database.transaction((tx) => sla.promise(tx, { ...promise, isAnnounced }));
}

/** Who presses a button, with the rights of this moment. */
export async function actor({ people }: Features, id: string): Promise<Actor & LeadActor> {
  const person = await people.person(id);
  if (person === undefined) throw new Error(`Nobody is called ${id}`);
  const memberships: Membership[] = await people.membershipsOf(id);
  return actorOf(person, memberships);
}

/** The notices that this person or channel was told, in order. */
export function noticesTo({ shown }: Features, id: string): ShownMessage[] {
  return shown.filter(({ key, to }) => key.startsWith('notice:') && Object.values(to).includes(id));
}

/** The same, as their notifications said them. */
export const saidTo = (it: Features, id: string): string[] => noticesTo(it, id).map(({ content }) => content.text);

const silent = { info: () => {}, warn: () => {}, error: () => {} };
