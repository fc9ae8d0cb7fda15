import { sql } from 'kysely';
import type { LeadFields } from '../core/lead-fields.ts';
import type { Db, Tx } from '../platform/db/database.ts';
import { prepared } from '../platform/db/prepared.ts';
import { type Lead, OPEN_STAGES, type Sameness } from './lead.ts';
import { COLUMNS, columnsOf, columnsOfSameness, extraFields, type LeadRow, leadOf, newRow } from './row-store.ts';
import type { Standing } from './transitions.ts';

/** What came of keeping a new lead. One origin makes one lead: `twice` means that it has made one already. */
export type Kept =
  | { readonly kind: 'twice' }
  /** `known` is a lead of the same person: one that is worked on before others, then the newest. */
  | { readonly kind: 'kept'; readonly known: string | undefined };

/**
 * Keeps a new lead, and finds whether its person is known: arrivals wait for each other at the number that they get, so of two
 * at once the second one sees the first. Tests and spam are `isAlone`: they know nobody.
 */
export async function insertLead(
  tx: Tx,
  lead: Lead,
  origin: { key: string | undefined; extra: Readonly<Record<string, unknown>> },
  { isAlone }: { isAlone: boolean },
): Promise<Kept> {
  const row = newRow(lead, origin);
  if ((await leadInserted.run(tx, row)) === 0) return { kind: 'twice' };
  return { kind: 'kept', known: isAlone ? undefined : await knownAs(tx, row) };
}

const leadInserted = prepared((db, row: LeadRow) =>
  db
    .insertInto('leads')
    .values(row)
    .onConflict((conflict) => conflict.columns(['workspace_id', 'origin_key']).doNothing()),
);

/** Another lead of the same person: by the mailbox, also as those say it who came before there were keys; or by the number. */
async function knownAs(tx: Tx, row: LeadRow): Promise<string | undefined> {
  const { id, workspace_id, person_key: person, email_key: written, phone_key: phone, name_key: name } = row;
  const mails = [...new Set([person, written])].filter((mail) => mail !== null);
  const byMail = mails.length === 0 ? undefined : await ofMailbox.first(tx, { id, workspace_id, mails });
  // Without its country a number could be anybody's.
  if (byMail !== undefined || !phone?.startsWith('+')) return byMail?.id;
  const hasMail = person === null ? 0 : 1;
  return (await ofNumber.first(tx, { id, workspace_id, phone, name, hasMail }))?.id;
}

interface Same {
  readonly id: string;
  readonly workspace_id: string;
}

const ofMailbox = prepared((db, { id, workspace_id, mails }: Same & { mails: readonly string[] }) =>
  db
    .selectFrom('leads')
    .select('id')
    .where('workspace_id', '=', workspace_id)
    .where('person_key', 'in', mails)
    .where('id', '<>', id)
    .where(isPerson)
    .orderBy(worked)
    .orderBy('number', 'desc')
    .limit(1),
);

/** So many leads of one telephone number are looked at, the newest: a switchboard's may be that of thousands. */
const MOST_OF_NUMBER = 20;

/** Whoever has told a mailbox as well is another person than somebody else at the same number who has. */
const ofNumber = prepared(
  (db, { id, workspace_id, phone, name, hasMail }: Same & { phone: string; name: string | null; hasMail: number }) =>
    db
      .selectFrom(
        db
          .selectFrom('leads')
          .select(['id', 'number', 'stage', 'person_key', 'name_key', 'is_test', 'is_history'])
          .where('workspace_id', '=', workspace_id)
          .where('phone_key', '=', phone)
          .orderBy('number', 'desc')
          .limit(MOST_OF_NUMBER)
          .as('of_number'),
      )
      .select('id')
      .where('id', '<>', id)
      .where(isPerson)
      .where(sql<boolean>`(person_key is null or cast(${hasMail} as bigint) = 0)`)
      .where(sql<boolean>`(name_key is null or cast(${name} as text) is null or name_key = ${name})`)
      .orderBy(worked)
      .orderBy('number', 'desc')
      .limit(1),
);

const isPerson = sql<boolean>`is_test = 0 and is_history = 0 and stage <> 'customer'`;

/** Leads that are worked on come first. */
const worked = sql`case when stage in (${sql.join(OPEN_STAGES.map((stage) => sql.lit(stage)))}) then 0 else 1 end`;

/** Takes back a lead to which nothing has happened, and its number. */
export async function takeBack(tx: Tx, lead: Pick<Lead, 'id' | 'workspaceId'>): Promise<void> {
  await tx.deleteFrom('leads').where('id', '=', lead.id).execute();
  await tx
    .updateTable('lead_settings')
    .set((set) => ({ leads_numbered: set('leads_numbered', '-', 1) }))
    .where('workspace_id', '=', lead.workspaceId)
    .execute();
}

/** The lead that this origin (a modal's view id) has made already. */
export async function findByOrigin(db: Db | Tx, workspaceId: string, key: string): Promise<Lead | undefined> {
  const row = await db
    .selectFrom('leads')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('origin_key', '=', key)
    .executeTakeFirst();
  return row && leadOf(row);
}

