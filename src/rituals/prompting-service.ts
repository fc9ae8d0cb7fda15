import type { Instant } from '../core/instants.ts';
import type { Tx } from '../platform/db/database.ts';
import { dueWork, hasTimeLeft } from './catch-up.ts';
import type { Settle } from './conducting-service.ts';
import { type Kinds, kindOf, promptKey, type RitualsDeps, type SlotView, slotJob, type Told } from './kinds-service.ts';
import * as dates from './occurrences-store.ts';
import { createPace } from './pace.ts';
import type { RitualPlanning } from './planning-service.ts';
import type { Reason } from './slot.ts';
import * as slots from './slots-store.ts';
import * as store from './store.ts';
import type { RitualTelling } from './telling-service.ts';

/** Asks and reminds, one slot at a time, so that what fails for one stops nobody else (DEL-5), and all at one pace (DEL-6). */
export function ritualPrompting(deps: RitualsDeps, kinds: Kinds, planning: RitualPlanning, telling: RitualTelling) {
  const { database, clock, jobs, people } = deps;
  const { db } = database;
  const pace = createPace(deps.paceMs);

  return {
    /** Does what one slot asks for now; answers when to look again. */
    async attend(slotId: string, settle: Settle): Promise<Instant | undefined> {
      const view = await find(slotId);
      if (view === undefined || view.occurrence.state !== 'open')
        return database.transaction(settle).then(() => undefined);
      const work = dueWork(view.slot, clock.now(), view.occurrence.snapshot.config.graceMs);
      switch (work.kind) {
        case 'wait':
          return work.until;
        case 'prompt':
          return pace.turnOf(slotId, clock.now()) ?? prompt(view, work.isLate, settle);
        case 'too-late':
          return giveUp(view, settle);
        case 'remind':
          return pace.turnOf(slotId, clock.now()) ?? remind(view, settle);
        case 'nothing':
          return database.transaction(settle).then(() => undefined);
      }
    },
  };

  async function find(slotId: string): Promise<SlotView | undefined> {
    const slot = await slots.findSlot(db, slotId);
    const occurrence = slot && (await dates.findOccurrence(db, slot.occurrenceId));
    const ritual = slot && (await store.findRitual(db, slot.ritualId));
    return slot && occurrence && ritual && { slot, occurrence, ritual };
  }

  async function prompt(view: SlotView, isLate: boolean, settle: Settle): Promise<Instant | undefined> {
    const told = (await isHere(view)) ? await kindOf(kinds, view.ritual.kind).prompt(view, { isLate }) : GONE;
    if (told.kind === 'later') return told.at;
    await database.transaction(async (tx) => {
      const next = await record(tx, view, told);
      if (told.kind === 'told') await told.also?.(tx);
      // One commit for both: what is enqueued while it runs is ready again when it has settled.
      if (next !== undefined) await jobs.enqueue(tx, slotJob(view.slot.id, next));
      await settle(tx);
    });
    return undefined;
  }

  /** Slack takes messages for deactivated people and shows them to nobody, so we ask right before (PPL-1). */
  function isHere({ slot }: SlotView): Promise<boolean> {
    return people.isHere(db, slot.personId);
  }

  async function record(tx: Tx, view: SlotView, told: Exclude<Told, { kind: 'later' }>): Promise<Instant | undefined> {
    const { slot } = view;
    switch (told.kind) {
      case 'told': {
        const promptedAt = clock.now();
        // Answered while Slack was showing it: then it is prompted and answered.
        if (!(await slots.moveSlot(tx, slot, { state: 'sent', reason: undefined, promptedAt }))) {
          await slots.markPrompted(tx, slot, promptedAt);
          return undefined;
        }
        const next = dueWork({ ...slot, state: 'sent', promptedAt }, promptedAt, 0);
        return next.kind === 'wait' ? next.until : undefined;
      }
      case 'unreachable': {
        const reason: Reason = told === GONE ? { code: 'deactivated' } : { code: 'error', detail: told.code };
        if (!(await end(tx, view, { state: 'unreachable', reason }))) return undefined;
        await telling.unreachable(tx, view.ritual, slot, told.code);
        // The next date has been planned before we knew.
        await planning.enqueue(tx, view.ritual.id);
        return undefined;
      }
      case 'over-budget':
        await end(tx, view, { state: 'excused', reason: { code: 'budget' } });
        return undefined;
      case 'weekly':
        await end(tx, view, { state: 'excused', reason: { code: 'weekly' } });
        return undefined;
      case 'not-asked':
        await end(tx, view, { state: 'excused', reason: { code: told.because } });
        return undefined;
    }
  }

  /**
   * Too late to ask. Unless a process died between the prompt and its record: then they were asked, and if there is time left
   * they may yet answer; if not, they could not, as nobody was there to take it.
   */
  async function giveUp(view: SlotView, settle: Settle): Promise<undefined> {
    const wasShown = await deps.wasShown(db, promptKey(view.slot.id));
    const promptedAt = wasShown ? view.slot.dueAt : undefined;
    await database.transaction(async (tx) => {
      if (promptedAt !== undefined && hasTimeLeft(view.slot, clock.now())) {
        await slots.moveSlot(tx, view.slot, { state: 'sent', reason: undefined, promptedAt });
      } else if (await end(tx, view, { state: 'bot-missed', reason: { code: 'offline' }, promptedAt })) {
        await telling.offline(tx, view.ritual, [view.slot]);
      }
      await settle(tx);
    });
  }

  async function remind(view: SlotView, settle: Settle): Promise<Instant | undefined> {
    const told = (await isHere(view)) ? await kindOf(kinds, view.ritual.kind).remind(view) : GONE;
    if (told.kind === 'later') return told.at;
    await database.transaction(async (tx) => {
      await slots.markReminded(tx, view.slot, clock.now());
      if (told.kind === 'told') await told.also?.(tx);
      await settle(tx);
    });
    return undefined;
  }

  /** Ends a slot that nobody will be asked for any more; false if something happened to it meanwhile. */
  async function end(tx: Tx, view: SlotView, to: slots.SlotChange & { reason: Reason }): Promise<boolean> {
    if (!(await slots.moveSlot(tx, view.slot, to))) return false;
    const kind = kindOf(kinds, view.ritual.kind);
    const { state, reason, promptedAt = view.slot.promptedAt } = to;
    await kind.settled?.(tx, { ...view, slot: { ...view.slot, state, reason, promptedAt } });
    await kind.changed(tx, view, 'slot');
    return true;
  }
}

const GONE: Told & { kind: 'unreachable' } = { kind: 'unreachable', code: 'user_disabled' };
