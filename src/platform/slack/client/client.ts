import type { HomeView, ModalView } from '@slack/types';
import { WebClient } from '@slack/web-api';
import type { z } from 'zod';
import type { MessageContent } from '../../../blockkit/message.ts';
import type { Duration, Instant } from '../../../core/instants.ts';
import type { Clock } from '../../clock.ts';
import { Permanent, Transient } from '../../errors.ts';
import type { Log } from '../../log.ts';
import { boltLog } from '../bolt-log.ts';
import {
  channelAnswer,
  fileAnswer,
  type HistoryPage,
  historyAnswer,
  type Identity,
  identityAnswer,
  membersAnswer,
  nothing,
  openedAnswer,
  postedAnswer,
  quietAnswer,
  type SlackChannel,
  type SlackUser,
  userAnswer,
  usersAnswer,
  viewAnswer,
} from './answers-of-slack.ts';
import { downloaded } from './download.ts';
import { type CallContext, INSTALLATION_PAUSE, InDoubt, InstallationLost, RateLimited, translate } from './errors.ts';
import { guardedFetch } from './guarded-fetch.ts';
import { METHODS, type MethodName } from './methods.ts';
import { createPacer, type Pacing } from './pacer.ts';

/** For methods whose scopes an admin may decline. */
type Optional<T> =
  | { readonly kind: 'ok'; readonly value: T }
  | { readonly kind: 'missing-scope'; readonly scope: string };

/** What a file holds; it may be more than anybody wants to read. */
export type FileBytes = Uint8Array | 'too-large';

interface OpenedView {
  readonly viewId: string;
  readonly hash: string;
}

/**
 * Slack's Web API as far as Baton uses it. Every method throws Transient, InDoubt (a write that may have been done)
 * or Permanent, and nothing else; none retries by itself: jobs do.
 */
export interface SlackClient {
  identify(): Promise<Identity>;
  /** `to` is a channel's id or, for a direct message, a person's. `op` travels in the metadata: an opaque id, nothing else. */
  post(message: {
    to: { readonly channel: string } | { readonly person: string };
    content: MessageContent;
    threadTs?: string | undefined;
    op: string;
    /** After this it isn't sent any more, which is known then (Transient). */
    notAfter?: Instant | undefined;
  }): Promise<{ channel: string; ts: string }>;
  update(message: { channel: string; ts: string; content: MessageContent }): Promise<void>;
  /** Undefined if there is none that we may see. */
  channel(id: string): Promise<SlackChannel | undefined>;
  /** Ids of a channel's members, page by page: also those of bots, and of accounts that are deactivated. */
  members(channel: string): AsyncIterable<string>;
  /** The id (`D…`) of the direct messages with a person. */
  openDirect(person: string): Promise<string>;
  history(page: HistoryQuery): Promise<Optional<HistoryPage>>;
  replies(page: HistoryQuery & { threadTs: string }): Promise<Optional<HistoryPage>>;
  /** All of the workspace's users, page by page. */
  users(): AsyncIterable<SlackUser>;
  user(id: string): Promise<SlackUser>;
  /** Until when this person wants no notifications now; `undefined` as the value if they don't. */
  quietUntil(person: string): Promise<Optional<Instant | undefined>>;
  /** A file that somebody has given us: its bytes, at most so many. Undefined as the value if it is gone. */
  file(id: string, mostBytes: number): Promise<Optional<FileBytes | undefined>>;
  openView(triggerId: string, view: ModalView): Promise<OpenedView>;
  pushView(triggerId: string, view: ModalView): Promise<OpenedView>;
  /** Sets the Home tab of one person, whether they look at it or not. */
  publishHome(personId: string, view: HomeView): Promise<void>;
  /** With `hash`, refused as `hash_conflict` if the view has changed since. */
  updateView(viewId: string, view: ModalView, hash?: string): Promise<OpenedView>;
}

/** Messages since `oldest` (a Slack timestamp), newest first. */
export interface HistoryQuery {
  readonly channel: string;
  readonly oldest: string;
  readonly cursor?: string | undefined;
}

export interface SlackClientOptions {
  readonly token: string;
  /** Ends in `/api/`. */
  readonly slackApiUrl: string;
  readonly timeout: Duration;
  readonly pacing: Pacing;
  readonly fetch: typeof fetch;
  readonly clock: Clock;
  readonly log: Log;
  /** Called on each call that finds the installation gone. */
  readonly onInstallationLost?: ((code: string) => void) | undefined;
  /** By which code the installation is known to be lost: then nothing is sent to Slack but `identify`. */
  readonly lostBy?: (() => Promise<string | undefined>) | undefined;
}

/** The options that every WebClient of ours gets, each in an object of its own: the SDK writes into what it is given. */
export const webClientOptions = ({
  slackApiUrl,
  timeout,
  fetch,
  log,
}: Pick<SlackClientOptions, 'slackApiUrl' | 'timeout' | 'fetch' | 'log'>) => ({
  slackApiUrl,
  fetch: guardedFetch(fetch, { slackApiUrl, timeout }),
  logger: boltLog(log),
  // The SDK's own retries post twice when an answer is lost, and pause all channels for one that is full.
  retryConfig: { retries: 0 },
  rejectRateLimitedCalls: true,
  allowAbsoluteUrls: false,
});

