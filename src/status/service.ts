import { DAY } from '../core/instants.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database, Tx } from '../platform/db/database.ts';
import { Permanent } from '../platform/errors.ts';
import type { Jobs } from '../platform/jobs/jobs.ts';
import type { Report, Trouble } from './report.ts';

/** How Slack stands, as far as we can tell. */
export interface SlackState {
  /** Whether Slack can reach us now. */
  ready(): boolean;
  /** The scopes that were granted; undefined when Slack did not say. */
  readonly scopes: readonly string[] | undefined;
  /** Slack has told us that our token is gone. */
  installationLost(code: string): void;
}

/** Asks that the admins be told, in the transaction of what they should hear of. */
export type TellAdmins = (tx: Tx, notice: { key: string; kind: string; subject: string }) => Promise<void>;

export interface StatusDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly jobs: Pick<Jobs, 'stats'>;
  readonly slack: SlackState;
  readonly isSetUp: () => Promise<boolean>;
  /** Whether leads go to this channel. */
  readonly takesLeads: (channelId: string) => Promise<boolean>;
  readonly tellAdmins: TellAdmins;
}

/** Work that was given up, as the jobs report it. */
export interface GivenUp {
  readonly key: string;
  readonly error: unknown;
}

export type Status = ReturnType<typeof createStatusService>;

const HISTORY = ['channels:history', 'groups:history', 'im:history'];
const EMAIL = 'users:read.email';

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
        missingHistory: granted === undefined ? [] : HISTORY.filter((scope) => !granted.includes(scope)),
        lacksEmail: granted !== undefined && !granted.includes(EMAIL),
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
      await tell(tx, error instanceof Permanent ? `${error.code}:${trouble.channel ?? ''}` : key, trouble);
    },

    /** Tells the admins that leads have nowhere to go any more, before the next one finds out. */
    async onChannelArchived(channel: string): Promise<void> {
      if (!(await deps.takesLeads(channel))) return;
      // Named like the trouble of a card that can't be posted there: whoever knows of one need not hear of the other.
      await database.transaction((tx) => tell(tx, `is_archived:${channel}`, { advice: ARCHIVED, channel }));
    },

    onInstallationLost: (code: string): void => slack.installationLost(code),
  };

  function tell(tx: Tx, about: string, trouble: Trouble): Promise<void> {
    const day = Math.floor(clock.now() / DAY);
    return tellAdmins(tx, {
      key: `trouble:${about}:${day}`,
      kind: 'status.trouble',
      subject: JSON.stringify(trouble),
    });
  }
}

const ARCHIVED = 'This channel was archived, so new leads have nowhere to go. Choose another with /baton setup.';

function troubleOf(error: unknown): Trouble {
  if (!(error instanceof Permanent)) {
    return { advice: 'Some work failed again and again, and I stopped trying. The log names it: look for job.parked.' };
  }
  const { channel } = error.subject;
  return { advice: error.advice, ...(channel !== undefined && { channel }) };
}
