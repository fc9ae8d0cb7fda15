import { DAY, type Duration, HOUR, type Instant, MINUTE } from '../core/instants.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database, Db, Tx } from '../platform/db/database.ts';
import { Permanent } from '../platform/errors.ts';
import type { Jobs } from '../platform/jobs/jobs.ts';
import { EMAIL, missingHistory, missingScopes, QUIET, WATCHING } from './finding.ts';
import type { Report, Trouble } from './report.ts';

/** How Slack stands, as far as we can tell. */
export interface SlackState {
  /** Whether Slack can reach us now. */
  ready(): boolean;
  /** The scopes that were granted; undefined when Slack did not say. */
  readonly scopes: readonly string[] | undefined;
  /** Slack has told us that our token is gone. */
  installationLost(code: string): void;
  /** Undefined if there is none that we may see. */
  channel(id: string): Promise<{ readonly isArchived: boolean; readonly isMember: boolean } | undefined>;
}

/** Asks that the admins be told, in the transaction of what they should hear of. */
export type TellAdmins = (tx: Tx, notice: { key: string; kind: string; subject: string }) => Promise<void>;

export interface StatusDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly jobs: Pick<Jobs, 'stats' | 'enqueue' | 'unpark'>;
  readonly slack: SlackState;
  readonly isSetUp: () => Promise<boolean>;
  /** Whether any channel is watched for messages of apps. */
  readonly isWatching: () => Promise<boolean>;
  /** Whether leads go to this channel. */
  readonly takesLeads: (channelId: string) => Promise<boolean>;
  /** Where leads go that have no channel of their own, or whose own can't be used; undefined before the set-up. */
  readonly mainChannel: (read: Db | Tx) => Promise<string | undefined>;
  readonly tellAdmins: TellAdmins;
}

/** Work that was given up, as the jobs report it. */
export interface GivenUp {
  readonly key: string;
  readonly error: unknown;
}

/** Kinds of the jobs that wait for a channel to work again, and that look whether leads have left one. */
export const MEND = 'status.mend';
export const LEAVE = 'status.leave';

/** The kind of the notice about something that only an admin can mend. */
export const TROUBLE = 'status.trouble';

export type Status = ReturnType<typeof createStatusService>;

