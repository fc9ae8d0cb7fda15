import { z } from 'zod';
import type { Instant } from '../core/instants.ts';
import type { Db, Tx } from '../platform/db/database.ts';
import { type Choices, choicesFrom, choicesText } from './choices.ts';
import type { FileFormat } from './csv-file.ts';
import type { Import, ImportState } from './import.ts';
import type { Heading } from './mapping.ts';
import type { OrderProof } from './order-proof.ts';

interface ImportRow {
  id: string;
  workspace_id: string;
  file_name: string;
  file_id: string | null;
  state: ImportState;
  file_format: string;
  headings: string;
  choices: string;
  refusal: string | null;
  row_count: number;
  part_count: number;
  next_part: number;
  imported_count: number;
  refused_count: number;
  known_count: number;
  created_by: string | null;
  created_at: number;
  started_at: number | null;
  ended_at: number | null;
  announced_at: number | null;
  undone_by: string | null;
  undone_at: number | null;
  gesture: string | null;
}

declare module '../platform/db/schema.ts' {
  interface Schema {
    imports: ImportRow;
  }
}

/** A new import, of which nothing is known yet. False if its gesture has made one before. */
export async function insertImport(
  tx: Tx,
  { id, workspaceId, fileName, fileId, state, createdBy, createdAt }: Import,
  gesture: string | undefined,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows: written = 0n } = await tx
    .insertInto('imports')
    .values({
      id,
      workspace_id: workspaceId,
      file_name: fileName,
      file_id: fileId ?? null,
      state,
      file_format: '',
      headings: '[]',
      choices: '',
      refusal: null,
      row_count: 0,
      part_count: 0,
      next_part: 0,
      imported_count: 0,
      refused_count: 0,
      known_count: 0,
      created_by: createdBy ?? null,
      created_at: createdAt,
      started_at: null,
      ended_at: null,
      announced_at: null,
      undone_by: null,
      undone_at: null,
      gesture: gesture ?? null,
    })
    .onConflict((conflict) => conflict.column('gesture').where('gesture', 'is not', null).doNothing())
    .executeTakeFirst();
  return written === 1n;
}

export async function findImport(db: Db | Tx, workspaceId: string, id: string): Promise<Import | undefined> {
  const row = await db
    .selectFrom('imports')
    .selectAll()
    .where('id', '=', id)
    .where('workspace_id', '=', workspaceId)
    .executeTakeFirst();
  return row && importOf(row);
}

export async function findByGesture(db: Db | Tx, gesture: string): Promise<Import | undefined> {
  const row = await db.selectFrom('imports').selectAll().where('gesture', '=', gesture).executeTakeFirst();
  return row && importOf(row);
}

/** The newest first. */
export async function listImports(db: Db | Tx, workspaceId: string, most: number): Promise<Import[]> {
  const rows = await db
    .selectFrom('imports')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(most)
    .execute();
  return rows.map(importOf);
}

interface Known {
  readonly format: FileFormat & { readonly orders: readonly OrderProof[] };
  readonly headings: readonly Heading[];
  readonly choices: Choices;
  readonly rows: number;
  readonly parts: number;
}

/** All rows are kept; false if somebody has dropped it meanwhile. */
export async function markReady(tx: Tx, id: string, known: Known): Promise<boolean> {
  return changed(
    await tx
      .updateTable('imports')
      .set({
        state: 'ready',
        file_format: JSON.stringify({ ...known.format, orders: known.format.orders.map((order) => order ?? null) }),
        headings: JSON.stringify(known.headings.map(({ name, oddity }) => ({ name, oddity: oddity ?? null }))),
        choices: choicesText(known.choices),
        row_count: known.rows,
        part_count: known.parts,
      })
      .where('id', '=', id)
      .where('state', 'in', ['fetching', 'reading'])
      .executeTakeFirst(),
  );
}

export async function markRefused(tx: Tx, id: string, refusal: string, now: Instant): Promise<void> {
  await tx
    .updateTable('imports')
    .set({ state: 'refused', refusal, ended_at: now })
    .where('id', '=', id)
    .where('state', 'in', ['fetching', 'reading'])
    .execute();
}

