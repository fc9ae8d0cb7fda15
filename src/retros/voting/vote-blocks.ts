import type { KnownBlock } from '@slack/types';
import { actions, alert, context, section } from '../../blockkit/blocks.ts';
import { button } from '../../blockkit/elements.ts';
import { headedMultiSelectInput, MOST_HEADED } from '../../blockkit/inputs.ts';
import { ELEMENT } from '../../blockkit/limits.ts';
import { type MessageContent, message, refusal } from '../../blockkit/message.ts';
import { type ModalView, modal } from '../../blockkit/modal.ts';
import { lines, link, type Mrkdwn, md, when } from '../../blockkit/mrkdwn.ts';
import type { Instant } from '../../core/instants.ts';
import { counted } from '../../core/time-text.ts';
import { dotsText, type NamedTopic, topicHeading, topicName } from '../topics/topic-words.ts';

/** Opens the form of a vote; the value is the retro. */
export const VOTE_NOW = 'retro.vote-now';
/** They don't vote this time; the value is the retro. */
export const VOTE_OUT = 'retro.vote-out';
/** The form. */
export const VOTE_FORM = 'retro.vote-form';

/** Ids of its fields. */
export const VOTE_FIELDS = { once: 'once', twice: 'twice' } as const;

/** What of a retro its voters read. */
export interface VotedRetro {
  readonly id: string;
  readonly number: number | undefined;
  readonly phaseDueAt: Instant | undefined;
}

export interface ShownBallot {
  readonly retro: VotedRetro;
  readonly topics: readonly { readonly topic: NamedTopic & { readonly id: string }; readonly mine: number }[];
  readonly dots: number;
  readonly seen: { readonly changes: number; readonly turns: number };
}

export type ShownVote =
  | ({ readonly kind: 'asked' | 'voted'; readonly zone: string } & ShownBallot)
  | { readonly kind: 'out' | 'over' | 'called-off' | 'not-asked'; readonly zone: string; readonly retro: VotedRetro };

/** The one message in which somebody votes. `result` is where it stands in the channel what came of it. */
export function voteMessage(vote: ShownVote, result?: string): MessageContent {
  const { retro } = vote;
  const name = `Retro ${retro.number ?? ''}`.trim();
  switch (vote.kind) {
    case 'asked':
      return askedMessage(name, vote);
    case 'voted':
      return votedMessage(name, vote);
    case 'out':
      return message(`${name}: you don’t vote this time`, [
        section(md`${name}: you don’t vote this time.`),
        actions(button('Vote after all', VOTE_NOW, { value: retro.id })),
      ]);
    case 'over':
      return message(md`${name}: the vote is over. ${seeResult(result)}`);
    case 'called-off':
      return message(`${name} was called off. Nobody has seen how you voted, and it is forgotten.`);
    case 'not-asked':
      return message(`${name}: there is nothing for you to vote on any more.`);
  }
}

/** What of a vote stands on somebody's Home: only what waits for them, and the form in which they cast it. */
export const voteRows = (vote: ShownVote): readonly KnownBlock[] =>
  vote.kind !== 'asked'
    ? []
    : [
        section(
          lines(
            md`*Retro ${vote.retro.number ?? ''}*: vote on what to talk about`,
            md`${counted(vote.dots, 'dot')} for ${counted(vote.topics.length, 'topic')}${vote.retro.phaseDueAt === undefined ? '' : md`, until ${when(vote.retro.phaseDueAt, 'date-time', vote.zone)}`}`,
          ),
          button('Vote', VOTE_NOW, { value: vote.retro.id }),
        ),
      ];

function askedMessage(name: string, vote: ShownBallot & { readonly zone: string }): MessageContent {
  const { retro, topics, dots, zone } = vote;
  return message(`${name}: what shall we talk about?`, [
    section(
      lines(
        md`*${name}: what shall we talk about?*`,
        md`You have *${counted(dots, 'dot')}* for ${counted(topics.length, 'topic')}. Put them on what is most worth our time.`,
      ),
    ),
    actions(
      button('Vote', VOTE_NOW, { value: retro.id, style: 'primary' }),
      button('Not this time', VOTE_OUT, { value: retro.id }),
    ),
    context(md`${BLIND} ${untilText(retro, zone)}`),
  ]);
}

