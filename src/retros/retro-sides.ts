import { missingSide, type Sided } from '../core/sides.ts';

/** So few could tell who has written what. */
export const LEAST_UNNAMED = 3;

/** Why these can't hold a retro; undefined if they can. */
export type PeopleFault = 'no-sales' | 'no-marketing' | 'too-few-unnamed';

export const peopleFault = (participants: readonly Sided[], isAnonymous: boolean): PeopleFault | undefined =>
  missingSide(participants) ?? (isAnonymous && participants.length < LEAST_UNNAMED ? 'too-few-unnamed' : undefined);
