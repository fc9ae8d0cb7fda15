import type { MessageContent } from '../../../blockkit/message.ts';
import { type Duration, type Instant, SECOND } from '../../../core/instants.ts';
import type { Clock } from '../../clock.ts';
import type { Database, Db, Tx } from '../../db/database.ts';
import { Permanent, Transient } from '../../errors.ts';
import { LeaseLost } from '../../jobs/job.ts';
import type { Log } from '../../log.ts';
import type { SlackClient } from '../client/client.ts';
import { classOf } from '../client/error-codes.ts';
import { InDoubt, PayloadRefused } from '../client/errors.ts';
import type { EarlierPosts } from './earlier-posts.ts';
import { hashOf, labelledAsRepeat, plainerThan } from './message-content.ts';
import { type Found, lookUp } from './message-lookup.ts';
import { opOf } from './message-op.ts';
import { findMessage, forget, type MessageRow, mark, type NewMark, settle as settleMark } from './messages-store.ts';

/**
 * Messages that are each in Slack exactly once and say what they should, through kills, lost answers and outages
 * (MSG-1 to MSG-3). One row is one logical message; a `latest` job calls `show` until it is shown.
 */
export interface Messages {
  /**
   * Makes Slack show `content` as the message `key`: posts it the first time, changes it in place after that, does nothing
   * if Slack shows it already. Called by job handlers, never inside a transaction. `later`: its parent isn't posted yet,
   * or an earlier post is still in doubt. Throws Transient to be tried again, Permanent when somebody must do something.
   */
  show(message: ShownMessage): Promise<Shown>;
  /**
   * Asked before `show`, of a message that may have lost its reason: whether it is to be shown. What is in doubt is looked up
   * before it is shown anew or forgotten: as long as it is wanted by `show`, afterwards by `settle`. So nobody is told of what
   * is over, and what has reached somebody says what came of it; where nobody may look, what may have reached them does, as a
   * repeat. Called by job handlers, as `show` is.
   */
  standing(key: string, isWanted: boolean): Promise<Standing>;
  /**
   * For whoever has no more reason to post this message: an earlier attempt may have posted it. One in doubt is looked up as
   * soon as it cannot land any more. `unposted`: Slack does not have it, as far as can be told, and it is forgotten. Called
   * by job handlers, as `show` is.
   */
  settle(key: string): Promise<Shown | Unposted>;
  /** Where the message is. */
  find(db: Db | Tx, key: string): Promise<FoundMessage | undefined>;
}

export interface ShownMessage {
  /** Names the logical message, such as `lead.card:<id>`. */
  readonly key: string;
  /** Where it is posted. One that stands stays where it is, also if it is posted anew; a reply goes where its thread stands. */
  readonly to: { readonly channel: string } | { readonly person: string };
  /** The key of the message that this one answers. */
  readonly inThreadOf?: string;
  readonly content: MessageContent;
  /** Of a job for which this is the last thing to do (`Job.settle`): it ends in the transaction that notes that the message is shown. */
  readonly settle?: (tx: Tx) => Promise<void>;
}

export type Shown = { readonly kind: 'shown'; readonly channel: string; readonly ts: string } | Later;

interface Later {
  readonly kind: 'later';
  readonly at: Instant;
}

export interface Unposted {
  readonly kind: 'unposted';
}

/**
 * What a message is that may have lost its reason. `stands`: Slack has it, or may have it, and it is kept true. `new`: it is wanted, and nobody
 * knows yet that Slack had it. `unposted`: it isn't wanted, and there is nothing to show. `later`: that can't be told yet.
 */
export type Standing = { readonly kind: 'stands' } | { readonly kind: 'new' } | Unposted | Later;

export interface FoundMessage {
  readonly state: 'waiting' | 'sending' | 'shown' | 'blocked';
  readonly channel: string | undefined;
  readonly ts: string | undefined;
  /** Slack's code, such as `is_archived`. */
  readonly blockedBy: string | undefined;
}

