import { type Duration, type Instant, MINUTE } from '../core/instants.ts';
import { BETWEEN_NOTICES } from './placement.ts';
import type { Slot, SlotTimes } from './slot.ts';

/** From here on a prompt says that it is late. */
const LATE_AFTER: Duration = 10 * MINUTE;
/** What must be left of the time for answers, or a late prompt isn't sent (DEL-3). */
const LEAST_LEFT: Duration = 15 * MINUTE;
/** Whoever has the form open is not reminded (DEL-8). */
const BUSY_FOR: Duration = 10 * MINUTE;

/** What a slot asks for at a moment. */
export type DueWork =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'wait'; readonly until: Instant }
  | { readonly kind: 'prompt'; readonly isLate: boolean }
  /** Baton was not there in time: nobody is asked any more, and nobody has missed anything. */
  | { readonly kind: 'too-late' }
  | { readonly kind: 'remind' };

/** What is to be done about a slot of an open occurrence: the newest notice that is due, never two close together (DEL-3, DEL-4). */
export function dueWork(slot: Slot, now: Instant, grace: Duration): DueWork {
  if (slot.state === 'pending') {
    if (now < slot.dueAt) return { kind: 'wait', until: slot.dueAt };
    return isTooLate(slot, now, grace) ? { kind: 'too-late' } : { kind: 'prompt', isLate: isOverdue(slot, now) };
  }
  return slot.state === 'sent' ? reminder(slot, now) : { kind: 'nothing' };
}

/** Whether it is too late to ask (DEL-3): beyond the grace, or with less than a quarter of an hour left. */
export function isTooLate({ dueAt, closeAt }: SlotTimes, now: Instant, grace: Duration): boolean {
  if (now - dueAt <= LATE_AFTER && now < closeAt) return false;
  return now - dueAt > grace || !hasTimeLeft({ closeAt }, now);
}

export const hasTimeLeft = ({ closeAt }: Pick<SlotTimes, 'closeAt'>, now: Instant): boolean =>
  closeAt - now >= LEAST_LEFT;

const isOverdue = ({ dueAt }: SlotTimes, now: Instant): boolean => now - dueAt > LATE_AFTER;

function reminder({ remindAt, remindedAt, promptedAt, touchedAt, closeAt, isFatigued }: Slot, now: Instant): DueWork {
  if (remindAt === undefined || remindedAt !== undefined || isFatigued || now >= closeAt) return { kind: 'nothing' };
  // After a late prompt the reminder would come on its heels: then there is none.
  if (promptedAt !== undefined && remindAt - promptedAt < BETWEEN_NOTICES) return { kind: 'nothing' };
  const from = Math.max(remindAt, touchedAt === undefined ? remindAt : touchedAt + BUSY_FOR);
  if (from >= closeAt) return { kind: 'nothing' };
  return now < from ? { kind: 'wait', until: from } : { kind: 'remind' };
}

/**
 * Baton noticed the end of the time for answers only long after it: it was offline then, and so were the buttons. Nobody is
 * counted missing for that (DEL-3).
 */
export const wasOfflineAtClose = ({ closeAt }: SlotTimes, now: Instant): boolean => now - closeAt > LATE_AFTER;
