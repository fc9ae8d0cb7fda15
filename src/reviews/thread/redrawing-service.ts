import { z } from 'zod';
import type { Instant } from '../../core/instants.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Tx } from '../../platform/db/database.ts';
import type { Jobs } from '../../platform/jobs/jobs.ts';
import type { Enqueued } from '../../platform/jobs/queue.ts';
import { type Asked, askedOf, saidOfAsked } from '../asked.ts';
import { holdOpen, listJudging, moveJudging } from '../judging/judging-store.ts';
import { type PlaceInReview, placesAbout } from '../judging/lead-places-store.ts';
import { isFinished } from '../judging/queue.ts';
import { queueJob } from '../judging/queue-telling-service.ts';
import type { LeadEntry } from '../ports-service.ts';
import { leadsOf } from '../reviews-store.ts';
import { leadJob, parentJob, resultJob } from '../telling-service.ts';
import { ownOn } from '../verdicts/verdicts-store.ts';

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
export async function redrawAfter(deps: RedrawingDeps, tx: Tx, { kind, leadId, change }: LeadEntry): Promise<void> {
  const which = REDRAWN.get(kind);
  if (which === undefined) return;
  const places = await placesAbout(tx, [leadId], which);
  const isOther = kind === 'merged' || kind === 'unmerged';
  const others = isOther ? await recount(deps, tx, places, becameOne.parse(change).into) : [];
  await redraw(deps, tx, [...places, ...others], deps.clock.now());
}

/**
 * What counts as one lead in a review is another now: whoever has judged all that it asks for is done, and nobody else is. Where the
 * others stand that are, or were, one with the lead that stands at these places. Whether everybody is done is seen by the jobs that
 * show them their queue.
 */
async function recount(
  { clock }: RedrawingDeps,
  tx: Tx,
  places: readonly PlaceInReview[],
  into: string,
): Promise<PlaceInReview[]> {
  const others: PlaceInReview[] = [];
  for (const [reviewId, [place]] of Map.groupBy(places, (one) => one.reviewId)) {
    // Held, so that nobody judges the last lead at the same moment, and counts otherwise.
    const isOpen = await holdOpen(tx, reviewId);
    const all = await leadsOf(tx, reviewId);
    const wholes = [into, ...all.flatMap((one) => (one.leadId === place?.leadId ? [one.wholeId] : []))];
    const about = all.filter(({ leadId, wholeId }) => wholes.includes(wholeId) && leadId !== place?.leadId);
    if (about.length === 0 || place === undefined) continue;
    others.push(...about.map(({ leadId }) => ({ ...place, leadId })));
    if (isOpen) await finishAnew(tx, reviewId, askedOf(all), clock.now());
  }
  return others;
}

async function finishAnew(tx: Tx, reviewId: string, asked: Asked, now: Instant): Promise<void> {
  const leads = asked.leads.map(({ leadId }) => leadId);
  for (const { personId, finishedAt } of await listJudging(tx, reviewId)) {
    const own = saidOfAsked(await ownOn(tx, reviewId, personId), asked);
    const isDone = isFinished({ leads, said: new Map(own.map((one) => [one.leadId, one])) });
    if (isDone !== (finishedAt !== undefined))
      await moveJudging(tx, reviewId, personId, { finishedAt: isDone ? now : undefined });
  }
}

const becameOne = z.object({ into: z.string() });

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
  for (const [reviewId, [place, ...others]] of Map.groupBy(places, (one) => one.reviewId)) {
    // While it runs its parent says only how many leads there are, and how many are judged.
    if (place?.state === 'revealed' || others.length > 0) due.push(parentJob(reviewId, at));
    if (place?.state === 'revealed') due.push(resultJob(reviewId, at));
    else for (const { personId } of await listJudging(tx, reviewId)) due.push(queueJob(reviewId, personId, at));
  }
  await jobs.enqueueAll(tx, due);
}