/**
 * What became of a post: Slack took it, gave no clear answer (`in-doubt`), was away or busy (`put-off`), or said no for good
 * (`refused`). One in doubt ends as `found`, or is posted again: as `repeated` if it could not be looked up.
 */
export type PostOutcome = 'posted' | 'in-doubt' | 'put-off' | 'refused' | 'found' | 'repeated';

export interface MessagesDeps {
  readonly database: Database;
  readonly client: SlackClient;
  readonly clock: Clock;
  readonly log: Log;
  /** How long a post whose answer is missing may still land. Must be longer than the client's timeout. */
  readonly grace: Duration;
  /** Throws if this process may no longer send (a worker lease that has passed to another). */
  readonly fence?: ((tx: Tx) => Promise<void>) | undefined;
  /** What was posted after our database was copied, if it is a copy that was restored. */
  readonly earlier?: EarlierPosts | undefined;
  /** Told what became of each post. */
  readonly count?: ((outcome: PostOutcome) => void) | undefined;
}

/** Somebody deleted the message: it is posted anew, but whoever deletes it again is understood. */
const MOST_REPOSTS = 1;
/**
 * The part of the grace period in which a post must have left after its mark: a process that was stopped in between would
 * post what another has looked for in vain. Of 15 s it is longer than a call waits for its turn.
 */
const SENT_WITHIN = 1 / 6;
const PARENT_PAUSE: Duration = 2 * SECOND;