export function createSlackClient(options: SlackClientOptions): SlackClient {
  const { clock, onInstallationLost } = options;
  const web = new WebClient(options.token, webClientOptions(options));
  const pacer = createPacer(clock, options.pacing);

  async function call<T>(
    method: MethodName,
    args: Record<string, unknown>,
    answer: z.ZodType<T>,
    subject: Pick<CallContext, 'channel' | 'person'> = {},
    notAfter = Number.POSITIVE_INFINITY,
  ): Promise<T> {
    const lostBy = method === 'auth.test' ? undefined : await options.lostBy?.();
    if (lostBy !== undefined) throw new InstallationLost(lostBy, clock.now() + INSTALLATION_PAUSE, undefined);
    await pacer.pass(method, subject.channel ?? subject.person);
    const now = clock.now();
    if (now > notAfter) throw new Transient(`${method}: too late to be sent`, { retryAt: now, countsAsAttempt: false });
    const { write } = METHODS[method];
    const raw = await web.apiCall(method, written(args)).catch((error: unknown) => {
      const failure = translate(error, { method, write, now: clock.now(), ...subject });
      if (failure instanceof InstallationLost) onInstallationLost?.(failure.code);
      if (failure instanceof RateLimited) pacer.close(method, subject.channel ?? subject.person, failure.retryAt);
      throw failure;
    });
    const read = answer.safeParse(raw);
    if (read.success) return read.data;
    const text = `${method}: an answer without what we need`;
    throw write ? new InDoubt(text, { cause: read.error }) : new Transient(text, { cause: read.error });
  }

  return {
    identify: () => call('auth.test', {}, identityAnswer),

    post: ({ to, content: { text, blocks }, threadTs, op, notAfter }) =>
      call(
        'chat.postMessage',
        {
          channel: 'channel' in to ? to.channel : to.person,
          text,
          blocks,
          thread_ts: threadTs,
          unfurl_links: false,
          unfurl_media: false,
          metadata: { event_type: OP_EVENT, event_payload: { op } },
        },
        postedAnswer,
        to,
        notAfter,
      ),

    update: ({ channel, ts, content: { text, blocks = [] } }) =>
      // Without blocks the old ones would stay. `parse` is "client" here by default, unlike in chat.postMessage.
      call('chat.update', { channel, ts, text, blocks, parse: 'none' }, nothing, { channel }),

    channel: (id) =>
      call('conversations.info', { channel: id }, channelAnswer, { channel: id }).catch((error: unknown) => {
        if (error instanceof Permanent && error.code === 'channel_not_found') return undefined;
        throw error;
      }),

    async *members(channel) {
      let cursor: string | undefined;
      do {
        const page = await call('conversations.members', { channel, limit: 200, cursor }, membersAnswer, { channel });
        yield* page.members;
        cursor = page.next;
      } while (cursor !== undefined);
    },

    openDirect: (person) => call('conversations.open', { users: person }, openedAnswer, { person }),

    history: (query) => optional(call('conversations.history', pageOf(query), historyAnswer, query)),

    replies: ({ threadTs, ...query }) =>
      optional(call('conversations.replies', { ...pageOf(query), ts: threadTs }, historyAnswer, query)),

    async *users() {
      let cursor: string | undefined;
      do {
        const page = await call('users.list', { limit: 200, cursor }, usersAnswer);
        yield* page.members;
        cursor = page.next;
      } while (cursor !== undefined);
    },

    user: (id) => call('users.info', { user: id }, userAnswer, { person: id }),

    async quietUntil(person) {
      const answer = await optional(call('dnd.info', { user: person }, quietAnswer, { person }));
      if (answer.kind !== 'ok') return answer;
      const now = clock.now();
      const ends = answer.value.filter(({ from, until }) => from <= now && now < until).map(({ until }) => until);
      return { kind: 'ok', value: ends.length === 0 ? undefined : Math.max(...ends) };
    },

    async file(id, mostBytes) {
      const found = await optional(call('files.info', { file: id }, fileAnswer)).catch((error: unknown) => {
        if (error instanceof Permanent && (error.code === 'file_not_found' || error.code === 'file_deleted'))
          return { kind: 'ok', value: undefined } as const;
        throw error;
      });
      if (found.kind !== 'ok') return found;
      if (found.value === undefined) return { kind: 'ok', value: undefined };
      if (found.value.size > mostBytes) return { kind: 'ok', value: 'too-large' };
      return { kind: 'ok', value: await downloaded(options, found.value.url) };
    },

    openView: (triggerId, view) => call('views.open', { trigger_id: triggerId, view }, viewAnswer),
    pushView: (triggerId, view) => call('views.push', { trigger_id: triggerId, view }, viewAnswer),
    publishHome: async (personId, view) => {
      await call('views.publish', { user_id: personId, view }, viewAnswer, { person: personId });
    },
    updateView: (viewId, view, hash) => call('views.update', { view_id: viewId, view, hash }, viewAnswer),
  };
}

/**
 * Arguments as they travel: what isn't plain as the text of its JSON, as the SDK would write it. Before that it would walk through
 * each block and each of its keys for a line of a log that nobody keeps.
 */
const written = (args: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(args).map(([name, value]) => [
      name,
      typeof value === 'object' && value !== null ? JSON.stringify(value) : value,
    ]),
  );

/** The metadata by which a message of ours is found again. */
export const OP_EVENT = 'baton_message';

const HISTORY_PAGE = 200;

const pageOf = ({ channel, oldest, cursor }: HistoryQuery) => ({
  channel,
  oldest,
  cursor,
  limit: HISTORY_PAGE,
  include_all_metadata: true,
});

async function optional<T>(call: Promise<T>): Promise<Optional<T>> {
  try {
    return { kind: 'ok', value: await call };
  } catch (error) {
    if (!(error instanceof Permanent) || error.code !== 'missing_scope') throw error;
    return { kind: 'missing-scope', scope: error.subject.scope ?? '' };
  }
}
