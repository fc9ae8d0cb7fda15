import type { SlotState } from './slot.ts';

/** So many prompts in a row without an answer, and reminders stop (DEL-8). */
export const PATIENCE = 3;

/** One of somebody's last prompts, and what became of it. */
export interface PastPrompt {
  readonly personId: string;
  readonly slotId: string;
  readonly state: SlotState;
}

/** Those who let each of their last prompts pass. What Baton itself missed is not held against anybody. */
export function silentAmong(last: readonly PastPrompt[]): readonly { readonly personId: string }[] {
  return [...Map.groupBy(last, ({ personId }) => personId)]
    .filter(([, prompts]) => prompts.length >= PATIENCE && prompts.every(({ state }) => state === 'missed'))
    .map(([personId]) => ({ personId }));
}
