/**
 * What the command line does beside a Baton that works or doesn't: on the database, without Slack's sockets and without a
 * worker. Everything but the doctor throws a `WorkspaceRefused` before the first start.
 */

import { decidedAbout, decidedIn } from './actions/index.ts';
import type { AppDeps } from './app.ts';
import type { Config } from './config.ts';
import { createErasures } from './erasure/index.ts';
import { HEADS_UP_COLUMNS, headsUpRows } from './headsups/index.ts';
import { createImportsAlone, ownerAmong, waitingRowsAbout } from './imports/index.ts';
import { createEndpoints, receivedAbout, storedEndpoints } from './intake/index.ts';
import {
  createImporting,
  defaultChannelOf,
  heldOfPerson,
  LEAD_COLUMNS,
  type LeadExportDeps,
  leadEntries,
  leadRecord,
  leadRows,
  leadsSeenAs,
} from './leads/index.ts';
import { exportMinutes } from './meetings/index.ts';
import {
  createWorkspaces,
  storedNames,
  storedPeople,
  storedPresent,
  storedSellers,
  WorkspaceRefused,
} from './people/index.ts';
import { csvOf } from './platform/csv.ts';
import { damageOf, workedUntil } from './platform/db/soundness.ts';
import { answersAt } from './platform/http/reachable.ts';
import { createJobs } from './platform/jobs/jobs.ts';
import { readStats } from './platform/jobs/store.ts';
import type { Ports } from './platform/ports.ts';
import { appTokenFault } from './platform/slack/client/app-token.ts';
import { requiredScopes } from './platform/slack/client/methods.ts';
import { timeAtSlack } from './platform/slack/client/time-at-slack.ts';
import { slackClientOf } from './platform/slack/create-slack.ts';
import { messagesAbout } from './platform/slack/messages/messages-about.ts';
import { freeBytes, journalBytes } from './platform/storage-checks.ts';
import { cardsAbout } from './retros/index.ts';
import { REVIEW_COLUMNS, reviewRows, storedVerdicts, verdictsAbout } from './reviews/index.ts';
import { storedRituals } from './rituals/index.ts';
import { storedClocks } from './sla/index.ts';
import { exportStandups } from './standups/index.ts';
import { examine } from './status/index.ts';
import { createFollowing, createWebhookAddresses, sentAbout } from './webhooks/index.ts';
import {
  type ConnectedConfig,
  erasingLeads,
  forgetEverything,
  letGoOfLeads,
  outgoingOf,
  slackConfig,
  urlOf,
} from './wiring.ts';

/** The endpoints of this installation. */
export async function createEndpointsOf(config: Config, { ports, secrets }: Pick<AppDeps, 'ports' | 'secrets'>) {
  const workspace = await knownWorkspace(ports);
  return {
    endpoints: createEndpoints({ ...ports, secrets }),
    workspaceId: workspace.id,
    defaultChannel: () => defaultChannelOf(ports.database, workspace.id),
    urlOf: urlOf(config),
  };
}

/** The addresses that follow leads. */
export async function createWebhooksOf(config: Config, { ports, log, secrets }: Omit<AppDeps, 'host'>) {
  const workspace = await knownWorkspace(ports);
  const jobs = createJobs({ ...ports, log });
  return {
    webhooks: createWebhookAddresses({ ...ports, secrets, jobs, outgoing: outgoingOf(config) }),
    workspaceId: workspace.id,
  };
}

/** What was posted in standups, as CSV. */
export async function exportStandupsOf(
  ports: Pick<Ports, 'database' | 'clock' | 'random'>,
  range: Parameters<typeof exportStandups>[2],
): Promise<AsyncIterable<string>> {
  const workspace = await knownWorkspace(ports);
  const { database } = ports;
  return exportStandups({ database, rituals: storedRituals, people: storedPeople(workspace.id) }, workspace.id, range);
}

