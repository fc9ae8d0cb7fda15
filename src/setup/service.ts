import type { LeadFacts } from '../core/conditions.ts';
import { type Duration, HOUR, type Instant, MINUTE } from '../core/instants.ts';
import type { Notice } from '../core/notice.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database, Db, Tx } from '../platform/db/database.ts';
import type { Jobs } from '../platform/jobs/jobs.ts';
import { createPromises } from './promises-service.ts';
import type { Basics, LeadSettings, More, PromiseTerms, SalesPromise, Terms } from './settings.ts';

/** Who sets things up. */
export interface SetupActor {
  readonly id: string;
  readonly workspaceId: string;
  readonly zone: string;
  readonly manages: readonly string[];
  readonly isAdmin: boolean;
  /** What Slack calls the one press or form by which they act; it may be delivered twice. */
  readonly gesture?: string | undefined;
}

type Team = 'sales' | 'marketing';

/** What setting up needs of people. */
export interface SetupPeople<A extends SetupActor> {
  setTeam(
    tx: Tx,
    actor: A,
    change: { team: Team; members: readonly string[]; managers: readonly string[] },
  ): Promise<void>;
  /** Ids of those who take part in a team's work. */
  members(read: Db | Tx, workspaceId: string, team: Team): Promise<readonly string[]>;
  /** Why one of these can't be in a team; undefined if all can. */
  unfit(personIds: readonly string[]): Promise<string | undefined>;
  markSetUp(tx: Tx, workspaceId: string): Promise<void>;
  redeem(actor: A, code: string): Promise<boolean>;
  managersOf(read: Db | Tx, workspaceId: string, team: Team): Promise<readonly string[]>;
}

/** What it needs of promises. */
export interface SetupPromises {
  promise(tx: Tx, promise: Terms & { workspaceId: string; by: string; isAnnounced: boolean }): Promise<unknown>;
  /** Makes one for some leads. Undefined before the set-up, and if the same gesture has made one before. */
  promiseSome(
    tx: Tx,
    workspaceId: string,
    terms: Partial<PromiseTerms>,
    author: Author,
  ): Promise<SalesPromise | undefined>;
  change(tx: Tx, promise: SalesPromise, terms: Partial<PromiseTerms>, author: Author): Promise<boolean>;
  moveTo(tx: Tx, promise: SalesPromise, place: number): Promise<void>;
  retire(tx: Tx, policyId: string): Promise<void>;
  announce(tx: Tx, workspaceId: string): Promise<boolean>;
  policy(read: Db | Tx, workspaceId: string): Promise<SalesPromise | undefined>;
  policies(read: Db | Tx, workspaceId: string): Promise<readonly SalesPromise[]>;
  policyById(read: Db | Tx, id: string): Promise<SalesPromise | undefined>;
  /** What would become of open promises if they went by what this one says now. */
  previewReapply(
    read: Db | Tx,
    policyId: string,
  ): Promise<
    | {
        readonly version: number;
        readonly open: number;
        readonly isMore: boolean;
        readonly moves: readonly { readonly leadId: string; readonly from: Instant; readonly to: Instant }[];
        readonly begun: readonly { readonly leadId: string; readonly kind: string; readonly dueAt: Instant }[];
        readonly lateAtOnce: number;
      }
    | undefined
  >;
  reapply(tx: Tx, policyId: string, version: number): Promise<void>;
  attainment(
    read: Db | Tx,
    policyId: string,
    since: Instant,
  ): Promise<{ count: number; inTime: number; median: Duration | undefined }>;
}

interface Author {
  readonly by: string;
  readonly gesture: string | undefined;
}

/** What it needs of leads and their intake. */
export interface SetupLeads {
  settings(workspaceId: string): Promise<LeadSettings | undefined>;
  saveSettings(tx: Tx, workspaceId: string, settings: LeadSettings): Promise<void>;
  moveEndpoints(tx: Tx, workspaceId: string, from: string, to: string): Promise<void>;
  sendTest(actor: Pick<SetupActor, 'id' | 'workspaceId' | 'gesture'>): Promise<{ number: number } | undefined>;
  /** The lead that somebody means by "#12". */
  find(workspaceId: string, reference: string): Promise<{ readonly id: string } | undefined>;
  factsOf(read: Db | Tx, leadId: string): Promise<LeadFacts>;
  namesOf(
    read: Db | Tx,
    leadIds: readonly string[],
  ): Promise<readonly { readonly id: string; readonly name: string }[]>;
}

export interface SetupDeps<A extends SetupActor> {
  readonly database: Database;
  readonly clock: Clock;
  readonly jobs: Pick<Jobs, 'unpark'>;
  readonly people: SetupPeople<A>;
  readonly promises: SetupPromises;
  readonly leads: SetupLeads;
  readonly notify: (tx: Tx, notice: Notice) => Promise<void>;
}

/** What the clocks tell; only the end of measuring matters here. */
export type SetupNews =
  | { readonly kind: 'measured'; readonly policy: { readonly id: string; readonly workspaceId: string } }
  | { readonly kind: 'warned' | 'late' | 'step' | 'resumed' | 'moved' | 'still-late' };

export type Setup<A extends SetupActor> = ReturnType<typeof createSetupService<A>>;

