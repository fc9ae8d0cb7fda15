import type { KnownBlock } from '@slack/types';
import { actions, context, section } from '../blockkit/blocks.ts';
import { button, overflow } from '../blockkit/elements.ts';
import { type MessageContent, message } from '../blockkit/message.ts';
import { joined, lines, md, when } from '../blockkit/mrkdwn.ts';
import { linesOf } from './agenda.ts';
import { askBlocks, askButtons } from './definition/definition-blocks.ts';
import type { MeetingView } from './thread-view.ts';
import { meetingDay, meetingName, topicsText } from './words.ts';

export const ADD_TOPIC = 'meeting.add-topic';
export const SET_GOALS = 'meeting.set-goals';
export const GO_MONTHLY = 'meeting.go-monthly';
export const MINUTES_HERE = 'meeting.minutes-here';
export const END_MEETING = 'meeting.end';
export const CHANGE_MEETING = 'meeting.change';
const MENU = 'meeting.menu';

/** The head of a meeting's thread: when it is, how the week went, and what people can do. */
export function parentMessage(view: MeetingView): MessageContent {
  const { meeting } = view;
  const name = meetingName(meeting);
  const title = md`*${name}* · ${when(meeting.meetsAt, 'date-time', meeting.zone)}`;
  if (meeting.isCalledOff) {
    return message(md`${name} is called off`, [
      section(lines(title, md`It is called off. What was on its agenda waits for the next one.`)),
    ]);
  }
  const figures = linesOf(meeting.agenda, 'scorecard');
  return message(md`${name} on ${meetingDay(meeting)}: its agenda is ready`, [
    section(title),
    ...(figures.length === 0 ? [] : [section(lines(...figures.map((line) => md`• ${line}`)))]),
    section(lines(md`*${topicsText(view.items)}*`, meeting.closedAt === undefined && HOW)),
    ...askBlocks(view.check),
    context(joined(smallPrint(view), ' · ')),
    ...buttonsOf(view),
  ]);
}

const HOW = md`The agenda is below. Add what you want to talk about; what stays open is up again next time.`;

function smallPrint({ meeting, names }: MeetingView) {
  const { period, zone, closedAt, closedBy } = meeting;
  return [
    md`Figures of ${when(period.from, 'date', zone)} to ${when(period.until, 'date', zone)}`,
    ...(closedAt === undefined
      ? []
      : [
          closedBy === undefined
            ? md`Over since ${when(closedAt, 'date-time', zone)}`
            : md`Ended by ${names.get(closedBy) ?? 'somebody'} ${when(closedAt, 'date-time', zone)}`,
        ]),
  ];
}

function buttonsOf({ meeting, offersMonthly, check }: MeetingView): KnownBlock[] {
  const { id: value, closedAt, isMonthly, ritualId, number } = meeting;
  if (closedAt !== undefined) {
    return [actions(button('Minutes', MINUTES_HERE, { value, label: `Minutes of meeting ${number}` }))];
  }
  return [
    actions(
      button('Add a topic', ADD_TOPIC, { value, style: 'primary' }),
      ...(isMonthly ? [button('Set goals', SET_GOALS, { value })] : []),
      ...askButtons(check),
      ...(offersMonthly
        ? [
            button('Monthly part', GO_MONTHLY, {
              value: ritualId,
              label: 'Look at the month in the first meeting of each',
            }),
          ]
        : []),
      overflow(MENU, [
        { text: 'Minutes so far', actionId: MINUTES_HERE, value },
        { text: 'End it now', actionId: END_MEETING, value },
        { text: 'Change the schedule', actionId: CHANGE_MEETING, value: ritualId },
      ]),
    ),
    ...(offersMonthly
      ? [context(md`New after four weeks: the first meeting of a month can look at the whole month too. For managers.`)]
      : []),
  ];
}
