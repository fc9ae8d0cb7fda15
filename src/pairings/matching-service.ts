import { DAY } from '../core/instants.ts';
import { dateAt } from '../core/local-time.ts';
import type { ScheduledPart, ScheduledRun } from '../core/scheduled.ts';
import { missingSide, sidesOf } from '../core/sides.ts';
import type { Tx } from '../platform/db/database.ts';
import { listBreaks } from './breaks-store.ts';
import { matched, type Partner, type Round } from './matching.ts';
import { canMeet, type Part, type Run, type Starter } from './pairing.ts';
import { endPairings, insertPairings, listPairings } from './pairings-store.ts';
import { findPart, insertParts, listParts } from './parts-store.ts';
import type { PastRound } from './past.ts';
import type { PairingDeps } from './ports-service.ts';
import { findRun, insertRun, listRuns } from './runs-store.ts';
import { REMEMBERED } from './setup.ts';
import { startersFor } from './starter.ts';
import { redrawTurns } from './telling-service.ts';

/** Why somebody isn't asked; as the engine records it. */
type NotAsked = 'turn' | 'one-sided' | 'break';

/** So many rounds of a year are looked at: with one a week, all. */
const MOST_ROUNDS = 60;
/** Leads of so many days are something to talk about. */
const LATELY = 28 * DAY;

