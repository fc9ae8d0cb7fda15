import { DAY } from '../../src/core/instants.ts';
import type { Tx } from '../../src/platform/db/database.ts';
import type { Plant } from './plants.ts';

const REVIEW = 'planted-review';
const VERDICT = 'planted-verdict';

/** What can be wrong with what people find of leads. */
export const verdictPlants: readonly Plant[] = [
  {
    what: 'what somebody found of a lead is never shown',
    check: 'verdict.never-shown',
    outcome: 'repaired',
    plant: (tx, { free }, now) => addVerdict(tx, { lead: free, now, shown_at: null }),
    undo: (tx) => dropVerdict(tx),
  },
  {
    what: 'what somebody found of a lead in a review can be seen before the others have judged',
    check: 'verdict.shown-early',
    outcome: 'told',
    async plant(tx, { free }, now) {
      await addReview(tx, now);
      await tx
        .insertInto('review_leads')
        .values({ review_id: REVIEW, lead_id: free, position: 1, stratum: 'untouched' })
        .execute();
      await addVerdict(tx, { lead: free, now, shown_at: now, occasion: REVIEW });
    },
    async undo(tx) {
      await dropVerdict(tx);
      await tx.deleteFrom('review_leads').where('review_id', '=', REVIEW).execute();
      await dropReview(tx);
    },
  },
  {
    what: 'nothing would end a review',
    check: 'review.never-ending',
    outcome: 'repaired',
    plant: (tx, _office, now) => addReview(tx, now),
    undo: dropReview,
  },
  {
    what: 'a review that names nobody still knows who has put a lead up',
    check: 'review.names-kept',
    outcome: 'repaired',
    async plant(tx, { free }, now) {
      await addReview(tx, now, { state: 'revealed', is_anonymous: 1, revealed_at: now - 1 });
      await tx
        .insertInto('review_marks')
        .values({ review_id: REVIEW, lead_id: free, person_id: 'U_ANA', line: 'They fit on paper', marked_at: now })
        .execute();
    },
    async undo(tx) {
      await tx.deleteFrom('review_marks').where('review_id', '=', REVIEW).execute();
      await dropReview(tx);
    },
  },
  {
    what: 'a rejection was taken back and still says what the lead is worth',
    check: 'verdict.of-undone-rejection',
    outcome: 'repaired',
    async plant(tx, { claimed }, now) {
      const entry = { lead_id: claimed, at: now, by_id: 'U_ANA' };
      const [rejected, undone] = [
        { reason: 'not-decision-maker', isCounted: true, before: { stage: 'accepted' } },
        { seq: 3, isUntouched: true },
      ];
      await tx
        .insertInto('lead_events')
        .values([
          { ...entry, seq: 3, kind: 'rejected', data: JSON.stringify(rejected), gesture: null },
          { ...entry, seq: 4, kind: 'outcome-undone', data: JSON.stringify(undone), gesture: null },
        ])
        .execute();
      await tx.updateTable('leads').set({ last_event: 4 }).where('id', '=', claimed).execute();
      await addVerdict(tx, { lead: claimed, now, shown_at: now, rejection: 3 });
    },
    async undo(tx, { claimed }) {
      await dropVerdict(tx);
      await tx.deleteFrom('lead_events').where('lead_id', '=', claimed).where('seq', '>', 2).execute();
      await tx.updateTable('leads').set({ last_event: 2 }).where('id', '=', claimed).execute();
    },
  },
];

type Ended = { readonly state: 'revealed'; readonly is_anonymous: 1; readonly revealed_at: number };

function addReview(tx: Tx, now: number, ended?: Ended) {
  return tx
    .insertInto('reviews')
    .values({
      id: REVIEW,
      workspace_id: 'T_ACME',
      number: 1,
      state: 'open',
      channel_id: 'C_LEADS',
      started_by: 'U_MAX',
      occurrence_id: null,
      draw: JSON.stringify({ from: now - DAY, until: now, size: 1 }),
      seed: 'planted',
      is_anonymous: 0,
      started_at: now - DAY,
      due_at: now + DAY,
      revealed_at: null,
      ended_by: null,
      made_by: null,
      ...ended,
    })
    .execute();
}

async function dropReview(tx: Tx): Promise<void> {
  await tx.deleteFrom('jobs').where('key', '=', `reviews.deadline:${REVIEW}`).execute();
  await tx.deleteFrom('reviews').where('id', '=', REVIEW).execute();
}

interface Planted {
  readonly lead: string;
  readonly now: number;
  readonly shown_at: number | null;
  readonly occasion?: string;
  readonly rejection?: number;
}

const addVerdict = (tx: Tx, { lead, now, shown_at, occasion = 'any-time', rejection }: Planted) =>
  tx
    .insertInto('lead_verdicts')
    .values({
      id: VERDICT,
      workspace_id: 'T_ACME',
      lead_id: lead,
      person_id: 'U_ANA',
      occasion,
      side: 'sales',
      verdict: 'not',
      grade: null,
      reason: null,
      part: null,
      note: null,
      wish: null,
      is_anonymous: 0,
      rejection: rejection ?? null,
      instead_of: null,
      given_at: now,
      said_at: now,
      shown_at,
      ended_at: null,
    })
    .execute();

const dropVerdict = (tx: Tx) => tx.deleteFrom('lead_verdicts').where('id', '=', VERDICT).execute();
