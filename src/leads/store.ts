import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import type { LeadFields } from '../core/lead-fields.ts';
import type { Db, Tx } from '../platform/db/database.ts';
import { prepared } from '../platform/db/prepared.ts';
import type { Consent } from './consent.ts';
import { keysOf } from './identity.ts';
import { HINTS } from './identity-likeness.ts';
import { type DealValue, type Lead, OPEN_STAGES, type Sameness, type Stage } from './lead.ts';
import type { ReasonKey } from './reasons.ts';
import type { Standing } from './transitions.ts';

export interface LeadRow {
  id: string;
  workspace_id: string;
  number: number;
  channel_id: string;
  endpoint_id: string | null;
  stage: Stage;
  owner_id: string | null;
  owned_at: number | null;
  owned_by_event: number | null;
  received_at: number;
  first_contact_at: number | null;
  last_event: number;
  is_test: number;
  company: string | null;
  contact_name: string | null;
  email: string | null;
  email_key: string | null;
  phone: string | null;
  phone_key: string | null;
  message: string | null;
  source: string | null;
  campaign: string | null;
  persona: string | null;
  region: string | null;
  score: number | null;
  crm_url: string | null;
  external_id: string | null;
  extra: string;
  origin_key: string | null;
  round: number;
  reason: ReasonKey | null;
  returns_at: number | null;
  deal_amount: number | null;
  deal_currency: string | null;
  erased_at: number | null;
  import_id: string | null;
  /** The last entry of its journal that its import wrote. */
  import_seq: number | null;
  is_history: number;
  words_erased_at: number | null;
  pool_id: string | null;
  offered_to: string | null;
  offered_until: number | null;
  offered_by_event: number | null;
  merged_into: string | null;
  maybe_same: string | null;
  consent: Consent | null;
  person_key: string | null;
  mail_name: string | null;
  company_key: string | null;
  name_key: string | null;
}

declare module '../platform/db/schema.ts' {
  interface Schema {
    leads: LeadRow;
  }
}

/** What came of keeping a new lead. One origin makes one lead: `twice` means that it has made one already. */
export type Kept =
  | { readonly kind: 'twice' }
  /** `known` is a lead of the same person: one that is worked on before others, then the newest. */
  | { readonly kind: 'kept'; readonly known: string | undefined };

/**
 * Keeps a new lead, and finds in the same statement whether its person is known: arrivals wait for each other at the number that
 * they get, so of two at once the second one sees the first. Tests and spam are `isAlone`: they know nobody.
 */
export async function insertLead(
  tx: Tx,
  lead: Lead,
  origin: { key: string | undefined; extra: Readonly<Record<string, unknown>> },
  { isAlone }: { isAlone: boolean },
): Promise<Kept> {
  const row = await leadInserted.first(tx, { ...newRow(lead, origin), ...lookingFor(isAlone ? {} : lead.fields) });
  return row === undefined ? { kind: 'twice' } : { kind: 'kept', known: row.by_mail ?? row.by_phone ?? undefined };
}

/** What is asked of other leads: the mailbox, also as those say it who came before there were keys; or the number. */
function lookingFor(fields: LeadFields) {
  const { person, phone, name } = keysOf(fields);
  return {
    wanted_mail: person ?? null,
    wanted_written: fields.emailKey ?? null,
    wanted_phone: phone ?? null,
    wanted_name: name ?? null,
    has_no_mail: person === undefined ? 1 : 0,
  };
}

