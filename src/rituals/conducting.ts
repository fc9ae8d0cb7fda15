import type { Instant } from '../core/instants.ts';
import { dateAt } from '../core/local-time.ts';
import { isTooLate, wasOfflineAtClose } from './catch-up.ts';
import { isUnsettled, type Occurrence, type Reason, type Slot, type SlotState } from './slot.ts';

/** What becomes of a slot without its person doing anything. */
export interface Settlement {
  readonly slot: Slot;
  readonly state: SlotState;
  readonly reason: Reason | undefined;
  /** It was asked, and a process died before it could write that down. */
  readonly wasShown: boolean;
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

/** What an occurrence is decided by besides the time. */
export interface Conducting {
  /** Those that are still unsettled. */
  readonly slots: readonly Slot[];
  /** Somebody has answered or skipped, perhaps before it opened. */
  readonly hasAnswers: boolean;
  /** Ids of the slots of `unrecorded` whose prompt may be in Slack. */
  readonly shown: ReadonlySet<string>;
}

/**
 * The slots that are over and have no prompt in the record: one may have been shown by a process that died before it could
 * write that down, and was down until now.
 */
export function unrecorded({ state }: Occurrence, slots: readonly Slot[], now: Instant): readonly Slot[] {
  return state === 'open' ? slots.filter((slot) => slot.state === 'pending' && now >= slot.closeAt) : [];
}

/** Decides what an occurrence does now. */
export function conducted(occurrence: Occurrence, { slots, hasAnswers, shown }: Conducting, now: Instant): Conduct {
  const waiting = slots.filter(isUnsettled);
  if (occurrence.state === 'planned' && now < occurrence.opensAt) {
    return { opens: undefined, settled: [], closes: false, next: occurrence.opensAt };
  }
  if (occurrence.state !== 'planned' && occurrence.state !== 'open') {
    return { opens: undefined, settled: [], closes: false, next: undefined };
  }
  const isOpening = occurrence.state === 'planned';
  const settled = waiting.flatMap((slot) =>
    settlement(occurrence, slot, { now, isOpening, wasShown: shown.has(slot.id) }),
  );
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
  { now, isOpening, wasShown }: { now: Instant; isOpening: boolean; wasShown: boolean },
): Settlement | readonly Settlement[] {
  const isOver = now >= slot.closeAt;
  const isAsked = wasShown || slot.state === 'sent';
  if (!isAsked) {
    const isLost = isOver || (isOpening && slot.dueAt <= now && isTooLate(slot, now, snapshot.config.graceMs));
    return isLost ? { slot, state: 'bot-missed', reason: OFFLINE, wasShown } : [];
  }
  if (!isOver) return [];
  if (slot.isOptional) return { slot, state: 'excused', reason: { code: 'joined' }, wasShown };
  // Whoever died before it could write the prompt down was away from then on: nobody took an answer.
  return wasShown || wasOfflineAtClose(slot, now)
    ? { slot, state: 'bot-missed', reason: OFFLINE, wasShown }
    : { slot, state: 'missed', reason: undefined, wasShown };
}

function nextLook({ closesAt }: Occurrence, waiting: readonly Slot[], now: Instant): Instant {
  let next = Number.POSITIVE_INFINITY;
  for (const { closeAt } of waiting) next = Math.min(next, closeAt);
  return Number.isFinite(next) ? next : Math.max(closesAt, now);
}
