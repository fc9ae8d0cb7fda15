import type { KnownBlock } from '@slack/types';
import { actions, context, section } from '../../blockkit/blocks.ts';
import { button, overflow } from '../../blockkit/elements.ts';
import { cleanLine, cut } from '../../blockkit/escape.ts';
import { radioInput, textInput } from '../../blockkit/inputs.ts';
import { type MessageContent, message, refusal } from '../../blockkit/message.ts';
import { type ModalView, modal } from '../../blockkit/modal.ts';
import { bold, code, joined, lines, type Mrkdwn, md } from '../../blockkit/mrkdwn.ts';
import { quote } from '../../blockkit/rich-text.ts';
import { counted } from '../../core/time-text.ts';
import { columnOf, columnOfKind, formatOf } from '../format.ts';
import type { Retro } from '../retro.ts';
import { type CardOffer, LONGEST_CARD, MOST_CARDS, type OwnCard, seenAs } from './card.ts';

/** Opens the form of a card. */
export const ADD_CARD = 'retro.add-card';
/** Opens it for something that was seen; the value is its datum. */
export const REACT = 'retro.react';
export const MY_CARDS = 'retro.my-cards';
/** Values are ids of cards; the second one's says which words were seen as well. */
export const CHANGE_CARD = 'retro.change-card';
export const TAKE_CARD_BACK = 'retro.take-card-back';

/** Makes a card of what was said elsewhere; the value says what. */
export const TAKE_OFFER = 'retro.take-offer';

export const ADD_IT = 'retro.add-it';
export const CHANGE_IT = 'retro.change-it';

/** Ids of the fields of a card. */
export const CARD_FIELDS = { column: 'column', text: 'retro.card-text' } as const;

/** A card that is to be written. */
export interface CardForm {
  readonly retro: Retro;
  /** What it is about, in words. */
  readonly about?: string | undefined;
  readonly text?: string | undefined;
  /** What was typed before and not sent. */
  readonly draft?: { readonly column: string | undefined; readonly text: string } | undefined;
  readonly metadata: string;
}

/** What is typed in it is told with each letter, unless the card will name nobody. */
export const addModal = ({ retro, about, text, draft, metadata }: CardForm): ModalView =>
  modal({
    callbackId: ADD_IT,
    title: 'Add a card',
    submit: 'Add',
    metadata,
    blocks: [
      ...(about === undefined ? [] : [section(md`About: ${bold(about)}`)]),
      ...inputs(retro, {
        column: draft?.column ?? columnOfKind(formatOf(retro.format), 'bad')?.id ?? '',
        text: draft?.text ?? text,
        isKept: !retro.isAnonymous,
      }),
      context(lines(draft !== undefined && md`You had typed this and not sent it.`, fate(retro))),
    ],
  });

/** `draft`: what was typed here before and not sent. */
export const changeModal = (
  retro: Retro,
  card: OwnCard,
  { about, draft }: Pick<CardForm, 'about' | 'draft'> = {},
): ModalView =>
  modal({
    callbackId: CHANGE_IT,
    title: 'Change your card',
    metadata: cardValue(card),
    blocks: [
      ...(about === undefined ? [] : [section(md`About: ${bold(about)}`)]),
      ...inputs(retro, {
        column: draft?.column ?? card.column,
        text: draft?.text ?? card.text,
        isKept: !retro.isAnonymous,
      }),
      context(
        lines(
          draft !== undefined && md`You had typed this and not sent it. Your card still says: ${still(card)}`,
          retro.phase === 'voting' ? md`Everybody sees this card already, and that it changes.` : fate(retro),
        ),
      ),
    ],
  });

const still = ({ text }: OwnCard): string => cut(cleanLine(text), LONGEST_REMINDER);

/** Enough to know it again. */
const LONGEST_REMINDER = 120;

/** In somebody's message of a retro: what they have written for it. */
export function countBlocks(retro: Retro, count: number, offered: number): readonly KnownBlock[] {
  const mine = button('My cards', MY_CARDS, { value: retro.id });
  if (count === 0 && offered === 0) return [];
  const written = count === 0 ? undefined : md`You have written *${counted(count, 'card')}*.`;
  const more =
    offered === 0
      ? undefined
      : md`${counted(offered, 'thing')} that you said in standups and asks can be ${offered === 1 ? 'a card' : 'cards'}, with one tap each.`;
  return [
    section(
      joined(
        [written, more].filter((one) => one !== undefined),
        ' ',
      ),
      mine,
    ),
  ];
}

/** The same where cards name nobody: how many they have written stands nowhere. */
export const uncountedBlocks = (retro: Retro): readonly KnownBlock[] => [
  section(
    md`What you write is shown to you alone, and counted nowhere.`,
    button('My cards', MY_CARDS, { value: retro.id }),
  ),
];

/** Right after it was written: it can still be mended. */
export const keptMessage = (retro: Retro, card: OwnCard): MessageContent =>
  message(md`Kept for ${retroName(retro)}.`, [
    section(md`Kept for ${retroName(retro)}, under ${bold(columnWords(retro, card))}:`),
    quote(card.text),
    context(fate(retro)),
    actions(
      button('Change', CHANGE_CARD, { value: card.id }),
      button('Take back', TAKE_CARD_BACK, { value: cardValue(card) }),
      button('My cards', MY_CARDS, { value: retro.id }),
    ),
  ]);

export const changedMessage = (retro: Retro, card: OwnCard): MessageContent =>
  message(md`Your card is changed.`, [
    section(md`Your card says now, under ${bold(columnWords(retro, card))}:`),
    quote(card.text),
  ]);

