import type { Button, KnownBlock, Overflow } from '@slack/types';
import { actions, context, section } from '../../blockkit/blocks.ts';
import { button, type MenuItem, overflow } from '../../blockkit/elements.ts';
import { headedMultiSelectInput, numberInput } from '../../blockkit/inputs.ts';
import { type MessageContent, message, refusal } from '../../blockkit/message.ts';
import { type ModalView, modal } from '../../blockkit/modal.ts';
import { joined, lines, type Mrkdwn, md, mention, when } from '../../blockkit/mrkdwn.ts';
import { counted } from '../../core/time-text.ts';
import { MOST_DOTS, usualBudget } from '../voting/ballot.ts';
import { VOTE_NOW, type VotedRetro } from '../voting/vote-blocks.ts';
import type { TopicCard } from './topic.ts';
import { type NamedTopic, topicHeading, topicName } from './topic-words.ts';

/** Each opens a form or does what it says; the value is the retro, and of UNDO the change as well. */
export const GROUP = 'retro.topics-group';
export const GROUP_ALL = 'retro.topics-group-all';
export const APART = 'retro.topics-apart';
export const UNDO = 'retro.topics-undo';
export const DOTS = 'retro.topics-dots';
export const TOPICS_MENU = 'retro.topics-menu';
/** The forms. */
export const GROUP_FORM = 'retro.topics-group-form';
export const APART_FORM = 'retro.topics-apart-form';
export const DOTS_FORM = 'retro.topics-dots-form';

/** Ids of their fields. */
export const TOPIC_FIELDS = { topics: 'topics', dots: 'dots' } as const;

interface ShownTopic extends NamedTopic {
  readonly id: string;
  readonly group: { readonly topics: readonly { readonly id: string; readonly cardId: string }[] };
}

export interface ShownTopics {
  readonly retro: VotedRetro & { readonly phase: string; readonly zone: string };
  readonly topics: readonly ShownTopic[];
  readonly suggested: readonly (readonly ShownTopic[])[];
  readonly dots: number;
  readonly last: { readonly seq: number } | undefined;
}

/** What is voted on, in the thread: how many topics, which of them are several cards, and which might be one. It rings for nobody. */
export function topicsMessage(view: ShownTopics): MessageContent {
  const { retro, topics, suggested, dots } = view;
  const name = `Retro ${retro.number ?? ''}`.trim();
  const groups = topics.filter(({ cards }) => cards.length > 1);
  const grouped = groupSections(groups);
  if (retro.phase !== 'voting')
    return message(`${name}: the vote is over`, [
      section(md`*${name}: the vote is over* · ${counted(topics.length, 'topic')}`),
      ...grouped,
    ]);
  const head = md`*${name}: ${counted(topics.length, 'topic')} to vote on* · ${counted(dots, 'dot')} each`;
  const until = retro.phaseDueAt === undefined ? md`` : md` Until ${when(retro.phaseDueAt, 'date-time', retro.zone)}.`;
  return message(`${name}: ${counted(topics.length, 'topic')} to vote on`, [
    section(head),
    ...suggestedSections(suggested),
    ...grouped,
    actions(
      button('Vote', VOTE_NOW, { value: retro.id, style: 'primary', label: `Vote in ${name}` }),
      ...groupButtons(view),
      ...menuOf(view, groups.length > 0),
    ),
    context(
      md`Nobody sees whose dots lie where.${until} Who looks after the retro may group topics; dots stay where they lie.`,
    ),
  ]);
}

/** What is suggested is one press; the form is in the menu then. */
function groupButtons({ retro, topics, suggested }: ShownTopics): Button[] {
  if (suggested.length > 0)
    return [button('Group these', GROUP_ALL, { value: retro.id, label: 'Group what seems to be about the same' })];
  return topics.length > 1 ? [button(GROUP_ITEM, GROUP, { value: retro.id })] : [];
}

/** Slack has no menu of one. */
function menuOf({ retro, suggested, last }: ShownTopics, hasGroups: boolean): (Button | Overflow)[] {
  const dots = { actionId: DOTS, value: retro.id, text: 'Change the dots' };
  const items: readonly MenuItem[] = [
    ...(suggested.length > 0 ? [{ actionId: GROUP, value: retro.id, text: GROUP_ITEM }] : []),
    ...(hasGroups ? [{ actionId: APART, value: retro.id, text: 'Take topics apart' }] : []),
    ...(last === undefined
      ? []
      : [{ actionId: UNDO, value: `${retro.id} ${last.seq}`, text: 'Undo the last grouping' }]),
  ];
  return items.length === 0
    ? [button(dots.text, dots.actionId, { value: dots.value })]
    : [overflow(TOPICS_MENU, [...items, dots])];
}

const GROUP_ITEM = 'Group topics';

function suggestedSections(sets: readonly (readonly ShownTopic[])[]): KnownBlock[] {
  if (sets.length === 0) return [];
  return [
    section(
      lines(
        md`These seem to be about the same:`,
        ...sets
          .slice(0, MOST_SETS)
          .map((set) => md`• ${joined(set.slice(0, MOST_IN_SET).map(quoted), ' and ')}${rest(set, MOST_IN_SET)}`),
        sets.length > MOST_SETS && md`• and ${sets.length - MOST_SETS} more`,
      ),
    ),
  ];
}

