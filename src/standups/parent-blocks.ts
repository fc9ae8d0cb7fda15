import type { KnownBlock } from '@slack/types';
import { actions, context, section } from '../blockkit/blocks.ts';
import { button } from '../blockkit/elements.ts';
import { type MessageContent, message } from '../blockkit/message.ts';
import { joined, lines, type Mrkdwn, md, when } from '../blockkit/mrkdwn.ts';
import type { Instant } from '../core/instants.ts';
import { durationText } from '../core/time-text.ts';
import type { TeamTotals } from './team-facts.ts';

export const ADD_MINE = 'standup.add';

/** How many of a team have answered; people who are off are never missing. */
export interface Attendance {
  /** "Sales", "Marketing", or "Everyone" for people of neither. */
  readonly team: string;
  readonly answered: number;
  readonly asked: number;
  readonly off: number;
}

/** The one message of a team's day, as things are now. */
export interface ParentView {
  readonly ritualId: string;
  readonly occurrenceId: string;
  readonly name: string;
  /** "Wed 11 Jun", of the team's own zone. */
  readonly day: string;
  readonly zone: string;
  readonly attendance: readonly Attendance[];
  readonly totals: TeamTotals;
  /** "Asks open: Sales → Marketing 2 (oldest 3 d)", from the feature that has them. */
  readonly asksLine: Mrkdwn | undefined;
  /** Rows of asks that nobody has taken. */
  readonly openAsks: readonly KnownBlock[];
  readonly isClosed: boolean;
  readonly closesAt: Instant;
  /** People whom the bot could not ask in time. */
  readonly notAsked: number;
}

/** Team totals and never a ranking; who is missing is a number here, and a name only for the owner. */
export function parentMessage(view: ParentView): MessageContent {
  const { name, day, openAsks, occurrenceId, asksLine } = view;
  return message(`${name}, ${day}`, [
    section(lines(md`*${name} · ${day}*`, joined(view.attendance.map(attendanceText), ' · '))),
    section(lines(totalsLine(view.totals), asksLine)),
    ...openAsks,
    context(stateLine(view)),
    actions(button('Add mine', ADD_MINE, { value: occurrenceId })),
  ]);
}

const attendanceText = ({ team, answered, asked, off }: Attendance): Mrkdwn =>
  off === 0 ? md`${team} ${answered} of ${asked}` : md`${team} ${answered} of ${asked} (${off} off)`;

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

function stateLine({ isClosed, closesAt, zone, attendance, notAsked }: ParentView): Mrkdwn {
  const missing = attendance.reduce((sum, { asked, answered }) => sum + asked - answered, 0);
  const offline =
    notAsked === 0 ? [] : [md`Baton was offline and could not ask ${notAsked} ${notAsked === 1 ? 'person' : 'people'}`];
  if (!isClosed) return joined([md`Open until ${when(closesAt, 'time', zone)}`, ...offline], '. ');
  const rest = missing === 0 ? md`Complete` : md`${missing} without an answer`;
  return joined([rest, ...offline], '. ');
}
