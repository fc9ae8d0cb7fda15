import { actions, context, section } from '../blockkit/blocks.ts';
import { button } from '../blockkit/elements.ts';
import { type MessageContent, message } from '../blockkit/message.ts';
import { joined, lines, type Mrkdwn, md, when } from '../blockkit/mrkdwn.ts';
import { durationText } from '../core/time-text.ts';
import type { AskWords } from './ask-words-blocks.ts';
import type { Attendance } from './attendance.ts';
import type { ParentState } from './standing.ts';
import type { TeamTotals } from './team-facts.ts';

export const ADD_MINE = 'standup.add';

/** Team totals and never a ranking; who is missing is a number here, and a name only for the owner. */
export function parentMessage<A, C>(
  view: ParentState<A, C>,
  words: Pick<AskWords<A, C>, 'rows' | 'openLine'>,
): MessageContent {
  const { name, day, openAsks, occurrenceId, counts } = view;
  return message(`${name}, ${day}`, [
    section(lines(md`*${name} · ${day}*`, joined(view.attendance.map(attendanceText), ' · '))),
    section(lines(totalsLine(view.totals), words.openLine(counts))),
    ...openAsks.flatMap((ask) => words.rows(ask)),
    context(stateLine(view)),
    actions(button('Add mine', ADD_MINE, { value: occurrenceId })),
  ]);
}

function attendanceText({ team, answered, asked, off, skipped }: Attendance): Mrkdwn {
  const aside = [...(off === 0 ? [] : [`${off} off`]), ...(skipped === 0 ? [] : [`${skipped} skipped`])];
  const count = md`${team} ${answered} of ${asked}`;
  return aside.length === 0 ? count : md`${count} (${aside.join(', ')})`;
}

function totalsLine({ delivered, claimed, contacted, inTime, decided, late, median }: TeamTotals): Mrkdwn {
  if (delivered + claimed + contacted + late === 0) return md`No lead activity since the last one.`;
  return joined(
    [
      md`Leads delivered ${delivered}`,
      md`claimed ${claimed}`,
      decided === 0 ? md`first contact ${contacted}` : md`first contact in time ${inTime} of ${decided}`,
      ...(median === undefined ? [] : [md`median ${durationText(median)}`]),
    ],
    ' · ',
  );
}

function stateLine({ isClosed, closesAt, zone, attendance, notAsked }: ParentState<unknown, unknown>): Mrkdwn {
  const missing = attendance.reduce((sum, { asked, answered }) => sum + asked - answered, 0);
  const offline =
    notAsked === 0 ? [] : [md`Baton was offline and could not ask ${notAsked} ${notAsked === 1 ? 'person' : 'people'}`];
  if (!isClosed) return joined([md`Open until ${when(closesAt, 'time', zone)}`, ...offline], '. ');
  const rest = missing === 0 ? md`Complete` : md`${missing} without an answer`;
  return joined([rest, ...offline], '. ');
}
