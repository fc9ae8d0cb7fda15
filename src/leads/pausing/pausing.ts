import type { Duration, Instant } from '../../core/instants.ts';
import { addDays } from '../../core/local-time.ts';
import type { Lead } from '../lead.ts';
import { type OutcomeRefusal, objection } from '../outcomes/outcomes.ts';
import { type Decision, move, refuse, type Worker } from '../transitions.ts';

/** Why a lead should wait, and until when, as its owner says it. */
export type PauseWish = { readonly note: string } & (
  | { readonly pause: 'waiting'; readonly on: string }
  | { readonly pause: 'snooze'; readonly for: Duration }
);

/** Nobody remembers for longer what they waited for; it can be put on the shelf. */
const LONGEST_WAIT_DAYS = 90;

/** What only a pause can be refused for. */
export type PauseFault =
  | { readonly kind: 'nothing-runs' | 'not-paused' }
  | { readonly kind: 'wait-past' }
  | { readonly kind: 'wait-too-long'; readonly days: number }
  | { readonly kind: 'snooze-too-long'; readonly left: Duration };

export type PauseRefusal = OutcomeRefusal | PauseFault;

const FAULTS: readonly string[] = ['nothing-runs', 'not-paused', 'wait-past', 'wait-too-long', 'snooze-too-long'];

export const isPauseFault = (why: PauseRefusal): why is PauseFault => FAULTS.includes(why.kind);

/** What is wrong with a date until which somebody wants to wait; `today` is the date where they are. */
export function waitFault(on: string, today: string): PauseFault | undefined {
  if (on <= today) return { kind: 'wait-past' };
  return on > addDays(today, LONGEST_WAIT_DAYS) ? { kind: 'wait-too-long', days: LONGEST_WAIT_DAYS } : undefined;
}

/** Its promises stand still until then, with a reason that everybody who has to do with it can read. */
export function pause(lead: Lead, by: Worker, { pause: why, note }: PauseWish, until: Instant): Decision<PauseRefusal> {
  const objected = objection(lead, by);
  return objected === undefined ? move(lead, { kind: 'paused', pause: why, until, note }, by.id, {}) : refuse(objected);
}

/** It goes on before its time. */
export function goOn(lead: Lead, by: Worker, isPaused: boolean): Decision<PauseRefusal> {
  const objected = objection(lead, by) ?? (isPaused ? undefined : ({ kind: 'not-paused' } as const));
  return objected === undefined ? move(lead, { kind: 'resumed' }, by.id, {}) : refuse(objected);
}
