import type { Action, ActionView } from '../../core/action.ts';
import type { Aim } from '../../core/aim.ts';
import { DAY, type Instant } from '../../core/instants.ts';
import { dateAt } from '../../core/local-time.ts';
import type { Db, Tx } from '../../platform/db/database.ts';
import type { RetroActor } from '../ports-service.ts';
import type { Retro, RetroPhase } from '../retro.ts';
import type { RankedTopic } from '../voting/results-service.ts';
import {
  type About,
  aboutOf,
  type DecidingItem,
  type DecidingPlace,
  isAllSettled,
  MOST_DECIDED,
  occasionOf,
  originOf,
  placeOf,
} from './deciding.ts';
import type { AimTyped, DecidingDeps, RetroDecision, RetroDecisionRefusal } from './deciding-ports-service.ts';
import { insertItems, itemsOf, turnItem } from './deciding-store.ts';
import { type DecidingTelling, movedKey, topicKey } from './deciding-telling-service.ts';

/** A topic of a retro, as somebody presses or types something about it. */
export interface DecidingSubject {
  readonly retro: Retro;
  readonly topic: RankedTopic;
  readonly item: DecidingItem;
}

/** The same after somebody has said something to it. */
export interface Settled extends DecidingSubject {
  /** When the retro closes by itself; only once nothing is left to be decided. */
  readonly closesAt: Instant | undefined;
}

/** The same with what was decided. */
export interface DecidingView extends DecidingSubject {
  readonly decisions: readonly ActionView[];
  /** Who found that there is nothing to do. */
  readonly endedBy: string | undefined;
}

export type DecidingRefusal =
  | { readonly kind: 'not-found' | 'not-in-teams' }
  /** It is not time to decide, or no more. */
  | { readonly kind: 'not-now'; readonly retro: Retro };

type Refused<R> = { readonly kind: 'refused'; readonly why: R };

/** What the form of a decision shows first. */
export interface DecidingForm extends DecidingSubject {
  readonly about: About;
  readonly dueOn: string;
  readonly decisions: readonly ActionView[];
}

/** A decision as somebody fills it in; `seen` is how often something had been decided when they looked. */
export interface DecidingWish extends Pick<RetroDecision, 'text' | 'owner' | 'dueOn' | 'madeFrom'>, AimTyped {
  readonly seen: number;
}

export type Deciding = ReturnType<typeof createDeciding>;

