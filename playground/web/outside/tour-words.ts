import type { Sections } from '../../wire.ts';
import { firstName, nameOf } from '../desk/faces.ts';
import { claimDeed, contactDeed, type Deed, endDeed, lateClaimDeed, rivalOf, sendDeed, waitDeed } from './tour-deed.ts';
import { type Progress, stepOf } from './tour-progress.ts';

/** What the tour's card says at one step. */
export interface TourCard {
  /** "Step 2 of 5", or that it is over. */
  readonly place: string;
  readonly done: number;
  readonly title: string;
  readonly text: string;
  readonly deed: Deed | undefined;
}

type Known = Pick<Sections, 'office' | 'clock' | 'phones' | 'panes'>;

export const STEPS = 5;

/** The card for how far somebody has come. */
export function tourCard(known: Known, progress: Progress): TourCard {
  const step = stepOf(progress);
  const called = (id: string | undefined) => (id === undefined ? 'Somebody' : firstName(nameOf(known.office, id)));
  const owner = called(progress.claim?.owner);
  const numbered = (at: number) => ({ place: `Step ${at} of ${STEPS}`, done: at - 1 });
  switch (step) {
    case 1:
      return {
        ...numbered(1),
        title: 'A lead comes in',
        text: 'The website’s form sends Baton a lead. Its card appears in #leads, and the phones of those on shift ring.',
        deed: sendDeed(known),
      };
    case 2:
      return {
        ...numbered(2),
        title: 'Claim it as Ana',
        text: 'Be Ana, and press Claim on the new card. From then on the lead is hers, and everybody sees it.',
        deed: claimDeed(known, progress),
      };
    case 3: {
      const rival = called(rivalOf(progress.claim?.owner));
      return {
        ...numbered(3),
        title: `Be too late as ${rival}`,
        text: `As ${rival}, type /lead claim ${progress.claim?.number} in #leads. Only ${rival} sees the answer.`,
        deed: lateClaimDeed(known, progress),
      };
    }
    case 4:
      return {
        ...numbered(4),
        title: 'Log the contact',
        text: `Baton has sent ${owner} the number to call, as a direct message. Press Reached there, and the promise is kept.`,
        deed: contactDeed(known, progress),
      };
    case 5:
      return {
        ...numbered(5),
        title: 'Let a lead get late',
        text: 'Send one more lead that nobody calls, and let the clock run for an hour. Then see who is told.',
        deed: waitDeed(known, progress),
      };
    case 'end':
      return {
        place: 'Tour complete',
        done: STEPS,
        title: `${called(progress.late?.person)} was told`,
        text: 'The lead’s thread says that it is late, without a name. That was the hand-over; now try to break it.',
        deed: endDeed(progress),
      };
  }
}
