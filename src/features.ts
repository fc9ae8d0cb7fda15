import { createActions } from './actions/index.ts';
import { createAgreements } from './agreements/index.ts';
import { createAsks } from './asks/index.ts';
import { createAudit } from './audit/index.ts';
import { MASKED } from './core/shown-fields.ts';
import { createErasure } from './erasure/index.ts';
import { createHeadsUps } from './headsups/index.ts';
import { createHome } from './home/index.ts';
import { createImports, ownerAmong } from './imports/index.ts';
import { createIntake } from './intake/index.ts';
import { createImporting, createLeads, inTouch, leadRecord } from './leads/index.ts';
import { createMeetings } from './meetings/index.ts';
import { createNotices } from './notices/index.ts';
import { createPairings } from './pairings/index.ts';
import { type Actor, createPeople, type createWorkspaces, storedSellers } from './people/index.ts';
import type { Db, Tx } from './platform/db/database.ts';
import { createHeartbeat } from './platform/http/heartbeat.ts';
import type { createJobs } from './platform/jobs/jobs.ts';
import type { Log } from './platform/log.ts';
import type { createMetrics } from './platform/metrics.ts';
import type { Ports } from './platform/ports.ts';
import type { SecretBox } from './platform/secrets.ts';
import { channelFaultOf } from './platform/slack/client/channel-fault.ts';
import type { createSlack } from './platform/slack/create-slack.ts';
import { permalinkOf } from './platform/slack/messages/message-places.ts';
import { createReports } from './reports/index.ts';
import { createRetroSchedules, createRetros } from './retros/index.ts';
import { createReviewSchedules, createReviews } from './reviews/index.ts';
import { createRituals } from './rituals/index.ts';
import { createRouting } from './routing/index.ts';
import { createSetup } from './setup/index.ts';
import { createSla } from './sla/index.ts';
import { createStandups } from './standups/index.ts';
import { createStatus } from './status/index.ts';
import { createWebhooks } from './webhooks/index.ts';
import {
  type ConnectedConfig,
  erasingLeads,
  forgetEverything,
  letGoOfLeads,
  outgoingOf,
  redrawEveryHome,
  urlOf,
} from './wiring.ts';

/** What features are made of, beside each other. */
export interface FeaturesDeps {
  readonly config: ConnectedConfig;
  readonly ports: Ports;
  readonly log: Log;
  readonly secrets: SecretBox;
  readonly metrics: ReturnType<typeof createMetrics>;
  readonly workspaces: ReturnType<typeof createWorkspaces>;
  readonly slack: Awaited<ReturnType<typeof createSlack>>;
  readonly jobs: ReturnType<typeof createJobs>;
}

export type Features = ReturnType<typeof createFeatures>;

