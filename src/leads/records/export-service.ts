import { type Instant, MINUTE } from '../../core/instants.ts';
import { isoText } from '../../core/iso-text.ts';
import { impersonalRecord } from '../../core/lead-fields.ts';
import { isCounted, type ReasonKey } from '../../core/lead-reasons.ts';
import type { StageWords } from '../../core/lead-stages.ts';
import type { VerdictKind } from '../../core/verdict.ts';
import type { Db } from '../../platform/db/database.ts';
import type { Lead } from '../lead.ts';
import { findSettings } from '../settings-store.ts';
import * as store from '../store.ts';
import * as exportStore from './export-store.ts';

/** What became of the promise of first contact. */
interface ClockOutcome {
  readonly leadId: string;
  readonly state: string;
  readonly dueAt: Instant;
  readonly worked: number | undefined;
}

/** What one person finds of a lead. */
interface FoundOfLead {
  readonly leadId: string;
  readonly verdict: VerdictKind;
  readonly reason: ReasonKey | undefined;
}

export interface LeadExportDeps {
  readonly db: Db;
  readonly workspaceId: string;
  readonly clocksOf: (db: Db, leadIds: readonly string[]) => Promise<readonly ClockOutcome[]>;
  /** What people find of leads, as far as everybody may know it. */
  readonly verdictsOf: (db: Db, leadIds: readonly string[]) => Promise<readonly FoundOfLead[]>;
  /** Names of colleagues. */
  readonly namesOf: (db: Db, personIds: readonly string[]) => Promise<ReadonlyMap<string, string>>;
}

/** The columns of an export of leads, in their order. */
export const LEAD_COLUMNS = [
  'number',
  'id',
  'stage',
  'received_at',
  'owner_id',
  'owner',
  'first_contact_at',
  'promise',
  'promise_due_at',
  'promise_working_minutes',
  'company',
  'contact_name',
  'email',
  'phone',
  'message',
  'source',
  'campaign',
  'persona',
  'region',
  'score',
  'external_id',
  'crm_url',
  'is_test',
  'own_stage',
  'consent',
  'merged_into',
  'is_history',
  'held_until',
  'reason',
  'is_counted',
  'judged_good_fit',
  'judged_not_a_fit',
  'judged_cannot_tell',
  'judged_because',
] as const;

export type LeadRow = Readonly<Record<(typeof LEAD_COLUMNS)[number], string | number | boolean | null>>;

/** So many at a time: years of leads don't have to fit into memory. */
const PART = 500;

/** Every lead that arrived then, by number. */
export async function* leadRows(deps: LeadExportDeps, range: exportStore.Range): AsyncGenerator<LeadRow> {
  for (let after = 0; ; ) {
    const ids = await exportStore.idsOfPart(deps.db, deps.workspaceId, range, { after, most: PART });
    const leads = await store.findLeads(deps.db, ids);
    yield* await rowsOf(deps, leads);
    const last = leads.at(-1);
    if (last === undefined || ids.length < PART) return;
    after = last.number;
  }
}

/** Everything that happened to leads then, in the order in which it did. */
export async function* leadEntries(deps: LeadExportDeps, range: exportStore.Range): AsyncGenerator<object> {
  for (let after: exportStore.KeptEntry | undefined; ; ) {
    const part = await exportStore.entriesOfPart(deps.db, deps.workspaceId, range, { after, most: PART });
    yield* await entriesWithNames(deps, part);
    after = part.at(-1);
    if (after === undefined || part.length < PART) return;
  }
}

/** What leads hold of somebody outside, by e-mail address. */
export async function heldOfPerson(deps: LeadExportDeps, email: string) {
  const ids = await exportStore.idsOfPerson(deps.db, deps.workspaceId, email);
  const leads = await store.findLeads(deps.db, ids);
  const rows = await rowsOf(deps, leads);
  const extras = await Promise.all(leads.map(({ id }) => store.findExtra(deps.db, id)));
  return {
    ids,
    leads: rows.map((row, at) => ({ ...row, sent_with_it: extras[at] ?? {} })),
    events: await entriesWithNames(deps, await exportStore.entriesOfLeads(deps.db, ids)),
  };
}

