import { DAY, HOUR } from '../../../src/core/instants.ts';
import { systemClock } from '../../../src/platform/clock.ts';
import { systemIds } from '../../../src/platform/ids.ts';
import { writeJobs } from '../../../src/platform/jobs/queue.ts';
import { queueJob } from '../../../src/reviews/judging/queue-telling-service.ts';
import { scrubJob } from '../../../src/reviews/judging/scrub-service.ts';
import type { ReviewLead } from '../../../src/reviews/review.ts';
import { insertReview } from '../../../src/reviews/reviews-store.ts';
import { createTelling } from '../../../src/reviews/telling-service.ts';
import type { Flow, Scene } from '../kill-flow.ts';
import { cardOf, dmOf, pressIfThere } from '../kill-sights.ts';
import { decides } from '../review-decisions.ts';

/** Two judge the leads of a review unseen, one to the end; the other is reminded, the time ends it, and one lead is decided. */
export const flow: Flow = {
  office: 'set-up',
  from: 'armed',
  isMeasured: true,
  isTooOld: true,
  async run(scene) {
    for (const company of ['Acme Robotics', 'Beta Works']) {
      await scene.send(company);
      await scene.sees(() => cardOf(scene, company));
    }
    await begins(scene);
    for (const person of ['U_ANA', 'U_MIA']) {
      await scene.sees(() => dmOf(scene, person, 'lead 1 of 2'));
      await scene.does(
        () => pressIfThere(scene, person, dmOf(scene, person, 'lead 1 of 2'), 'Not a fit'),
        () => dmOf(scene, person, 'lead 2 of 2'),
      );
    }
    await scene.does(
      () => pressIfThere(scene, 'U_ANA', dmOf(scene, 'U_ANA', 'lead 2 of 2'), 'Good fit'),
      () => dmOf(scene, 'U_ANA', 'you have judged all 2'),
    );
    await scene.pass(2 * DAY);
    await scene.sees(() => dmOf(scene, 'U_MIA', '1 lead left for you'));
    await scene.pass(8 * HOUR);
    for (const person of ['U_ANA', 'U_MIA']) await scene.sees(() => dmOf(scene, person, 'Review 1 is over'));
    await decides(scene);
  },
};

/** The review of all leads begins, with all the work that begins with it. */
async function begins({ database }: Scene): Promise<void> {
  const known = await database.db.selectFrom('leads').select(['id', 'received_at']).orderBy('number').execute();
  const now = Math.max(...known.map(({ received_at: at }) => at));
  const raters = [
    { personId: 'U_ANA', side: 'sales' },
    { personId: 'U_MIA', side: 'marketing' },
  ] as const;
  const leads = known.map(({ id }, at): ReviewLead => ({ leadId: id, position: at + 1, stratum: 'untouched' }));
  const telling = createTelling({
    clock: { ...systemClock, now: () => now },
    jobs: {
      enqueue: (tx, job) => writeJobs(tx, [job], now),
      enqueueAll: (tx, jobs) => writeJobs(tx, jobs, now),
    },
  });
  await database.transaction(async (tx) => {
    const review = await insertReview(
      tx,
      {
        id: systemIds.next(),
        workspaceId: 'T_ACME',
        channelId: 'C_LEADS',
        startedBy: 'U_MAX',
        occurrenceId: undefined,
        draw: { from: now - DAY, until: now, size: leads.length },
        seed: 'seed',
        isAnonymous: false,
        startedAt: now,
        dueAt: now + 2 * DAY + 7 * HOUR,
      },
      leads,
      raters,
    );
    if (review === undefined) throw new Error('The review has begun before');
    await telling.parent(tx, review.id);
    await telling.leads(
      tx,
      review.id,
      leads.map(({ leadId }) => leadId),
    );
    await telling.deadline(tx, review);
    const queues = raters.map(({ personId }) => queueJob(review.id, personId, now));
    // Another one was called off just before.
    await writeJobs(tx, [...queues, scrubJob('called-off', now)], now);
  });
}