export function createStatusService(deps: StatusDeps) {
  const { database, clock, jobs, slack, tellAdmins } = deps;

  return {
    /** Throws if the database can't be read. */
    async isReady(): Promise<boolean> {
      await jobs.stats(database.db);
      return slack.ready();
    },

    async report(): Promise<Report> {
      const { ready, running, parked, nextDueAt } = await jobs.stats(database.db);
      const granted = slack.scopes;
      return {
        isConnected: slack.ready(),
        isSetUp: await deps.isSetUp(),
        waiting: ready + running,
        parked,
        lateness: nextDueAt === undefined ? 0 : Math.max(0, clock.now() - nextDueAt),
        missingHistory: granted === undefined ? [] : missingHistory(granted),
        lacksEmail: granted !== undefined && !granted.includes(EMAIL),
        lacksQuiet: granted !== undefined && !granted.includes(QUIET),
        missingToWatch: granted !== undefined && (await deps.isWatching()) ? missingScopes(granted, WATCHING) : [],
      };
    },

    /**
     * Tells the admins of work that was given up, in the transaction that gives it up: once a day for one destination
     * and fault, however many messages wait for it.
     */
    async onParked(tx: Tx, { key, error }: GivenUp): Promise<void> {
      // A notice that can't be delivered can't be announced by another notice.
      if (key.startsWith('notices:')) return;
      const trouble = troubleOf(error);
      const insteadIn = await insteadOf(tx, trouble.channel);
      if (isChannel(trouble.channel)) await watch(tx, trouble.channel, key, insteadIn !== undefined);
      const about = error instanceof Permanent ? `${error.code}:${trouble.channel ?? ''}` : key;
      await tell(tx, about, { ...trouble, ...(insteadIn !== undefined && { insteadIn }) });
    },

    /** Tells the admins that leads have nowhere to go any more, before the next one finds out. */
    async onChannelArchived(channel: string): Promise<void> {
      if (!(await deps.takesLeads(channel))) return;
      // Named like the trouble of a card that can't be posted there: whoever knows of one need not hear of the other.
      await database.transaction(async (tx) => {
        const insteadIn = await insteadOf(tx, channel);
        const trouble = insteadIn === undefined ? { advice: ARCHIVED } : { advice: ARCHIVED_OF_A_FORM, insteadIn };
        await tell(tx, `is_archived:${channel}`, { ...trouble, channel });
      });
    },

    /**
     * Gives what was given up another chance once the channel works again, as Slack doesn't tell us of an invitation. Answers
     * when to look again; undefined if there is nothing to wait for.
     */
    async mend(channel: string, since: Instant, settle: (tx: Tx) => Promise<void>): Promise<Instant | undefined> {
      const isNeeded = await deps.takesLeads(channel);
      const found = isNeeded ? await slack.channel(channel) : undefined;
      const works = found?.isMember === true && !found.isArchived;
      if (isNeeded && !works) return clock.now() + pauseAfter(clock.now() - since);
      await database.transaction(async (tx) => {
        await settle(tx);
        if (works) await jobs.unpark(tx, '');
      });
      return undefined;
    },

    /**
     * What was on its way to a channel that can't be used gets one more chance if there is another: the main one for a channel that
     * only one form has, or the one that the set-up has named meanwhile. Once only, as what stands in the old channel can't leave it.
     */
    async leave(channel: string, key: string, settle: (tx: Tx) => Promise<void>): Promise<void> {
      const isNeeded = await deps.takesLeads(channel);
      await database.transaction(async (tx) => {
        await settle(tx);
        if (!isNeeded || (await insteadOf(tx, channel)) !== undefined) await jobs.unpark(tx, key);
      });
    },

    onInstallationLost: (code: string): void => slack.installationLost(code),
  };

  /** The main channel, for any other. */
  async function insteadOf(tx: Tx, channel: string | undefined): Promise<string | undefined> {
    if (!isChannel(channel)) return undefined;
    const main = await deps.mainChannel(tx);
    return main === channel ? undefined : main;
  }

  async function watch(tx: Tx, channel: string, key: string, isElsewhere: boolean): Promise<void> {
    const since = clock.now();
    const runAt = since + pauseAfter(0);
    await jobs.enqueue(tx, {
      kind: MEND,
      key: `mend:${channel}`,
      payload: { channel, since },
      runAt,
      mode: 'latest',
    });
    const leaveAt = isElsewhere ? since : runAt;
    await jobs.enqueue(tx, {
      kind: LEAVE,
      key: `leave:${key}`,
      payload: { channel, key },
      runAt: leaveAt,
      mode: 'once',
    });
  }

  function tell(tx: Tx, about: string, trouble: Trouble): Promise<void> {
    const day = Math.floor(clock.now() / DAY);
    return tellAdmins(tx, {
      key: `trouble:${about}:${day}`,
      kind: TROUBLE,
      subject: JSON.stringify(trouble),
    });
  }
}

/** Often while somebody may be at it, seldom when nobody cares: after a tenth of the time that it has been broken. */
const pauseAfter = (broken: Duration): Duration => Math.min(Math.max(broken / 10, MINUTE), HOUR);

const isChannel = (id: string | undefined): id is string => id !== undefined && /^[CG]/.test(id);

const ARCHIVED = 'This channel was archived, so new leads have nowhere to go. Choose another with /baton setup.';
const ARCHIVED_OF_A_FORM =
  'This channel was archived. Bring it back, or choose another for its forms with /baton hooks.';

function troubleOf(error: unknown): Trouble {
  if (!(error instanceof Permanent)) {
    return { advice: 'Some work failed again and again, and I stopped trying. The log names it: look for job.parked.' };
  }
  const { channel } = error.subject;
  return { advice: error.advice, ...(channel !== undefined && { channel }) };
}