/** Only while nobody has begun with it. */
export async function saveChoices(tx: Tx, id: string, choices: Choices): Promise<boolean> {
  return changed(
    await tx
      .updateTable('imports')
      .set({ choices: choicesText(choices) })
      .where('id', '=', id)
      .where('state', '=', 'ready')
      .executeTakeFirst(),
  );
}

export async function markRunning(tx: Tx, id: string, now: Instant): Promise<boolean> {
  return changed(
    await tx
      .updateTable('imports')
      .set({ state: 'running', started_at: now })
      .where('id', '=', id)
      .where('state', '=', 'ready')
      .executeTakeFirst(),
  );
}

/** Takes the next part of a running import: of any number of processes, one does. */
export async function takePart(tx: Tx, { id, nextPart }: Import): Promise<boolean> {
  return changed(
    await tx
      .updateTable('imports')
      .set({ next_part: nextPart + 1 })
      .where('id', '=', id)
      .where('state', '=', 'running')
      .where('next_part', '=', nextPart)
      .executeTakeFirst(),
  );
}

export async function countPart(
  tx: Tx,
  id: string,
  { imported, refused, known }: { imported: number; refused: number; known: number },
): Promise<void> {
  await tx
    .updateTable('imports')
    .set((set) => ({
      imported_count: set('imported_count', '+', imported),
      refused_count: set('refused_count', '+', refused),
      known_count: set('known_count', '+', known),
    }))
    .where('id', '=', id)
    .execute();
}

/** From one state into another; false if it isn't in the former. */
export async function moveImport(
  tx: Tx,
  id: string,
  from: readonly ImportState[],
  to: { state: ImportState } & Partial<Pick<ImportRow, 'ended_at' | 'undone_by' | 'undone_at'>>,
): Promise<boolean> {
  return changed(
    await tx.updateTable('imports').set(to).where('id', '=', id).where('state', 'in', from).executeTakeFirst(),
  );
}

/** Once for ever. */
export async function markAnnounced(tx: Tx, id: string, now: Instant): Promise<boolean> {
  return changed(
    await tx
      .updateTable('imports')
      .set({ announced_at: now })
      .where('id', '=', id)
      .where('state', '=', 'done')
      .where('announced_at', 'is', null)
      .executeTakeFirst(),
  );
}

const changed = ({ numUpdatedRows }: { numUpdatedRows: bigint }): boolean => numUpdatedRows === 1n;

const proof = z.enum(['day-first', 'month-first', 'both']).nullable();

const formatSchema = z.object({
  encoding: z.enum(['utf-8', 'utf-16le', 'utf-16be', 'windows-1252']),
  separator: z.enum([',', ';', '\t']),
  orders: z.array(proof.transform((order) => order ?? undefined)),
});

const headingsSchema = z.array(
  z.object({
    name: z.string(),
    oddity: z
      .enum(['twice', 'unnamed'])
      .nullable()
      .transform((oddity) => oddity ?? undefined),
  }),
);

function importOf(row: ImportRow): Import {
  return {
    id: row.id,
    workspaceId: row.workspace_id,
    fileName: row.file_name,
    fileId: row.file_id ?? undefined,
    state: row.state,
    format: row.file_format === '' ? undefined : formatSchema.parse(JSON.parse(row.file_format)),
    headings: headingsSchema.parse(JSON.parse(row.headings)),
    choices: row.choices === '' ? undefined : choicesFrom(row.choices),
    refusal: row.refusal ?? undefined,
    rows: row.row_count,
    parts: row.part_count,
    nextPart: row.next_part,
    imported: row.imported_count,
    refused: row.refused_count,
    known: row.known_count,
    createdBy: row.created_by ?? undefined,
    createdAt: row.created_at,
    startedAt: row.started_at ?? undefined,
    endedAt: row.ended_at ?? undefined,
    announcedAt: row.announced_at ?? undefined,
    undoneBy: row.undone_by ?? undefined,
    undoneAt: row.undone_at ?? undefined,
  };
}