/** With its words, so that nothing typed is gone. */
export const takenBackMessage = (card: OwnCard): MessageContent =>
  card.text === ''
    ? message(md`Your card is taken back: nobody will see it.`)
    : message(md`Your card is taken back: nobody will see it.`, [
        section(md`Taken back. Nobody will see it:`),
        quote(card.text),
      ]);

/** Somebody's own cards of the retros that are not over. */
export function myCardsMessage(
  all: readonly { readonly retro: Retro; readonly cards: readonly OwnCard[] }[],
  aboutOf: (card: OwnCard) => string | undefined,
  offers: readonly CardOffer[] = [],
): MessageContent {
  const some = all.filter(({ cards }) => cards.length > 0);
  if (some.length === 0)
    return message(md`You have no cards yet.`, [
      section(md`You have no cards yet. Write one any day: ${code('/retro add …')}`),
      ...offerRows(offers),
      actions(button('Add a card', ADD_CARD, { style: 'primary' })),
    ]);
  return message(md`Your cards`, [
    ...some.flatMap(({ retro, cards }) => [
      section(
        lines(
          md`*Your ${cards.length === 1 ? 'card' : `${cards.length} cards`} for ${retroName(retro)}*`,
          isOpen(retro) ? fate(retro, cards.length === 1 ? 'it' : 'them') : undefined,
        ),
      ),
      ...cards.map((card) => cardRow(retro, card, aboutOf(card))),
    ]),
    ...offerRows(offers),
    actions(button('Add a card', ADD_CARD)),
  ]);
}

export const notInTeamsMessage = (): MessageContent =>
  refusal(md`Only members of sales and marketing write cards. An admin adds you with ${code('/baton setup')}.`);

export const noCardMessage = (): MessageContent =>
  message(md`That card is not there any more. ${code('/retro cards')} shows yours.`);

/** With what they wrote, so that nothing typed is lost. */
export const shownMessage = (retro: Retro, text?: string): MessageContent => {
  const words = md`The cards of ${retroName(retro)} have been shown and talked about, so this one stays as it is.`;
  if (text === undefined) return message(words);
  const next = md`You wrote this. To bring it up next time, type ${code('/retro add …')}`;
  return message(words, [section(words), section(next), quote(text)]);
};

export const tooManyMessage = (retro: Retro, text: string): MessageContent =>
  message(md`You have ${MOST_CARDS} cards for ${retroName(retro)}, and more are read by nobody.`, [
    section(
      md`You have ${MOST_CARDS} cards for ${retroName(retro)}, and more are read by nobody. Take one back first: ${code('/retro cards')}. You wrote:`,
    ),
    quote(text),
  ]);

/** What was offered is no longer what they said. */
export const notOfferedMessage = (): MessageContent =>
  message(
    md`That is not offered any more: it was answered, or is a card already. ${code('/retro cards')} shows yours.`,
  );

export const emptyCard = 'Write a few words, please.';

/** The retro as people speak of it. */
export const retroName = ({ number }: Retro): string => (number === undefined ? 'the next retro' : `retro ${number}`);

export const cardValue = (card: OwnCard): string => `${card.id} ${seenAs(card)}`;

/** The id of a card, and which words of it were seen. */
export function cardIn(value: string): { readonly id: string; readonly seen: string } {
  const [id = '', seen = ''] = value.split(' ');
  return { id, seen };
}

const isOpen = ({ phase }: Retro): boolean => phase === 'gathering' || phase === 'collecting';

/** What becomes of a card, or of several. */
function fate(retro: Retro, it: 'it' | 'them' = 'it'): Mrkdwn {
  const until = md`Only you see ${it} until the cards of ${retroName(retro)} are shown`;
  return retro.isAnonymous
    ? md`${until}, then without a name. Nobody can look up whose ${it === 'it' ? 'it is' : 'they are'}.`
    : md`${until}, then with your name.`;
}

function inputs(
  retro: Retro,
  {
    column,
    text,
    isKept = false,
  }: { readonly column: string; readonly text?: string | undefined; readonly isKept?: boolean },
) {
  const format = formatOf(retro.format);
  return [
    radioInput(
      CARD_FIELDS.column,
      'Where it belongs',
      format.columns.map(({ id, name, asks }) => ({ value: id, text: name, description: asks })),
      { initial: columnOf(format, column).id },
    ),
    textInput(CARD_FIELDS.text, 'Your card', {
      multiline: true,
      maxLength: LONGEST_CARD,
      initial: text,
      placeholder: 'One thought; write another card for the next one',
      focus: true,
      ...(isKept && { live: 'as-typed' }),
    }),
  ];
}

function cardRow(retro: Retro, card: OwnCard, about: string | undefined) {
  const words = lines(
    md`*${columnWords(retro, card)}* · ${card.text === '' ? 'Its words are gone.' : card.text}`,
    about && md`_${about}_`,
  );
  if (!isOpen(retro))
    return section(words, retro.phase === 'voting' ? button('Change', CHANGE_CARD, { value: card.id }) : undefined);
  return section(
    words,
    overflow('retro.card-menu', [
      { actionId: CHANGE_CARD, value: card.id, text: 'Change' },
      { actionId: TAKE_CARD_BACK, value: cardValue(card), text: 'Take back' },
    ]),
  );
}

const offerRows = (offers: readonly CardOffer[]): readonly KnownBlock[] =>
  offers.length === 0
    ? []
    : [
        section(md`*Shall these be cards?* Colleagues have read them, and know that they are yours.`),
        ...offers.map(({ key, from, text }) =>
          section(lines(text, md`_${from}_`), button('Add', TAKE_OFFER, { value: key, label: `Add: ${from}` })),
        ),
      ];

const columnWords = (retro: Retro, card: OwnCard): string => columnOf(formatOf(retro.format), card.column).name;
