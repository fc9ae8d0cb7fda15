import type { Action, ActionKind, ActionView } from '../../core/action.ts';
import type { Aim } from '../../core/aim.ts';
import { DAY } from '../../core/instants.ts';
import { dateAt } from '../../core/local-time.ts';
import type { Db, Tx } from '../../platform/db/database.ts';
import { askedOf } from '../asked.ts';
import { holdOpen } from '../judging/judging-store.ts';
import type { DecisionDraft, DecisionRefusal, RateableLead, ReviewActor, ReviewsDeps } from '../ports-service.ts';
import type { Review, ReviewLead } from '../review.ts';
import { findReview, leadsOf } from '../reviews-store.ts';
import type { ReviewTelling } from '../telling-service.ts';
import { mayJudge } from '../verdicts/verdict.ts';
import { type ItemPlace, likelyKind, originOf, reviewIn } from './agenda.ts';
import type { Agenda } from './agenda-service.ts';
import * as agenda from './agenda-store.ts';

/** A lead of a review, as somebody presses or types something about it. */
export interface Subject {
  readonly review: Review;
  /** Where it stands in the review; and the ids of all that count as it there, since they have become one. */
  readonly one: ReviewLead;
  readonly parts: readonly string[];
  readonly lead: RateableLead;
}

export type DiscussRefusal =
  | { readonly kind: 'not-found' }
  | { readonly kind: 'not-in-teams' }
  | { readonly kind: 'called-off'; readonly number: number };

export type DecideRefusal = DiscussRefusal | { readonly kind: 'still-blind'; readonly number: number };

type Refused<R> = { readonly kind: 'refused'; readonly why: R };

/** What the form of a decision shows first. */
export interface DecideForm extends Subject {
  readonly what: ActionKind;
  readonly owner: string;
  readonly dueOn: string;
  /** How often something was decided about it before, and what. */
  readonly seen: number;
  readonly decisions: readonly ActionView[];
}

interface DecidingNeeds {
  readonly telling: Pick<ReviewTelling, 'lead' | 'parent'>;
  readonly agenda: Pick<Agenda, 'decidedOf' | 'reasonsOf' | 'putUpUnnamed'>;
  readonly effects: { asked(tx: Tx, action: Action): Promise<void> };
}

