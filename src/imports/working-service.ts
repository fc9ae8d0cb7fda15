import type { Tx } from '../platform/db/database.ts';
import type { Import } from './import.ts';
import type { LeftOut } from './left-out.ts';
import * as partsStore from './parts-store.ts';
import type { ImportsDeps } from './ports-service.ts';
import { createSorting, type Sorted } from './sorting-service.ts';
import * as store from './store.ts';

/** How far an import is. */
export type Progress = 'more' | 'over';

/** Makes leads of the rows of an import. */
export function createWorking(deps: ImportsDeps) {
  const { database, clock, leads } = deps;

  return {
    /**
     * Works on the next part of a running import: its rows become leads, the part goes and the import counts on, in one
     * transaction. Whoever dies in between leaves it to be done again; whoever comes second finds it done.
     */
    step: (workspaceId: string, importId: string): Promise<Progress> =>
      database.transaction(async (tx) => {
        const its = await store.findImport(tx, workspaceId, importId);
        if (its?.state !== 'running' || its.choices === undefined) return 'over';
        if (its.nextPart >= its.parts) return end(tx, its);
        if (!(await store.takePart(tx, its))) return 'more';
        const records = (await partsStore.findPart(tx, its.id, its.nextPart)) ?? [];
        const sorted = await createSorting(deps, its, its.choices)(tx, records);
        await write(tx, its, its.choices.isTold, sorted);
        await partsStore.deletePart(tx, its.id, its.nextPart);
        return its.nextPart + 1 >= its.parts ? end(tx, its) : 'more';
      }),
  };

  async function write(tx: Tx, its: Import, isTold: boolean, sorted: readonly Sorted[]): Promise<void> {
    const { id: importId, workspaceId } = its;
    const good = sorted.flatMap((row) =>
      row.kind === 'lead'
        ? [{ ...row.lead, receivedAt: row.lead.createdAt ?? its.createdAt, ownerId: row.ownerId }]
        : [],
    );
    const leftOut = sorted.flatMap((row) => (row.kind === 'lead' ? [] : [leftOutOf(row)]));
    await leads.add(tx, { workspaceId, importId, isTold }, good);
    await partsStore.insertLeftOut(tx, importId, leftOut);
    const known = leftOut.filter(({ isKnown }) => isKnown).length;
    await store.countPart(tx, importId, { imported: good.length, known, refused: leftOut.length - known });
  }

  async function end(tx: Tx, { id }: Import): Promise<Progress> {
    await store.moveImport(tx, id, ['running'], { state: 'done', ended_at: clock.now() });
    await partsStore.deleteParts(tx, id);
    return 'over';
  }
}

function leftOutOf(row: Exclude<Sorted, { kind: 'lead' }>): LeftOut {
  if (row.kind === 'refused') return { row: row.row, heading: row.heading, sentence: row.sentence, isKnown: false };
  const sentence =
    row.number === undefined
      ? 'The same person stands in an earlier row.'
      : `The same person is lead #${row.number} already.`;
  return { row: row.lead.row, heading: undefined, sentence, isKnown: true };
}
