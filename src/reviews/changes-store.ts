import type { Instant } from '../core/instants.ts';
import type { Tx } from '../platform/db/database.ts';

interface ReviewChangeRow {
  id: string;
  review_id: string;
  kind: 'ended' | 'called-off' | 'due' | 'raters' | 'channel';
  by_person: string | null;
  at: number;
  gesture: string | null;
}

declare module '../platform/db/schema.ts' {
  interface Schema {
    review_changes: ReviewChangeRow;
  }
}

/** Writes down what somebody does to a review; false if this press has done it before. */
export async function recordChange(
  tx: Tx,
  change: {
    readonly id: string;
    readonly reviewId: string;
    readonly kind: ReviewChangeRow['kind'];
    readonly by: string;
    readonly at: Instant;
    readonly gesture: string | undefined;
  },
): Promise<boolean> {
  const { id, reviewId, kind, by, at, gesture } = change;
  const written = await tx
    .insertInto('review_changes')
    .values({ id, review_id: reviewId, kind, by_person: by, at, gesture: gesture ?? null })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return written.numInsertedOrUpdatedRows === 1n;
}

/** It came to nothing. */
export async function dropChange(tx: Tx, id: string): Promise<void> {
  await tx.deleteFrom('review_changes').where('id', '=', id).execute();
}
