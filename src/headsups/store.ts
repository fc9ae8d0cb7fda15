import { z } from 'zod';
import { campaignKey } from '../core/campaign.ts';
import type { Instant } from '../core/instants.ts';
import { countOn } from '../platform/db/count-on.ts';
import type { Db, Tx } from '../platform/db/database.ts';
import type { HeadsUp, HeadsUpKind, Terms } from './heads-up.ts';

interface HeadsUpRow {
  id: string;
  workspace_id: string;
  number: number;
  kind: HeadsUpKind;
  title: string;
  campaign_key: string | null;
  linked_as: string | null;
  starts_on: string;
  words: string;
  channel_id: string;
  by_person: string;
  state: 'posted' | 'withdrawn';
  version: number;
  posted_at: number;
  changed_by: string | null;
  changed_at: number | null;
  withdrawn_by: string | null;
  withdrawn_at: number | null;
  remind_at: number;
  reminded_at: number | null;
  made_from: string;
}

declare module '../platform/db/schema.ts' {
  interface Schema {
    heads_ups: HeadsUpRow;
    heads_up_numbers: { workspace_id: string; heads_ups_numbered: number };
  }
}

/** A form that has made one makes no second one: false. */
export async function insertHeadsUp(tx: Tx, headsUp: HeadsUp, madeFrom: string): Promise<boolean> {
  const inserted = await tx
    .insertInto('heads_ups')
    .values({
      id: headsUp.id,
      workspace_id: headsUp.workspaceId,
      number: headsUp.number,
      ...termsRow(headsUp.terms),
      linked_as: null,
      channel_id: headsUp.channelId,
      by_person: headsUp.by,
      state: headsUp.state,
      version: headsUp.version,
      posted_at: headsUp.postedAt,
      changed_by: null,
      changed_at: null,
      withdrawn_by: null,
      withdrawn_at: null,
      remind_at: headsUp.remindAt,
      reminded_at: null,
      made_from: madeFrom,
    })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'made_from']).doNothing())
    .executeTakeFirst();
  return inserted.numInsertedOrUpdatedRows === 1n;
}

/** Until the transaction ends nobody else tells what cards are to link to. */
export const nextNumber = (tx: Tx, workspaceId: string): Promise<number> =>
  countOn(tx, { table: 'heads_up_numbers', column: 'heads_ups_numbered' }, workspaceId);

/** The same without a number: on PostgreSQL the row's lock keeps those in order who tell what cards are to link to. */
export async function holdNumbers(tx: Tx, workspaceId: string): Promise<void> {
  await tx
    .updateTable('heads_up_numbers')
    .set((set) => ({ heads_ups_numbered: set('heads_ups_numbered', '+', 0) }))
    .where('workspace_id', '=', workspaceId)
    .execute();
}

export async function findHeadsUp(read: Db | Tx, id: string): Promise<HeadsUp | undefined> {
  const row = await read.selectFrom('heads_ups').selectAll().where('id', '=', id).executeTakeFirst();
  return row && headsUpIn(row);
}

export async function findByNumber(read: Db | Tx, workspaceId: string, number: number): Promise<HeadsUp | undefined> {
  const row = await read
    .selectFrom('heads_ups')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('number', '=', number)
    .executeTakeFirst();
  return row && headsUpIn(row);
}

/** What a form has made already. */
export async function findMadeFrom(read: Db | Tx, workspaceId: string, madeFrom: string): Promise<HeadsUp | undefined> {
  const row = await read
    .selectFrom('heads_ups')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('made_from', '=', madeFrom)
    .executeTakeFirst();
  return row && headsUpIn(row);
}

/** Those that stand, newest first. */
export async function listStanding(read: Db | Tx, workspaceId: string, most: number): Promise<HeadsUp[]> {
  const rows = await read
    .selectFrom('heads_ups')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('state', '=', 'posted')
    .orderBy('number', 'desc')
    .limit(most)
    .execute();
  return rows.map(headsUpIn);
}

/** Those that were announced then, withdrawn ones too, in the order of their numbers. */
export async function announcedBetween(
  read: Db,
  workspaceId: string,
  { from, until }: { readonly from: Instant; readonly until: Instant },
): Promise<HeadsUp[]> {
  const rows = await read
    .selectFrom('heads_ups')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('posted_at', '>=', from)
    .where('posted_at', '<', until)
    .orderBy('number')
    .execute();
  return rows.map(headsUpIn);
}