/** Every feature, made of the services of others; lower ones first. Who hears of what others do is in `subscriptions.ts`. */
export function createFeatures({ config, ports, log, secrets, metrics, workspaces, slack, jobs }: FeaturesDeps) {
  const { clock, database, ids, random } = ports;
  const { timing } = config;
  const { client, messages, identity } = slack;
  const workspaceId = identity.teamId;

  const sla = createSla({
    database,
    clock,
    ids,
    jobs,
    // Declared further down: promises are followed by leads and people, and ask of them what some promises need.
    factsOf: (read, leadId) => leads.service.factsOf(read, leadId),
    calendarOf: (read, workspace, person) => people.service.calendarOf(read, workspace, { person }),
    inTouch,
  });
  const promised = async (read: Db | Tx, workspace: string) => (await sla.service.policy(read, workspace))?.current;
  const office = async (read: Db | Tx, workspace: string) => (await promised(read, workspace))?.calendar;
  const target = async (read: Db | Tx, workspace: string) => (await promised(read, workspace))?.target;
  const people = createPeople({
    database,
    clock,
    ids,
    jobs,
    client,
    messages,
    workspaceId,
    office,
    // Declared further down: admins are told by notices, which ask people whom they may reach.
    tellAdmins: (tx, news) => tellAdmins(tx, news),
    // Declared further down: leads ask people who is there, and people ask leads what falls due while somebody isn't.
    duties: { ask: (...asked) => leads.duties.ask(...asked), remind: (absenceId) => leads.duties.remind(absenceId) },
    peaceFrom: async (tx, message) =>
      (await notices.service.reserve(tx, message)) ? undefined : notices.service.nextRation(tx, message.personId),
  });
  const notices = createNotices({
    database,
    clock,
    jobs,
    display: messages,
    reachability: people.service,
    timing: timing.notices,
  });

  const { notify, notifyEach } = notices.service;
  const tellAdmins = async (tx: Tx, news: { key: string; kind: string; subject: string }): Promise<void> =>
    notifyEach(tx, await people.service.adminsToTell(tx), { ...news, workspaceId, at: clock.now() });

  const webhooks = createWebhooks<Actor>({
    database,
    clock,
    ids,
    random,
    secrets,
    jobs,
    outgoing: outgoingOf(config),
    tellAdmins,
    findLead: leadRecord,
    namesOf: people.service.namesOf,
  });
  const routing = createRouting({
    client,
    database,
    clock,
    ids,
    people: people.service,
    office,
    // Declared further down: leads ask whose turn it is, and routing asks how many leads people have.
    factsOf: async (workspace, reference) => {
      const lead = await leads.service.find(workspace, reference);
      return lead && leads.service.factsOf(database.db, lead.id);
    },
    loadOf: (read, personIds) => leads.service.loadOf(read, personIds),
    rules: {
      read: (read, workspace) => leads.service.routes.read(read, workspace),
      write: (tx, workspace, before, after) => leads.service.routes.write(tx, workspace, before, after),
    },
  });
  const leads = createLeads({
    database,
    clock,
    ids,
    jobs,
    messages,
    people: people.service,
    promises: sla.service,
    routing: routing.service,
    notify,
    cancelNotices: notices.service.cancel,
    workspaceUrl: identity.url,
    // Declared further down: reviews judge leads, and what they publish of that stands on cards.
    verdictsOf: (read, leadId) => reviews.service.verdictsOf(read, leadId),
    decided: (read, workspace, window) => actions.service.aboutOrigins(read, workspace, window),
    // Declared further down: what is told of a campaign, to which the cards of its leads link.
    headsUpAddress: (headsUpId) => headsUps.addressOf(headsUpId),
    // Declared further down: who answers for a campaign is agreed on.
    answersFor: (read, lead) => agreements.service.answersFor(read, lead),
    followers: [
      (tx, event) => reviews.service.follow(tx, event),
      sla.service.follow,
      routing.service.follow,
      async (tx, event) => home.service.changed(tx, await leads.service.peopleAround(tx, event)),
      // Declared further down: who owes what a held lead lacks is agreed on.
      async (tx, event) => agreements.service.follow(tx, event),
      webhooks.follow,
    ],
    undoFor: timing.undoFor,
  });
  const agreements = createAgreements<Actor>({
    database,
    clock,
    jobs,
    client,
    notify,
    people: people.service,
    leads: {
      ...leads.service,
      arrivals: leads.service.activity.arrivals,
      rejections: leads.service.activity.rejections,
      channelOf: async (read, workspace) => (await leads.service.settings(workspace, read))?.channelId,
    },
    sales: {
      target,
      contactsOf: sla.service.everyClockOf,
    },
  });
  const asks = createAsks({
    database,
    clock,
    ids,
    jobs,
    notify,
    people: people.service,
    leads: { find: leads.service.named, named: leads.service.namesOf },
    // Declared further down: the set-up of a standup says it.
    escalateAfterDays: (read, ask) => standups.service.escalateAfterDays(read, ask),
  });
  const actions = createActions({
    database,
    clock,
    ids,
    jobs,
    notify,
    people: {
      ...people.service,
      rightsOf: async (read, personId) => ({
        ...(await people.service.rightsOf(read, personId)),
        isAdmin: await people.service.isAdmin(read, personId),
      }),
    },
    leadNames: leads.service.namesOf,
    // Declared further down: reviews and retros decide actions.
    decidedAt: async (workspace, origins) =>
      new Map([...(await reviews.decidedAt(workspace, origins)), ...(await retros.decidedAt(workspace, origins))]),
    // Declared further down: whoever has a standup finds there what is theirs to do.
    hasStandup: (read, workspace, personId) => standups.service.hasStandup(read, workspace, personId),
    figures: {
      measurable: () => reports.service.measurable(),
      measure: (read, workspace, asked) => reports.service.measureStored(read, workspace, asked),
    },
  });
  const headsUps = createHeadsUps({
    database,
    clock,
    ids,
    jobs,
    notify,
    messages,
    client,
    people: people.service,
    leads: leads.service,
    workspaceUrl: identity.url,
    // Declared further down: a Home is put together from what the features show.
    onDay: (tx, personIds) => home.service.changed(tx, personIds),
    // Declared further down: what somebody is concerned about is talked of in the next meeting, where there are meetings.
    addTopic: async (tx, topic) =>
      (await rituals.service.list(tx, topic.workspaceId, meetings.kind.kind)).length > 0 &&
      (await meetings.service.addTopic(tx, topic)).topic.state === 'open',
  });
  const reviews = createReviews({
    database,
    clock,
    ids,
    jobs,
    notify,
    messages,
    client,
    stageWords: leads.service.stageWords,
    leads: leads.service,
    people: people.service,
    promises: sla.service,
    decisions: actions.service,
    // Declared further down: figures are made of what reviews say.
    noFit: (read, workspace, asked) => reports.service.noFit(read, workspace, asked),
    decisionWords: {
      decision: actions.views.line,
      refusal: actions.views.refusalWords,
      metricInput: actions.views.metricInput,
    },
    workspaceUrl: identity.url,
    manners: notices.service,
    // Declared further down: a Home is put together from what the features show.
    onHome: (tx, personIds) => home.service.changed(tx, personIds),
    // Declared further down: a schedule has started it, or nobody has.
    finished: (tx, one) => reviewSchedules.service.finished(tx, one),
    ask: (actor, { to, lead, text, madeBy }) =>
      asks.service.create(actor, {
        to: { team: to },
        kind: 'lead-quality',
        about: `#${lead}`,
        neededBy: undefined,
        text,
        origin: undefined,
        madeBy,
      }),
    surroundings: leads,
  });
  const cardLinks = async (read: Db | Tx, leadIds: readonly string[]): Promise<ReadonlyMap<string, string>> => {
    const { url } = identity;
    if (url === undefined) return new Map();
    const places = await leads.cardPlaces(read, leadIds);
    return new Map([...places].map(([leadId, place]) => [leadId, permalinkOf(url, place)]));
  };
  const reports = createReports<Actor>({
    stageWords: leads.service.stageWords,
    cards: cardLinks,
    database,
    clock,
    zone: people.service.officeZone,
    judged: reviews.service.judgedBetween,
    arrived: reviews.service.arrivedBetween,
    contactsOf: sla.service.everyClockOf,
    late: sla.service.clausesLateBetween,
    ownersAt: leads.service.activity.ownersAt,
    roster: people.service.roster,
    said: reviews.service.saidBetween,
    seenAs: leads.service.seenAs,
    rejections: leads.service.activity.rejections,
    moves: leads.service.activity.moves,
    target,
    asks: asks.service.counts,
    askedIn: asks.service.askedIn,
  });
  const rituals = createRituals({
    database,
    clock,
    ids,
    random,
    jobs,
    notify,
    people: {
      daysOf: people.service.daysOf,
      teamMembers: people.service.members,
      isHere: people.service.isHere,
      admins: people.service.adminsToTell,
    },
    channelMembers: async function* (channel) {
      yield* await people.channelMembers(channel);
    },
    channelFault: channelFaultOf(client),
    wasShown: async (read, key) => ['shown', 'sending'].includes((await messages.find(read, key))?.state ?? ''),
    paceMs: timing.promptPace,
    waitingFor: async (workspace, personId) =>
      (await asks.service.leftBy(database.db, workspace, personId)).map(asks.views.numberedLine),
  });
  const reviewSchedules = createReviewSchedules({
    database,
    clock,
    rituals: rituals.service,
    people: people.service,
    reviews: reviews.service,
    stageWords: leads.service.stageWords,
  });
  const meetings = createMeetings({
    database,
    clock,
    ids,
    jobs,
    messages,
    rituals: rituals.service,
    decisions: actions.service,
    phrases: { decision: actions.views.line, refusal: actions.views.refusalWords },
    people: people.service,
    figures: {
      measure: reports.service.measure,
      standing: leads.service.activity.standing,
      stageWords: leads.service.stageWords,
      reasons: leads.service.activity.rejections,
      target,
      asks: asks.service.counts,
      openDecisions: actions.service.openHere,
      rules: leads.service.rules,
      promised: agreements.service.promised,
    },
    workspaceUrl: identity.url,
    // Declared further down: a Home is put together from what the features show.
    onHome: (tx, workspace) => redrawEveryHome({ people, home }, tx, workspace),
  });
  const standups = createStandups({
    database,
    clock,
    ids,
    jobs,
    client,
    messages,
    notify,
    rituals: rituals.service,
    people: people.service,
    leads: leads.service.activity,
    cards: cardLinks,
    asks: asks.service,
    askWords: asks.views,
    actions: actions.service,
    actionWords: actions.views,
    manners: notices.service,
    // Declared further down: a Home is put together from what the features show.
    onDay: (tx, personIds) => home.service.changed(tx, personIds),
  });
  const retros = createRetros({
    database,
    clock,
    ids,
    jobs,
    notify,
    messages,
    client,
    people: people.service,
    workspaceUrl: identity.url,
    openActions: {
      openOf: (personId, keptSince) => actions.service.openOf(database.db, personId, keptSince),
      rows: actions.views.ownRows,
    },
    pack: reports.frozen,
    manners: notices.service,
    random,
    secrets,
    named: { leads: leads.service.namesOf, asks: asks.service.numbersOf },
    offers: { asks: asks.service.unanswered, notes: standups.service.notesOf },
    decisions: actions.service,
    decisionWords: actions.views,
    // Declared further down: a Home is put together from what the features show.
    onHome: (tx, personIds) => home.service.changed(tx, personIds),
    // Declared further down: a schedule has begun it, or nobody has.
    finished: async (tx, one) => {
      await retroSchedules.service.finished(tx, one);
      await home.service.changed(tx, [one.personId]);
    },
  });
  const retroSchedules = createRetroSchedules({
    database,
    clock,
    rituals: rituals.service,
    people: people.service,
    retros: retros.service,
  });
  const pairings = createPairings({
    database,
    clock,
    ids,
    jobs,
    messages,
    notify,
    rituals: rituals.service,
    people: people.service,
    leads: leads.service,
    cards: retros.cards,
    manners: notices.service,
    usedSince: async () => (await workspaces.current())?.setUpAt,
    cardOf: async (leadId) => (await cardLinks(database.db, [leadId])).get(leadId),
    // Declared further down: a Home is put together from what the features show.
    onHome: (tx, personIds) => home.service.changed(tx, personIds),
  });
  const home = createHome<Actor>({
    database,
    clock,
    jobs,
    workspaceId,
    admit: people.service.admit,
    publisher: client,
    buttons: people.buttons,
  });
  const intake = createIntake<Actor>({
    database,
    clock,
    ids,
    random,
    secrets,
    jobs,
    leads: leads.service,
    tellAdmins,
    defaultChannel: async (workspace) => (await leads.service.settings(workspace))?.channelId,
    urlOf: urlOf(config),
    channel: client.channel,
    grants: (scope) => identity.scopes?.includes(scope),
    previewCard: (workspace, lead) => leads.previewCard({ ...lead, workspaceId: workspace, by: 'form', extra: {} }),
    count: metrics.intake,
    allowance: timing.intake,
  });
  const imports = createImports<Actor>({
    client,
    messages,
    // Who is away from Slack at the start doesn't know.
    mayReadFiles: () => identity.scopes?.includes('files:read') ?? true,
    database,
    clock,
    ids,
    jobs,
    leads: {
      ...createImporting({ ids, tellOutside: webhooks.follow, letGo: letGoOfLeads }),
      announce: leads.service.announceImported,
    },
    ownerCalled: ownerAmong(storedSellers(workspaceId)),
    channelOf: async (workspace) => (await leads.service.settings(workspace))?.channelId,
  });
  const erasure = createErasure<Actor>({
    database,
    clock,
    ids,
    jobs,
    workspaceId,
    zone: people.service.officeZone,
    shown: {
      find: async (read) => (await leads.service.settings(workspaceId, read))?.shown ?? MASKED,
      save: (tx, shown) => leads.service.saveShown(tx, workspaceId, shown),
    },
    leads: erasingLeads({ clock, jobs }),
    leadsMeant: leads.service.namesMeant,
    forgetReceived: forgetEverything,
    forgetSent: webhooks.forget,
  });
  const setup = createSetup<Actor>({
    database,
    clock,
    ids,
    jobs,
    client,
    people: people.service,
    promises: sla.service,
    leads: { ...leads.service, moveEndpoints: intake.service.moveEndpoints },
    notify,
  });
  const status = createStatus<Actor>({
    database,
    clock,
    jobs,
    slack: {
      ready: slack.ready,
      scopes: identity.scopes,
      installationLost: slack.installationLost,
      channel: client.channel,
    },
    isSetUp: async () => (await leads.service.settings(workspaceId)) !== undefined,
    isWatching: intake.service.isAnyWatched,
    takesLeads: async (channel) =>
      (await leads.service.settings(workspaceId))?.channelId === channel ||
      (await intake.service.list(workspaceId)).some(({ channelId }) => channelId === channel),
    mainChannel: async (read) => (await leads.service.settings(workspaceId, read))?.channelId,
    tellAdmins,
    adminsTold: async (read, kind, since) =>
      notices.areTold(read, await people.service.adminsToTell(read), kind, since),
    registry: metrics.registry,
  });
  const { heartbeatUrl } = config;
  const audit = createAudit({
    database,
    clock,
    log,
    isWorking: jobs.isWorking,
    tellAdmins,
    metrics: metrics.audit,
    heartbeat: heartbeatUrl === undefined ? undefined : createHeartbeat(ports.fetch, heartbeatUrl, log),
  });

  return {
    people,
    sla,
    notices,
    leads,
    agreements,
    routing,
    erasure,
    imports,
    asks,
    actions,
    headsUps,
    reviews,
    reviewSchedules,
    reports,
    retros,
    retroSchedules,
    rituals,
    meetings,
    pairings,
    standups,
    home,
    intake,
    webhooks,
    setup,
    status,
    audit,
  };
}