/** A new lead as its row. */
export function newRow(
  lead: Lead,
  origin: { key: string | undefined; extra: Readonly<Record<string, unknown>> },
): LeadRow {
  const { fields } = lead;
  return {
    id: lead.id,
    workspace_id: lead.workspaceId,
    number: lead.number,
    channel_id: lead.channelId,
    endpoint_id: lead.endpointId ?? null,
    stage: lead.stage,
    owner_id: lead.owner?.personId ?? null,
    owned_at: lead.owner?.since ?? null,
    owned_by_event: lead.owner?.event ?? null,
    received_at: lead.receivedAt,
    first_contact_at: lead.firstContactAt ?? null,
    last_event: lead.lastEvent,
    is_test: lead.isTest ? 1 : 0,
    ...columnsOf(fields),
    extra: JSON.stringify(origin.extra),
    origin_key: origin.key ?? null,
    round: lead.round,
    reason: lead.reason ?? null,
    returns_at: lead.returnsAt ?? null,
    deal_amount: lead.value?.amount ?? null,
    deal_currency: lead.value?.currency ?? null,
    erased_at: null,
    words_erased_at: null,
    import_id: lead.importId ?? null,
    import_seq: lead.importId === undefined ? null : lead.lastEvent,
    is_history: lead.isHistory ? 1 : 0,
    pool_id: lead.poolId ?? null,
    offered_to: null,
    offered_until: null,
    offered_by_event: null,
    ...columnsOfSameness(lead),
  };
}

const columnsOf = (fields: LeadFields) => ({
  company: fields.company ?? null,
  contact_name: fields.contactName ?? null,
  email: fields.email ?? null,
  email_key: fields.emailKey ?? null,
  phone: fields.phone ?? null,
  phone_key: fields.phoneKey ?? null,
  message: fields.message ?? null,
  source: fields.source ?? null,
  campaign: fields.campaign ?? null,
  persona: fields.persona ?? null,
  region: fields.region ?? null,
  score: fields.score ?? null,
  crm_url: fields.crmUrl ?? null,
  external_id: fields.externalId ?? null,
  ...columnsOfKeys(fields),
});

function columnsOfKeys(fields: LeadFields) {
  const { person, mailName, company, name } = keysOf(fields);
  return {
    person_key: person ?? null,
    mail_name: mailName ?? null,
    company_key: company ?? null,
    name_key: name ?? null,
  };
}

const columnsOfSameness = ({ mergedInto, maybeSame, consent }: Sameness) => ({
  merged_into: mergedInto ?? null,
  maybe_same: maybeSame === undefined ? null : JSON.stringify(maybeSame),
  consent: consent ?? null,
});

const COLUMNS = { mergedInto: 'merged_into', maybeSame: 'maybe_same', consent: 'consent' } as const;

const leadInserted = prepared(
  (db, { wanted_mail, wanted_written, wanted_phone, wanted_name, has_no_mail, ...row }: NewRow) => {
    const best = (same: RawBuilder<unknown>) => sql<string | null>`(
    select known.id from leads as known
    where known.workspace_id = ${row.workspace_id} and ${same} and known.id <> ${row.id} and known.is_test = 0 and known.is_history = 0
      and known.stage <> 'customer'
    order by case when known.stage in (${sql.join(OPEN_STAGES.map((stage) => sql.lit(stage)))}) then 0 else 1 end, known.number desc
    limit 1)`;
    const byPhone = sql`known.phone_key = ${wanted_phone} and (known.person_key is null or ${has_no_mail} = 1)
    and (known.name_key is null or cast(${wanted_name} as text) is null or known.name_key = ${wanted_name})`;
    return db
      .insertInto('leads')
      .values(row)
      .onConflict((conflict) => conflict.columns(['workspace_id', 'origin_key']).doNothing())
      .returning([
        best(sql`known.person_key in (${wanted_mail}, ${wanted_written})`).as('by_mail'),
        best(byPhone).as('by_phone'),
      ]);
  },
);

type NewRow = LeadRow & ReturnType<typeof lookingFor>;

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

