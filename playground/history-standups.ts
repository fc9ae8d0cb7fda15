import { FIRST_DAY, type When } from './history-calendar.ts';

/** What somebody does with their standup, in Slack, as people do it. */
export type StandupDeed =
  /** Fills in the form of the set-up and switches it on. */
  | { readonly kind: 'switch on' }
  | { readonly kind: 'post' }
  | { readonly kind: 'edit and post'; readonly today: string }
  | { readonly kind: 'skip' }
  | { readonly kind: 'ask'; readonly text: string }
  | { readonly kind: 'answer'; readonly ask: string; readonly text: string };

export interface StandupStep {
  readonly who: string;
  readonly when: When;
  readonly deed: StandupDeed;
}

const DECK = 'Is there a deck for energy suppliers? Two of them asked this week.';
const WEBINAR = 'Which of the webinar’s leads have you reached so far?';

/** A week of standups: mostly one click, now and then a plan, one ask that is answered and one that still waits. */
export const STANDUPS: readonly StandupStep[] = [
  { who: 'U_MAX', when: { day: FIRST_DAY, at: '09:03' }, deed: { kind: 'switch on' } },
  ...day(FIRST_DAY, {}),
  ...day(-4, { ana: 'Three call-backs, then the quote for Brückner.' }),
  { who: 'U_ANA', when: { day: -4, at: '11:21' }, deed: { kind: 'ask', text: DECK } },
  ...day(-3, { mia: 'The landing page for the trade fair.' }),
  {
    who: 'U_MIA',
    when: { day: -3, at: '14:20' },
    deed: { kind: 'answer', ask: DECK, text: 'Yes: the one called Utilities. It is in our channel.' },
  },
  ...day(-2, { ben: 'Demos at 11 and 3.' }),
  ...day(-1, { ana: 'Quotes, and the two from the fair.', skips: 'U_BEN' }),
  { who: 'U_MIA', when: { day: -1, at: '15:31' }, deed: { kind: 'ask', text: WEBINAR } },
];

/** Berlin is asked at half past nine, London an hour later. */
function day(day: number, special: { ana?: string; ben?: string; mia?: string; skips?: string }): StandupStep[] {
  const answer = (who: string, at: string, today: string | undefined): StandupStep => ({
    who,
    when: { day, at },
    deed:
      special.skips === who
        ? { kind: 'skip' }
        : today === undefined
          ? { kind: 'post' }
          : { kind: 'edit and post', today },
  });
  return [
    answer('U_ANA', '09:36', special.ana),
    answer('U_MIA', '09:48', special.mia),
    answer('U_BEN', '10:33', special.ben),
  ];
}
