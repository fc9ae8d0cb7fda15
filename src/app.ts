import { createAgreements } from './agreements/index.ts';
import { createAsks } from './asks/index.ts';
import { createAudit } from './audit/index.ts';
import type { Config } from './config.ts';
import { MASKED } from './core/shown-fields.ts';
import { createErasure, createErasures } from './erasure/index.ts';
import { createHome } from './home/index.ts';
import { createImports, createImportsAlone, forgetWaitingRows, ownerAmong, waitingRowsAbout } from './imports/index.ts';
import { createEndpoints, createIntake, forgetReceived, receivedAbout, storedEndpoints } from './intake/index.ts';
import {
  createErasing,
  createImporting,
  createLeads,
  defaultChannelOf,
  heldOfPerson,
  LEAD_COLUMNS,
  type LeadExportDeps,
  leadEntries,
  leadRecord,
  leadRows,
} from './leads/index.ts';
import { createNotices } from './notices/index.ts';
import {
  type Actor,
  createPeople,
  createWorkspaces,
  storedNames,
  storedPeople,
  storedSellers,
  WorkspaceRefused,
} from './people/index.ts';
import { csvOf } from './platform/csv.ts';
import type { Tx } from './platform/db/database.ts';
import { copiedAt } from './platform/db/restored.ts';
import { damageOf, workedUntil } from './platform/db/soundness.ts';
import { createHeartbeat } from './platform/http/heartbeat.ts';
import { createOutgoing, isLocalUrl } from './platform/http/outgoing.ts';
import { answersAt } from './platform/http/reachable.ts';
import { createHttpServer } from './platform/http/server.ts';
import { jobChecks } from './platform/jobs/job-checks.ts';
import { createJobs } from './platform/jobs/jobs.ts';
import { confirmRunningJob } from './platform/jobs/running-job.ts';
import { readStats } from './platform/jobs/store.ts';
import { startTicker } from './platform/jobs/ticker.ts';
import type { Log } from './platform/log.ts';
import { createMetrics } from './platform/metrics.ts';
import type { Ports } from './platform/ports.ts';
import type { SecretBox } from './platform/secrets.ts';
import { appTokenFault } from './platform/slack/app-token.ts';
import { createSlack, type SlackConfig, slackClientOf } from './platform/slack/create-slack.ts';
import { SLACK_PATH } from './platform/slack/http-receiver.ts';
import { messageChecks } from './platform/slack/message-checks.ts';
import { permalinkOf } from './platform/slack/message-places.ts';
import { messagesAbout } from './platform/slack/messages-about.ts';
import { requiredScopes } from './platform/slack/methods.ts';
import { registerListeners } from './platform/slack/register-listeners.ts';
import { timeAtSlack } from './platform/slack/time-at-slack.ts';
import { freeBytes, journalBytes, storageChecks } from './platform/storage-checks.ts';
import { createRituals, storedRituals } from './rituals/index.ts';
import { createRouting } from './routing/index.ts';
import { createSetup } from './setup/index.ts';
import { createSla, storedClocks } from './sla/index.ts';
import { createStandups, exportStandups } from './standups/index.ts';
import { createStatus, examine } from './status/index.ts';
import { createFollowing, createWebhookAddresses, createWebhooks, sentAbout } from './webhooks/index.ts';

/** A configuration with a way to Slack. */
export type ConnectedConfig = Exclude<Config, { readonly mode: 'playground' }>;

export interface AppDeps {
  readonly ports: Ports;
  readonly log: Log;
  readonly secrets: SecretBox;
  /** The address to listen on; for the playground, which stays on this machine. */
  readonly host?: string;
}

export type BatonApp = Awaited<ReturnType<typeof createApp>>;

/**
 * Puts Baton together on a migrated database: the one place that knows every feature. Asks Slack who we are; throws
 * `WorkspaceRefused` if the database belongs to another workspace. Nothing runs until `start`.
 */
