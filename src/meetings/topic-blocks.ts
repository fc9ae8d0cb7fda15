import type { KnownBlock } from '@slack/types';
import { actions, context, section } from '../blockkit/blocks.ts';
import { button, overflow } from '../blockkit/elements.ts';
import { cleanLine, cut } from '../blockkit/escape.ts';
import { type MessageContent, message } from '../blockkit/message.ts';
import { joined, lines, type Mrkdwn, md } from '../blockkit/mrkdwn.ts';
import { quote } from '../blockkit/rich-text.ts';
import type { ActionView } from '../core/action.ts';
import { SECTION_TITLES } from './agenda.ts';
import type { ItemView, MeetingView } from './thread-view.ts';
import { carriedText, meetingName, withLeftOpen } from './words.ts';

export const DECIDE_TOPIC = 'meeting.decide';
export const RESOLVE_TOPIC = 'meeting.resolve';
export const NEXT_TIME = 'meeting.next-time';
export const OPEN_AGAIN = 'meeting.open-again';
export const REWORD_TOPIC = 'meeting.reword';
export const REMOVE_TOPIC = 'meeting.remove';
const MENU = 'meeting.topic-menu';

/** How a decision reads. */
export type DecisionWords = (view: ActionView) => Mrkdwn;

const LONGEST_TITLE = 80;

/** A topic on the agenda, with what came of it. */
export function topicMessage(
  { meeting, names }: Pick<MeetingView, 'meeting' | 'names'>,
  item: ItemView,
  decision: DecisionWords,
): MessageContent {
  const { topic, position, carried, decisions } = item;
  const by = topic.addedBy === undefined ? [] : [md`From ${names.get(topic.addedBy) ?? 'somebody'}`];
  const again = carriedText(carried);
  const facts = [...by, ...(again === '' ? [] : [md`${again}`])];
  const short = cut(cleanLine(topic.text), LONGEST_TITLE);
  if (item.outcome === 'removed') {
    return message(md`Topic ${position} was taken off`, [section(md`*Topic ${position}* was taken off the agenda.`)]);
  }
  return message(md`Topic ${position}: ${short}`, [
    section(md`*Topic ${position}*`),
    quote(topic.text),
    ...(facts.length === 0 ? [] : [context(joined(facts, ' · '))]),
    ...(decisions.length === 0 ? [] : [section(lines(...decisions.map((view) => md`✅ ${decision(view)}`)))]),
    ...outcomeBlocks(item, names),
    ...(meeting.closedAt === undefined ? [actions(...buttonsOf(meeting.id, item))] : []),
  ]);
}

function outcomeBlocks({ outcome, endedBy }: ItemView, names: ReadonlyMap<string, string>): KnownBlock[] {
  const who = endedBy === undefined ? undefined : (names.get(endedBy) ?? 'Somebody');
  if (outcome === 'resolved') return [section(md`☑️ Resolved${who === undefined ? '' : md`, says ${who}`}.`)];
  if (outcome === 'carried')
    return [section(md`↪️ Up again in the next meeting${who === undefined ? '' : md`, says ${who}`}.`)];
  return [];
}

function buttonsOf(meetingId: string, { topic, outcome, position }: ItemView) {
  const value = `${meetingId} ${topic.id}`;
  const label = `topic ${position}`;
  if (outcome === 'resolved' || outcome === 'carried') {
    return [button('Open again', OPEN_AGAIN, { value, label: `Open ${label} again` })];
  }
  if (outcome === 'decided')
    return [button('Decide more', DECIDE_TOPIC, { value, label: `Decide more about ${label}` })];
  return [
    button('Decide', DECIDE_TOPIC, { value, style: 'primary' as const, label: `Decide about ${label}` }),
    button('Resolved', RESOLVE_TOPIC, { value, label: `Say that ${label} is resolved` }),
    button('Next time', NEXT_TIME, { value, label: `Talk about ${label} next time` }),
    overflow(MENU, [
      { text: 'Say it differently', actionId: REWORD_TOPIC, value: topic.id },
      { text: 'Take it off', actionId: REMOVE_TOPIC, value: topic.id },
    ]),
  ];
}

/** The prepared parts of an agenda, one below the other. */
export function agendaMessage({ meeting, items, goals, names }: MeetingView): MessageContent {
  const parts = withLeftOpen(meeting.agenda, items).filter(({ key }) => key !== 'scorecard');
  return message(md`Agenda of ${meetingName(meeting).toLowerCase()}`, [
    section(md`*Agenda*`),
    ...parts.map(({ key, lines: own }) =>
      section(
        lines(md`*${SECTION_TITLES[key]}*`, ...(own.length === 0 ? [md`• nothing`] : own.map((line) => md`• ${line}`))),
      ),
    ),
    ...(meeting.isMonthly
      ? goals === undefined
        ? [section(lines(md`*${SECTION_TITLES.goals}*`, md`• None are set yet: press _Set goals_ above.`))]
        : [
            section(md`*${SECTION_TITLES.goals}*`),
            quote(goals.text),
            context(md`Set by ${names.get(goals.by) ?? 'somebody'}`),
          ]
      : []),
  ]);
}
