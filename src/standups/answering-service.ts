import { dayText } from '../core/day-text.ts';
import type { Instant } from '../core/instants.ts';
import type { Db, Tx } from '../platform/db/database.ts';
import { type AnswerContent, asIs, planAfter, SKIP_WORDS, type SkipReason } from './answer.ts';
import type { AnswerForm } from './form.ts';
import type { StandupActor, StandupAsk, StandupDeps } from './ports-service.ts';
import type { StandupSlot, StandupTurn } from './ritual.ts';
import type { Snapshot } from './snapshot.ts';
import { type createSnapshots, formSnapshotId, promptSnapshotId } from './snapshot-service.ts';
import {
  type Answer,
  deleteAnswer,
  editAnswer,
  findAnswer,
  findSnapshot,
  insertAnswer,
  insertSnapshot,
} from './store.ts';
import type { createTelling } from './telling-service.ts';
import type { Viewing } from './viewing-service.ts';

export type AnswerOutcome =
  | { readonly kind: 'posted'; readonly slot: StandupSlot; readonly isEdit: boolean; readonly isEarly: boolean }
  /** By an earlier click, or the same form. */
  | { readonly kind: 'already'; readonly slot: StandupSlot }
  /** The next one has begun. */
  | { readonly kind: 'too-late' }
  | { readonly kind: 'not-yours' };

export type FormOutcome = { readonly kind: 'form'; readonly form: AnswerForm } | { readonly kind: 'not-yours' };

export type SkipOutcome =
  | { readonly kind: 'done'; readonly slot: StandupSlot }
  | { readonly kind: 'not-now'; readonly slot: StandupSlot }
  | { readonly kind: 'not-yours' };

