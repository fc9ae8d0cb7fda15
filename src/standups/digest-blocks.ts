import { section } from '../blockkit/blocks.ts';
import { type MessageContent, message } from '../blockkit/message.ts';
import { lines, md } from '../blockkit/mrkdwn.ts';
import type { AskWords } from './ask-words-blocks.ts';
import type { WeekState } from './standing.ts';

/** What a week of standups came to: numbers of teams, with n, and nobody's name. */
export function digestMessage<C>(
  { name, week, participation, counts }: WeekState<C>,
  words: Pick<AskWords<never, C>, 'windowLines'>,
): MessageContent {
  return message(`${name}: the week ${week}`, [
    section(
      lines(
        md`*The week ${week}*`,
        ...participation.map(
          ({ team, answered, asked }) => md`• ${team}: ${answered} of ${asked} answers${share(answered, asked)}`,
        ),
        ...words.windowLines(counts).map((line) => md`• ${line}`),
      ),
    ),
  ]);
}

// A percentage of fewer says more about chance than about the team.
const LEAST_FOR_PERCENT = 10;

const share = (part: number, whole: number): string =>
  whole < LEAST_FOR_PERCENT ? '' : ` (${Math.round((100 * part) / whole)} %)`;