export async function createApp(config: ConnectedConfig, { ports, log, secrets, host }: AppDeps) {
  const { clock, database, ids, random } = ports;
  const { timing } = config;
  const metrics = createMetrics();

  const workspaces = createWorkspaces({ database, clock, random });
  const slack = await createSlack({
    config: slackConfig(config),
    ports,
    log,
    remembered: await workspaces.remembered(),
    copiedAt: await copiedAt(database, clock.now()),
    metrics: metrics.slack,
    fence: confirmRunningJob,
  });
  const { client, messages, identity } = slack;
  const workspaceId = identity.teamId;
  const { setupCode } = await workspaces.install({ ...identity, id: workspaceId, name: identity.teamName });

  const jobs = createJobs({ database, clock, ids, random, log, timing: timing.jobs, metrics: metrics.registry });
  const sla = createSla({
    database,
    clock,
    ids,
    jobs,
    // Declared further down: promises are followed by leads and people, and ask of them what some promises need.
    factsOf: (read, leadId) => leads.service.factsOf(read, leadId),
    calendarOf: (read, workspace, person) => people.service.calendarOf(read, workspace, { person }),
  });
  const people = createPeople({
    database,
    clock,
    ids,
    jobs,
    client,
    messages,
    workspaceId,
    office: async (read, workspace) => (await sla.service.policy(read, workspace))?.current.calendar,
    // Declared further down: admins are told by notices, which ask people whom they may reach.
    tellAdmins: (tx, news) => tellAdmins(tx, news),
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
    database,
    clock,
    ids,
    people: people.service,
    office: async (read, workspace) => (await sla.service.policy(read, workspace))?.current.calendar,
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
    followers: [
      sla.service.follow,
      routing.service.follow,
      async (tx, event) => home.service.changed(tx, await leads.service.peopleAround(tx, event)),
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
      target: async (read, workspace) => (await sla.service.policy(read, workspace))?.current.target,
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
    wasShown: async (read, key) => ['shown', 'sending'].includes((await messages.find(read, key))?.state ?? ''),
    paceMs: timing.promptPace,
    waitingFor: async (workspace, personId) =>
      (await asks.service.leftBy(database.db, workspace, personId)).map(asks.views.numberedLine),
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
    cards: async (read, leadIds) => {
      const { url } = identity;
      if (url === undefined) return new Map();
      const places = await leads.cardPlaces(read, leadIds);
      return new Map([...places].map(([leadId, place]) => [leadId, permalinkOf(url, place)]));
    },
    asks: asks.service,
    askWords: asks.views,
    manners: notices.service,
    // Declared further down: a Home is put together from what the features show.
    onDay: (tx, personIds) => home.service.changed(tx, personIds),
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
      ...createImporting({ ids, tellOutside: webhooks.follow }),
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
    leads: createErasing({ clock, jobs }),
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

  const listeners = [
    people,
    leads,
    agreements,
    routing,
    erasure,
    imports,
    asks,
    rituals,
    standups,
    home,
    intake,
    webhooks,
    setup,
    status,
  ].map((feature) => feature.listeners);
  const work = [
    people,
    sla,
    notices,
    leads,
    agreements,
    erasure,
    asks,
    rituals,
    standups,
    home,
    intake,
    imports,
    webhooks,
    status,
  ].flatMap((feature) => feature.jobs);
  rituals.service.register(standups.kind);
  home.service.register([standups.homeSection, leads.homeSection, asks.homeSection]);
  sla.service.subscribe(leads.service.onClock);
  sla.service.subscribe(setup.service.onClock);
  sla.service.subscribe(async (tx, news) => {
    const owner = 'clock' in news ? await leads.service.ownerOf(tx, news.clock.leadId) : undefined;
    if (owner !== undefined) await home.service.changed(tx, [owner]);
  });
  people.service.subscribe(rituals.service.onPersonChange);
  people.service.subscribe(asks.service.onPersonChange);
  people.service.subscribe(leads.service.onPersonChange);
  people.service.subscribeChannels(rituals.service.onChannelChange);
  people.service.subscribeChannels(async ({ channelId, personId, what }) => {
    const isBack = personId === identity.botUserId && what === 'joined';
    if (isBack) await database.transaction((tx) => rituals.service.channelBack(tx, channelId));
  });
  notices.service.register(
    [people, leads, agreements, asks, rituals, standups, intake, webhooks, setup, status, audit].flatMap(
      (feature) => feature.notices,
    ),
  );
  asks.service.subscribe(standups.service.onAsk);
  asks.service.subscribe(async (tx, ask) => {
    const everyone = await people.service.roster(tx, ask.workspaceId);
    await home.service.changed(
      tx,
      everyone.map(({ id }) => id),
    );
  });
  audit.service.register([
    ...jobChecks(),
    ...messageChecks([leads.messageOwner, standups.messageOwner]),
    ...(config.database.kind === 'sqlite' ? storageChecks(config.database.path) : []),
    ...[people, sla, notices, leads, erasure, asks, rituals, standups, intake, webhooks, status].flatMap(
      (feature) => feature.checks,
    ),
  ]);
  jobs.register(work);
  jobs.onParked(status.service.onParked);
  registerListeners(slack.app, listeners, {
    gate: people.service,
    teamId: workspaceId,
    client,
    clock,
    ids,
    log,
  });

  const http = createHttpServer({
    routes: [...intake.routes, ...status.routes],
    passThrough: slack.listener && { path: SLACK_PATH, listener: slack.listener },
    ids,
    log,
  });
  let stopTicker = async () => {};

  return {
    workspaceId,
    /** Printed once, by the start that made it; undefined after the set-up. */
    setupCode,
    listeners,
    /** The kinds of durable jobs that this program handles. */
    jobKinds: work.map(({ kind }) => kind),
    services: {
      people: people.service,
      leads: leads.service,
      routing: routing.service,
      intake: intake.service,
      imports: imports.service,
      webhooks: webhooks.service,
      setup: setup.service,
      retention: erasure.service,
      sla: sla.service,
      agreements: agreements.service,
      asks: asks.service,
      rituals: rituals.service,
      standups: standups.service,
      audit: audit.service,
    },

    /** Begins to work; the port is the one that HTTP listens on. Throws if the port is taken. */
    async start(): Promise<{ port: number }> {
      const listening = await http.listen(config.port, host);
      await jobs.start();
      await slack.start();
      // Now that nobody can change without our hearing of it.
      await people.service.askRefresh();
      await intake.service.askPurge();
      stopTicker = startTicker(async () => {
        await jobs.sweep();
        await people.service.askUpkeep();
        await intake.service.askPurge();
        await leads.service.readArrived(workspaceId);
        await audit.service.audit();
      }, log);
      return listening;
    },

    /** Takes nothing new, finishes what runs, and hands the rest to the next process. */
    async stop(): Promise<void> {
      await stopTicker();
      // Side by side, so that all are done within the ten seconds after which a container is killed.
      await Promise.all([http.close(timing.httpClose), slack.stop(), jobs.stop()]);
    },
  };
}

/** The endpoints of this installation, without Slack; for the command line. Throws a `WorkspaceRefused` before the first start. */
export async function createEndpointsOf(config: Config, { ports, secrets }: Pick<AppDeps, 'ports' | 'secrets'>) {
  const workspace = await createWorkspaces(ports).current();
  if (workspace === undefined) throw new WorkspaceRefused('Start Baton once first: it must know its workspace.');
  return {
    endpoints: createEndpoints({ ...ports, secrets }),
    workspaceId: workspace.id,
    defaultChannel: () => defaultChannelOf(ports.database, workspace.id),
    urlOf: urlOf(config),
  };
}

/** The addresses that follow leads, without Slack and without a worker; for the command line. Throws a `WorkspaceRefused` before the first start. */
export async function createWebhooksOf(config: Config, { ports, log, secrets }: Omit<AppDeps, 'host'>) {
  const workspace = await createWorkspaces(ports).current();
  if (workspace === undefined) throw new WorkspaceRefused('Start Baton once first: it must know its workspace.');
  const jobs = createJobs({ ...ports, log });
  return {
    webhooks: createWebhookAddresses({ ...ports, secrets, jobs, outgoing: outgoingOf(config) }),
    workspaceId: workspace.id,
  };
}

/** What was posted in standups, as CSV; for the command line. Throws a `WorkspaceRefused` before the first start. */
export async function exportStandupsOf(
  ports: Pick<Ports, 'database' | 'clock' | 'random'>,
  range: Parameters<typeof exportStandups>[2],
): Promise<AsyncIterable<string>> {
  const workspace = await createWorkspaces(ports).current();
  if (workspace === undefined) throw new WorkspaceRefused('Start Baton once first: it must know its workspace.');
  const { database } = ports;
  return exportStandups({ database, rituals: storedRituals, people: storedPeople(workspace.id) }, workspace.id, range);
}

/** Leads, what happened to them, and what is held of one person outside; for the command line. Throws a `WorkspaceRefused` before the first start. */
export async function createExportsOf(ports: Pick<Ports, 'database' | 'clock' | 'random'>) {
  const workspace = await createWorkspaces(ports).current();
  if (workspace === undefined) throw new WorkspaceRefused('Start Baton once first: it must know its workspace.');
  const { id: workspaceId } = workspace;
  const { db } = ports.database;
  const namesOf: LeadExportDeps['namesOf'] = (read, ids) => storedNames(read, workspaceId, ids);
  const deps: LeadExportDeps = { db, workspaceId, clocksOf: storedClocks, namesOf };
  return {
    leads: (range: Parameters<typeof leadRows>[1]) => leadRows(deps, range),
    leadsAsCsv: (range: Parameters<typeof leadRows>[1]) => csvOf(LEAD_COLUMNS, leadRows(deps, range)),
    events: (range: Parameters<typeof leadRows>[1]) => leadEntries(deps, range),
    async person(email: string) {
      const { ids, leads, events } = await heldOfPerson(deps, email);
      return {
        leads,
        events,
        received: await receivedAbout(db, { leadIds: ids, email }),
        waiting_to_be_imported: await waitingRowsAbout(db, email),
        sent: await sentAbout(db, ids),
        messages: await messagesAbout(db, ids),
      };
    },
  };
}

/** Leads out of files, without Slack and without a worker; for the command line. Throws a `WorkspaceRefused` before the first start. */
export async function createImportsOf({ ports, log }: Pick<AppDeps, 'ports' | 'log'>) {
  const { database, clock, ids } = ports;
  const workspace = await createWorkspaces(ports).current();
  if (workspace === undefined) throw new WorkspaceRefused('Start Baton once first: it must know its workspace.');
  const { id: workspaceId } = workspace;
  const jobs = createJobs({ ...ports, log });
  const namesOf: LeadExportDeps['namesOf'] = (read, personIds) => storedNames(read, workspaceId, personIds);
  const following = createFollowing({ clock, ids, jobs, findLead: leadRecord, namesOf });
  const alone = createImportsAlone({
    database,
    clock,
    ids,
    jobs,
    leads: {
      ...createImporting({ ids, tellOutside: following.follow }),
      // Cards are posted where Slack is.
      announce: async () => {},
    },
    ownerCalled: ownerAmong(storedSellers(workspaceId)),
    channelOf: (id) => defaultChannelOf(database, id),
  });
  const { imports, leftOutColumns } = alone;
  return { ...alone, workspaceId, leftOutAsCsv: (id: string) => csvOf(leftOutColumns, imports.leftOut(id)) };
}

/** What came in: by forms, and in files that wait. */
const forgetEverything: typeof forgetReceived = async (tx, about) => {
  await forgetReceived(tx, about);
  await forgetWaitingRows(tx, about);
};

/** Forgetting people, without Slack and without a worker; for the command line. Throws a `WorkspaceRefused` before the first start. */
export async function createErasureOf({ ports, log }: Pick<AppDeps, 'ports' | 'log'>) {
  const { database, clock, ids } = ports;
  const workspace = await createWorkspaces(ports).current();
  if (workspace === undefined) throw new WorkspaceRefused('Start Baton once first: it must know its workspace.');
  const jobs = createJobs({ ...ports, log });
  const following = createFollowing({ clock, ids, jobs, findLead: leadRecord, namesOf: async () => new Map() });
  const leads = createErasing({ clock, jobs });
  return {
    erasure: createErasures({ database, leads, forgetReceived: forgetEverything, forgetSent: following.forget }),
    workspaceId: workspace.id,
  };
}

/** Looks at everything that an installation needs; for the command line. Throws what the database throws. */
export function examineInstallation(config: ConnectedConfig, { ports, log }: Pick<AppDeps, 'ports' | 'log'>) {
  const { clock, database } = ports;
  const slack = slackConfig(config);
  const client = slackClientOf(slack, { ports, log });
  const path = config.database.kind === 'sqlite' ? config.database.path : undefined;
  return examine({
    clock,
    damage: () => damageOf(database),
    disk: path === undefined ? undefined : () => freeBytes(path),
    journal: path === undefined ? undefined : () => journalBytes(path),
    work: () => readStats(database.db),
    workedUntil: () => workedUntil(database),
    appTokenFault:
      config.mode === 'socket' ? () => appTokenFault(ports, slack.apiUrl, config.slack.appToken) : undefined,
    publicUrl: config.publicUrl,
    answersAt: (url) => answersAt(ports, url),
    identify: client.identify,
    workspace: createWorkspaces(ports).current,
    leadsChannel: (workspaceId) => defaultChannelOf(database, workspaceId),
    async otherPosts(workspaceId) {
      const leadsGoTo = await defaultChannelOf(database, workspaceId);
      const forms = (await storedEndpoints(database.db, workspaceId)).filter(
        ({ channelId }) => channelId !== leadsGoTo,
      );
      const standups = await storedRituals.list(database.db, workspaceId);
      return [
        ...forms.map(({ name, channelId }) => ({ channelId, what: `leads of “${name}”`, command: '/baton hooks' })),
        ...standups.map(({ config: { name, channelId } }) => ({
          channelId,
          what: `the posts of “${name}”`,
          command: '/standup setup',
        })),
      ];
    },
    channel: client.channel,
    timeAtSlack: () => timeAtSlack(ports, slack.apiUrl),
    requiredScopes,
  });
}

/** Beside a Slack on this machine, others on it may follow as well: playground and tests. */
const outgoingOf = ({ slackApiUrl }: Config) => createOutgoing({ mayBeLocal: isLocalUrl(slackApiUrl) });

const urlOf =
  ({ publicUrl, port }: Config) =>
  (endpoint: string): string =>
    `${publicUrl ?? `http://localhost:${port}`}/hooks/${endpoint}`;

function slackConfig(config: ConnectedConfig): SlackConfig {
  const { slackApiUrl: apiUrl, timing } = config;
  const shared = { apiUrl, botToken: config.slack.botToken, timing: timing.slack };
  return config.mode === 'socket'
    ? { ...shared, transport: { kind: 'sockets', appToken: config.slack.appToken } }
    : { ...shared, transport: { kind: 'http', signingSecret: config.slack.signingSecret } };
}
