import type { RetroActor, RetrosDeps } from '../ports-service.ts';
import type { Retros } from '../service.ts';
import { published, SCORES, type WorthOutcome, worthOf } from './worth.ts';
import { beginCounts, countsOf, insertGiver, saveCounts } from './worth-store.ts';

interface WorthDeps extends Pick<RetrosDeps, 'database'> {
  readonly retros: Pick<Retros, 'find' | 'hold' | 'findPerson' | 'redrawParent'>;
}

export type Worth = ReturnType<typeof createWorth>;

/** Whether a retro was worth their time, as those say who took part: once each, and nobody knows which was whose. */
export function createWorth({ database, retros }: WorthDeps) {
  const { db } = database;

  return {
    /** What people may know of it: undefined of too few answers. */
    of: async (retroId: string) => worthOf(await countsOf(db, retroId)),

    /** Says it, from 1 to 5. What was said stands in no log, no journal and beside no name, so it can't be taken back either. */
    give: (actor: RetroActor, retroId: string, score: number): Promise<WorthOutcome> =>
      database.transaction(async (tx): Promise<WorthOutcome> => {
        // One after the other: of two at once both count.
        const closed = await retros.hold(tx, retroId, ['closed']);
        const retro = closed ?? (await retros.find(tx, retroId));
        if (retro?.workspaceId !== actor.workspaceId || !SCORES.some((one) => one === score))
          return { kind: 'not-found' };
        if (closed === undefined) return { kind: 'not-closed' };
        if ((await retros.findPerson(tx, retroId, actor.id)) === undefined) return { kind: 'not-theirs' };
        if (!(await insertGiver(tx, retroId, actor.id))) return { kind: 'given-already' };
        await beginCounts(tx, retroId);
        const before = await countsOf(tx, retroId);
        const counts = before.map((one) => (one.score === score ? { ...one, given: one.given + 1 } : one));
        const after = published(counts);
        await saveCounts(tx, retroId, after);
        if (after !== counts) await retros.redrawParent(tx, retroId);
        return { kind: 'given' };
      }),
  };
}