export function createMessages(deps: MessagesDeps): Messages {
  const { database, client, clock, log, grace, count = () => {} } = deps;

  async function show(message: ShownMessage): Promise<Shown> {
    const parent = message.inThreadOf === undefined ? undefined : await findMessage(database.db, message.inThreadOf);
    if (message.inThreadOf !== undefined && (parent?.ts === undefined || parent.ts === null)) {
      if (parent?.state === 'blocked') throw blockedParent(message, parent);
      return { kind: 'later', at: clock.now() + PARENT_PAUSE };
    }
    const row = await findMessage(database.db, message.key);
    const to = parent?.channel ? { channel: parent.channel } : message.to;
    const task: Task = { ...message, to, threadTs: parent?.ts ?? undefined, row };
    if (row?.state === 'sending') return resolve(task, row);
    if (row !== undefined && row.ts !== null && row.channel !== null) {
      return refresh(task, { ...row, channel: row.channel, ts: row.ts });
    }
    return postUnlessThere(task);
  }

  async function standing(key: string, isWanted: boolean): Promise<Standing> {
    const row = await findMessage(database.db, key);
    if (row !== undefined && row.ts !== null) return { kind: 'stands' };
    if (isWanted) return { kind: 'new' };
    if (row === undefined) return { kind: 'unposted' };
    const landed = await whereabouts(row);
    // It may stand there with its old words, and nothing would ever change them.
    if (landed.kind === 'cannot-look') return { kind: 'stands' };
    const settled = await settledAs(row, landed);
    return settled.kind === 'shown' ? { kind: 'stands' } : settled;
  }

  async function settle(key: string): Promise<Shown | Unposted> {
    const row = await findMessage(database.db, key);
    if (row === undefined) return { kind: 'unposted' };
    if (row.ts !== null && row.channel !== null) return { kind: 'shown', channel: row.channel, ts: row.ts };
    return settledAs(row, await whereabouts(row));
  }

  /** Where a message is that has no place yet. */
  async function whereabouts(row: MessageRow): Promise<Found | Later> {
    return row.state === 'sending' ? landing(row, await addressOf(row)) : NEVER_SENT;
  }

  /** Notes where a message was found that has lost its reason, or forgets it. */
  async function settledAs(row: MessageRow, landed: Found | Later): Promise<Shown | Unposted> {
    if (landed.kind === 'later') return landed;
    if (landed.kind === 'found') {
      await recordFound(row, landed);
      return { kind: 'shown', channel: landed.channel, ts: landed.ts };
    }
    if (landed.kind === 'cannot-look') log.warn('slack.message.forgotten', { key: row.key, scope: landed.scope });
    const mine = await database.transaction(async (tx) => {
      await deps.fence?.(tx);
      return forget(tx, row);
    });
    if (!mine) throw takenOver(row.key);
    return { kind: 'unposted' };
  }

  /** Where a message that has not been seen to arrive was to go; undefined for one of before this was kept. */
  async function addressOf({ channel, person, in_thread_of }: MessageRow): Promise<Address | undefined> {
    const parent = in_thread_of === null ? undefined : await findMessage(database.db, in_thread_of);
    const threadTs = parent?.ts ?? undefined;
    if (channel !== null) return { to: { channel }, threadTs };
    return person === null ? undefined : { to: { person }, threadTs };
  }

  /** A post is under way or in doubt, and is posted unless it was seen. */
  async function resolve(task: Task, row: MessageRow): Promise<Shown> {
    const to = row.channel === null ? task.to : { channel: row.channel };
    const landed = await landing(row, { to, threadTs: task.threadTs });
    if (landed.kind === 'later') return landed;
    if (landed.kind === 'found') return refresh(task, { ...row, ...(await recordFound(row, landed)) });
    if (landed.kind === 'not-there') return post(task, task.content);
    log.warn('slack.message.repeated', { key: row.key, scope: landed.scope });
    count('repeated');
    return post(task, labelledAsRepeat(task.content), row.sending_since ?? clock.now());
  }

  /** Whether a post that is under way or in doubt was seen. Asked only when it cannot land any more. */
  async function landing(row: MessageRow, address: Address | undefined): Promise<Found | Later> {
    const now = clock.now();
    const since = row.sending_since ?? now;
    if (since > now) return restartGrace(row, now);
    if (now < since + grace) return { kind: 'later', at: since + grace };
    if (address === undefined) return NEVER_SENT;
    const sought = { ...address, op: row.op_id ?? '' };
    const recent = await lookUp(client, { ...sought, since: row.first_sent_at ?? since });
    return recent.kind === 'not-there' ? ((await deps.earlier?.find(sought)) ?? recent) : recent;
  }

  /** The clock was set back: a grace period counted from the future would last for hours. */
  async function restartGrace(row: MessageRow, now: Instant): Promise<Later> {
    await marked(row, { key: row.key, state: 'sending', sending_since: now });
    return { kind: 'later', at: now + grace };
  }

  /** What was posted may not be what would be posted now, so its hash is unknown. */
  async function recordFound(row: MessageRow, { channel, ts }: Placed) {
    const shown = { state: 'shown', channel, ts, posted_hash: null } as const;
    await record(row.key, row.mark, shown);
    count('found');
    return shown;
  }

  /** The first post of a message; unless the Baton of whose database ours is a copy has posted it already. */
  async function postUnlessThere(task: Task): Promise<Shown> {
    const { key, row, to, threadTs } = task;
    const op = row?.op_id ?? opOf(key, row?.reposts ?? 0);
    const found = await deps.earlier?.find({ op, to, threadTs });
    if (found?.kind !== 'found') return post(task, task.content);
    const placed = { channel: found.channel, ts: found.ts, posted_hash: null };
    await marked(row, { key, state: 'shown', op_id: op, ...placed, sending_since: null, blocked_by: null });
    count('found');
    return show(task);
  }

  /** `doubtfulSince`: an earlier post may have landed, and nobody can tell. */
  async function post(task: Task, content: MessageContent, doubtfulSince?: Instant): Promise<Shown> {
    const { key, row, to, threadTs } = task;
    const now = clock.now();
    // The op stays the same over all attempts, so that a look-up finds whichever of them landed.
    const op = row?.op_id ?? opOf(key, row?.reposts ?? 0);
    const attempt = await marked(row, {
      key,
      state: 'sending',
      op_id: op,
      channel: 'channel' in to ? to.channel : (row?.channel ?? null),
      person: 'person' in to ? to.person : null,
      in_thread_of: task.inThreadOf ?? null,
      first_sent_at: row?.state === 'sending' ? row.first_sent_at : now,
      sending_since: now,
      blocked_by: null,
    });
    try {
      const posted = await withoutRefusedBlocks(key, content, (accepted) =>
        client.post({ to, content: accepted, threadTs, op, notAfter: now + grace * SENT_WITHIN }),
      );
      count('posted');
      await recordShown(task, attempt, { state: 'shown', ...posted, posted_hash: hashOf(task.content) });
      return { kind: 'shown', ...posted };
    } catch (error) {
      count(outcomeOf(error));
      if (error instanceof InDoubt) throw afterGrace(error, now + grace);
      const isStillInDoubt = doubtfulSince !== undefined && !(error instanceof Permanent);
      // Otherwise the next one would not say that it may be a repeat.
      await record(key, attempt, isStillInDoubt ? { sending_since: doubtfulSince } : notPosted(error));
      throw error;
    }
  }

  /**
   * The hash is forgotten before the call and known again when its answer is there: an update in doubt may have been done,
   * and it may still land, on top of a newer one that Slack has taken at once. So a newer one is made, and once more when
   * the older cannot land any more.
   */
  async function refresh(task: Task, row: PlacedRow): Promise<Shown> {
    const { key, content } = task;
    const { channel, ts } = row;
    const posted_hash = hashOf(content);
    if (row.posted_hash === posted_hash && row.state === 'shown') return { kind: 'shown', channel, ts };
    const now = clock.now();
    const doubtfulSince = inDoubtSince(row, now);
    const attempt = await marked(row, { key, state: 'shown', posted_hash: null, sending_since: now, blocked_by: null });
    try {
      await withoutRefusedBlocks(key, content, (accepted) => client.update({ channel, ts, content: accepted }));
      if (doubtfulSince !== undefined) {
        await record(key, attempt, { sending_since: doubtfulSince });
        return { kind: 'later', at: doubtfulSince + grace };
      }
      await recordShown(task, attempt, { posted_hash });
      return { kind: 'shown', channel, ts };
    } catch (error) {
      const notMade = { posted_hash: row.posted_hash, sending_since: doubtfulSince ?? row.sending_since };
      if (error instanceof Transient && !(error instanceof InDoubt)) await record(key, attempt, notMade);
      if (!(error instanceof Permanent)) throw error;
      if (classOf(error.code) !== 'target' || row.reposts >= MOST_REPOSTS) {
        await record(key, attempt, { ...notMade, state: 'blocked', blocked_by: error.code });
        throw error;
      }
      log.warn('slack.message.gone', { key, code: error.code });
      return postAnew(task, row, attempt);
    }
  }

  /** Since when an update is under way whose answer is missing, if it may still land. */
  function inDoubtSince({ posted_hash, sending_since }: MessageRow, now: Instant): Instant | undefined {
    if (posted_hash !== null || sending_since === null) return undefined;
    // Later than now: the clock was set back.
    const since = Math.min(sending_since, now);
    return now < since + grace ? since : undefined;
  }

  async function postAnew(task: Task, row: PlacedRow, attempt: number): Promise<Shown> {
    const forgotten = {
      state: 'waiting',
      ts: null,
      posted_hash: null,
      op_id: null,
      first_sent_at: null,
      sending_since: null,
      reposts: row.reposts + 1,
    } as const;
    await record(task.key, attempt, forgotten);
    const to = 'person' in task.to ? task.to : { channel: row.channel };
    return postUnlessThere({ ...task, to, row: { ...row, ...forgotten, mark: attempt } });
  }

  /** Slack refused the form of a message: better a plainer one, or its words alone, than nothing. Words alone may be refused too. */
  async function withoutRefusedBlocks<T>(
    key: string,
    content: MessageContent,
    send: (accepted: MessageContent) => Promise<T>,
  ): Promise<T> {
    try {
      return await send(content);
    } catch (error) {
      const plainer = plainerThan(content);
      if (!(error instanceof PayloadRefused) || plainer === undefined) throw error;
      // What has a plainer form is expected to be refused here and there.
      const level = content.plainer === undefined ? 'error' : 'warn';
      log[level]('slack.message.refused', { key, code: error.code, reason: [...error.pointers] });
      return withoutRefusedBlocks(key, plainer, send);
    }
  }

  /** Committed before Slack is called. Gives the mark that the outcome is to be recorded under. */
  async function marked(row: MessageRow | undefined, change: NewMark): Promise<number> {
    const mine = await database.transaction(async (tx) => {
      await deps.fence?.(tx);
      return mark(tx, row, change);
    });
    if (!mine) throw new Transient(`Message ${change.key} is being sent by another`, { countsAsAttempt: false });
    return (row?.mark ?? 0) + 1;
  }

  /** Nothing is left to be done but to end the job. What is shown is noted also if the job isn't ours any more. */
  async function recordShown({ key, settle: end }: Task, attempt: number, changes: Change): Promise<void> {
    if (end === undefined) return record(key, attempt, changes);
    await record(key, attempt, changes, end).catch((error: unknown) => {
      if (!(error instanceof LeaseLost)) throw error;
      return record(key, attempt, changes);
    });
  }

  async function record(key: string, attempt: number, changes: Change, end?: ShownMessage['settle']): Promise<void> {
    // What a power cut takes back is in doubt, and found in Slack, as it is after a crash right before this commit.
    const mine = await database.transaction(async (tx) => {
      const isOurs = await settleMark(tx, key, attempt, changes);
      if (isOurs) await end?.(tx);
      return isOurs;
    }, 'later');
    if (!mine) throw takenOver(key);
  }

  return {
    show,
    standing,
    settle,
    async find(db, key) {
      const row = await findMessage(db, key);
      if (row === undefined) return undefined;
      const { state, channel, ts, blocked_by } = row;
      return { state, channel: channel ?? undefined, ts: ts ?? undefined, blockedBy: blocked_by ?? undefined };
    },
  };
}

