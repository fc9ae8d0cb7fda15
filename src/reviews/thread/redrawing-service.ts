import type { Instant } from '../../core/instants.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Tx } from '../../platform/db/database.ts';
import type { Jobs } from '../../platform/jobs/jobs.ts';
import type { Enqueued } from '../../platform/jobs/queue.ts';
import { listJudging } from '../judging/judging-store.ts';
import { type PlaceInReview, placesAbout } from '../judging/lead-places-store.ts';
import { queueJob } from '../judging/queue-telling-service.ts';
import type { LeadEntry } from '../ports-service.ts';
import { leadJob, resultJob } from '../telling-service.ts';

export interface RedrawingDeps {
  readonly clock: Clock;
  readonly jobs: Pick<Jobs, 'enqueueAll'>;
}

/** Entries of a journal after which a lead is another one, or ends differently, wherever it stands in a review. */
const REDRAWN: ReadonlyMap<string, 'any' | 'open'> = new Map([
  ['merged', 'any'],
  ['unmerged', 'any'],
  // What is over tells how it was.
  ...(['won', 'lost', 'rejected', 'outcome-undone', 'overturned', 'returned'] as const).map(
    (kind) => [kind, 'open'] as const,
  ),
]);

/** Follows the journal of leads. */
export async function redrawAfter(deps: RedrawingDeps, tx: Tx, { kind, leadId }: LeadEntry): Promise<void> {
  const which = REDRAWN.get(kind);
  if (which !== undefined) await redraw(deps, tx, await placesAbout(tx, [leadId], which), deps.clock.now());
}

/** Brings up to date what reviews show of these leads: their replies, the result, and the messages of those who judge them now. */
export async function redrawAbout(
  deps: RedrawingDeps,
  tx: Tx,
  leadIds: readonly string[],
  at: Instant = deps.clock.now(),
): Promise<void> {
  await redraw(deps, tx, await placesAbout(tx, leadIds, 'any'), at);
}

async function redraw({ jobs }: RedrawingDeps, tx: Tx, places: readonly PlaceInReview[], at: Instant): Promise<void> {
  const due: Enqueued[] = places.map(({ reviewId, leadId }) => leadJob(reviewId, leadId, at));
  for (const [reviewId, [place]] of Map.groupBy(places, (one) => one.reviewId)) {
    if (place?.state === 'revealed') due.push(resultJob(reviewId, at));
    else for (const { personId } of await listJudging(tx, reviewId)) due.push(queueJob(reviewId, personId, at));
  }
  await jobs.enqueueAll(tx, due);
}
