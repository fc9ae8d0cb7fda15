import { type Duration, type Instant, MINUTE } from '../core/instants.ts';
import { isTooLate } from './catch-up.ts';
import type { ReasonCode, Slot, SlotPlan } from './slot.ts';

/** What must be left of the time for answers, or somebody who joins is not asked today (PPL-2). */
const LEAST_LEFT_TO_JOIN: Duration = 30 * MINUTE;

/** What a kind has decided when it was to ask; nothing about people changes that. */
const BY_KIND: ReadonlySet<ReasonCode> = new Set([
  'budget',
  'weekly',
  'turn',
  'break',
  'one-sided',
  'too-few',
  'nothing',
]);

export interface Reconciling {
  readonly now: Instant;
  readonly grace: Duration;
  /** False while the occurrence is only planned. */
  readonly isOpen: boolean;
  /** Those whom Slack could not reach are tried once more: somebody has looked after the ritual. */
  readonly isRetried: boolean;
}

/**
 * What one person's slot becomes when people have changed. `slot` is what it is, `plan` what would be decided now: undefined for
 * somebody who takes part no more. What has been asked or answered stays; nothing moves into the past beyond the grace, and
 * nobody is asked twice (TIME-5, TIME-7, TIME-8, PPL-1 to PPL-3). Undefined if there is nothing to record.
 */
export function reconciled(
  slot: Slot | undefined,
  plan: SlotPlan | undefined,
  context: Reconciling,
): SlotPlan | undefined {
  if (slot === undefined) return plan && joining(plan, context);
  if (plan === undefined) return leaving(slot);
  if (slot.state === 'sent') return asked(slot, plan);
  const isOurs = slot.state === 'pending' || slot.state === 'excused' || slot.state === 'unreachable';
  if (!isOurs || (slot.reason !== undefined && BY_KIND.has(slot.reason.code))) return slot;
  if (plan.state !== 'pending') return excused(slot, plan);
  if (slot.reason?.code === 'error' && !context.isRetried) return slot;
  return askable(slot, plan, context);
}

function joining(plan: SlotPlan, { now, isOpen }: Reconciling): SlotPlan {
  if (plan.state !== 'pending' || (!isOpen && plan.dueAt >= now)) return plan;
  const isOptional = true;
  if (plan.dueAt > now) return { ...plan, isOptional };
  if (plan.closeAt - now >= LEAST_LEFT_TO_JOIN) return { ...plan, dueAt: now, isOptional };
  return { ...plan, state: 'excused', reason: { code: 'joined' }, isOptional };
}

function leaving(slot: Slot): SlotPlan {
  const isAsked = slot.state === 'pending' || slot.state === 'sent';
  return isAsked ? { ...slot, state: 'excused', reason: { code: 'left' } } : slot;
}

/** A prompt that is out stays; only absence and deactivation excuse from it. A holiday cancels unsent slots only (TIME-7). */
function asked(slot: Slot, { state, reason }: SlotPlan): SlotPlan {
  return reason?.code === 'away' || reason?.code === 'deactivated' ? { ...slot, state, reason } : slot;
}

function excused(slot: Slot, plan: SlotPlan): SlotPlan {
  const isSameReason = slot.reason?.code === plan.reason?.code && slot.reason?.detail === plan.reason?.detail;
  const isSame = slot.state === plan.state && isSameReason;
  // On which date, and where, they were asked stays true wherever they go.
  if (slot.promptedAt !== undefined) return isSame ? slot : { ...slot, state: plan.state, reason: plan.reason };
  const isSameTime = slot.zone === plan.zone && slot.closeAt === plan.closeAt;
  return isSame && isSameTime ? slot : { ...plan, isOptional: slot.isOptional };
}

function askable(slot: Slot, plan: SlotPlan, { now, grace }: Reconciling): SlotPlan {
  if (slot.promptedAt !== undefined) return { ...slot, state: 'sent', reason: undefined };
  const isBack = slot.reason?.code === 'deactivated' || slot.reason?.code === 'error';
  const isOptional = slot.isOptional || isBack;
  // Also when it is overdue: then it waits for its job, which knows what to do after an outage.
  if (slot.state === 'pending' && slot.zone === plan.zone && slot.closeAt === plan.closeAt) return slot;
  if (plan.dueAt >= now) return { ...plan, isOptional };
  if (!isTooLate(plan, now, grace)) return { ...plan, dueAt: now, isOptional };
  return slot.state === 'pending' ? { ...plan, state: 'excused', reason: { code: 'travel' }, isOptional } : slot;
}