type Placed = Pick<Found & { kind: 'found' }, 'channel' | 'ts'>;
type Change = Parameters<typeof settleMark>[3];

interface Address {
  readonly to: ShownMessage['to'];
  readonly threadTs: string | undefined;
}

const NEVER_SENT = { kind: 'not-there' } as const;

interface Task extends ShownMessage {
  readonly threadTs: string | undefined;
  readonly row: MessageRow | undefined;
}

type PlacedRow = MessageRow & { readonly channel: string; readonly ts: string };

function outcomeOf(error: unknown): PostOutcome {
  if (error instanceof InDoubt) return 'in-doubt';
  return error instanceof Permanent ? 'refused' : 'put-off';
}

const notPosted = (error: unknown) =>
  error instanceof Permanent
    ? ({ state: 'blocked', blocked_by: error.code } as const)
    : ({ state: 'waiting' } as const);

const takenOver = (key: string) =>
  new Transient(`Message ${key} was taken over by another`, { countsAsAttempt: false });

const afterGrace = (error: InDoubt, retryAt: Instant) =>
  new InDoubt(error.message, { retryAt, countsAsAttempt: error.countsAsAttempt, cause: error });

const blockedParent = ({ key }: ShownMessage, parent: MessageRow) =>
  new Permanent(`Message ${key}: its thread is blocked`, {
    code: parent.blocked_by ?? 'thread_blocked',
    advice: 'The message above it could not be posted: mend that first.',
    ...(parent.channel !== null && { subject: { channel: parent.channel } }),
  });
