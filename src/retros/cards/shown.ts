import type { RetroPhase } from '../retro.ts';

const SHOWN: readonly RetroPhase[] = ['voting', 'deciding', 'closed'];

/** Whether everybody sees the cards of a retro in this phase. */
export const isShown = (phase: RetroPhase): boolean => SHOWN.includes(phase);
