import { SIDES } from '../../core/verdict.ts';
import { askedOf } from '../asked.ts';
import type { Agenda } from '../deciding/agenda-service.ts';
import { judgedBySide } from '../judging/progress-store.ts';
import type { ReviewsDeps } from '../ports-service.ts';
import type { ReviewLead } from '../review.ts';
import { findReview, leadsOf, ratersOf } from '../reviews-store.ts';
import type { ParentView, ReplyView } from './thread-view.ts';
import { timelineOf } from './timeline.ts';

/** A review as its thread shows it. What is said blind is not among what it reads. */
export function createThread({ database, people, leads: stories }: ReviewsDeps, agenda: Agenda) {
  const { db } = database;

  return {
    async parent(reviewId: string): Promise<ParentView | undefined> {
      const review = await findReview(db, reviewId);
      if (review === undefined) return undefined;
      const asked = askedOf(await leadsOf(db, reviewId));
      const { leads } = asked;
      const raters = await ratersOf(db, reviewId);
      const judged = await judgedBySide(db, reviewId, asked);
      const { startedBy, endedBy, workspaceId } = review;
      const known = [startedBy, endedBy].filter((id) => id !== undefined);
      const names = await people.namesOf(db, [...known, ...raters.map(({ personId }) => personId)]);
      const nameOf = (id: string | undefined) => (id === undefined ? undefined : names.get(id));
      return {
        review,
        leads: leads.length,
        questioned: leads.filter(({ stratum }) => stratum === 'questioned').length,
        progress: SIDES.map((side) => {
          const those = raters.filter((rater) => rater.side === side);
          return {
            side,
            raters: those.map(({ personId }) => names.get(personId) ?? 'Somebody').toSorted(),
            judged: judged.get(side) ?? 0,
            of: those.length * leads.length,
          };
        }),
        by: { started: nameOf(startedBy), ended: nameOf(endedBy) },
        zone: (await people.calendarOf(db, workspaceId, { team: 'sales' })).zone,
        agenda: await agenda.itemsOf(db, review),
      };
    },

    async reply(reviewId: string, leadId: string): Promise<ReplyView | undefined> {
      const review = await findReview(db, reviewId);
      const all = await leadsOf(db, reviewId);
      const lead = all.find((one) => one.leadId === leadId);
      if (review === undefined || lead === undefined) return undefined;
      const story = await stories.storyOf(db, review.workspaceId, leadId);
      const calendar = await people.calendarOf(db, review.workspaceId, { team: 'sales' });
      const steps = story === undefined ? [] : timelineOf(calendar, story);
      const asked = askedOf(all);
      const as = all.find((one) => one.leadId === asked.as(leadId));
      return {
        review,
        lead,
        leads: all.length,
        countsAs: as?.leadId === leadId ? undefined : as?.position,
        parts: asked.partsOf(leadId).flatMap((one) => (one.leadId === leadId ? [] : [one.position])),
        story,
        steps,
        zone: calendar.zone,
        item: await agenda.itemIn(db, review, lead),
      };
    },

    /** The lead whose reply stands before this one in the thread. */
    async before(reviewId: string, { position }: ReviewLead): Promise<ReviewLead | undefined> {
      return (await leadsOf(db, reviewId)).find((one) => one.position === position - 1);
    },
  };
}