function groupSections(groups: readonly ShownTopic[]): KnownBlock[] {
  if (groups.length === 0) return [];
  return [
    section(
      lines(
        md`Grouped:`,
        ...groups
          .slice(0, MOST_SETS)
          .map(
            ({ cards }) =>
              md`• ${joined(cards.slice(0, MOST_IN_SET).map(cardQuoted), ' and ')}${rest(cards, MOST_IN_SET)}`,
          ),
        groups.length > MOST_SETS && md`• and ${groups.length - MOST_SETS} more`,
      ),
    ),
  ];
}

const quoted = (topic: NamedTopic): Mrkdwn => md`“${topicName(topic, SHORT)}”`;
const cardQuoted = (card: TopicCard): Mrkdwn => quoted({ title: card.text, cards: [card] });
const rest = (all: readonly unknown[], shown: number): Mrkdwn =>
  all.length > shown ? md` and ${all.length - shown} more` : md``;

const SHORT = 50;
const MOST_SETS = 8;
const MOST_IN_SET = 4;

/** Which topics are one. */
export const groupModal = (retroId: string, topics: readonly ShownTopic[]): ModalView =>
  modal({
    callbackId: GROUP_FORM,
    title: 'Group topics',
    submit: 'Group',
    metadata: retroId,
    blocks: [
      headedMultiSelectInput(TOPIC_FIELDS.topics, 'These are one topic', topics.map(choiceOf), {
        placeholder: 'Choose two or more',
        hint: 'Dots stay on the card they were put on, and count for the whole. You can undo this.',
      }),
    ],
  });

/** Which cards of grouped topics stand alone. */
export const apartModal = (retroId: string, topics: readonly ShownTopic[]): ModalView =>
  modal({
    callbackId: APART_FORM,
    title: 'Take topics apart',
    submit: 'Take apart',
    metadata: retroId,
    blocks: [
      headedMultiSelectInput(TOPIC_FIELDS.topics, 'These stand alone', topics.flatMap(partsOf), {
        placeholder: 'Choose cards',
        hint: 'Their dots go with them. What stays in the group goes on as one.',
      }),
    ],
  });

/** How many dots each person has. */
export const dotsModal = (retroId: string, { topics, dots }: Pick<ShownTopics, 'topics' | 'dots'>): ModalView =>
  modal({
    callbackId: DOTS_FORM,
    title: 'Dots',
    metadata: retroId,
    blocks: [
      numberInput(TOPIC_FIELDS.dots, 'Dots for each person', {
        initial: dots,
        min: 1,
        max: MOST_DOTS,
        hint: `Usual for ${counted(topics.length, 'topic')}: ${usualBudget(topics.length)}. Dots that lie already stay, also if they are more.`,
      }),
    ],
  });

export const APART_NEEDS_GROUPS = refusal('No topics are grouped, so there is nothing to take apart.');
export const CHOOSE_TWO = 'Choose two or more, please.';
export const CHOOSE_ONE = 'Choose one or more, please.';
export const CHOOSE_DOTS = `A number from 1 to ${MOST_DOTS}, please.`;

/** What somebody reads after a change. */
export function changedAnswer(outcome: {
  readonly kind: 'changed' | 'nothing' | 'meanwhile';
  readonly view: Pick<ShownTopics, 'topics' | 'dots'>;
}): MessageContent {
  const { topics, dots } = outcome.view;
  const now = `There are ${counted(topics.length, 'topic')} now, and each person has ${counted(dots, 'dot')}.`;
  switch (outcome.kind) {
    case 'changed':
      return message(`Done. ${now}`);
    case 'nothing':
      return message(`That is so already. ${now}`);
    case 'meanwhile':
      return message(`Somebody has changed the topics since, so nothing was undone. ${now}`);
  }
}

/** Why somebody may not change what is voted on. */
export function topicsRefusal(
  why:
    | { readonly kind: 'not-found' }
    | { readonly kind: 'not-theirs'; readonly retro: { readonly facilitatorId: string | undefined } }
    | { readonly kind: 'not-voting' },
): MessageContent {
  switch (why.kind) {
    case 'not-found':
      return refusal('There is no such retro.');
    case 'not-theirs': {
      const who = why.retro.facilitatorId;
      return refusal(
        who === undefined
          ? md`Only managers of either team change topics. Ask one of them.`
          : md`Only ${mention(who)}, who looks after this retro, and managers of either team change topics.`,
      );
    }
    case 'not-voting':
      return refusal('Topics can be changed only while they are voted on.');
  }
}

const choiceOf = (topic: ShownTopic) => ({ value: topic.id, text: topicName(topic), heading: topicHeading(topic) });

function partsOf(topic: ShownTopic) {
  const { cards, group } = topic;
  if (cards.length < 2) return [];
  return group.topics.flatMap(({ id, cardId }) => {
    const card = cards.find((one) => one.id === cardId);
    if (card === undefined) return [];
    const [text, heading] = [topicName({ title: card.text, cards: [card] }), topicHeading(topic)];
    return [{ value: id, text, description: `With “${topic.title}”`, heading }];
  });
}
