import type { RequestListener } from 'node:http';
import { App } from '@slack/bolt';
import { type Duration, type Instant, SECOND } from '../../core/instants.ts';
import type { Tx } from '../db/database.ts';
import { Transient } from '../errors.ts';
import type { Log } from '../log.ts';
import type { Ports } from '../ports.ts';
import { boltLog } from './bolt-log.ts';
import type { Identity } from './client/answers-of-slack.ts';
import { createSlackClient, type SlackClient, webClientOptions } from './client/client.ts';
import { createInstallation } from './client/installation.ts';
import { DEFAULT_PACING, type Pacing } from './client/pacer.ts';
import { createEarlierPosts } from './messages/earlier-posts.ts';
import { createMessages, type Messages, type PostOutcome } from './messages/messages.ts';
import { GuardedHttpReceiver } from './receiving/http-receiver.ts';
import {
  DEFAULT_SOCKET_TIMING,
  type ReceiverMetrics,
  SocketReceiver,
  type SocketTiming,
} from './receiving/receiver.ts';

/** How to reach Slack: sockets if there is an app token, incoming requests otherwise. */
export interface SlackConfig {
  readonly botToken: string;
  readonly transport:
    | { readonly kind: 'sockets'; readonly appToken: string }
    | { readonly kind: 'http'; readonly signingSecret: string };
  /** Ends in `/api/`. */
  readonly apiUrl: string;
  /** Defaults are for production; tests shorten them. */
  readonly timing?: Partial<SlackTiming>;
}

export interface SlackTiming extends SocketTiming {
  /** Of one call of the Web API. */
  readonly timeout: Duration;
  /** How long a post whose answer is missing may still land: longer than `timeout`. */
  readonly grace: Duration;
  readonly pacing: Pacing;
}

const DEFAULT_SLACK_TIMING: SlackTiming = {
  ...DEFAULT_SOCKET_TIMING,
  timeout: 10 * SECOND,
  grace: 15 * SECOND,
  pacing: DEFAULT_PACING,
};

export interface SlackDeps {
  readonly config: SlackConfig;
  readonly ports: Ports;
  readonly log: Log;
  /** Used when Slack cannot be reached at the start: who we were last time. */
  readonly remembered?: Identity | undefined;
  /** When our database was copied, if it is a copy that was restored. */
  readonly copiedAt?: Instant | undefined;
  readonly metrics?: SlackMetrics | undefined;
  /** Throws if this process may no longer send. */
  readonly fence?: ((tx: Tx) => Promise<void>) | undefined;
}

/** Hooks for whoever measures. */
export interface SlackMetrics extends ReceiverMetrics {
  posted?(outcome: PostOutcome): void;
  /** Whether the installation is lost. */
  lost?(isLost: boolean): void;
}

/** One workspace of Slack, ready for listeners to be registered on `app`. */
export interface Slack {
  readonly app: App;
  readonly client: SlackClient;
  readonly messages: Messages;
  readonly identity: Identity;
  /** In HTTP mode, what our server passes `/slack/events` to. */
  readonly listener: RequestListener | undefined;
  /** Starts taking what Slack sends. Slack may be down: connecting is tried again for ever. */
  start(): Promise<void>;
  /** Finishes and acknowledges what runs, then disconnects. */
  stop(): Promise<void>;
  /** For events that say so: nothing can be sent until the app is installed again. */
  installationLost(code: string): void;
  /** Whether Slack can reach us now, and we Slack. */
  ready(): boolean;
}

/** Asks Slack who we are (one `auth.test`) and builds the rest. Throws what `SlackClient.identify` throws. */
export async function createSlack(deps: SlackDeps): Promise<Slack> {
  const { config, ports, log } = deps;
  const { clock, database, fetch } = ports;
  const timing = { ...DEFAULT_SLACK_TIMING, ...config.timing };
  const shared = { slackApiUrl: config.apiUrl, timeout: timing.timeout, fetch, log };
  const client = slackClientOf(config, {
    ports,
    log,
    onInstallationLost: (code) => installation.lost(code),
    lostBy: () => installation.lostBy(),
  });
  const installation = createInstallation(client.identify, clock, log, deps.metrics?.lost);
  const identity = await identify(client, deps.remembered, log).catch((error: unknown) => {
    // Nobody will get a Slack to stop: waiting for a lost installation would keep the process alive.
    installation.stop();
    throw error;
  });
  const receiver = createReceiver(deps, timing);
  let isRunning = false;

  const app = new App({
    receiver,
    authorize: async () => ({
      botToken: config.botToken,
      botUserId: identity.botUserId,
      teamId: identity.teamId,
      ...(identity.botId !== undefined && { botId: identity.botId }),
    }),
    clientOptions: webClientOptions(shared),
    logger: boltLog(log),
    convoStore: false,
    ignoreSelf: true,
  });

  return {
    app,
    client,
    messages: createMessages({
      database,
      client,
      clock,
      log,
      grace: timing.grace,
      earlier: deps.copiedAt === undefined ? undefined : createEarlierPosts(client, deps.copiedAt),
      fence: deps.fence,
      count: deps.metrics?.posted,
    }),
    identity,
    listener: receiver instanceof GuardedHttpReceiver ? receiver.listener : undefined,
    async start() {
      await receiver.start();
      isRunning = true;
    },
    async stop() {
      isRunning = false;
      installation.stop();
      await receiver.stop();
    },
    installationLost: installation.lost,
    ready: () =>
      isRunning && !installation.isLost && (receiver instanceof GuardedHttpReceiver || receiver.connected > 0),
  };
}

/** The way to Slack without anything else. */
export function slackClientOf(
  config: SlackConfig,
  deps: Pick<SlackDeps, 'ports' | 'log'> & {
    readonly onInstallationLost?: (code: string) => void;
    readonly lostBy?: () => Promise<string | undefined>;
  },
): SlackClient {
  const { timeout, pacing } = { ...DEFAULT_SLACK_TIMING, ...config.timing };
  const { clock, fetch } = deps.ports;
  const { log, onInstallationLost, lostBy } = deps;
  return createSlackClient({
    slackApiUrl: config.apiUrl,
    token: config.botToken,
    timeout,
    pacing,
    fetch,
    clock,
    log,
    onInstallationLost,
    lostBy,
  });
}

async function identify(client: SlackClient, remembered: Identity | undefined, log: Log): Promise<Identity> {
  try {
    return await client.identify();
  } catch (error) {
    if (remembered === undefined || !(error instanceof Transient)) throw error;
    log.warn('slack.unreachable', { team: remembered.teamId, error });
    return remembered;
  }
}

function createReceiver(
  { config, ports, log, metrics }: SlackDeps,
  timing: SlackTiming,
): SocketReceiver | GuardedHttpReceiver {
  const { clock, random, fetch } = ports;
  const { transport } = config;
  if (transport.kind === 'http') {
    return new GuardedHttpReceiver({
      signingSecret: transport.signingSecret,
      clock,
      log,
      drain: timing.drain,
      metrics,
    });
  }
  return new SocketReceiver({
    appToken: transport.appToken,
    slackApiUrl: config.apiUrl,
    timeout: timing.timeout,
    fetch,
    clock,
    random,
    log,
    timing,
    metrics,
  });
}
