import { createFeatures } from './features.ts';
import { type Actor, createWorkspaces } from './people/index.ts';
import { copiedAt } from './platform/db/restored.ts';
import type { Feature } from './platform/feature.ts';
import { createHttpServer } from './platform/http/server.ts';
import { jobChecks } from './platform/jobs/job-checks.ts';
import { createJobs } from './platform/jobs/jobs.ts';
import { confirmRunningJob } from './platform/jobs/running-job.ts';
import { eachInTurn, startTicker } from './platform/jobs/ticker.ts';
import type { Log } from './platform/log.ts';
import { createMetrics } from './platform/metrics.ts';
import type { Ports } from './platform/ports.ts';
import type { SecretBox } from './platform/secrets.ts';
import { createSlack } from './platform/slack/create-slack.ts';
import { registerListeners } from './platform/slack/listeners/register-listeners.ts';
import { messageChecks } from './platform/slack/messages/message-checks.ts';
import { SLACK_PATH } from './platform/slack/receiving/http-receiver.ts';
import { storageChecks } from './platform/storage-checks.ts';
import { subscribeAll } from './subscriptions.ts';
import { type ConnectedConfig, slackConfig } from './wiring.ts';

export interface AppDeps {
  readonly ports: Ports;
  readonly log: Log;
  readonly secrets: SecretBox;
  /** The address to listen on; for the playground, which stays on this machine. */
  readonly host?: string;
}

export type BatonApp = Awaited<ReturnType<typeof createApp>>;

/**
 * Puts Baton together on a migrated database. Asks Slack who we are; throws
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
  const { client, identity } = slack;
  const workspaceId = identity.teamId;
  const { setupCode } = await workspaces.install({ ...identity, id: workspaceId, name: identity.teamName });

  const jobs = createJobs({ database, clock, ids, random, log, timing: timing.jobs, metrics: metrics.registry });
  const features = createFeatures({ config, ports, log, secrets, metrics, workspaces, slack, jobs });
  const { people, leads, intake, reviews, retros, pairings, status, audit } = features;
  subscribeAll(features, { database, workspaceId, botUserId: identity.botUserId });
  // What is made is in: there is no second list that a new feature could be missing from.
  const all: readonly Feature<Actor>[] = Object.values(features);
  const listeners = all.flatMap((feature) => feature.listeners ?? []);
  const work = all.flatMap((feature) => feature.jobs ?? []);
  features.notices.service.register(all.flatMap((feature) => feature.notices ?? []));
  audit.service.register([
    ...jobChecks(),
    ...messageChecks(all.flatMap((feature) => feature.messageOwners ?? [])),
    ...(config.database.kind === 'sqlite' ? storageChecks(config.database.path) : []),
    ...all.flatMap((feature) => feature.checks ?? []),
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
    routes: all.flatMap((feature) => feature.routes ?? []),
    passThrough: slack.listener && { path: SLACK_PATH, listener: slack.listener },
    ids,
    log,
  });
  let stopTicker = async () => {};

  /** What happens every minute, besides what is due. */
  const eachMinute = (): Promise<void> =>
    eachInTurn(
      [
        () => jobs.sweep(),
        () => people.service.askUpkeep(),
        () => intake.service.askPurge(),
        () => reviews.service.forgetDrafts(),
        () => retros.cards.drafts.forgetOld(),
        () => pairings.service.askOffer(workspaceId),
        () => leads.service.readArrived(workspaceId),
        () => audit.service.audit(),
      ],
      log,
    );

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
      routing: features.routing.service,
      intake: intake.service,
      imports: features.imports.service,
      webhooks: features.webhooks.service,
      setup: features.setup.service,
      retention: features.erasure.service,
      sla: features.sla.service,
      agreements: features.agreements.service,
      asks: features.asks.service,
      actions: features.actions.service,
      headsUps: features.headsUps.service,
      reviews: reviews.service,
      reviewSchedules: features.reviewSchedules.service,
      reports: features.reports.service,
      retros: retros.service,
      cards: retros.cards,
      votes: retros.voting,
      retroSchedules: features.retroSchedules.service,
      rituals: features.rituals.service,
      meetings: features.meetings.service,
      pairings: pairings.service,
      standups: features.standups.service,
      audit: audit.service,
    },

    /** Begins to work; the port is the one that HTTP listens on. Throws if the port is taken. */
    async start(): Promise<{ port: number }> {
      const listening = await http.listen(config.port, host);
      await jobs.start();
      await slack.start();
      // Now that nobody can change without our hearing of it. At once, so that they share a commit.
      await Promise.all([
        people.service.askRefresh(),
        intake.service.askPurge(),
        pairings.service.askOffer(workspaceId),
      ]);
      stopTicker = startTicker(eachMinute, log);
      return listening;
    },

    eachMinute,

    /** Takes nothing new, finishes what runs, and hands the rest to the next process. */
    async stop(): Promise<void> {
      await stopTicker();
      // Side by side, so that all are done within the ten seconds after which a container is killed.
      await Promise.all([http.close(timing.httpClose), slack.stop(), jobs.stop()]);
    },
  };
}
