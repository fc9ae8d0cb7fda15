import type { Retro } from './retro.ts';

/** What the first message of a retro shows. Nothing of it says who has written, or how much. */
export interface ParentView {
  readonly retro: Retro;
  /** How many take part, how many of them are done with the phase, and how many have said that they don't. */
  readonly asked: number;
  readonly done: number;
  readonly out: number;
  /** Names of who looks after it, and of whoever ended it before its time. */
  readonly by: { readonly facilitator: string | undefined; readonly ended: string | undefined };
}
