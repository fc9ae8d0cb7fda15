import { section } from '../blockkit/blocks.ts';
import { type MessageContent, message } from '../blockkit/message.ts';
import { lines, type Mrkdwn, md } from '../blockkit/mrkdwn.ts';
import { LEAST_FOR_PERCENT, percentOf } from '../core/share-text.ts';
import type { AskWords } from './ask-words-blocks.ts';
import type { WeekState } from './standing.ts';

/** What a week of standups came to: numbers of teams, with n, and nobody's name. */
export function digestMessage<C>(
  { name, week, participation, counts }: WeekState<C>,
  words: Pick<AskWords<never, C>, 'windowLines'>,
): MessageContent {
  return message(`${name}: the week ${week}`, [
    section(md`*The week ${week}*`),
    section(lines(md`*Answers*`, ...participation.map(participationLine))),
    section(lines(md`*Asks between the teams*`, ...words.windowLines(counts).map((line) => md`• ${line}`))),
  ]);
}

function participationLine({ team, answered, asked }: WeekState<unknown>['participation'][number]): Mrkdwn {
  const line = md`• ${team}: ${answered} of ${asked}`;
  return asked < LEAST_FOR_PERCENT ? line : md`${line} (${percentOf(answered, asked)} %)`;
}
