import { actions, context, section } from '../blockkit/blocks.ts';
import { button, linkButton } from '../blockkit/elements.ts';
import { cleanLine, cut } from '../blockkit/escape.ts';
import { type MessageContent, message } from '../blockkit/message.ts';
import { code, lines, type Mrkdwn, md, when } from '../blockkit/mrkdwn.ts';
import { webUrl } from '../blockkit/urls.ts';
import { definitionQuestion } from '../core/lead-definition.ts';
import type { ShownSchedule } from '../core/schedule-form.ts';
import type { Topic } from './meeting.ts';
import { ADD_TOPIC, CHANGE_MEETING } from './parent-blocks.ts';
import type { MeetingView } from './thread-view.ts';
import { meetingName, topicsText } from './words.ts';

export const OPEN_THREAD = 'meeting.open-thread';

const MOST_LISTED = 10;
const LONGEST_LINE = 120;

/** What `/baton meeting` says: when it is, and what is on its agenda so far. */
export function aheadMessage(ahead: {
  readonly open: MeetingView | undefined;
  readonly address: string | undefined;
  /** What waits for the next one, where none is prepared. */
  readonly topics: readonly Topic[];
  readonly schedule: Pick<ShownSchedule, 'howOften' | 'at' | 'zone' | 'isPaused'> | undefined;
  readonly maySetUp: boolean;
}): MessageContent {
  const { open, topics, address, maySetUp } = ahead;
  const listed =
    open === undefined ? topics : open.items.filter(({ outcome }) => outcome === 'open').map(({ topic }) => topic);
  const url = address === undefined ? undefined : webUrl(address);
  return message('The smarketing meeting', [
    section(headline(ahead)),
    ...(listed.length === 0 ? [] : [section(lines(md`*Still to talk about*`, ...topicLines(listed)))]),
    actions(
      button('Add a topic', ADD_TOPIC, { style: 'primary' }),
      ...(url === undefined ? [] : [linkButton('Open the thread', OPEN_THREAD, url)]),
      ...(maySetUp ? [button(ahead.schedule === undefined ? 'Schedule it' : 'Change', CHANGE_MEETING)] : []),
    ),
    context(
      md`${code('/baton meeting topic …')} adds one too; ${code('/baton meeting minutes')} gives the minutes of the last one.`,
    ),
  ]);
}

function headline({ open, schedule, topics }: Parameters<typeof aheadMessage>[0]): Mrkdwn {
  if (open !== undefined) {
    const { meeting } = open;
    return lines(
      md`*${meetingName(meeting)}* · ${when(meeting.meetsAt, 'date-time', meeting.zone)}`,
      md`${topicsText(open.items)}`,
      open.check?.state === 'open' &&
        md`${definitionQuestion(open.check.word)} Say it in the thread, without your name.`,
    );
  }
  const wait =
    topics.length === 0 ? 'No topic waits' : topics.length === 1 ? '1 topic waits' : `${topics.length} topics wait`;
  if (schedule === undefined) return lines(md`*No meeting is scheduled.*`, md`${wait} for one.`);
  return lines(
    md`*${schedule.isPaused ? 'The smarketing meeting is paused' : schedule.howOften}*${schedule.isPaused ? '' : md`, at ${schedule.at} (${schedule.zone})`}`,
    md`Its agenda is prepared on the working day before. ${wait}.`,
  );
}

function topicLines(topics: readonly Topic[]): Mrkdwn[] {
  const more = topics.length - MOST_LISTED;
  return [
    ...topics.slice(0, MOST_LISTED).map(({ text }) => md`• ${cut(cleanLine(text), LONGEST_LINE)}`),
    ...(more > 0 ? [md`and ${more} more`] : []),
  ];
}
