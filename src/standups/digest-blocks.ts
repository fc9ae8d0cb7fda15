import { section } from '../blockkit/blocks.ts';
import { type MessageContent, message } from '../blockkit/message.ts';
import { lines, type Mrkdwn, md } from '../blockkit/mrkdwn.ts';

/** A team's week: how many answers of how many that were asked. */
export interface Participation {
  readonly team: string;
  readonly answered: number;
  readonly asked: number;
}

export interface DigestView {
  readonly name: string;
  /** "9 to 13 Mar" */
  readonly week: string;
  readonly participation: readonly Participation[];
  /** Opened, closed and median age of asks, one line for each direction; from the feature that has them. */
  readonly asks: readonly Mrkdwn[];
}

/** What a week of standups came to: numbers of teams, with n, and nobody's name. */
export function digestMessage({ name, week, participation, asks }: DigestView): MessageContent {
  return message(`${name}: the week ${week}`, [
    section(
      lines(
        md`*The week ${week}*`,
        ...participation.map(
          ({ team, answered, asked }) => md`• ${team}: ${answered} of ${asked} answers${share(answered, asked)}`,
        ),
        ...asks.map((line) => md`• ${line}`),
      ),
    ),
  ]);
}

// A percentage of fewer says more about chance than about the team.
const LEAST_FOR_PERCENT = 10;

const share = (part: number, whole: number): string =>
  whole < LEAST_FOR_PERCENT ? '' : ` (${Math.round((100 * part) / whole)} %)`;