/** What people do with their day's standup. One slot is answered once, however often somebody clicks. */
export function createAnswering<A extends StandupAsk, C>(
  deps: Pick<StandupDeps<A, C>, 'database' | 'clock' | 'ids' | 'rituals'>,
  snapshots: ReturnType<typeof createSnapshots<A, C>>,
  viewing: Viewing<A, C>,
  telling: ReturnType<typeof createTelling<A, C>>,
) {
  const { database, clock, ids, rituals } = deps;

  return {
    /** One click: what the message showed, as it showed it. */
    post: (actor: StandupActor, slotId: string): Promise<AnswerOutcome> =>
      database.transaction(async (tx) => {
        const turn = await turnOf(tx, actor, slotId);
        if (turn === undefined) return { kind: 'not-yours' };
        if ((await findAnswer(tx, slotId)) !== undefined) return { kind: 'already', slot: turn.slot };
        const snapshot = await shownTo(tx, turn);
        return first(tx, turn, { snapshot, content: asIs(snapshot.facts), viewId: undefined });
      }),

    /** What the form of one's answer shows, with everything read anew (ANS-5); what is posted already stays as it was. */
    form: (actor: StandupActor, slotId: string): Promise<FormOutcome> =>
      database.transaction(async (tx) => {
        const turn = await turnOf(tx, actor, slotId);
        if (turn === undefined) return { kind: 'not-yours' };
        const answer = await findAnswer(tx, slotId);
        const shown = (answer && (await findSnapshot(tx, answer.snapshotId))) ?? (await opened(tx, actor, slotId));
        // Whoever looks at the form is not reminded meanwhile; a press that Slack delivers again is no further look.
        if (shown === undefined) await rituals.touched(tx, slotId, clock.now());
        const snapshot = shown ?? (await made(tx, turn, formSnapshotId(slotId, actor.gesture ?? ids.next())));
        const name = turn.occurrence.snapshot.config.name;
        const content = answer?.content ?? asIs(snapshot.facts);
        const mayAsk = !(await viewing.isGuest(tx, turn.slot));
        const when = whenOf(turn, answer, clock.now());
        return { kind: 'form', form: { slotId, name, snapshot, content, mayAsk, when } };
      }),

    /** What a form showed that comes back now. */
    async shown(actor: StandupActor, slotId: string, snapshotId: string): Promise<Snapshot | undefined> {
      const turn = await turnOf(database.db, actor, slotId);
      const snapshot = turn && (await findSnapshot(database.db, snapshotId));
      return snapshot?.slotId === slotId ? snapshot : undefined;
    },

    /** A form has come back: it posts, or changes what is posted (ANS-1). The same form is taken once. */
    submit: (actor: StandupActor, { slotId, snapshotId, content, viewId }: Submission): Promise<AnswerOutcome> =>
      database.transaction(async (tx) => {
        const turn = await turnOf(tx, actor, slotId);
        const snapshot = turn && (await findSnapshot(tx, snapshotId));
        if (turn === undefined || snapshot?.slotId !== slotId) return { kind: 'not-yours' };
        const answer = await findAnswer(tx, slotId);
        if (answer === undefined) {
          const outcome = await first(tx, turn, { snapshot, content, viewId });
          const other = outcome.kind === 'already' ? await findAnswer(tx, slotId) : undefined;
          return other === undefined || other.viewId === viewId
            ? outcome
            : again(tx, turn, { snapshot, content, viewId });
        }
        if (answer.viewId === viewId) return { kind: 'already', slot: turn.slot };
        return again(tx, turn, { snapshot, content, viewId });
      }),

    /** One tap; with a reason, also after the tap (TIME-8). */
    skip: (actor: StandupActor, slotId: string, reason: SkipReason | undefined): Promise<SkipOutcome> =>
      database.transaction(async (tx) => {
        const turn = await turnOf(tx, actor, slotId);
        if (turn === undefined) return { kind: 'not-yours' };
        const isSkipped = turn.slot.state === 'skipped';
        if (isSkipped && reason === undefined) return { kind: 'done', slot: turn.slot };
        if (isSkipped) await rituals.unskip(tx, slotId, clock.now());
        return spoken(tx, turn, await rituals.skip(tx, slotId, reason === undefined ? '' : SKIP_WORDS[reason]));
      }),

    unskip: (actor: StandupActor, slotId: string): Promise<SkipOutcome> =>
      database.transaction(async (tx) => {
        const turn = await turnOf(tx, actor, slotId);
        if (turn === undefined) return { kind: 'not-yours' };
        return spoken(tx, turn, await rituals.unskip(tx, slotId, clock.now()));
      }),
  };

  /** The row first, because it decides who was first; taken back if the engine says that it is too late. */
  async function first(tx: Tx, turn: StandupTurn, given: Given): Promise<AnswerOutcome> {
    const { slot, occurrence } = turn;
    const now = clock.now();
    const inserted = await insertAnswer(tx, {
      slotId: slot.id,
      ritualId: slot.ritualId,
      occurrenceId: slot.occurrenceId,
      personId: slot.personId,
      snapshotId: given.snapshot.id,
      content: given.content,
      plan: planAfter(given.content, given.snapshot.lastPlan),
      isLate: now >= slot.closeAt,
      isNew: slot.isOptional,
      postedAt: now,
      editedAt: undefined,
      viewId: given.viewId,
    });
    if (!inserted) return { kind: 'already', slot };
    const outcome = await rituals.answer(tx, slot.id, now);
    if (outcome.kind !== 'answered') {
      await deleteAnswer(tx, slot.id);
      return outcome.kind === 'too-late' ? outcome : { kind: 'not-yours' };
    }
    await telling.spoke(tx, { ...turn, slot: outcome.slot }, true);
    return { kind: 'posted', slot: outcome.slot, isEdit: false, isEarly: occurrence.state === 'planned' };
  }

  async function again(tx: Tx, turn: StandupTurn, given: Given): Promise<AnswerOutcome> {
    const { slot, occurrence } = turn;
    const now = clock.now();
    const outcome = await rituals.answer(tx, slot.id, now);
    if (outcome.kind !== 'answered') return outcome.kind === 'too-late' ? outcome : { kind: 'not-yours' };
    const { snapshot, content, viewId } = given;
    const plan = planAfter(content, snapshot.lastPlan);
    await editAnswer(tx, slot.id, { content, plan, snapshotId: snapshot.id, viewId, editedAt: now });
    await telling.spoke(tx, { ...turn, slot: outcome.slot }, true);
    return { kind: 'posted', slot: outcome.slot, isEdit: true, isEarly: occurrence.state === 'planned' };
  }

  async function spoken(
    tx: Tx,
    turn: StandupTurn,
    outcome: Awaited<ReturnType<typeof rituals.skip>>,
  ): Promise<SkipOutcome> {
    if (outcome.kind === 'not-found') return { kind: 'not-yours' };
    if (outcome.kind === 'done') await telling.spoke(tx, { ...turn, slot: outcome.slot }, false);
    return outcome;
  }

  async function opened(tx: Tx, { gesture }: StandupActor, slotId: string): Promise<Snapshot | undefined> {
    return gesture === undefined ? undefined : findSnapshot(tx, formSnapshotId(slotId, gesture));
  }

  async function shownTo(tx: Tx, turn: StandupTurn): Promise<Snapshot> {
    return (await findSnapshot(tx, promptSnapshotId(turn.slot.id))) ?? made(tx, turn, ids.next());
  }

  async function made(tx: Tx, turn: StandupTurn, id: string): Promise<Snapshot> {
    const snapshot = await snapshots.make(tx, turn, id, clock.now());
    await insertSnapshot(tx, snapshot);
    return snapshot;
  }

  /** Ids come back from Slack and may be anybody's. */
  async function turnOf(read: Db | Tx, actor: StandupActor, slotId: string): Promise<StandupTurn | undefined> {
    const turn = await viewing.turnOf(read, slotId);
    return turn?.slot.personId === actor.id ? turn : undefined;
  }
}

interface Submission {
  readonly slotId: string;
  readonly snapshotId: string;
  readonly content: AnswerContent;
  readonly viewId: string;
}

interface Given {
  readonly snapshot: Snapshot;
  readonly content: AnswerContent;
  readonly viewId: string | undefined;
}

function whenOf({ slot, occurrence }: StandupTurn, answer: Answer | undefined, now: Instant): AnswerForm['when'] {
  const day = dayText(slot.localDate);
  if (answer !== undefined) return { kind: 'edit', day };
  if (occurrence.state === 'planned') return { kind: 'early', day };
  return now >= slot.closeAt ? { kind: 'late', day } : { kind: 'open' };
}
