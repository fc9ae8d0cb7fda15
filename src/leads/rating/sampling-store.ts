import { sql } from 'kysely';
import { z } from 'zod';
import type { Instant } from '../../core/instants.ts';
import { isCounted, REASON_KEYS } from '../../core/lead-reasons.ts';
import { STAGES } from '../../core/lead-stages.ts';
import type { Db, Tx } from '../../platform/db/database.ts';
import type { LeadChange } from '../change.ts';
import type { Drawable, DrawnBy, SampleFilter } from './sampling.ts';

const UNCOUNTED = REASON_KEYS.filter((key) => !isCounted(key));

/** What says nothing about a lead's way, but what people find of it, or that it came out of a file. */
const NO_NEWS: readonly LeadChange['kind'][] = ['imported', 'rated', 'rating-undone', 'reviewed'];

/** An entry of the journal, as a place to go on from. */
export interface Mark {
  readonly leadId: string;
  readonly seq: number;
  readonly at: Instant;
}

/** Entries of the journal within a window, the newest first, those before `after`. */
export async function listMarks(
  read: Db | Tx,
  { from, until }: { readonly from: Instant; readonly until: Instant },
  after: Mark | undefined,
  most: number,
): Promise<Mark[]> {
  const rows = await read
    .selectFrom('lead_events')
    .select(['lead_id', 'seq', 'at'])
    .where('at', '>=', from)
    .where('at', '<=', after?.at ?? until - 1)
    .where('kind', 'not in', NO_NEWS)
    .$if(after !== undefined, (query) =>
      query.where(
        sql<boolean>`(at < ${after?.at ?? 0} or (lead_id, seq) < (${after?.leadId ?? ''}, ${after?.seq ?? 0}))`,
      ),
    )
    .orderBy('at', 'desc')
    .orderBy('lead_id', 'desc')
    .orderBy('seq', 'desc')
    .limit(most)
    .execute();
  return rows.map(({ lead_id, seq, at }) => ({ leadId: lead_id, seq, at }));
}

/** Leads about whose rejection a question waits, the oldest question first. */
export async function listQuestioned(read: Db | Tx, workspaceId: string, most: number): Promise<string[]> {
  const rows = await read
    .selectFrom('lead_questions')
    .select('lead_id')
    .where('workspace_id', '=', workspaceId)
    // As it stands in the condition of the index: PostgreSQL plans for any value otherwise.
    .where('state', '=', sql.lit('open'))
    .orderBy('asked_at')
    .orderBy('lead_id')
    .limit(most)
    .execute();
  return [...new Set(rows.map(({ lead_id }) => lead_id))];
}

const COLUMNS = [
  'id',
  'number',
  'stage',
  'owner_id',
  'source',
  'campaign',
  'persona',
  'round',
  'received_at',
  'first_contact_at',
] as const;

/**
 * Those of these leads that can be drawn: no test, no spam, nothing that is part of another lead, forgotten, held back or only
 * history. By ids or by numbers; both are few.
 */
export async function listDrawable(
  read: Db | Tx,
  workspaceId: string,
  by: { readonly ids: readonly string[] } | { readonly numbers: readonly number[] },
  { sources, campaigns, personas, stages }: SampleFilter = {},
): Promise<Drawable[]> {
  const lists = [by, { sources, campaigns, personas, stages }].flatMap((one) => Object.values(one));
  if (lists.some((list: readonly unknown[] | undefined) => list?.length === 0)) return [];
  const rows = await read
    .selectFrom('leads')
    .select(COLUMNS)
    .where('workspace_id', '=', workspaceId)
    .$call((query) => ('ids' in by ? query.where('id', 'in', by.ids) : query.where('number', 'in', by.numbers)))
    .where('is_test', '=', 0)
    .where('is_history', '=', 0)
    .where('merged_into', 'is', null)
    .where('erased_at', 'is', null)
    .where('held_until', 'is', null)
    .where((is) => is.or([is('reason', 'is', null), is('reason', 'not in', UNCOUNTED)]))
    .$if(sources !== undefined, (query) => query.where('source', 'in', sources ?? []))
    .$if(campaigns !== undefined, (query) => query.where('campaign', 'in', campaigns ?? []))
    .$if(personas !== undefined, (query) => query.where('persona', 'in', personas ?? []))
    .$if(stages !== undefined, (query) =>
      query.where(
        'stage',
        'in',
        STAGES.filter((one) => stages?.includes(one)),
      ),
    )
    .execute();
  return rows.map((row) => ({
    id: row.id,
    number: row.number,
    stage: row.stage,
    ownerId: row.owner_id ?? undefined,
    source: row.source ?? undefined,
    campaign: row.campaign ?? undefined,
    persona: row.persona ?? undefined,
    round: row.round,
    receivedAt: row.received_at,
    isContacted: row.first_contact_at !== null,
  }));
}

/** What the journals of these leads say of who gave them back, and whether a question about their rejection waits. */
export async function listDrawnBy(read: Db | Tx, leadIds: readonly string[]): Promise<ReadonlyMap<string, DrawnBy>> {
  if (leadIds.length === 0) return new Map();
  const questions = await read
    .selectFrom('lead_questions')
    .select('lead_id')
    .where('lead_id', 'in', leadIds)
    .where('state', '=', 'open')
    .execute();
  const questioned = new Set(questions.map(({ lead_id }) => lead_id));
  const entries = await read
    .selectFrom('lead_events')
    .select(['lead_id', 'kind', 'data'])
    .where('lead_id', 'in', leadIds)
    .where('kind', 'in', ['released', 'release-undone', 'returned'])
    .orderBy('lead_id')
    .orderBy('seq')
    .execute();
  const byLead = Map.groupBy(entries, ({ lead_id }) => lead_id);
  return new Map(
    leadIds.map((id) => {
      const own = byLead.get(id) ?? [];
      const given = own.filter(({ kind }) => kind === 'released').length;
      const undone = own.filter(({ kind }) => kind === 'release-undone').length;
      const last = own.findLast(({ kind }) => kind !== 'release-undone');
      return [
        id,
        {
          isQuestioned: questioned.has(id),
          isGivenBack: given > undone,
          lastOwnerId: last && former.parse(JSON.parse(last.data)).from,
        },
      ];
    }),
  );
}

/** Who had it until then. */
const former = z.object({ from: z.string().optional() });