/**
 * Writes a transition if the lead is still as it was read; false if anything has happened to it since. That its person has been
 * forgotten is no entry of its journal, and whoever read it before still has their words in hand.
 */
export async function moveLead(tx: Tx, lead: Lead, to: Standing, isHistory = false): Promise<boolean> {
  const statement = lead.isErased ? forgottenMoved : leadMoved;
  const written = await statement.run(tx, {
    id: lead.id,
    seen: lead.lastEvent,
    stage: to.stage,
    owner_id: to.owner?.personId ?? null,
    owned_at: to.owner?.since ?? null,
    owned_by_event: to.owner?.event ?? null,
    first_contact_at: to.firstContactAt ?? null,
    last_event: lead.lastEvent + 1,
    is_history: isHistory ? 1 : 0,
    round: to.round,
    reason: to.reason ?? null,
    returns_at: to.returnsAt ?? null,
    deal_amount: to.value?.amount ?? null,
    deal_currency: to.value?.currency ?? null,
    pool_id: to.poolId ?? null,
    held_until: to.heldUntil ?? null,
    offered_to: to.offer?.personId ?? null,
    offered_until: to.offer?.until ?? null,
    offered_by_event: to.offer?.event ?? null,
  });
  return written === 1;
}

type Move = Pick<
  LeadRow,
  | 'id'
  | 'stage'
  | 'owner_id'
  | 'owned_at'
  | 'owned_by_event'
  | 'first_contact_at'
  | 'last_event'
  | 'is_history'
  | 'round'
  | 'reason'
  | 'returns_at'
  | 'deal_amount'
  | 'deal_currency'
  | 'pool_id'
  | 'held_until'
  | 'offered_to'
  | 'offered_until'
  | 'offered_by_event'
> & { readonly seen: number };

const moved = (db: Db, { id, seen, ...row }: Move) =>
  db.updateTable('leads').set(row).where('id', '=', id).where('last_event', '=', seen);

const leadMoved = prepared((db, move: Move) => moved(db, move).where('erased_at', 'is', null));
const forgottenMoved = prepared(moved);

/** Writes what is known of a prospect. */
export async function saveFields(tx: Tx, leadId: string, fields: LeadFields): Promise<void> {
  await tx.updateTable('leads').set(columnsOf(fields)).where('id', '=', leadId).execute();
}

/** Writes what is known of who is behind a lead, as far as it is named. */
export async function saveSameness(tx: Tx, leadId: string, sameness: Sameness): Promise<void> {
  const all = columnsOfSameness(sameness);
  const { mergedInto, maybeSame, consent } = COLUMNS;
  const named = [
    ...('mergedInto' in sameness ? [mergedInto] : []),
    ...('maybeSame' in sameness ? [maybeSame] : []),
    ...('consent' in sameness ? [consent] : []),
  ];
  await tx
    .updateTable('leads')
    .set(Object.fromEntries(named.map((column) => [column, all[column]])))
    .where('id', '=', leadId)
    .execute();
}

export async function moveChannel(tx: Tx, leadId: string, channelId: string): Promise<void> {
  await tx.updateTable('leads').set({ channel_id: channelId }).where('id', '=', leadId).execute();
}

/** Moves a lead into another channel before it is shown anywhere; false if anything has happened to it since it was read. */
export async function reroute(tx: Tx, lead: Lead, channelId: string): Promise<boolean> {
  const written = await tx
    .updateTable('leads')
    .set({ channel_id: channelId })
    .where('id', '=', lead.id)
    .where('last_event', '=', lead.lastEvent)
    .executeTakeFirst();
  return written.numUpdatedRows === 1n;
}

export async function findLead(db: Db | Tx, id: string): Promise<Lead | undefined> {
  const row = await leadById.first(db, { id });
  return row && leadOf(row);
}

/** The lead of which this one is part by now, or itself. */
export async function findVisible(db: Db | Tx, id: string): Promise<Lead | undefined> {
  const lead = await findLead(db, id);
  return lead?.mergedInto === undefined ? lead : findVisible(db, lead.mergedInto);
}

const leadById = prepared((db, { id }: { id: string }) => db.selectFrom('leads').selectAll().where('id', '=', id));

/** Those of these leads that are there. */
export async function findLeads(db: Db | Tx, ids: readonly string[]): Promise<Lead[]> {
  if (ids.length === 0) return [];
  const rows = await db.selectFrom('leads').selectAll().where('id', 'in', ids).orderBy('number').execute();
  return rows.map(leadOf);
}

export async function findByNumber(db: Db | Tx, workspaceId: string, number: number): Promise<Lead | undefined> {
  const row = await db
    .selectFrom('leads')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('number', '=', number)
    .executeTakeFirst();
  return row && leadOf(row);
}

/** What a form sent beside the fields that we know. */
export async function findExtra(db: Db | Tx, id: string): Promise<Readonly<Record<string, unknown>>> {
  const row = await db.selectFrom('leads').select('extra').where('id', '=', id).executeTakeFirst();
  return row === undefined ? {} : extraFields.parse(JSON.parse(row.extra));
}
