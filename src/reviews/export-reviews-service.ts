import type { Instant } from '../core/instants.ts';
import { isoText } from '../core/iso-text.ts';
import { SIDES, type VerdictKind } from '../core/verdict.ts';
import type { Db } from '../platform/db/database.ts';
import { askedOf, saidOfAsked } from './asked.ts';
import type { RateableLead } from './ports-service.ts';
import type { Review, ReviewLead } from './review.ts';
import { leadsOf, revealedBetween } from './reviews-store.ts';
import { saidBySide } from './thread/results.ts';
import type { Verdict } from './verdicts/verdict.ts';
import { openOfReview } from './verdicts/verdicts-store.ts';

export interface ReviewExportDeps {
  readonly db: Db;
  readonly workspaceId: string;
  readonly leadsSeenAs: (
    db: Db,
    leadIds: readonly string[],
  ) => Promise<ReadonlyMap<string, Pick<RateableLead, 'number' | 'source' | 'campaign' | 'persona' | 'isCounted'>>>;
  /** Names of colleagues. */
  readonly namesOf: (db: Db, personIds: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  /** Those of these who are still there. */
  readonly present: (db: Db, personIds: readonly string[]) => Promise<readonly string[]>;
}

/** The columns of an export of reviews, in their order. */
export const REVIEW_COLUMNS = [
  'review',
  'started_at',
  'revealed_at',
  'is_anonymous',
  'position',
  'lead',
  'lead_id',
  'drawn_as',
  'source',
  'campaign',
  'persona',
  'is_counted',
  'sales_says',
  'marketing_says',
  'team',
  'rater_id',
  'rater',
  'verdict',
  'grade',
  'reason',
  'wrong',
  'note',
  'next_time',
  'said_at',
] as const;

export type ReviewRow = Readonly<Record<(typeof REVIEW_COLUMNS)[number], string | number | boolean | null>>;

/**
 * A row for each verdict on each lead of the reviews that were revealed then, and one for a lead of which nobody said anything.
 * Leads that have become one stand there once, as the first of them, with what each found of them last.
 * What is said blind is in none of them, who has left is a former member, and where nobody is named neither a name nor an order or a time tells who it was.
 */
export async function* reviewRows(
  deps: ReviewExportDeps,
  range: { readonly from: Instant; readonly until: Instant },
): AsyncGenerator<ReviewRow> {
  const { db, workspaceId, leadsSeenAs, namesOf, present } = deps;
  for (const review of await revealedBetween(db, workspaceId, range)) {
    const asked = askedOf(await leadsOf(db, review.id));
    const { leads } = asked;
    const said = saidOfAsked(await openOfReview(db, review.id), asked);
    const raters = review.isAnonymous ? [] : [...new Set(said.map(({ personId }) => personId))];
    const names = await namesOf(db, await present(db, raters));
    const seenAs = await leadsSeenAs(
      db,
      leads.map(({ leadId }) => leadId),
    );
    for (const lead of leads) {
      const theirs = said.filter(({ leadId }) => leadId === lead.leadId).toSorted(bySide);
      const head = headOf(review, lead, seenAs.get(lead.leadId), theirs);
      if (theirs.length === 0) yield { ...head, ...NOTHING_SAID };
      for (const one of theirs) yield { ...head, ...saidColumns(one, review.isAnonymous, names) };
    }
  }
}

function headOf(
  review: Review,
  { leadId, position, stratum }: ReviewLead,
  lead: Pick<RateableLead, 'number' | 'source' | 'campaign' | 'persona' | 'isCounted'> | undefined,
  said: readonly Verdict[],
) {
  const sides = saidBySide(said);
  return {
    review: review.number,
    started_at: isoText(review.startedAt),
    revealed_at: review.revealedAt === undefined ? null : isoText(review.revealedAt),
    is_anonymous: review.isAnonymous,
    position,
    lead: lead?.number ?? null,
    lead_id: leadId,
    drawn_as: stratum,
    source: lead?.source ?? null,
    campaign: lead?.campaign ?? null,
    persona: lead?.persona ?? null,
    is_counted: lead?.isCounted ?? false,
    sales_says: sides.sales.says,
    marketing_says: sides.marketing.says,
  };
}

const NOTHING_SAID = {
  team: null,
  rater_id: null,
  rater: null,
  verdict: null,
  grade: null,
  reason: null,
  wrong: null,
  note: null,
  next_time: null,
  said_at: null,
};

const saidColumns = (one: Verdict, isAnonymous: boolean, names: ReadonlyMap<string, string>) => ({
  team: one.side,
  rater_id: names.has(one.personId) ? one.personId : null,
  rater: names.get(one.personId) ?? (isAnonymous ? null : 'former member'),
  verdict: one.verdict,
  grade: one.grade ?? null,
  reason: one.reason ?? null,
  wrong: one.part ?? null,
  note: one.note ?? null,
  next_time: one.wish ?? null,
  said_at: isAnonymous ? null : isoText(one.saidAt),
});

const KINDS: readonly VerdictKind[] = ['good', 'not', 'unsure'];

/** By what was said, so that the order tells of nobody where nobody is named. */
const bySide = (a: Verdict, b: Verdict): number =>
  SIDES.indexOf(a.side) - SIDES.indexOf(b.side) || KINDS.indexOf(a.verdict) - KINDS.indexOf(b.verdict);
