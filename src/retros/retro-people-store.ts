import type { Instant } from '../core/instants.ts';
import type { Side } from '../core/verdict.ts';
import type { Db, Tx } from '../platform/db/database.ts';
import { type RetroPerson, RUNNING_PHASES } from './retro.ts';

interface RetroPersonRow {
  retro_id: string;
  person_id: string;
  side: Side;
  collected_at: number | null;
  voted_at: number | null;
  stepped_out_at: number | null;
  gesture: string | null;
}

declare module '../platform/db/schema.ts' {
  interface Schema {
    retro_people: RetroPersonRow;
  }
}

/** Who takes part, in a steady order; also those who have stepped out. */
export async function peopleOf(read: Db | Tx, retroId: string): Promise<RetroPerson[]> {
  const rows = await read
    .selectFrom('retro_people')
    .selectAll()
    .where('retro_id', '=', retroId)
    .orderBy('person_id')
    .execute();
  return rows.map(personIn);
}

/** Somebody's part in a retro; undefined if they have none. */
export async function findRetroPerson(
  read: Db | Tx,
  retroId: string,
  personId: string,
): Promise<RetroPerson | undefined> {
  const row = await read
    .selectFrom('retro_people')
    .selectAll()
    .where('retro_id', '=', retroId)
    .where('person_id', '=', personId)
    .executeTakeFirst();
  return row && personIn(row);
}

/** False if they take part already. */
export async function insertRetroPerson(
  tx: Tx,
  retroId: string,
  { personId, side }: Pick<RetroPerson, 'personId' | 'side'>,
): Promise<boolean> {
  const written = await tx
    .insertInto('retro_people')
    .values({ retro_id: retroId, person_id: personId, side })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return written.numInsertedOrUpdatedRows === 1n;
}

/** What somebody says of their own part; what is left out stays. False if this press has said it before. */
export async function moveRetroPerson(
  tx: Tx,
  { retroId, personId }: Pick<RetroPerson, 'retroId' | 'personId'>,
  to: {
    readonly collectedAt?: Instant | undefined;
    readonly votedAt?: Instant | undefined;
    readonly steppedOutAt?: Instant | undefined;
  },
  gesture?: string,
): Promise<boolean> {
  const moved = await tx
    .updateTable('retro_people')
    .set({
      ...('collectedAt' in to && { collected_at: to.collectedAt ?? null }),
      ...('votedAt' in to && { voted_at: to.votedAt ?? null }),
      ...('steppedOutAt' in to && { stepped_out_at: to.steppedOutAt ?? null }),
      ...(gesture !== undefined && { gesture }),
    })
    .where('retro_id', '=', retroId)
    .where('person_id', '=', personId)
    .$if(gesture !== undefined, (of) =>
      of.where((where) => where.or([where('gesture', 'is', null), where('gesture', '!=', gesture ?? '')])),
    )
    .executeTakeFirst();
  return moved.numUpdatedRows === 1n;
}

/** The retros that run in which these people take part; everybody's if nobody is named. */
export async function runningPartsOf(
  read: Db | Tx,
  workspaceId: string,
  personIds: readonly string[] | 'everyone',
): Promise<{ readonly retroId: string; readonly personId: string }[]> {
  if (personIds.length === 0) return [];
  const rows = await read
    .selectFrom('retros')
    .innerJoin('retro_people', 'retro_people.retro_id', 'retros.id')
    .select(['retros.id', 'retro_people.person_id'])
    .where('retros.workspace_id', '=', workspaceId)
    .where('retros.phase', 'in', RUNNING_PHASES)
    .$if(personIds !== 'everyone', (of) =>
      of.where('retro_people.person_id', 'in', personIds === 'everyone' ? [] : personIds),
    )
    .execute();
  return rows.map(({ id, person_id }) => ({ retroId: id, personId: person_id }));
}

const personIn = (row: RetroPersonRow): RetroPerson => ({
  retroId: row.retro_id,
  personId: row.person_id,
  side: row.side,
  collectedAt: row.collected_at ?? undefined,
  votedAt: row.voted_at ?? undefined,
  steppedOutAt: row.stepped_out_at ?? undefined,
});
