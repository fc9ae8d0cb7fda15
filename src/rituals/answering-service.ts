import type { Instant } from '../core/instants.ts';
import { addDays } from '../core/local-time.ts';
import type { Db, Tx } from '../platform/db/database.ts';
import { type Kinds, kindOf, type RitualsDeps, type SlotView, slotJob, slotKey } from './kinds-service.ts';
import * as dates from './occurrences-store.ts';
import { placed } from './placement.ts';
import { reconciled } from './reconciling.ts';
import { isUnsettled, type Slot } from './slot.ts';
import * as history from './slot-history-store.ts';
import * as slots from './slots-store.ts';
import * as store from './store.ts';

/** What became of an answer. */
export type AnswerOutcome =
  | {
      readonly kind: 'answered';
      readonly slot: Slot;
      /** It replaces an earlier answer. */
      readonly isEdit: boolean;
    }
  /** The next one has begun, and an answer belongs there (ANS-1, ANS-2). */
  | { readonly kind: 'too-late' }
  | { readonly kind: 'not-found' };

/** What became of a skip or of taking one back. */
export type SkipOutcome =
  | { readonly kind: 'done'; readonly slot: Slot }
  /** It is answered, over, or not skipped. */
  | { readonly kind: 'not-now'; readonly slot: Slot }
  | { readonly kind: 'not-found' };

/** What people do with their slots. */
export function ritualAnswering(deps: RitualsDeps, kinds: Kinds) {
  const { jobs, ids, people } = deps;

  const answering = {
    /**
     * The slot that an answer of this person belongs to at `now`: the one that is open for them, else the next that is planned
     * (ANS-3). Of several, the first whose time for answers isn't over; one from which they are excused only if there is no other,
     * unless they are there and only weren't asked, to be left in peace.
     */
    async currentSlot(read: Db | Tx, ritualId: string, personId: string, now: Instant): Promise<Slot | undefined> {
      const all = (await history.listCurrent(read, ritualId, personId)).filter(({ closeAt }) => closeAt > now);
      return all.find(({ state, reason }) => state !== 'excused' || reason?.code === 'budget') ?? all[0];
    },

    /** A slot for somebody who wants to answer today although they don't take part, or take part only from tomorrow (PPL-2). */
    async addOptional(tx: Tx, ritualId: string, personId: string, now: Instant): Promise<Slot | undefined> {
      const ritual = await store.holdRitual(tx, ritualId);
      const open = ritual && (await dates.listOpen(tx, ritual.id)).at(-1);
      if (open === undefined) return answering.currentSlot(tx, ritualId, personId, now);
      const known = (await slots.listSlots(tx, open.id)).find((slot) => slot.personId === personId);
      if (known !== undefined) return known;
      const { teamDate } = open;
      const range = { fromOn: addDays(teamDate, -1), untilOn: addDays(teamDate, 1) };
      const [person] = await people.daysOf(tx, [personId], range);
      if (person === undefined) return undefined;
      const { config } = open.snapshot;
      const context = { now, grace: config.graceMs, isOpen: true, isRetried: false };
      const plan = reconciled(undefined, placed(config, teamDate, person), context);
      if (plan === undefined) return undefined;
      // They are here already: nobody need ask them.
      const id = ids.next();
      const state = 'excused' as const;
      const reason = { code: 'joined' as const };
      const home = { occurrenceId: open.id, ritualId, teamDate };
      await slots.insertSlots(tx, home, [{ ...plan, id, state, reason, isOptional: true }]);
      return slots.findSlot(tx, id);
    },

    /** Records that somebody has answered, early, in time, late or again (ANS-1 to ANS-4); the words are the kind's. */
    async answer(tx: Tx, slotId: string, at: Instant): Promise<AnswerOutcome> {
      const view = await find(tx, slotId);
      if (view === undefined) return { kind: 'not-found' };
      const { slot } = view;
      const isEdit = slot.state === 'answered';
      if (await isOvertaken(tx, slot, at, isEdit)) return { kind: 'too-late' };
      const isLate = isEdit ? slot.isLate : at >= slot.closeAt;
      const times = isEdit ? { editedAt: at } : { answeredAt: at };
      const moved = await slots.moveSlot(tx, slot, { state: 'answered', reason: undefined, isLate, ...times });
      // Something happened to it since we read it: look again.
      if (!moved) return answering.answer(tx, slotId, at);
      await afterwards(tx, view);
      return { kind: 'answered', slot: { ...slot, state: 'answered', reason: undefined, isLate, ...times }, isEdit };
    },

    /** One tap, in their own words or those of a button (TIME-8). */
    async skip(tx: Tx, slotId: string, reason: string): Promise<SkipOutcome> {
      const view = await find(tx, slotId);
      if (view === undefined) return { kind: 'not-found' };
      if (!isUnsettled(view.slot)) return { kind: 'not-now', slot: view.slot };
      const skipped = { state: 'skipped', reason: { code: 'skipped', detail: reason } } as const;
      if (!(await slots.moveSlot(tx, view.slot, skipped))) return answering.skip(tx, slotId, reason);
      await afterwards(tx, view);
      return { kind: 'done', slot: { ...view.slot, ...skipped } };
    },

    /** Takes a skip back while there is time to answer. */
    async unskip(tx: Tx, slotId: string, at: Instant): Promise<SkipOutcome> {
      const view = await find(tx, slotId);
      if (view === undefined) return { kind: 'not-found' };
      const { slot, occurrence } = view;
      if (slot.state !== 'skipped' || at >= slot.closeAt) return { kind: 'not-now', slot };
      const state = slot.promptedAt === undefined ? 'pending' : 'sent';
      if (!(await slots.moveSlot(tx, slot, { state, reason: undefined }))) return answering.unskip(tx, slotId, at);
      if (occurrence.state === 'open') {
        const runAt = Math.max(at, state === 'pending' ? slot.dueAt : (slot.remindAt ?? at));
        await jobs.enqueue(tx, slotJob(slotId, runAt));
        await kindOf(kinds, view.ritual.kind).changed(tx, view, 'slot');
      }
      return { kind: 'done', slot: { ...slot, state, reason: undefined } };
    },

    /** They have opened the form: no reminder for a while (DEL-8). */
    touched: (tx: Tx, slotId: string, at: Instant): Promise<void> => slots.markTouched(tx, slotId, at),
  };

  return answering;

  async function find(read: Db | Tx, slotId: string): Promise<SlotView | undefined> {
    const slot = await slots.findSlot(read, slotId);
    const occurrence = slot && (await dates.findOccurrence(read, slot.occurrenceId));
    const ritual = slot && (await store.findRitual(read, slot.ritualId));
    return slot && occurrence && ritual && { slot, occurrence, ritual };
  }

  /** A first answer counts until their next prompt is due, an edit until that one's time is over. */
  async function isOvertaken(tx: Tx, slot: Slot, at: Instant, isEdit: boolean): Promise<boolean> {
    if (at < slot.closeAt) return false;
    const next = await history.findAskedAfter(tx, slot);
    return next !== undefined && at >= (isEdit ? next.closeAt : next.dueAt);
  }

  async function afterwards(tx: Tx, view: SlotView): Promise<void> {
    if (view.occurrence.state === 'planned') return;
    // Not while it is pending: its job may be inside Slack just now, and must be able to record the prompt.
    if (view.slot.state === 'sent') await jobs.cancel(tx, slotKey(view.slot.id));
    await kindOf(kinds, view.ritual.kind).changed(tx, view, 'slot');
  }
}