async function rowsOf(deps: LeadExportDeps, leads: readonly Lead[]): Promise<LeadRow[]> {
  const { db, workspaceId, clocksOf, verdictsOf, namesOf } = deps;
  const ids = leads.map(({ id }) => id);
  const clocks = await clocksOf(db, ids);
  const found = Map.groupBy(await verdictsOf(db, ids), ({ leadId }) => leadId);
  const outcomes = new Map(clocks.map((clock) => [clock.leadId, clock]));
  const owners = leads.flatMap(({ owner }) => (owner === undefined ? [] : [owner.personId]));
  const names = await namesOf(db, [...new Set(owners)]);
  const words = (await findSettings(db, workspaceId))?.rules.words ?? {};
  const merged = [...new Set(leads.flatMap(({ mergedInto }) => mergedInto ?? []))];
  const numbers = merged.length === 0 ? new Map<string, number>() : await exportStore.numbersOf(db, merged);
  return leads.map((lead) => ({
    ...rowOf(lead, { clock: outcomes.get(lead.id), names, words, numbers }),
    ...judgedColumns(found.get(lead.id) ?? []),
  }));
}

/** What a row says that doesn't stand with its lead. */
interface Beside {
  readonly clock: ClockOutcome | undefined;
  readonly names: ReadonlyMap<string, string>;
  readonly words: StageWords;
  /** Numbers of leads by their ids, of those into which others were merged. */
  readonly numbers: ReadonlyMap<string, number>;
}

function rowOf(
  lead: Lead,
  { clock, names, words, numbers }: Beside,
): Omit<LeadRow, keyof ReturnType<typeof judgedColumns>> {
  const { fields, owner, mergedInto } = lead;
  return {
    number: lead.number,
    id: lead.id,
    stage: lead.stage,
    received_at: isoText(lead.receivedAt),
    owner_id: owner?.personId ?? null,
    owner: owner === undefined ? null : (names.get(owner.personId) ?? null),
    first_contact_at: lead.firstContactAt === undefined ? null : isoText(lead.firstContactAt),
    promise: clock?.state ?? null,
    promise_due_at: clock === undefined ? null : isoText(clock.dueAt),
    promise_working_minutes: clock?.worked === undefined ? null : Math.floor(clock.worked / MINUTE),
    ...impersonalRecord(fields),
    contact_name: fields.contactName ?? null,
    email: fields.email ?? null,
    phone: fields.phone ?? null,
    message: fields.message ?? null,
    is_test: lead.isTest,
    own_stage: words[lead.stage] ?? null,
    consent: lead.consent ?? null,
    merged_into: mergedInto === undefined ? null : (numbers.get(mergedInto) ?? null),
    is_history: lead.isHistory === true,
    held_until: lead.heldUntil === undefined ? null : isoText(lead.heldUntil),
    reason: lead.reason ?? null,
    is_counted: isInFigures(lead),
  };
}

/** Tests, spam, the second of two and what came as history stand in no figure (1e). */
const isInFigures = ({ isTest, isHistory, reason }: Lead): boolean =>
  !isTest && isHistory !== true && (reason === undefined || isCounted(reason));

function judgedColumns(found: readonly FoundOfLead[]) {
  const count = (kind: VerdictKind): number => found.filter(({ verdict }) => verdict === kind).length;
  const reasons = found.flatMap(({ reason }) => reason ?? []);
  return {
    judged_good_fit: count('good'),
    judged_not_a_fit: count('not'),
    judged_cannot_tell: count('unsure'),
    judged_because: reasons.length === 0 ? null : [...new Set(reasons)].join(' '),
  };
}

async function entriesWithNames({ db, namesOf }: LeadExportDeps, entries: readonly exportStore.KeptEntry[]) {
  const people = entries.flatMap(({ by }) => (by === undefined ? [] : [by]));
  const names = await namesOf(db, [...new Set(people)]);
  return entries.map(({ leadId, number, seq, kind, at, by, details }) => ({
    lead_id: leadId,
    number,
    sequence: seq,
    kind,
    at: isoText(at),
    by: by === undefined ? null : { id: by, name: names.get(by) ?? null },
    details,
  }));
}
