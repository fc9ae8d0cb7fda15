import { counted } from '../../core/time-text.ts';
import type { Draw } from './draw.ts';
import type { Stratum } from './sample.ts';

/** Why a lead is in a sample, in words of the thread. */
export const STRATUM_WORDS: Readonly<Record<Stratum, string>> = {
  questioned: 'marketing asked about its rejection',
  won: 'won',
  lost: 'lost',
  rejected: 'not a fit',
  returned: 'came back',
  late: 'late first contact',
  untouched: 'nobody reached out',
  working: 'in progress',
  chosen: 'chosen by hand',
};

/** By what the leads were narrowed down: "Website, Spring demo, 2 reps"; empty if by nothing. */
export function filterText({ sources, campaigns, personas, reps, stages }: Draw): string {
  const words = [sources, campaigns, personas, stages].flatMap((list) => list ?? []);
  return [...words, ...(reps === undefined || reps.length === 0 ? [] : [counted(reps.length, 'rep')])].join(', ');
}