/** Leads, what happened to them, what reviews found of them, what was announced, and what is held of one person outside. */
export async function createExportsOf(ports: Pick<Ports, 'database' | 'clock' | 'random'>) {
  const workspace = await knownWorkspace(ports);
  const { id: workspaceId } = workspace;
  const { db } = ports.database;
  const namesOf: LeadExportDeps['namesOf'] = (read, ids) => storedNames(read, workspaceId, ids);
  const deps: LeadExportDeps = { db, workspaceId, clocksOf: storedClocks, verdictsOf: storedVerdicts, namesOf };
  const reviewDeps = { db, workspaceId, leadsSeenAs, namesOf, present: storedPresent };
  return {
    leads: (range: Parameters<typeof leadRows>[1]) => leadRows(deps, range),
    leadsAsCsv: (range: Parameters<typeof leadRows>[1]) => csvOf(LEAD_COLUMNS, leadRows(deps, range)),
    reviews: (range: Parameters<typeof reviewRows>[1]) => reviewRows(reviewDeps, range),
    reviewsAsCsv: (range: Parameters<typeof reviewRows>[1]) => csvOf(REVIEW_COLUMNS, reviewRows(reviewDeps, range)),
    headsUps: (range: Parameters<typeof headsUpRows>[1]) => headsUpRows({ db, workspaceId, namesOf }, range),
    headsUpsAsCsv: (range: Parameters<typeof headsUpRows>[1]) =>
      csvOf(HEADS_UP_COLUMNS, headsUpRows({ db, workspaceId, namesOf }, range)),
    events: (range: Parameters<typeof leadRows>[1]) => leadEntries(deps, range),
    /** Of one meeting, or of the last one that is over. */
    minutes: (number: number | undefined) =>
      exportMinutes({ db, workspaceId, namesOf, madeIn: (read, origins) => decidedIn(read, origins, namesOf) }, number),
    async person(email: string) {
      const { ids, leads, events } = await heldOfPerson(deps, email);
      return {
        leads,
        events,
        verdicts: await verdictsAbout(db, ids),
        decisions: await decidedAbout(db, ids),
        retro_cards: await cardsAbout(db, ids),
        received: await receivedAbout(db, { leadIds: ids, email }),
        waiting_to_be_imported: await waitingRowsAbout(db, email),
        sent: await sentAbout(db, ids),
        messages: await messagesAbout(db, ids),
      };
    },
  };
}

/** Leads out of files. */
export async function createImportsOf({ ports, log }: Pick<AppDeps, 'ports' | 'log'>) {
  const { database, clock, ids } = ports;
  const workspace = await knownWorkspace(ports);
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
      ...createImporting({ ids, tellOutside: following.follow, letGo: letGoOfLeads }),
      // Cards are posted where Slack is.
      announce: async () => {},
    },
    ownerCalled: ownerAmong(storedSellers(workspaceId)),
    channelOf: (id) => defaultChannelOf(database, id),
  });
  const { imports, leftOutColumns } = alone;
  return { ...alone, workspaceId, leftOutAsCsv: (id: string) => csvOf(leftOutColumns, imports.leftOut(id)) };
}

/** Forgetting people. */
export async function createErasureOf({ ports, log }: Pick<AppDeps, 'ports' | 'log'>) {
  const { database, clock, ids } = ports;
  const workspace = await knownWorkspace(ports);
  const jobs = createJobs({ ...ports, log });
  const following = createFollowing({ clock, ids, jobs, findLead: leadRecord, namesOf: async () => new Map() });
  const leads = erasingLeads({ clock, jobs });
  return {
    erasure: createErasures({ database, leads, forgetReceived: forgetEverything, forgetSent: following.forget }),
    workspaceId: workspace.id,
  };
}

/** Looks at everything that an installation needs, with questions to Slack. Throws what the database throws. */
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
      const rituals = await storedRituals.list(database.db, workspaceId);
      return [
        ...forms.map(({ name, channelId }) => ({ channelId, what: `leads of “${name}”`, command: '/baton hooks' })),
        ...rituals.map(({ kind, config: { name, channelId } }) => ({
          channelId,
          what: `the posts of “${name}”`,
          command: SETUP_OF[kind] ?? '/standup setup',
        })),
      ];
    },
    channel: client.channel,
    timeAtSlack: () => timeAtSlack(ports, slack.apiUrl),
    requiredScopes,
  });
}

/** What an owner types to choose another channel for what recurs. */
const SETUP_OF: Readonly<Record<string, string>> = {
  meeting: '/baton meeting setup',
  'lead-review': '/lead-review schedule',
  retro: '/retro setup',
};

async function knownWorkspace(ports: Pick<Ports, 'database' | 'clock' | 'random'>) {
  const workspace = await createWorkspaces(ports).current();
  if (workspace === undefined) throw new WorkspaceRefused('Start Baton once first: it must know its workspace.');
  return workspace;
}