/** Nobody changes it until the transaction ends; undefined if it doesn't stand any more. */
export async function hold(tx: Tx, id: string): Promise<HeadsUp | undefined> {
  const row = await tx
    .updateTable('heads_ups')
    .set((set) => ({ version: set('version', '+', 0) }))
    .where('id', '=', id)
    .where('state', '=', 'posted')
    .returningAll()
    .executeTakeFirst();
  return row && headsUpIn(row);
}

/** Says something else from now on, if it is still at the version that was read; false otherwise. */
export async function rewrite(
  tx: Tx,
  { id, version }: Pick<HeadsUp, 'id' | 'version'>,
  terms: Terms,
  changed: { readonly by: string; readonly at: Instant; readonly remindAt: Instant },
): Promise<boolean> {
  const written = await tx
    .updateTable('heads_ups')
    .set({
      ...termsRow(terms),
      changed_by: changed.by,
      changed_at: changed.at,
      remind_at: changed.remindAt,
      version: version + 1,
    })
    .where('id', '=', id)
    .where('version', '=', version)
    .where('state', '=', 'posted')
    .executeTakeFirst();
  return written.numUpdatedRows === 1n;
}

export async function withdraw(tx: Tx, id: string, by: string, at: Instant): Promise<boolean> {
  const written = await tx
    .updateTable('heads_ups')
    .set({ state: 'withdrawn', withdrawn_by: by, withdrawn_at: at })
    .where('id', '=', id)
    .where('state', '=', 'posted')
    .executeTakeFirst();
  return written.numUpdatedRows === 1n;
}

/** Those who are asked are reminded now; false if they were before. */
export async function markReminded(tx: Tx, id: string, at: Instant): Promise<boolean> {
  const marked = await tx
    .updateTable('heads_ups')
    .set({ reminded_at: at })
    .where('id', '=', id)
    .where('state', '=', 'posted')
    .where('reminded_at', 'is', null)
    .executeTakeFirst();
  return marked.numUpdatedRows === 1n;
}

/** Cards link to it under this name from now on, or don't any more; false if somebody else has seen to that. */
export async function markLinked(
  tx: Tx,
  { id, linkedAs }: Pick<HeadsUp, 'id' | 'linkedAs'>,
  as: string | undefined,
): Promise<boolean> {
  const marked = await tx
    .updateTable('heads_ups')
    .set({ linked_as: as ?? null })
    .where('id', '=', id)
    .where('linked_as', linkedAs === undefined ? 'is' : '=', linkedAs ?? null)
    .executeTakeFirst();
  return marked.numUpdatedRows === 1n;
}

const words = z.object({
  expected: z.number().optional(),
  audience: z.string().optional(),
  promise: z.string().optional(),
  talk: z.string().optional(),
  doing: z.string().optional(),
  why: z.string().optional(),
});

function termsRow(terms: Terms) {
  const { kind, title, startsOn, ...rest } = terms;
  const key = kind === 'campaign' ? campaignKey(title) : null;
  return { kind, title, campaign_key: key, starts_on: startsOn, words: JSON.stringify(rest) };
}

function termsIn({ kind, title, starts_on: startsOn, words: text }: HeadsUpRow): Terms {
  const { expected, audience = '', promise = '', talk = '', doing = '', why } = words.parse(JSON.parse(text));
  return kind === 'campaign'
    ? { kind, title, startsOn, expected, audience, promise, talk }
    : { kind, title, startsOn, doing, why };
}

const headsUpIn = (row: HeadsUpRow): HeadsUp => ({
  id: row.id,
  workspaceId: row.workspace_id,
  number: row.number,
  terms: termsIn(row),
  channelId: row.channel_id,
  by: row.by_person,
  state: row.state,
  version: row.version,
  postedAt: row.posted_at,
  changed: momentOf(row.changed_by, row.changed_at),
  withdrawn: momentOf(row.withdrawn_by, row.withdrawn_at),
  remindAt: row.remind_at,
  remindedAt: row.reminded_at ?? undefined,
  linkedAs: row.linked_as ?? undefined,
});

const momentOf = (by: string | null, at: number | null) => (by === null || at === null ? undefined : { by, at });
