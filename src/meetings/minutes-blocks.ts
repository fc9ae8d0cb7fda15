import { actions, context, section } from '../blockkit/blocks.ts';
import { button } from '../blockkit/elements.ts';
import { cleanLine, cut } from '../blockkit/escape.ts';
import { type MessageContent, message } from '../blockkit/message.ts';
import { code, lines, type Mrkdwn, md } from '../blockkit/mrkdwn.ts';
import { quote } from '../blockkit/rich-text.ts';
import { definitionSentence } from '../core/lead-definition.ts';
import { MINUTES_HERE } from './parent-blocks.ts';
import type { ItemView, MeetingView } from './thread-view.ts';
import type { DecisionWords } from './topic-blocks.ts';
import { meetingName } from './words.ts';

/** More would be a wall on a phone; the Markdown has all. */
const MOST_LISTED = 10;
const LONGEST_LINE = 120;

/** One reply at the end of a meeting: what was decided, and what is up again. It rings nobody. */
export function minutesReply({ meeting, items, check }: MeetingView, decision: DecisionWords): MessageContent {
  const name = meetingName(meeting);
  const decided = items.flatMap(({ decisions }) => decisions);
  const parts = [
    part('Agreed', check?.agreed === undefined ? [] : [md`✅ ${definitionSentence(check.word, check.agreed.text)}`]),
    part(
      'Decided',
      decided.map((view) => md`✅ ${decision(view)}`),
    ),
    part('Resolved', topicLines(items, 'resolved')),
    part('Up again next time', topicLines(items, 'carried')),
  ].filter((one) => one !== undefined);
  return message(md`Minutes of ${name.toLowerCase()}`, [
    section(md`*Minutes of ${name.toLowerCase()}*`),
    ...(parts.length === 0
      ? [section(md`Nothing was on the agenda but the figures.`)]
      : parts.map((one) => section(one))),
    actions(button('As Markdown', MINUTES_HERE, { value: meeting.id, label: `${name} as Markdown` })),
  ]);
}

/** The whole minutes, to be copied; they go to whoever asks, and nobody else. */
export function minutesMessage({ meeting }: Pick<MeetingView, 'meeting'>, markdown: string): MessageContent {
  const name = meetingName(meeting);
  const isCut = markdown.length > LONGEST_SHOWN;
  return message(md`Minutes of ${name.toLowerCase()}`, [
    section(md`*Minutes of ${name.toLowerCase()}*, to be copied:`),
    quote(isCut ? markdown.slice(0, LONGEST_SHOWN) : markdown),
    context(
      isCut
        ? md`That is the first part. ${code(`npm run baton -- export minutes --number ${meeting.number}`)} gives all of it.`
        : md`Also ${code(`npm run baton -- export minutes --number ${meeting.number}`)}.`,
    ),
  ]);
}

const LONGEST_SHOWN = 2900;

export const noMinutesMessage = (): MessageContent =>
  message(md`There is no such meeting yet. ${code('/baton meeting')} shows the next one.`);

function part(title: string, all: readonly Mrkdwn[]): Mrkdwn | undefined {
  if (all.length === 0) return undefined;
  const more = all.length - MOST_LISTED;
  return lines(md`*${title}*`, ...all.slice(0, MOST_LISTED), more > 0 && md`and ${more} more`);
}

const topicLines = (items: readonly ItemView[], outcome: ItemView['outcome']): Mrkdwn[] =>
  items
    .filter((item) => item.outcome === outcome)
    .map(({ topic }) => md`• ${cut(cleanLine(topic.text), LONGEST_LINE)}`);