/** What both teams decide about the topics that they talk of first, and what earlier decisions have moved. */
export function createDeciding(
  { database, clock, people, retros, ranked, decisions }: DecidingDeps,
  telling: DecidingTelling,
) {
  const { db } = database;

  return {
    itemsOf: (retroId: string): Promise<DecidingItem[]> => itemsOf(db, retroId),

    /** In the transaction that moves a retro on. */
    async onPhase(tx: Tx, { id, phase }: Retro, from: RetroPhase): Promise<void> {
      if (from === 'gathering') await telling.moved(tx, id);
      if (phase === 'deciding') {
        const topics = (await ranked(tx, id)).slice(0, MOST_DECIDED);
        await insertItems(
          tx,
          id,
          topics.map((topic) => topic.id),
        );
      }
      await telling.topics(tx, await itemsOf(tx, id));
    },

    /** PPL-4: its channel can be used again, so what is missing there is shown. */
    async onBack(tx: Tx, retroId: string): Promise<void> {
      await telling.moved(tx, retroId);
      await telling.topics(tx, await itemsOf(tx, retroId));
    },

    /** Its replies, by their names. */
    threadOf: async (tx: Tx, retroId: string): Promise<readonly string[]> => [
      movedKey(retroId),
      ...(await itemsOf(tx, retroId)).map(topicKey),
    ],

    /** A topic as its reply shows it; undefined for one that nothing is decided about. */
    async topic(place: DecidingPlace): Promise<DecidingView | undefined> {
      const retro = await retros.find(db, place.retroId);
      const subject = retro && (await subjectIn(db, retro, place));
      if (subject === undefined) return undefined;
      const by = subject.item.end?.by;
      return {
        ...subject,
        decisions: await decisions.madeIn(db, [originOf(place)]),
        endedBy: by === undefined ? undefined : (await people.namesOf(db, [by])).get(by),
      };
    },

    /** What earlier decisions have moved, measured as the retro begins, and how many are open; undefined if none is either. */
    async moved(
      retroId: string,
    ): Promise<{ readonly retro: Retro; readonly moved: readonly ActionView[]; readonly open: number } | undefined> {
      const retro = await retros.find(db, retroId);
      if (retro === undefined || retro.phase === 'gathering' || retro.phase === 'called-off') return undefined;
      const moved = await decisions.remeasure(retro.workspaceId, occasionOf(retroId));
      const open = (await decisions.openHere(retro.workspaceId)).filter(({ action }) => isBefore(action, retro));
      const told = moved.filter(({ action }) => isBefore(action, retro));
      return told.length === 0 && open.length === 0 ? undefined : { retro, moved: told, open: open.length };
    },

    /** All that was decided in a retro, and about how many topics nothing needs to be. */
    async decidedIn(retroId: string): Promise<{
      readonly decisions: readonly ActionView[];
      readonly nothing: number;
      readonly of: number;
      /** About how many nobody has said anything yet. */
      readonly left: number;
    }> {
      const items = await itemsOf(db, retroId);
      const made = await decisions.madeIn(db, items.map(originOf));
      const nothing = items.filter(({ end }) => end !== undefined).length;
      return { decisions: made, nothing, of: items.length, left: items.filter(({ turns }) => turns === 0).length };
    },

    /** The form of a decision, filled in as far as it can be told. */
    async deciding(
      actor: RetroActor,
      place: DecidingPlace,
    ): Promise<({ readonly kind: 'form' } & DecidingForm) | Refused<DecidingRefusal>> {
      const subject = await decidable(db, actor, place);
      if ('kind' in subject) return { kind: 'refused', why: subject };
      return {
        kind: 'form',
        ...subject,
        about: aboutOf(subject.topic.cards),
        dueOn: dateAt(clock.now() + USUAL, actor.zone),
        decisions: await decisions.madeIn(db, [originOf(place)]),
      };
    },

    /** Decides something about a topic. Of two who do so at once one is first; the other sees what was decided, and may add theirs. */
    async decide(
      actor: RetroActor,
      place: DecidingPlace,
      { seen, chosen, target, ...wish }: DecidingWish,
    ): Promise<
      | ({ readonly kind: 'decided'; readonly view: ActionView } & Settled)
      | ({ readonly kind: 'meanwhile' } & DecidingForm)
      | Refused<DecidingRefusal | RetroDecisionRefusal>
    > {
      const aim = await aimOf(actor, place, { chosen, target });
      return database.transaction(async (tx) => {
        // Either it is decided before the time is over, or it is refused.
        await retros.hold(tx, place.retroId, ['deciding']);
        const subject = await decidable(tx, actor, place);
        if ('kind' in subject) return { kind: 'refused', why: subject };
        const known = await decisions.knownFrom(tx, actor.workspaceId, wish.madeFrom);
        if (known !== undefined) return { kind: 'decided', view: known, ...(await settled(tx, subject)) };
        const { persona: _, ...about } = aboutOf(subject.topic.cards);
        const draft: RetroDecision = {
          ...wish,
          ...about,
          kind: 'process',
          origin: originOf(place),
          aim,
          asksConsent: true,
        };
        const why = await decisions.objection(tx, actor, draft);
        if (why !== undefined) return { kind: 'refused', why };
        if (!(await turnItem(tx, place, seen, undefined))) return meanwhile(tx, place, subject, wish.dueOn);
        const made = await decisions.make(tx, actor, draft);
        if (made.kind === 'refused') throw new Error(`What was fine is refused: ${made.why.kind}`);
        await show(tx, place);
        return { kind: 'decided', view: made.view, ...(await settled(tx, subject)) };
      });
    },

    /** An honest end: the teams have talked about a topic, and nothing follows. */
    nothing: (
      actor: RetroActor,
      place: DecidingPlace,
    ): Promise<
      | ({ readonly kind: 'ended' } & Settled)
      | ({ readonly kind: 'meanwhile' } & DecidingForm)
      | Refused<DecidingRefusal>
    > =>
      database.transaction(async (tx) => {
        await retros.hold(tx, place.retroId, ['deciding']);
        const subject = await decidable(tx, actor, place);
        if ('kind' in subject) return { kind: 'refused', why: subject };
        const { item } = subject;
        if (item.end !== undefined) return { kind: 'ended', ...(await settled(tx, subject)) };
        if (!(await turnItem(tx, place, item.turns, { by: actor.id, at: clock.now() })))
          return meanwhile(tx, place, subject, dateAt(clock.now() + USUAL, actor.zone));
        await show(tx, place);
        return { kind: 'ended', ...(await settled(tx, subject)) };
      }),

    /** An action has changed: where it was decided it looks different. */
    async onAction(tx: Tx, action: Action): Promise<void> {
      const place = placeOf(action.origin);
      if (place !== undefined) await show(tx, place);
    },
  };

  async function show(tx: Tx, place: DecidingPlace): Promise<void> {
    await telling.topic(tx, place);
    await retros.redrawParent(tx, place.retroId);
  }

  /** With the last topic the retro has nothing left to do: it closes soon. Later words to a topic leave its time as it is by then. */
  async function settled(tx: Tx, subject: DecidingSubject): Promise<Settled> {
    const { retro, item } = subject;
    if (!isAllSettled(await itemsOf(tx, retro.id))) return { ...subject, closesAt: undefined };
    if (item.turns === 0) await retros.endSoon(tx, retro);
    return { ...subject, closesAt: (await retros.find(tx, retro.id))?.phaseDueAt };
  }

  async function meanwhile(tx: Tx, place: DecidingPlace, before: DecidingSubject, dueOn: string) {
    const now = (await subjectIn(tx, before.retro, place)) ?? before;
    return {
      kind: 'meanwhile',
      ...now,
      about: aboutOf(now.topic.cards),
      dueOn,
      decisions: await decisions.madeIn(tx, [originOf(place)]),
    } as const;
  }

  /** Measured before the transaction: it reads many leads. */
  async function aimOf(actor: RetroActor, place: DecidingPlace, typed: AimTyped): Promise<Aim | undefined> {
    if (typed.chosen === undefined) return undefined;
    const subject = await decidable(db, actor, place);
    if ('kind' in subject) return undefined;
    return decisions.aimChosen(actor.workspaceId, { ...typed, ...aboutOf(subject.topic.cards) });
  }

  async function decidable(
    read: Db | Tx,
    actor: RetroActor,
    place: DecidingPlace,
  ): Promise<DecidingSubject | DecidingRefusal> {
    const retro = await retros.find(read, place.retroId);
    const subject = retro && (await subjectIn(read, retro, place));
    if (subject === undefined || retro?.workspaceId !== actor.workspaceId) return { kind: 'not-found' };
    if (actor.teams.length + actor.manages.length === 0) return { kind: 'not-in-teams' };
    return retro.phase === 'deciding' ? subject : { kind: 'not-now', retro };
  }

  async function subjectIn(
    read: Db | Tx,
    retro: Retro,
    { topicId }: DecidingPlace,
  ): Promise<DecidingSubject | undefined> {
    const item = (await itemsOf(read, retro.id)).find((one) => one.topicId === topicId);
    const topic = item && (await ranked(read, retro.id)).find(({ id }) => id === topicId);
    return item && topic && { retro, topic, item };
  }
}

/** What is decided in the retro itself has moved nothing yet. */
const isBefore = ({ madeAt }: Action, { startedAt }: Retro): boolean => madeAt < (startedAt ?? 0);

/** In two weeks it is still known why. */
const USUAL = 14 * DAY;
