import { type Check, MOST_FOUND } from '../platform/check.ts';
import type { MessageOwner } from '../platform/message-owner.ts';
import { askedOf } from './asked.ts';
import { namesKept, neverEnding } from './checks-store.ts';
import { createAgenda } from './deciding/agenda-service.ts';
import { EFFECT, effectKey, effectNamed } from './deciding/effects-service.ts';
import { uncounted } from './deciding/effects-store.ts';
import { showUnnamed } from './judging/blind-store.ts';
import { holdReview } from './judging/judging-store.ts';
import { queueJob, queuePlaceOf } from './judging/queue-telling-service.ts';
import { scrubJob } from './judging/scrub-service.ts';
import type { ReviewsDeps } from './ports-service.ts';
import { findReview, leadsOf } from './reviews-store.ts';
import { createTelling, DEADLINE, leadKey, parentKey, resultPlaceOf, threadPlaceOf } from './telling-service.ts';

/** What must hold of reviews and their threads. */
export function reviewChecks(deps: Pick<ReviewsDeps, 'clock' | 'ids' | 'jobs' | 'leads' | 'decisions'>): {
  readonly checks: readonly Check[];
  readonly messageOwners: readonly MessageOwner[];
} {
  const telling = createTelling(deps);
  const agenda = createAgenda(deps);
  return {
    checks: [
      {
        name: 'review.never-ending',
        says: (count) =>
          `${count === 1 ? 'A lead review' : `${count} lead reviews`} would not end by themselves. A manager can end them in the menu of their message.`,
        find: (read, now) => neverEnding(read, `${DEADLINE}:`, now, MOST_FOUND),
        async repair(tx, reviewId) {
          const review = await findReview(tx, reviewId);
          if (review !== undefined) await telling.deadline(tx, review);
        },
      },
      {
        name: 'review.names-kept',
        says: (count) =>
          `Of ${count === 1 ? 'a lead review' : `${count} lead reviews`} without names that ${count === 1 ? 'is' : 'are'} revealed it is still known who said what.`,
        find: (read) => namesKept(read, MOST_FOUND),
        async repair(tx, reviewId) {
          await holdReview(tx, reviewId);
          const review = await findReview(tx, reviewId);
          if (review?.state !== 'revealed' || !review.isAnonymous) return;
          const asked = askedOf(await leadsOf(tx, reviewId));
          await showUnnamed(tx, reviewId, asked, review.revealedAt ?? deps.clock.now(), deps.ids.next);
          await agenda.unname(tx, review);
          await deps.jobs.enqueue(tx, scrubJob(reviewId, deps.clock.now()));
        },
      },
      {
        name: 'review.effect-uncounted',
        says: (count) =>
          `${count === 1 ? 'A decision is' : `${count} decisions are`} done, and nobody will count what that has changed. The log names them, at audit.found.`,
        find: (read) => uncounted(read, `${EFFECT}:`),
        repair: (tx, subject) => {
          const payload = effectNamed(subject);
          const runAt = deps.clock.now();
          return deps.jobs.enqueue(tx, { kind: EFFECT, key: effectKey(payload), payload, runAt, mode: 'latest' });
        },
      },
    ],
    messageOwners: [
      {
        drivenBy({ key, state }) {
          if (state === 'blocked') return undefined;
          if (resultPlaceOf(key) !== undefined || queuePlaceOf(key) !== undefined) return key;
          const place = threadPlaceOf(key);
          if (place === undefined) return undefined;
          return place.leadId === undefined ? parentKey(place.reviewId) : leadKey(place.reviewId, place.leadId);
        },
        async redo(tx, messageKey) {
          const queue = queuePlaceOf(messageKey);
          if (queue !== undefined)
            return deps.jobs.enqueue(tx, queueJob(queue.reviewId, queue.personId, deps.clock.now()));
          const revealed = resultPlaceOf(messageKey);
          if (revealed !== undefined) return telling.result(tx, revealed);
          const place = threadPlaceOf(messageKey);
          if (place === undefined) return;
          if (place.leadId === undefined) await telling.parent(tx, place.reviewId);
          else await telling.lead(tx, place.reviewId, place.leadId);
        },
      },
    ],
  };
}