/** Writes a transition if the lead is still as it was read; false if anything has happened to it since. */
export async function moveLead(tx: Tx, lead: Lead, to: Standing, isHistory = false): Promise<boolean> {
  const written = await leadMoved.run(tx, {
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
  | 'offered_to'
  | 'offered_until'
  | 'offered_by_event'
> & { readonly seen: number };

const leadMoved = prepared((db, { id, seen, ...row }: Move) =>
  db.updateTable('leads').set(row).where('id', '=', id).where('last_event', '=', seen),
);

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

/** The newest lead that nobody has claimed and that is nobody's turn. */
export async function findNewestFree(db: Db | Tx, workspaceId: string): Promise<Lead | undefined> {
  const row = await free(db, workspaceId)
    .where('offered_to', 'is', null)
    .orderBy('received_at', 'desc')
    .orderBy('number', 'desc')
    .executeTakeFirst();
  return row && leadOf(row);
}

/** Somebody's leads that nobody has contacted yet, longest waiting first. */
export async function listWaitingFor(db: Db | Tx, personId: string, most: number): Promise<Lead[]> {
  const rows = await db
    .selectFrom('leads')
    .selectAll()
    .where('owner_id', '=', personId)
    .where('is_history', '=', 0)
    .where('first_contact_at', 'is', null)
    .where('stage', 'in', OPEN_STAGES)
    .orderBy('received_at')
    .orderBy('number')
    .limit(most)
    .execute();
  return rows.map(leadOf);
}

/** Ids of leads that nobody has contacted yet, longest waiting first. */
export async function idsWaiting(db: Db | Tx, workspaceId: string, most: number): Promise<string[]> {
  const rows = await db
    .selectFrom('leads')
    .select('id')
    .where('workspace_id', '=', workspaceId)
    .where('is_history', '=', 0)
    .where('first_contact_at', 'is', null)
    .where('stage', 'in', OPEN_STAGES)
    .orderBy('received_at')
    .limit(most)
    .execute();
  return rows.map(({ id }) => id);
}

/** Somebody's leads that are not finished, longest waiting first. */
export async function listOwned(db: Db | Tx, personId: string, most: number): Promise<Lead[]> {
  const rows = await db
    .selectFrom('leads')
    .selectAll()
    .where('owner_id', '=', personId)
    .where('is_history', '=', 0)
    .where('stage', 'in', OPEN_STAGES)
    .orderBy('received_at')
    .orderBy('number')
    .limit(most)
    .execute();
  return rows.map(leadOf);
}

/** Leads that come back to somebody before an instant, those first that come back first. */
export async function listReturning(db: Db | Tx, personId: string, until: number, most: number): Promise<Lead[]> {
  const rows = await db
    .selectFrom('leads')
    .selectAll()
    .where('owner_id', '=', personId)
    .where('returns_at', '<', until)
    .orderBy('returns_at')
    .orderBy('number')
    .limit(most)
    .execute();
  return rows.map(leadOf);
}

/** How many leads that came since then somebody works on or should, by campaign; leads of none under the empty name. */
export async function countOpenByCampaign(
  db: Db | Tx,
  workspaceId: string,
  since: number,
): Promise<ReadonlyMap<string, number>> {
  const rows = await db
    .selectFrom('leads')
    .select(({ fn }) => ['campaign', fn.countAll<number | string>().as('count')])
    .where('workspace_id', '=', workspaceId)
    .where('received_at', '>=', since)
    .where('is_test', '=', 0)
    .where('is_history', '=', 0)
    .where('stage', 'in', OPEN_STAGES)
    .groupBy('campaign')
    .execute();
  return new Map(rows.map(({ campaign, count }) => [campaign ?? '', Number(count)]));
}

/** Leads on the shelf, those first that come back first. */
export async function listShelved(db: Db | Tx, workspaceId: string, most: number): Promise<Lead[]> {
  const rows = await db
    .selectFrom('leads')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('returns_at', 'is not', null)
    .orderBy('returns_at')
    .orderBy('number')
    .limit(most)
    .execute();
  return rows.map(leadOf);
}

/** Leads on which somebody works, longest waiting first. */
export async function listHeld(db: Db | Tx, personId: string, most: number): Promise<Lead[]> {
  const rows = await db
    .selectFrom('leads')
    .selectAll()
    .where('owner_id', '=', personId)
    .where('stage', 'in', OPEN_STAGES)
    .orderBy('received_at')
    .orderBy('number')
    .limit(most)
    .execute();
  return rows.map(leadOf);
}

/** Leads that are offered to somebody now. */
export async function listOfferedTo(db: Db | Tx, personId: string, most: number): Promise<Lead[]> {
  const rows = await db
    .selectFrom('leads')
    .selectAll()
    .where('offered_to', '=', personId)
    .orderBy('received_at')
    .orderBy('number')
    .limit(most)
    .execute();
  return rows.map(leadOf);
}

/** How many leads each of these people works on or is offered; who isn't named has none. */
export async function loadOf(db: Db | Tx, personIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
  if (personIds.length === 0) return new Map();
  const owned = await db
    .selectFrom('leads')
    .select(({ fn }) => ['owner_id as person', fn.countAll<number | string>().as('count')])
    .where('owner_id', 'in', personIds)
    .where('stage', 'in', OPEN_STAGES)
    .where('is_history', '=', 0)
    .groupBy('owner_id')
    .execute();
  const offered = await db
    .selectFrom('leads')
    .select(({ fn }) => ['offered_to as person', fn.countAll<number | string>().as('count')])
    .where('offered_to', 'in', personIds)
    .groupBy('offered_to')
    .execute();
  const load = new Map<string, number>();
  for (const { person, count } of [...owned, ...offered]) {
    if (person !== null) load.set(person, (load.get(person) ?? 0) + Number(count));
  }
  return load;
}

/** What a form sent beside the fields that we know. */
export async function findExtra(db: Db | Tx, id: string): Promise<Readonly<Record<string, unknown>>> {
  const row = await db.selectFrom('leads').select('extra').where('id', '=', id).executeTakeFirst();
  return row === undefined ? {} : extraFields.parse(JSON.parse(row.extra));
}

const free = (db: Db | Tx, workspaceId: string) =>
  db
    .selectFrom('leads')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('is_history', '=', 0)
    .where('owner_id', 'is', null)
    .where('stage', 'in', OPEN_STAGES);

export const extraFields = z.record(z.string(), z.unknown());

export function leadOf(row: LeadRow): Lead {
  return {
    id: row.id,
    workspaceId: row.workspace_id,
    number: row.number,
    channelId: row.channel_id,
    endpointId: row.endpoint_id ?? undefined,
    stage: row.stage,
    owner:
      row.owner_id === null || row.owned_at === null || row.owned_by_event === null
        ? undefined
        : { personId: row.owner_id, since: row.owned_at, event: row.owned_by_event },
    receivedAt: row.received_at,
    firstContactAt: row.first_contact_at ?? undefined,
    lastEvent: row.last_event,
    isTest: row.is_test === 1,
    ...(row.erased_at !== null && { isErased: true as const }),
    ...(row.import_id !== null && { importId: row.import_id }),
    ...(row.is_history === 1 && { isHistory: true }),
    round: row.round,
    reason: row.reason ?? undefined,
    returnsAt: row.returns_at ?? undefined,
    value: dealValueOf(row),
    ...(row.pool_id !== null && { poolId: row.pool_id }),
    ...offerOf(row),
    ...samenessOf(row),
    fields: fieldsOf(row),
  };
}

/** Most leads have none, and a test that names all of a lead need not name it. */
function offerOf({
  offered_to: personId,
  offered_until: until,
  offered_by_event: event,
}: LeadRow): Pick<Lead, 'offer'> {
  return personId === null || until === null || event === null ? {} : { offer: { personId, until, event } };
}

/** Absent where there is nothing to say, as it is with most. */
function samenessOf({ merged_into: mergedInto, maybe_same: maybeSame, consent }: LeadRow): Sameness {
  return {
    ...(mergedInto !== null && { mergedInto }),
    ...(maybeSame !== null && { maybeSame: maybeSameSchema.parse(JSON.parse(maybeSame)) }),
    ...(consent !== null && { consent }),
  };
}

const maybeSameSchema = z.object({ number: z.number(), by: z.enum(HINTS) });

function dealValueOf({ deal_amount: amount, deal_currency: currency }: LeadRow): DealValue | undefined {
  return amount === null || currency === null ? undefined : { amount, currency };
}

function fieldsOf(row: LeadRow): LeadFields {
  const said = {
    company: row.company,
    contactName: row.contact_name,
    email: row.email,
    emailKey: row.email_key,
    phone: row.phone,
    phoneKey: row.phone_key,
    message: row.message,
    source: row.source,
    campaign: row.campaign,
    persona: row.persona,
    region: row.region,
    crmUrl: row.crm_url,
    externalId: row.external_id,
    score: row.score,
  };
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== null));
}
