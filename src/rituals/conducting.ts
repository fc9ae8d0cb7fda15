import type { Instant } from '../core/instants.ts';
import { dateAt } from '../core/local-time.ts';
import { isTooLate, wasOfflineAtClose } from './catch-up.ts';
import { isUnsettled, type Occurrence, type Reason, type Slot, type SlotState } from './slot.ts';

/** What becomes of a slot without its person doing anything. */
export interface Settlement {
  readonly slot: Slot;
  readonly state: SlotState;
  readonly reason: Reason | undefined;
}

/** What an occurrence is to do at a moment. */
export interface Conduct {
  /** It opens; `withered` if its whole day went by while Baton was offline: then it is skipped. */
  readonly opens: 'opens' | 'withered' | undefined;
  readonly settled: readonly Settlement[];
  readonly closes: boolean;
  /** When to look again. */
  readonly next: Instant | undefined;
}

const OFFLINE: Reason = { code: 'offline' };

/**
 * Decides what an occurrence does now. `slots` are those that are still unsettled; `hasAnswers` tells whether somebody has
 * answered or skipped, perhaps before it opened.
 */
export function conducted(occurrence: Occurrence, slots: readonly Slot[], now: Instant, hasAnswers: boolean): Conduct {
  const waiting = slots.filter(isUnsettled);
  if (occurrence.state === 'planned' && now < occurrence.opensAt) {
    return { opens: undefined, settled: [], closes: false, next: occurrence.opensAt };
  }
  if (occurrence.state !== 'planned' && occurrence.state !== 'open') {
    return { opens: undefined, settled: [], closes: false, next: undefined };
  }
  const isOpening = occurrence.state === 'planned';
  const settled = waiting.flatMap((slot) => settlement(occurrence, slot, now, isOpening));
  const left = waiting.length - settled.length;
  const isOver = isOpening && left === 0 && now >= occurrence.closesAt;
  // East of the team a date may be over before it has begun here; and what somebody has said is to be shown, however late.
  if (isOver && !hasAnswers && dateAt(now, occurrence.snapshot.config.zone) > occurrence.teamDate) {
    return { opens: 'withered', settled, closes: false, next: undefined };
  }
  const closes = left === 0 && now >= occurrence.closesAt;
  const ends = new Set(settled.map(({ slot }) => slot.id));
  return {
    opens: isOpening ? 'opens' : undefined,
    settled,
    closes,
    next: closes
      ? undefined
      : nextLook(
          occurrence,
          waiting.filter(({ id }) => !ends.has(id)),
          now,
        ),
  };
}

function settlement(
  { snapshot }: Occurrence,
  slot: Slot,
  now: Instant,
  isOpening: boolean,
): Settlement | readonly Settlement[] {
  const isOver = now >= slot.closeAt;
  if (slot.state === 'pending') {
    const isLost = isOver || (isOpening && slot.dueAt <= now && isTooLate(slot, now, snapshot.config.graceMs));
    return isLost ? { slot, state: 'bot-missed', reason: OFFLINE } : [];
  }
  if (!isOver) return [];
  if (slot.isOptional) return { slot, state: 'excused', reason: { code: 'joined' } };
  return wasOfflineAtClose(slot, now)
    ? { slot, state: 'bot-missed', reason: OFFLINE }
    : { slot, state: 'missed', reason: undefined };
}

function nextLook({ closesAt }: Occurrence, waiting: readonly Slot[], now: Instant): Instant {
  let next = Number.POSITIVE_INFINITY;
  for (const { closeAt } of waiting) next = Math.min(next, closeAt);
  return Number.isFinite(next) ? next : Math.max(closesAt, now);
}
