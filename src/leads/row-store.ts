import { z } from 'zod';
import type { LeadFields } from '../core/lead-fields.ts';
import { keysOf } from '../core/lead-identity.ts';
import { HINTS } from '../core/lead-likeness.ts';
import type { ReasonKey } from '../core/lead-reasons.ts';
import type { Consent } from './arriving/consent.ts';
import type { DealValue, Lead, Sameness, Stage } from './lead.ts';

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
  held_until: number | null;
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
    held_until: lead.heldUntil ?? null,
    offered_to: null,
    offered_until: null,
    offered_by_event: null,
    ...columnsOfSameness(lead),
  };
}

export const columnsOf = (fields: LeadFields) => ({
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

export const columnsOfSameness = ({ mergedInto, maybeSame, consent }: Sameness) => ({
  merged_into: mergedInto ?? null,
  maybe_same: maybeSame === undefined ? null : JSON.stringify(maybeSame),
  consent: consent ?? null,
});

export const COLUMNS = { mergedInto: 'merged_into', maybeSame: 'maybe_same', consent: 'consent' } as const;

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
    ...(row.held_until !== null && { heldUntil: row.held_until }),
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
