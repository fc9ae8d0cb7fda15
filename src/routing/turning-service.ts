import { dueAt, workingTime } from '../core/business-hours.ts';
import type { Calendar, OpenInterval } from '../core/calendar.ts';
import type { Instant } from '../core/instants.ts';
import type { Db, Tx } from '../platform/db/database.ts';
import { type Candidate, type Decided, decide, type PoolAtTurn, type Presence } from './decide.ts';
import { chainOf, type Pool } from './pool.ts';
import { listPools, saveCredits } from './pools-store.ts';
import type { PresenceNow, RoutedLead, RoutingDeps } from './ports-service.ts';
import * as ledger from './turns-store.ts';

/** What becomes of a lead, in the words of those who carry it out. */
export interface TurnOutcome {
  readonly kind: 'offer' | 'wait' | 'give' | 'open';
  /** To whom it is offered or given. */
  readonly to: string | undefined;
  /** When the offer ends, or until when is waited. */
  readonly until: Instant | undefined;
  readonly poolId: string;
  readonly pool: string;
  readonly turn: number;
}

export type Turning = ReturnType<typeof createTurning>;

/** Decides whose turn it is, and keeps why. */
export function createTurning({ people, office, loadOf }: RoutingDeps) {
  return { next, look, fallback };

  /**
   * Takes the next turn for a lead: what is decided, what was looked at, and what is owed to whom from now on are written together.
   * Until the end of the transaction no other turn of the workspace is taken. Undefined if its pool is gone.
   */
  async function next(tx: Tx, lead: RoutedLead, now: Instant): Promise<TurnOutcome | undefined> {
    const turn = await ledger.nextTurn(tx, lead.workspaceId);
    const asked = await ledger.askedBefore(tx, lead.id, lead.round);
    const looked = await look(tx, lead, asked, now);
    if (looked === undefined) return undefined;
    const { pools, seen, decided, pool, until } = looked;
    const { choice } = decided;
    for (const { poolId, credits } of decided.looks) {
      if (credits.size === 0) continue;
      const { credits: before = {}, members = [] } = pools.get(poolId) ?? {};
      const still = members.flatMap(({ personId }) => {
        const credit = credits.get(personId) ?? before[personId] ?? 0;
        return credit === 0 ? [] : [[personId, credit] as const];
      });
      await saveCredits(tx, poolId, Object.fromEntries(still));
    }
    const to = 'to' in choice ? choice.to : undefined;
    await ledger.insertTurn(
      tx,
      {
        turn,
        workspaceId: lead.workspaceId,
        poolId: pool.id,
        leadId: lead.id,
        round: lead.round,
        at: now,
        choice: choice.kind,
        chosenId: to,
        until,
        looks: decided.looks.map(({ poolId, skipped }) => ({ poolId, skipped })),
      },
      seen,
    );
    return { kind: choice.kind, to, until, poolId: pool.id, pool: pool.name, turn };
  }

  /** The same without taking the turn. */
  async function look(
    read: Db | Tx,
    lead: Pick<RoutedLead, 'workspaceId' | 'poolId'>,
    asked: ReadonlySet<string>,
    now: Instant,
  ): Promise<Looked | undefined> {
    const pools = new Map((await listPools(read, lead.workspaceId)).map((pool) => [pool.id, pool]));
    const chain = chainOf(lead.poolId, pools);
    const [first] = chain;
    if (first === undefined) return undefined;
    const ids = [...new Set(chain.flatMap(({ members }) => members.map(({ personId }) => personId)))];
    const presences = await people.presencesOf(read, ids, now);
    const loads = await loadOf(read, ids);
    const days = await offeredToday(read, presences, now);
    const hours = await office(read, lead.workspaceId);
    const calendarOf = (pool: Pool): Calendar => pool.calendar ?? hours ?? ALWAYS;
    const seen = {
      chain: chain.map(
        (pool): PoolAtTurn => ({
          poolId: pool.id,
          timeout: pool.timeout,
          candidates: pool.members.map(
            ({ personId, weight, mostOpen, mostADay }): Candidate => ({
              personId,
              weight,
              credit: pool.credits[personId] ?? 0,
              open: loads.get(personId) ?? 0,
              mostOpen: mostOpen ?? pool.mostOpen,
              today: days.get(personId) ?? 0,
              mostADay: mostADay ?? pool.mostADay,
              presence: presenceAt(presences.get(personId), calendarOf(pool), now),
              isAsked: asked.has(personId),
            }),
          ),
        }),
      ),
      last: await lastOf(read, lead.workspaceId, chain),
    };
    const decided = decide(seen.chain, seen.last);
    const { choice } = decided;
    const pool = pools.get(choice.poolId) ?? first;
    const until =
      choice.kind === 'wait'
        ? choice.until
        : choice.kind === 'offer'
          ? dueAt(calendarOf(pool), now, pool.timeout)
          : undefined;
    return { pools, chain, seen, decided, pool, until };
  }

  /** Who gets what nobody takes: the first who is there. */
  async function fallback(
    read: Db | Tx,
    { workspaceId, poolId }: Pick<RoutedLead, 'workspaceId' | 'poolId'>,
  ): Promise<{ readonly to: string; readonly poolId: string; readonly pool: string } | undefined> {
    const pools = new Map((await listPools(read, workspaceId)).map((pool) => [pool.id, pool]));
    const chain = chainOf(poolId, pools);
    const [first] = chain;
    const [to] = await lastOf(read, workspaceId, chain);
    return first === undefined || to === undefined ? undefined : { to, poolId: first.id, pool: first.name };
  }

  async function offeredToday(
    read: Db | Tx,
    presences: ReadonlyMap<string, PresenceNow>,
    now: Instant,
  ): Promise<ReadonlyMap<string, number>> {
    const since = [...presences.values()].reduce((first, { midnight }) => Math.min(first, midnight), now);
    const offered = await ledger.offeredSince(read, [...presences.keys()], since);
    return new Map(
      [...offered].map(([id, times]) => {
        const midnight = presences.get(id)?.midnight ?? now;
        return [id, times.filter((at) => at >= midnight).length];
      }),
    );
  }

  /** Who can get a lead that nobody takes, in order: those who are named, then the managers, then the admins. */
  async function lastOf(read: Db | Tx, workspaceId: string, chain: readonly Pool[]): Promise<readonly string[]> {
    const named = await people.present(
      read,
      chain.map(({ lastId }) => lastId),
    );
    if (named.length > 0) return [...new Set(named)];
    const managers = await people.managersOf(read, workspaceId, 'sales');
    return managers.length > 0 ? managers : people.adminsToTell(read);
  }
}

interface Looked {
  readonly pools: ReadonlyMap<string, Pool>;
  readonly chain: readonly Pool[];
  readonly seen: ledger.Seen;
  readonly decided: Decided;
  /** The pool that decided. */
  readonly pool: Pool;
  readonly until: Instant | undefined;
}

/** Before there is a promise there are no office hours; then every hour counts. */
const WHOLE_DAY: readonly OpenInterval[] = [['00:00', '24:00']];
const ALWAYS: Calendar = {
  zone: 'UTC',
  weekly: {
    mon: WHOLE_DAY,
    tue: WHOLE_DAY,
    wed: WHOLE_DAY,
    thu: WHOLE_DAY,
    fri: WHOLE_DAY,
    sat: WHOLE_DAY,
    sun: WHOLE_DAY,
  },
  dates: {},
};

function presenceAt(presence: PresenceNow | undefined, calendar: Calendar, now: Instant): Presence {
  if (presence === undefined || presence.kind === 'gone') return { kind: 'gone' };
  const { kind, from } = presence;
  if (kind === 'on-shift') return { kind };
  if (from === undefined) return { kind: 'away' };
  return { kind, from, waits: workingTime(calendar, now, from) };
}
