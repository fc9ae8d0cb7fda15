import type { KnownBlock } from '@slack/types';
import { actions, context, section } from '../../blockkit/blocks.ts';
import { button } from '../../blockkit/elements.ts';
import { type MessageContent, message, refusal } from '../../blockkit/message.ts';
import { channelLink, lines, link, type Mrkdwn, md, when } from '../../blockkit/mrkdwn.ts';
import type { Retro } from '../retro.ts';
import { ADD_CARD, MY_PART } from '../thread-blocks.ts';

export const FINISH = 'retro.finish';
export const NOT_NOW = 'retro.not-now';
/** Its value is the retro's id and when they had finished or stepped out. */
export const WRITE_ON = 'retro.write-on';
export const JOIN = 'retro.join';

export type ShownTurn = { readonly retro: Retro; readonly zone: string } & (
  | { readonly kind: 'asked' | 'written' | 'called-off' }
  | { readonly kind: 'finished' | 'out'; readonly since: number }
  | { readonly kind: 'not-asked'; readonly mayJoin: boolean }
);

/** A column, and the question that its cards answer. */
export interface Asked {
  readonly name: string;
  readonly asks: string;
}

/** What others show in somebody's message, and where its thread is. */
export interface TurnParts {
  /** What is asked before cards; undefined if there is nothing (more) of that. */
  readonly first?: readonly KnownBlock[] | undefined;
  /** What they have written so far. */
  readonly cards?: readonly KnownBlock[];
  /** The columns, with what each of them asks. */
  readonly asks?: readonly Asked[];
  readonly thread?: string | undefined;
}

/** Somebody's one message of a retro, for all the time in which cards are written. */
export function turnMessage(turn: ShownTurn, { first, cards = [], asks = [], thread }: TurnParts = {}): MessageContent {
  const { retro, zone } = turn;
  const { id } = retro;
  const title = titleOf(retro);
  const until = when(retro.phaseDueAt ?? 0, 'date-time', zone);
  const add = button('Add a card', ADD_CARD, { value: id, style: 'primary' });
  switch (turn.kind) {
    case 'asked':
      if (first !== undefined)
        return message(`${title}: first what is open of yours`, [
          section(md`*${title}*: before you look back, what became of this?`),
          ...first,
        ]);
      return message(`${title}: what should change?`, [
        section(
          lines(
            md`*${title}* looks back at ${when(retro.periodFrom, 'date', zone)} to ${when(retro.periodUntil ?? 0, 'date', zone)}, in ${channel(retro)}.`,
            ...asks.map(({ name, asks: question }) => md`*${name}*: ${question}`),
            md`Only you see your cards until ${until}.`,
          ),
        ),
        ...cards,
        actions(add, button('I’m finished', FINISH, { value: id }), button('Not this time', NOT_NOW, { value: id })),
        ...smallPrint(retro),
      ]);
    case 'finished':
      return message(`${title}: you are finished`, [
        section(
          md`*Thank you: you are finished.* The cards are shown in ${channel(retro)} when everybody is, at the latest ${until}.`,
        ),
        ...cards,
        actions(add, button('Not finished yet', WRITE_ON, { value: `${id} ${turn.since}` })),
      ]);
    case 'out':
      return message(`${title}: not this time`, [
        section(md`*${title}*: not this time. Nobody waits for you, and what you have written stays.`),
        ...cards,
        actions(button('Take part after all', WRITE_ON, { value: `${id} ${turn.since}` })),
      ]);
    case 'written':
      return message(`${title}: the cards are shown`, [
        section(md`*${title}*: the cards are shown ${where(retro, thread)}.`),
      ]);
    case 'called-off':
      return calledOffMessage(retro);
    case 'not-asked':
      return notAskedMessage(retro, turn.mayJoin);
  }
}

/** What of a retro stands on somebody's Home: only what waits for them. */
export const homeRows = (turn: ShownTurn): readonly KnownBlock[] =>
  turn.kind !== 'asked'
    ? []
    : [
        section(
          md`*${titleOf(turn.retro)}*: write your cards until ${when(turn.retro.phaseDueAt ?? 0, 'date-time', turn.zone)}.`,
          button('My part', MY_PART, { value: turn.retro.id }),
        ),
      ];

/** They were not asked, and look. */
export const notAskedMessage = (retro: Retro, mayJoin: boolean): MessageContent =>
  mayJoin
    ? message(`${titleOf(retro)}: take part`, [
        section(md`*${titleOf(retro)}*: you don’t take part so far.`),
        actions(button('Take part', JOIN, { value: retro.id, style: 'primary' })),
      ])
    : message(`You don’t take part in ${titleOf(retro).toLowerCase()}.`);

const calledOffMessage = (retro: Retro): MessageContent =>
  message(`${titleOf(retro)} was called off. Cards that nobody has seen yet wait for the next one.`);

/** Cards are no longer written. */
export const overMessage = (retro: Retro): MessageContent =>
  retro.phase === 'called-off'
    ? calledOffMessage(retro)
    : message(md`*${titleOf(retro)}*: the cards are shown in ${channel(retro)} already.`);

export const noRetroMessage = (): MessageContent => message('I can’t find that retro any more.');

export const notTakingPartMessage = (): MessageContent =>
  refusal('Only members of sales and marketing who take part in that retro can do that.');

/** A reminder, alone and among others. */
export const reminderLine = (retro: Retro, zone: string): Mrkdwn =>
  md`*${titleOf(retro)}*: ${retro.phase === 'voting' ? 'vote' : 'write your cards'} until ${when(retro.phaseDueAt ?? 0, 'date-time', zone)}.`;

export const reminderMessage = (retro: Retro, zone: string, address: string | undefined): MessageContent =>
  message(`${titleOf(retro)} waits for you`, [
    section(lines(reminderLine(retro, zone), address === undefined ? undefined : link(address, 'Your message'))),
  ]);

export const titleOf = ({ number }: Pick<Retro, 'number'>): string => `Retro ${number ?? ''}`.trim();

const channel = ({ channelId }: Retro): Mrkdwn | string =>
  channelId === undefined ? 'its channel' : channelLink(channelId);

const where = (retro: Retro, thread: string | undefined): Mrkdwn =>
  thread === undefined ? md`in ${channel(retro)}` : md`in ${link(thread, 'its thread')}`;

const smallPrint = ({ isAnonymous }: Retro): KnownBlock[] => [
  context(
    isAnonymous
      ? md`Cards name nobody, also not in the database.`
      : md`When the cards are shown, yours have your name.`,
  ),
];