/** Pairs people: the engine says when, and who is there that day. */
export function createMatching(deps: PairingDeps) {
  const { database, clock, ids, rituals, people, leads } = deps;
  const { db } = database;

  return {
    /**
     * Whether somebody has a partner in this round. The first who is looked at pairs everybody, once, whoever dies in between; the
     * work that this leaves behind tells each of them.
     */
    async asks({
      slot,
      ...round
    }: ScheduledPart): Promise<{ readonly isAsked: true } | { readonly because: NotAsked }> {
      const run = await hold(round);
      if (run.outcome !== 'paired') return { because: 'one-sided' };
      const part = await findPart(db, run.occurrenceId, slot.personId);
      if (part?.pairingId !== undefined) return { isAsked: true };
      const isOnBreak = part === undefined && (await onBreak(round)).has(slot.personId);
      return { because: isOnBreak ? 'break' : 'turn' };
    },

    /** The time of a round is over; what nobody has met for stays so. */
    async close(tx: Tx, occurrenceId: string): Promise<void> {
      await endPairings(tx, occurrenceId);
      const parts = await listParts(tx, [occurrenceId]);
      await redrawTurns(
        deps,
        tx,
        parts.filter(({ pairingId }) => pairingId !== undefined),
      );
    },
  };

  async function hold(round: ScheduledRun): Promise<Run> {
    const { ritual, occurrence } = round;
    const known = await findRun(db, occurrence.id);
    if (known !== undefined) return known;
    const there = await thereIn(round);
    const past = await pastOf(ritual.id);
    const matching = matched(there, past, occurrence.id);
    const begin = await startersOf(ritual.workspaceId, matching, occurrence.id, await usedLately(ritual.id));
    const run: Run = {
      occurrenceId: occurrence.id,
      ritualId: ritual.id,
      workspaceId: ritual.workspaceId,
      outcome: outcomeOf(there),
      ranAt: clock.now(),
      untilAt: occurrence.closesAt,
    };
    return database.transaction(async (tx) => {
      // Another process has been quicker: its round is the one.
      if (!(await insertRun(tx, run))) return (await findRun(tx, occurrence.id)) ?? run;
      await write(tx, matching, begin, occurrence.id);
      return run;
    });
  }

  async function write(
    tx: Tx,
    { groups, leftOut }: Round,
    begin: readonly (Starter | undefined)[],
    occurrenceId: string,
  ): Promise<void> {
    const made = groups.map((some, at) => ({ id: ids.next(), some, starter: begin[at] }));
    await insertPairings(
      tx,
      made.map(({ id, starter }) => ({ id, occurrenceId, starter })),
    );
    const paired = made.flatMap(({ id, some }) => some.map((one) => ({ ...one, occurrenceId, pairingId: id })));
    const alone = leftOut.map((one) => ({ ...one, occurrenceId, pairingId: undefined }));
    await insertParts(tx, [...paired, ...alone]);
    await redrawTurns(deps, tx, paired);
  }

  /** Those who are there that day, as the engine knows, and want a partner. */
  async function thereIn(round: ScheduledRun): Promise<readonly Partner[]> {
    const slots = await rituals.slotsOf(db, round.occurrence.id);
    const away = await onBreak(round);
    const waiting = slots.filter(({ state }) => state === 'pending' || state === 'sent');
    const { teamDate: on } = round.occurrence;
    const known = await people.daysOf(
      db,
      waiting.map(({ personId }) => personId).filter((id) => !away.has(id)),
      { fromOn: on, untilOn: on },
    );
    return sidesOf(known.filter(({ kind, isDeactivated }) => kind === 'member' && !isDeactivated));
  }

  async function onBreak({ ritual, occurrence }: ScheduledRun): Promise<ReadonlySet<string>> {
    const breaks = await listBreaks(db, ritual.workspaceId);
    const today = dateAt(clock.now(), occurrence.snapshot.config.zone);
    return new Set(breaks.filter(({ untilOn }) => today < untilOn).map(({ personId }) => personId));
  }

  /** The rounds of the last year, the newest first. Whoever was left alone counts as left out: they come first next time. */
  async function pastOf(ritualId: string): Promise<PastRound[]> {
    const runs = await listRuns(db, ritualId, clock.now() - REMEMBERED, MOST_ROUNDS);
    const parts = Map.groupBy(await listParts(db, runs.map(idOf)), idOf);
    return runs.map((run) => pastRound(parts.get(run.occurrenceId) ?? []));
  }

  async function usedLately(ritualId: string): Promise<ReadonlySet<string>> {
    const runs = await listRuns(db, ritualId, clock.now() - REMEMBERED, MOST_ROUNDS);
    const before = await listPairings(db, runs.map(idOf));
    return new Set(before.flatMap(({ starter }) => (starter?.kind === 'lead' ? [starter.leadId] : [])));
  }

  async function startersOf(
    workspaceId: string,
    { groups }: Round,
    seed: string,
    used: ReadonlySet<string>,
  ): Promise<(Starter | undefined)[]> {
    const now = clock.now();
    const lately = await leads.toDrawFrom(db, workspaceId, { from: now - LATELY, until: now });
    const sellers = groups.map((some) => some.filter(({ side }) => side === 'sales').map(({ personId }) => personId));
    return startersFor(
      sellers,
      lately.map(({ id, campaign, rep, stage }) => ({ id, campaign, rep, isSettled: SETTLED.has(stage) })),
      used,
      seed,
    );
  }
}

/** Stages in which it is known what became of a lead. */
const SETTLED: ReadonlySet<string> = new Set(['qualified', 'opportunity', 'customer', 'lost', 'rejected']);

const idOf = ({ occurrenceId }: { readonly occurrenceId: string }): string => occurrenceId;

const outcomeOf = (there: readonly Partner[]): Run['outcome'] => missingSide(there) ?? 'paired';

function pastRound(parts: readonly Part[]): PastRound {
  const groups: string[][] = [];
  const leftOut = parts.filter(({ pairingId }) => pairingId === undefined).map(({ personId }) => personId);
  for (const some of Map.groupBy(
    parts.filter(({ pairingId }) => pairingId !== undefined),
    ({ pairingId }) => pairingId,
  ).values()) {
    const left = some.filter(({ state }) => state === 'in');
    if (canMeet(left)) groups.push(left.map(({ personId }) => personId));
    else leftOut.push(...left.map(({ personId }) => personId));
  }
  return { groups, leftOut };
}
