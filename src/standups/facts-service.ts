import { DAY, type Instant, MINUTE, SECOND } from '../core/instants.ts';
import type { LeadFact, WaitingLead } from '../core/lead-activity.ts';
import type { Team } from '../core/person-days.ts';
import type { Db, Tx } from '../platform/db/database.ts';
import type { Fact } from './fact.ts';
import { marketerFacts } from './marketer-facts.ts';
import { repFacts } from './rep-facts.ts';
import { type TeamTotals, teamTotals } from './team-facts.ts';
import type { Window } from './window.ts';

/** What standups must know about leads. */
export interface StandupLeads {
  between(read: Db | Tx, workspaceId: string, window: Window): Promise<readonly LeadFact[]>;
  /** Leads without a first contact that came since `since`; one owner's if given. */
  waiting(read: Db | Tx, workspaceId: string, of: { since: Instant; owner?: string }): Promise<readonly WaitingLead[]>;
}

/** Whose facts, and what people are called. */
export interface FactsOf {
  readonly workspaceId: string;
  readonly personId: string;
  readonly teams: readonly Team[];
  readonly window: Window;
  /** Names of those of these who are known. */
  namesOf(personIds: readonly string[]): Promise<ReadonlyMap<string, string>>;
}

// An entry of the journal is dated before its commit: a window that ended now could miss one for ever.
const COMMITTED_AFTER = 10 * SECOND;

// Ten thousand people are asked within the same minute, and most look back on the same window.
const MOST_REMEMBERED = 8;

/** Facts from the journal of leads, for one person and for the teams. */
export function createFacts(leads: StandupLeads) {
  const remembered = new Map<string, Promise<Activity>>();

  return {
    /** The end of a window that is asked for now: a full minute, so that all who are asked in the next one share it. */
    windowEnd: (now: Instant): Instant => now - COMMITTED_AFTER - ((now - COMMITTED_AFTER) % MINUTE),

    /** What happened to a person's leads; for those in marketing, to all leads. Who is in both teams sees both. */
    async factsOf(read: Db | Tx, { workspaceId, personId, teams, window, namesOf }: FactsOf): Promise<readonly Fact[]> {
      const activity = await activityOf(read, workspaceId, window);
      const theirs = activity.byPerson.get(personId) ?? [];
      const names = await namesOf([...new Set(theirs.flatMap(otherSide))]);
      const own = repFacts(theirs, personId, (id) => names.get(id) ?? 'somebody');
      if (!teams.includes('marketing')) return own;
      const waiting = await leads.waiting(read, workspaceId, { since: window.until - WAITING_FOR });
      return [...own, ...marketerFacts(activity.all, waiting, window.until)];
    },

    /** Leads of theirs that wait for a first contact, soonest due first. */
    async dueOf(read: Db | Tx, workspaceId: string, owner: string, now: Instant): Promise<readonly WaitingLead[]> {
      const waiting = await leads.waiting(read, workspaceId, { since: now - WAITING_FOR, owner });
      const at = ({ dueAt }: WaitingLead) => dueAt ?? Number.POSITIVE_INFINITY;
      return waiting.toSorted((a, b) => (at(a) === at(b) ? a.receivedAt - b.receivedAt : at(a) - at(b)));
    },

    /** What the teams did together. */
    async totals(read: Db | Tx, workspaceId: string, window: Window): Promise<TeamTotals> {
      return teamTotals((await activityOf(read, workspaceId, window)).all);
    },
  };

  function activityOf(read: Db | Tx, workspaceId: string, window: Window): Promise<Activity> {
    const key = `${workspaceId} ${window.from} ${window.until}`;
    const known = remembered.get(key);
    if (known !== undefined) return known;
    const asked = leads.between(read, workspaceId, window).then(sorted);
    // What failed must be asked for again.
    asked.catch(() => remembered.delete(key));
    remembered.set(key, asked);
    const [oldest] = remembered.keys();
    if (remembered.size > MOST_REMEMBERED && oldest !== undefined) remembered.delete(oldest);
    return asked;
  }
}

/** With whom somebody has exchanged a lead. */
function otherSide(one: LeadFact): string[] {
  if (one.kind === 'handed-over') return [one.to];
  return one.kind === 'taken-over' && one.from !== undefined ? [one.from] : [];
}

interface Activity {
  readonly all: readonly LeadFact[];
  readonly byPerson: ReadonlyMap<string | undefined, readonly LeadFact[]>;
}

const sorted = (all: readonly LeadFact[]): Activity => ({
  all,
  byPerson: Map.groupBy(all, (one) => ('by' in one ? one.by : undefined)),
});

/** Older leads than this that nobody has contacted are for reports, not for a morning. */
const WAITING_FOR = 30 * DAY;