/** The promise that a new installation begins with: measured, not announced. */
const FIRST_TERMS = { target: HOUR, warning: 15 * MINUTE, lateTo: [] } as const;
const OFFICE_HOURS = [['09:00', '17:00']] as const;

export function createSetupService<A extends SetupActor>(deps: SetupDeps<A>) {
  const { database, clock, jobs, people, promises, leads, notify } = deps;
  const { db } = database;

  return {
    /** What the first modal shows. */
    async basics(workspaceId: string): Promise<Partial<Basics>> {
      const settings = await leads.settings(workspaceId);
      return {
        ...(settings && { channelId: settings.channelId }),
        sales: await people.members(db, workspaceId, 'sales'),
        marketing: await people.members(db, workspaceId, 'marketing'),
      };
    },

    /** A sentence if one of these can't be in a team. */
    unfit: (personIds: readonly string[]) => people.unfit(personIds),

    /**
     * Saves channel and teams. The first time it also makes the promise, measured only, in the hours of the installer's zone,
     * and the installer a manager of both teams: somebody must hear of late leads. Cards that waited for a channel go out.
     */
    async saveBasics(actor: A, basics: Basics, isAnnounced = false): Promise<void> {
      const before = await leads.settings(actor.workspaceId);
      await database.transaction(async (tx) => {
        await leads.saveSettings(tx, actor.workspaceId, {
          ring: before?.ring ?? { kind: 'on-shift' },
          channelId: basics.channelId,
        });
        if (before !== undefined && before.channelId !== basics.channelId) {
          await leads.moveEndpoints(tx, actor.workspaceId, before.channelId, basics.channelId);
        }
        await saveMembers(tx, actor, 'sales', basics.sales, before === undefined);
        await saveMembers(tx, actor, 'marketing', basics.marketing, before === undefined);
        if ((await promises.policy(tx, actor.workspaceId)) === undefined) await firstPromise(tx, actor, isAnnounced);
        await people.markSetUp(tx, actor.workspaceId);
        await jobs.unpark(tx, '');
      });
    },

    /** What [More] shows; undefined before the set-up. */
    async more(workspaceId: string): Promise<More | undefined> {
      const settings = await leads.settings(workspaceId);
      if (settings === undefined) return undefined;
      return {
        salesManagers: await people.managersOf(db, workspaceId, 'sales'),
        marketingManagers: await people.managersOf(db, workspaceId, 'marketing'),
        ring: settings.ring,
      };
    },

    async saveMore(actor: A, more: More): Promise<void> {
      const settings = await leads.settings(actor.workspaceId);
      if (settings === undefined) return;
      await database.transaction(async (tx) => {
        await leads.saveSettings(tx, actor.workspaceId, { ...settings, ring: more.ring });
        await saveManagers(tx, actor, 'sales', more.salesManagers);
        await saveManagers(tx, actor, 'marketing', more.marketingManagers);
      });
    },

    ...createPromises(deps),

    /** From now on new leads show their due time, and are spoken of when they are late. False if that is so already. */
    async switchOn(actor: A): Promise<boolean> {
      return database.transaction(async (tx) => {
        const policy = await promises.policy(tx, actor.workspaceId);
        return policy !== undefined && (await promises.announce(tx, actor.workspaceId));
      });
    },

    /** How the promise has been kept since it was made. */
    async measure(policyId: string) {
      const policy = await promises.policyById(db, policyId);
      if (policy === undefined) return undefined;
      return { policy, attainment: await promises.attainment(db, policyId, policy.createdAt) };
    },

    redeem: (actor: A, code: string) => people.redeem(actor, code),

    sendTest: (actor: A) => leads.sendTest(actor),

    /** Follows the clocks: a promise that has been measured long enough is reported to the managers of sales. */
    async onClock(tx: Tx, news: SetupNews): Promise<void> {
      if (news.kind !== 'measured') return;
      const { policy } = news;
      for (const person of await people.managersOf(tx, policy.workspaceId, 'sales')) {
        await notify(tx, {
          key: `measured:${policy.id}:${person}`,
          workspaceId: policy.workspaceId,
          recipient: { person },
          kind: 'setup.measured',
          subject: policy.id,
          at: clock.now(),
        });
      }
    },
  };

  async function saveMembers(
    tx: Tx,
    actor: A,
    team: Team,
    members: readonly string[],
    isFirstTime: boolean,
  ): Promise<void> {
    const managers = isFirstTime ? [actor.id] : await people.managersOf(tx, actor.workspaceId, team);
    await people.setTeam(tx, actor, { team, members, managers });
  }

  async function saveManagers(tx: Tx, actor: A, team: Team, managers: readonly string[]): Promise<void> {
    const members = await people.members(tx, actor.workspaceId, team);
    await people.setTeam(tx, actor, { team, members, managers });
  }

  function firstPromise(tx: Tx, actor: A, isAnnounced: boolean): Promise<unknown> {
    return promises.promise(tx, {
      ...FIRST_TERMS,
      calendar: {
        zone: actor.zone,
        weekly: { mon: OFFICE_HOURS, tue: OFFICE_HOURS, wed: OFFICE_HOURS, thu: OFFICE_HOURS, fri: OFFICE_HOURS },
        dates: {},
      },
      workspaceId: actor.workspaceId,
      by: actor.id,
      isAnnounced,
    });
  }
}
