import type { Action, ActionView } from '../core/action.ts';
import { DAY } from '../core/instants.ts';
import { dateAt } from '../core/local-time.ts';
import { findItem, meetingsOf, turnItem } from './items-store.ts';
import { type Item, type ItemPlace, originOf, topicIn } from './meeting.ts';
import {
  type DecisionDraft,
  type DecisionRefusal,
  type MeetingActor,
  type MeetingsDeps,
  mayDecide,
} from './ports-service.ts';
import type { TopicRefusal } from './refusals.ts';
import type { MeetingTelling } from './telling-service.ts';
import type { createTopics } from './topics-service.ts';
import { setTopic } from './topics-store.ts';

/** What the form of a decision shows first. */
export interface DecideForm {
  readonly item: Item;
  readonly owner: string;
  readonly dueOn: string;
  /** How often something had come of it before, and what was decided. */
  readonly seen: number;
  readonly decisions: readonly ActionView[];
}

/** A decision as somebody fills it in; `seen` is how often something had come of the topic when they looked. */
export interface DecisionWish extends Pick<DecisionDraft, 'kind' | 'text' | 'owner' | 'dueOn' | 'madeFrom'> {
  readonly seen: number;
}

type Refused<R> = { readonly kind: 'refused'; readonly why: R };

/** In two weeks it is still known why. */
const USUAL = 14 * DAY;

/** What is decided about a topic: an action, which lives on in src/actions. */
export function createDeciding(
  { database, clock, decisions }: MeetingsDeps,
  telling: MeetingTelling,
  topics: Pick<ReturnType<typeof createTopics>, 'itemFor'>,
) {
  const { db } = database;

  return {
    async deciding(
      actor: MeetingActor,
      place: ItemPlace,
    ): Promise<({ readonly kind: 'form' } & DecideForm) | Refused<TopicRefusal>> {
      const found = await decidable(actor, place);
      if ('kind' in found) return { kind: 'refused', why: found };
      const { item } = found;
      return {
        kind: 'form',
        item,
        owner: actor.id,
        dueOn: dateAt(clock.now() + USUAL, actor.zone),
        seen: item.turns,
        decisions: await decisions.madeIn(db, [originOf(place.topicId)]),
      };
    },

    /** Of two who decide at once one is first; the other sees what was decided, and may add theirs. */
    decide: (
      actor: MeetingActor,
      place: ItemPlace,
      { seen, madeFrom, ...wish }: DecisionWish,
    ): Promise<
      | { readonly kind: 'decided'; readonly item: Item; readonly view: ActionView }
      | {
          readonly kind: 'meanwhile';
          readonly item: Item;
          readonly seen: number;
          readonly decisions: readonly ActionView[];
        }
      | Refused<TopicRefusal | DecisionRefusal>
    > =>
      database.transaction(async (tx) => {
        const found = await topics.itemFor(tx, actor, place);
        if ('kind' in found) return { kind: 'refused', why: found };
        const { item } = found;
        const known = await decisions.knownFrom(tx, actor.workspaceId, madeFrom);
        if (known !== undefined) return { kind: 'decided', item, view: known };
        const origin = originOf(place.topicId);
        const about = { leadId: undefined, source: undefined, campaign: undefined };
        const draft: DecisionDraft = { ...wish, ...about, madeFrom, origin, asksConsent: true };
        const why = await decisions.objection(tx, actor, draft);
        if (why !== undefined) return { kind: 'refused', why };
        const turned = { outcome: 'decided', by: actor.id, at: clock.now() } as const;
        if (item.outcome === 'removed' || !(await turnItem(tx, place, seen, turned))) {
          const now = (await findItem(tx, place)) ?? item;
          return { kind: 'meanwhile', item: now, seen: now.turns, decisions: await decisions.madeIn(tx, [origin]) };
        }
        const made = await decisions.make(tx, actor, draft);
        if (made.kind === 'refused') throw new Error(`What was fine is refused: ${made.why.kind}`);
        await setTopic(tx, place.topicId, { state: 'settled' });
        await telling.topic(tx, place);
        await telling.parent(tx, place.meetingId);
        return { kind: 'decided', item, view: made.view };
      }),

    /** An action has changed: where it was decided it looks different. */
    async onAction(tx: Parameters<typeof telling.parent>[0], { origin }: Pick<Action, 'origin'>): Promise<void> {
      const topicId = topicIn(origin);
      if (topicId === undefined) return;
      for (const meetingId of await meetingsOf(tx, topicId)) await telling.topic(tx, { meetingId, topicId });
    },
  };

  /** Whoever put a topic up may say it in other words; only the teams decide. */
  async function decidable(actor: MeetingActor, place: ItemPlace) {
    return mayDecide(actor) ? topics.itemFor(db, actor, place) : ({ kind: 'not-in-teams' } as const);
  }
}
