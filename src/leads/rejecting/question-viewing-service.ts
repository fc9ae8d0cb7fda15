import type { Instant } from '../../core/instants.ts';
import * as journal from '../journal-store.ts';
import type { Lead } from '../lead.ts';
import type { LeadActor, LeadsDeps } from '../ports-service.ts';
import * as leadStore from '../store.ts';
import {
  askedUntil,
  decidedUntil,
  type Question,
  type RejectedEvent,
  type Side,
  sidesOf,
  standingRejection,
} from './question.ts';
import * as store from './question-store.ts';

/** A questioned rejection, as somebody looks at it. */
export interface QuestionView {
  readonly lead: Lead;
  readonly rejection: RejectedEvent;
  readonly question: Question;
  /** Why it was asked, in the asker's words; gone once the person behind the lead is forgotten. */
  readonly why: string | undefined;
  /** From when on it waits for the next review. */
  readonly until: Instant;
  /** For which the reader decides. */
  readonly sides: readonly Side[];
  readonly zone: string;
}

/** What somebody can do about the rejection of a lead. */
export type Recourse =
  | { readonly kind: 'ask'; readonly seq: number }
  | { readonly kind: 'decide'; readonly view: QuestionView };

/** More than that in one list is for a review. */
const MOST_LISTED = 20;

/** What is known of questioned rejections. */
export function createQuestionViewing({ database, clock, people, promises }: LeadsDeps) {
  const { db } = database;

  return {
    /** A question as this person may see it; undefined if there is none. */
    async questionView(personId: string, leadId: string, seq: number): Promise<QuestionView | undefined> {
      const lead = await leadStore.findLead(db, leadId);
      const question = lead && (await store.findQuestion(db, leadId, seq));
      return question && viewOf(lead, question, await sidesOfPerson(lead, personId));
    },

    /** What somebody can do about a lead's rejection; undefined for nothing. */
    async recourse(actor: LeadActor, lead: Lead): Promise<Recourse | undefined> {
      const isMarketing = actor.teams.includes('marketing') || actor.manages.includes('marketing');
      const sides = sidesOf(actor);
      if (!isMarketing && sides.length === 0) return undefined;
      const said = standingRejection(lead, await journal.listEvents(db, lead));
      if (said === undefined) return undefined;
      const question = await store.findQuestion(db, lead.id, said.seq);
      if (question?.state === 'open' && sides.length > 0) {
        const view = await viewOf(lead, question, sides);
        return view && { kind: 'decide', view };
      }
      const isFree = question === undefined || question.state === 'taken-back';
      const isInTime = clock.now() < askedUntil((await calendarOf(lead)) ?? undefined, said.at);
      return isMarketing && isFree && isInTime ? { kind: 'ask', seq: said.seq } : undefined;
    },

    questionedAmong: store.questionedOf,

    /**
     * Questions that nobody has settled, the oldest first: what a review begins with. Their choices are left out, for who
     * reads them may not know those.
     */
    async openQuestions(workspaceId: string) {
      const questions = await store.listOpenQuestions(db, workspaceId, MOST_LISTED);
      const views = await Promise.all(
        questions.map(async (question) => {
          const lead = await leadStore.findLead(db, question.leadId);
          return lead && viewOf(lead, question, []);
        }),
      );
      const now = clock.now();
      return views.flatMap((view) => (view === undefined ? [] : [{ ...view, isForReview: now >= view.until }]));
    },
  };

  async function viewOf(lead: Lead, question: Question, sides: readonly Side[]): Promise<QuestionView | undefined> {
    const events = await journal.listEvents(db, lead);
    const rejection = events.find(
      (event): event is RejectedEvent => event.seq === question.seq && event.change.kind === 'rejected',
    );
    const asked = events.findLast(({ change }) => change.kind === 'questioned' && change.rejection === question.seq);
    const calendar = await calendarOf(lead);
    return (
      rejection && {
        lead,
        rejection,
        question,
        why: asked?.change.kind === 'questioned' ? asked.change.note : undefined,
        until: decidedUntil(calendar, question.askedAt),
        sides,
        zone: calendar?.zone ?? 'UTC',
      }
    );
  }

  async function calendarOf(lead: Lead) {
    return (await promises.clockOfLead(db, lead.id))?.policy.calendar;
  }

  async function sidesOfPerson({ workspaceId }: Lead, personId: string): Promise<readonly Side[]> {
    const sales = await people.managersOf(db, workspaceId, 'sales');
    const marketing = await people.managersOf(db, workspaceId, 'marketing');
    return sidesOf({
      manages: [...(sales.includes(personId) ? ['sales'] : []), ...(marketing.includes(personId) ? ['marketing'] : [])],
    });
  }
}