function votedMessage(name: string, vote: ShownBallot & { readonly zone: string }): MessageContent {
  const { retro, zone, dots } = vote;
  const mine = vote.topics.filter((one) => one.mine > 0);
  const given = mine.reduce((all, one) => all + one.mine, 0);
  const left = dots - given;
  return message(`${name}: you have voted`, [
    section(
      lines(
        md`*${name}: you have voted*`,
        ...mine.slice(0, MOST_SHOWN).map(({ topic, mine: on }) => md`${dotsText(on)} ${topicName(topic)}`),
        mine.length > MOST_SHOWN && md`and ${mine.length - MOST_SHOWN} more`,
        left > 0 && md`${counted(left, 'dot')} of ${dots} ${left === 1 ? 'is' : 'are'} left.`,
      ),
    ),
    actions(button('Change', VOTE_NOW, { value: retro.id, label: `Change your dots of ${name}` })),
    context(md`${BLIND} You can change it as long as the vote goes on. ${untilText(retro, zone)}`),
  ]);
}

/**
 * The form of a vote: a topic is chosen once or twice. `notice` says what was wrong with what they have sent. Metadata: the retro,
 * and what they have seen of the vote.
 */
export function voteModal({ retro, topics, dots, seen }: ShownBallot, notice?: string): ModalView {
  const choices = topics.map(({ topic }) => ({
    value: topic.id,
    text: topicName(topic, ELEMENT.optionText.max),
    description: aboutText(topic),
    heading: topicHeading(topic),
  }));
  const chosen = (is: (mine: number) => boolean) => topics.flatMap(({ topic, mine }) => (is(mine) ? [topic.id] : []));
  const isCut = topics.length > MOST_HEADED;
  return modal({
    callbackId: VOTE_FORM,
    title: `You have ${counted(dots, 'dot')}`,
    submit: 'Vote',
    metadata: [retro.id, seen.changes, seen.turns].join(' '),
    blocks: [
      ...(notice === undefined ? [] : [alert('warning', notice)]),
      headedMultiSelectInput(VOTE_FIELDS.once, 'One dot on', choices, {
        optional: true,
        initial: chosen((mine) => mine === 1),
        placeholder: 'Choose topics',
      }),
      headedMultiSelectInput(VOTE_FIELDS.twice, 'Two dots on', choices, {
        optional: true,
        initial: chosen((mine) => mine > 1),
        placeholder: 'Choose topics',
        hint: 'For what matters most to you. Each of these takes two of your dots.',
      }),
      context(
        isCut
          ? md`The first ${MOST_HEADED} of ${topics.length} topics are here. Ask whoever looks after the retro to group some.`
          : md`The cards stand in the retro’s thread. ${BLIND}`,
      ),
    ],
  });
}

/** What else is in a topic: the column of its card, or the other cards. */
function aboutText({ cards }: NamedTopic): string | undefined {
  const [first, ...others] = cards;
  if (first === undefined) return undefined;
  return others.length === 0 ? first.columnWords : others.map(({ text }) => text.split('\n')[0]).join(' · ');
}

export const tooManySentence = (wanted: number, dots: number): string =>
  `That is ${counted(wanted, 'dot')}, and you have ${dots}. Take some off, please.`;

export const MEANWHILE = 'You have voted elsewhere since you opened this. Here is what counts now.';

/** Why somebody can't vote. */
export function voteRefusal(why: { readonly kind: 'not-found' | 'not-asked' | 'not-voting' }): MessageContent {
  switch (why.kind) {
    case 'not-found':
      return refusal('There is no such retro.');
    case 'not-asked':
      return refusal('Only those who take part in this retro can vote.');
    case 'not-voting':
      return refusal('This retro isn’t being voted on any more. What came of it stands in its thread.');
  }
}

const BLIND = 'Nobody sees your dots, only what comes of all of them.';

const untilText = ({ phaseDueAt }: VotedRetro, zone: string): Mrkdwn =>
  phaseDueAt === undefined ? md`` : md`Until ${when(phaseDueAt, 'date-time', zone)}.`;

const seeResult = (address: string | undefined): Mrkdwn =>
  address === undefined ? md`What came of it stands in its thread.` : link(address, 'See what came of it');

/** More of one's own dots would fill the screen. */
const MOST_SHOWN = 10;