/** What comes of a review: its agenda, and what is decided. */
export function createDeciding(
  deps: ReviewsDeps,
  { telling, agenda: { decidedOf, reasonsOf, putUpUnnamed }, effects }: DecidingNeeds,
) {
  const { database, clock, ids, leads, decisions } = deps;
  const { db } = database;

  return {
    /** The form in which somebody puts a lead on the agenda, with what they have said before. */
    async discussing(
      actor: ReviewActor,
      place: ItemPlace,
    ): Promise<({ readonly kind: 'form'; readonly line: string | undefined } & Subject) | Refused<DiscussRefusal>> {
      const subject = await subjectOf(db, actor, place);
      if ('kind' in subject) return { kind: 'refused', why: subject };
      return { kind: 'form', ...subject, line: (await agenda.findMark(db, placeOf(subject), actor.id))?.line };
    },

    /**
     * Puts a lead on the agenda. While the review is blind nobody hears of it: a word of it would say what somebody thinks. Once one
     * that names nobody is revealed, nothing is kept of who it was.
     */
    discuss: (
      actor: ReviewActor,
      place: ItemPlace,
      line: string | undefined,
    ): Promise<({ readonly kind: 'marked' } & Subject) | Refused<DiscussRefusal>> =>
      database.transaction(async (tx) => {
        // Held, so that what is put up with a name is either there when names are taken away, or comes after that without one; and
        // because all that has none is written anew each time.
        const isBlind = await holdOpen(tx, place.reviewId);
        const subject = await subjectOf(tx, actor, place);
        if ('kind' in subject) return { kind: 'refused', why: subject };
        const isNew =
          isBlind || !subject.review.isAnonymous
            ? await agenda.saveMark(tx, placeOf(subject), { by: actor.id, line, at: clock.now() })
            : await putUpUnnamed(tx, subject, actor.gesture ?? ids.next(), line);
        if (isNew && !isBlind) await show(tx, placeOf(subject));
        return { kind: 'marked', ...subject };
      }),

    /** The form of a decision, filled in as far as it can be told. */
    async deciding(
      actor: ReviewActor,
      place: ItemPlace,
    ): Promise<({ readonly kind: 'form' } & DecideForm) | Refused<DecideRefusal>> {
      const subject = await decidableOf(db, actor, place);
      if ('kind' in subject) return { kind: 'refused', why: subject };
      const at = placeOf(subject);
      const { turns } = await agenda.findItem(db, at);
      return {
        kind: 'form',
        ...subject,
        what: likelyKind(await reasonsOf(db, at.reviewId, at.leadId)),
        owner: actor.id,
        dueOn: dateAt(clock.now() + USUAL, actor.zone),
        seen: turns,
        decisions: await decidedOf(db, at),
      };
    },

    /**
     * Decides something about a lead. Of two who do so at once one is first; the other sees what was decided, and may add theirs:
     * `seen` is how often something had been decided when they looked.
     */
    async decide(
      actor: ReviewActor,
      place: ItemPlace,
      { seen, madeFrom, metric, ...wish }: Wish,
    ): Promise<
      | ({ readonly kind: 'decided'; readonly view: ActionView } & Subject)
      | ({ readonly kind: 'meanwhile'; readonly seen: number; readonly decisions: readonly ActionView[] } & Subject)
      | Refused<DecideRefusal | DecisionRefusal>
    > {
      const aim = await aimOf(actor, place, metric);
      return database.transaction(async (tx) => {
        const subject = await decidableOf(tx, actor, place);
        if ('kind' in subject) return { kind: 'refused', why: subject };
        const known = await decisions.knownFrom(tx, actor.workspaceId, madeFrom);
        if (known !== undefined) return { kind: 'decided', view: known, ...subject };
        const at = placeOf(subject);
        const draft: DecisionDraft = {
          ...wish,
          madeFrom,
          origin: originOf(at.reviewId),
          leadId: at.leadId,
          source: subject.lead.source,
          campaign: subject.lead.campaign,
          aim,
        };
        const why = await decisions.objection(tx, actor, draft);
        if (why !== undefined) return { kind: 'refused', why };
        if (!(await agenda.turnItem(tx, at, seen, undefined))) {
          const { turns } = await agenda.findItem(tx, at);
          return { kind: 'meanwhile', seen: turns, decisions: await decidedOf(tx, at), ...subject };
        }
        const made = await decisions.make(tx, actor, draft);
        if (made.kind === 'refused') throw new Error(`What was fine is refused: ${made.why.kind}`);
        await show(tx, at);
        return { kind: 'decided', view: made.view, ...subject };
      });
    },

    /** An honest end: the teams have talked about a lead, and nothing follows. */
    nothingToChange: (
      actor: ReviewActor,
      place: ItemPlace,
    ): Promise<
      | ({ readonly kind: 'ended' } & Subject)
      | ({ readonly kind: 'ended-already'; readonly by: string } & Subject)
      | ({ readonly kind: 'meanwhile'; readonly decisions: readonly ActionView[] } & Subject)
      | Refused<DecideRefusal>
    > =>
      database.transaction(async (tx) => {
        const subject = await decidableOf(tx, actor, place);
        if ('kind' in subject) return { kind: 'refused', why: subject };
        const here = placeOf(subject);
        const { turns, end } = await agenda.findItem(tx, here);
        const marks = await agenda.marksIn(tx, here.reviewId);
        const isUpAgain = marks.some(({ leadId, at }) => subject.parts.includes(leadId) && at > (end?.at ?? 0));
        if (end !== undefined && !isUpAgain) return { kind: 'ended-already', by: end.by, ...subject };
        const made = await decidedOf(tx, here);
        const isTheirs = await agenda.turnItem(tx, here, turns, { by: actor.id, at: clock.now() });
        if (!isTheirs) return { kind: 'meanwhile', decisions: made, ...subject };
        await show(tx, here);
        return { kind: 'ended', ...subject };
      }),

    /** An action has changed: where it was decided it looks different. */
    async onAction(tx: Tx, action: Action): Promise<void> {
      const reviewId = reviewIn(action.origin);
      if (reviewId === undefined) return;
      await telling.parent(tx, reviewId);
      if (action.leadId !== undefined) await telling.lead(tx, reviewId, action.leadId);
      await effects.asked(tx, action);
    },
  };

  /** Measured before the transaction: it reads many leads. */
  async function aimOf(actor: ReviewActor, place: ItemPlace, chosen: string | undefined): Promise<Aim | undefined> {
    if (chosen === undefined) return undefined;
    const subject = await decidableOf(db, actor, place);
    if ('kind' in subject) return undefined;
    const { source, campaign } = subject.lead;
    return decisions.aimChosen(actor.workspaceId, { chosen, source, campaign });
  }

  async function show(tx: Tx, { reviewId, leadId }: ItemPlace): Promise<void> {
    await telling.parent(tx, reviewId);
    await telling.lead(tx, reviewId, leadId);
  }

  async function decidableOf(read: Db | Tx, actor: ReviewActor, place: ItemPlace): Promise<Subject | DecideRefusal> {
    const subject = await subjectOf(read, actor, place);
    if ('kind' in subject || subject.review.state === 'revealed') return subject;
    return { kind: 'still-blind', number: subject.review.number };
  }

  async function subjectOf(
    read: Db | Tx,
    actor: ReviewActor,
    { reviewId, leadId }: ItemPlace,
  ): Promise<Subject | DiscussRefusal> {
    const review = await findReview(read, reviewId);
    if (review?.workspaceId !== actor.workspaceId) return { kind: 'not-found' };
    const asked = askedOf(await leadsOf(read, reviewId));
    const one = asked.leads.find((any) => any.leadId === asked.as(leadId));
    const lead = one && (await leads.seenAs(read, [leadId])).get(leadId);
    if (one === undefined || lead === undefined) return { kind: 'not-found' };
    const parts = asked.partsOf(one.leadId).map((part) => part.leadId);
    if (!mayJudge(actor)) return { kind: 'not-in-teams' };
    return review.state === 'called-off' ? { kind: 'called-off', number: review.number } : { review, one, parts, lead };
  }
}

const placeOf = ({ review, one }: Subject): ItemPlace => ({ reviewId: review.id, leadId: one.leadId });

/** A decision as somebody fills it in. */
export interface Wish extends Pick<DecisionDraft, 'kind' | 'text' | 'owner' | 'dueOn' | 'madeFrom'> {
  readonly seen: number;
  /** What it is to move, as it was chosen. */
  readonly metric?: string | undefined;
}

/** In two weeks it is still known why. */
const USUAL = 14 * DAY;
