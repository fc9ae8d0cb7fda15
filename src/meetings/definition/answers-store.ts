import { z } from 'zod';
import { isDemandedField } from '../../core/demands.ts';
import type { Side } from '../../core/verdict.ts';
import type { Db, Tx } from '../../platform/db/database.ts';
import { insertAll } from '../../platform/db/insert-all.ts';
import type { Answer } from './definition.ts';

declare module '../../platform/db/schema.ts' {
  interface Schema {
    meeting_answers: {
      id: string;
      meeting_id: string;
      side: Side | null;
      words: string;
      needs: string;
    };
  }
}

/** An answer as it is kept. */
export interface KeptAnswer extends Answer {
  /** Made with its author's token (platform/unsigned.ts): noise for anybody else, and for all when the secret is gone. */
  readonly id: string;
}

/** In an order that says nothing. */
export async function listAnswers(read: Db | Tx, meetingId: string): Promise<KeptAnswer[]> {
  const rows = await read
    .selectFrom('meeting_answers')
    .selectAll()
    .where('meeting_id', '=', meetingId)
    .orderBy('id')
    .execute();
  return rows.map(({ id, side, words, needs }) => ({
    id,
    side: side ?? undefined,
    words,
    needs: needsSchema.parse(JSON.parse(needs)),
  }));
}

/** Writes all of a check anew, whichever has changed, so that nothing tells which was written when. The check must be held. */
export async function writeAnswers(tx: Tx, meetingId: string, answers: readonly KeptAnswer[]): Promise<void> {
  await tx.deleteFrom('meeting_answers').where('meeting_id', '=', meetingId).execute();
  const rows = answers
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .map(({ id, side, words, needs }) => ({
      id,
      meeting_id: meetingId,
      side: side ?? null,
      words,
      needs: JSON.stringify(needs),
    }));
  await insertAll(tx, 'meeting_answers', rows);
}

const needsSchema = z.array(z.string().refine(isDemandedField));
