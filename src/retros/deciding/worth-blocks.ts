import type { KnownBlock } from '@slack/types';
import { section } from '../../blockkit/blocks.ts';
import { select } from '../../blockkit/inputs.ts';
import { type MessageContent, message, refusal } from '../../blockkit/message.ts';
import { lines, md } from '../../blockkit/mrkdwn.ts';
import { LEAST_SHOWN, SCORES, type WorthOutcome } from './worth.ts';

export const WORTH = 'retro.worth';

/** Below a closed retro: the question, and what was said once nobody can be known by it. */
export const worthBlocks = (
  retroId: string,
  worth: { readonly n: number; readonly mean: number } | undefined,
): KnownBlock[] => [
  section(
    lines(
      md`*Worth our time?*`,
      worth === undefined
        ? md`Nobody learns who said what; it is shown from ${LEAST_SHOWN} answers on.`
        : md`${worth.mean.toFixed(1)} of 5, from ${worth.n} answers`,
    ),
    select(
      WORTH,
      SCORES.map((score) => ({ value: `${retroId} ${score}`, text: WORDS[score] })),
    ),
  ),
];

const WORDS: Readonly<Record<(typeof SCORES)[number], string>> = {
  1: '1: not at all',
  2: '2: hardly',
  3: '3: so so',
  4: '4: yes',
  5: '5: very much',
};

/** What whoever answers reads. */
export function worthMessage(outcome: WorthOutcome): MessageContent {
  switch (outcome.kind) {
    case 'given':
      return message('Thank you. Nobody learns what you said.');
    case 'given-already':
      return message('You have said it already. Nobody knows what it was, so it can’t be changed. Thank you.');
    case 'not-theirs':
      return refusal('Only those who took part say whether it was worth their time.');
    case 'not-closed':
      return message('That retro is not closed, so nobody can say yet.');
    case 'not-found':
      return message('That retro is not here any more.');
  }
}
