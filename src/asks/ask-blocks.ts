import type { Button, KnownBlock, SectionBlock } from '@slack/types';
import { actions, actionsOf, context, section } from '../blockkit/blocks.ts';
import { button, overflow } from '../blockkit/elements.ts';
import { type MessageContent, message } from '../blockkit/message.ts';
import { joined, lines, type Mrkdwn, md } from '../blockkit/mrkdwn.ts';
import { quote } from '../blockkit/rich-text.ts';
import { type Ask, isWaiting, personAsked } from './ask.ts';
import { type AskView, nameIn } from './ask-view.ts';
import { type AskViewer, mayClose, mayEdit, mayWork } from './rights.ts';
import { askName, factsOf, KIND_WORDS, numberedLine, routeWords, standing } from './status-blocks.ts';

export const NEW = 'ask.new';
export const TAKE = 'ask.take';
export const ANSWER = 'ask.answer';
export const DECLINE = 'ask.decline';
export const CLOSE = 'ask.close';
export const REOPEN = 'ask.reopen';
export const EDIT = 'ask.edit';
export const SHOW = 'ask.show';
const MENU = 'ask.menu';

/** What a button for a new ask carries where it is asked from nowhere in particular. */
export const NOWHERE = 'none';

/**
 * A whole ask, for a thread or a direct message. With a `viewer` it offers what they may do; without one, in a channel, what anybody
 * there may. `intro` stands above it.
 */
export function askMessage(
  view: AskView,
  { viewer, intro }: { viewer?: AskViewer; intro?: Mrkdwn } = {},
): MessageContent {
  const words = intro ?? md`Ask ${view.ask.number}: ${routeWords(view)}`;
  return message(words, [...(intro === undefined ? [] : [section(intro)]), ...askBlocks(view, viewer)]);
}

/** The same as blocks, for a message that says more. It holds the message's one row of buttons. */
export function askBlocks(view: AskView, viewer?: AskViewer): KnownBlock[] {
  const { ask } = view;
  const title = joined([md`*Ask ${ask.number}*`, KIND_WORDS[ask.kind], routeWords(view)], ' · ');
  const facts = factsOf(view);
  const offers = offersOf(ask, viewer);
  return [
    section(lines(title, joined(standing(view), ' · '))),
    quote(ask.text),
    ...(facts.length === 0 ? [] : [context(joined(facts, ' · '))]),
    ...(ask.answer === undefined ? [] : [section(md`*Answer* from ${settler(view)}`), quote(ask.answer)]),
    ...(ask.reason === undefined ? [] : [section(md`*Declined* by ${settler(view)}`), quote(ask.reason)]),
    ...(offers.length === 0 ? [] : [row(ask, offers)]),
  ];
}

/** An ask as one line of a list, with the one button that is most likely wanted. */
export function askRow(view: AskView, viewer?: AskViewer): SectionBlock {
  return section(numberedLine(view), likely(view, viewer));
}

/** An ask among other things, with all that settles it in a row below its line: take, answer, decline. */
export function askRows(view: AskView, viewer?: AskViewer): readonly KnownBlock[] {
  const offers = offersOf(view.ask, viewer).filter(({ actionId }) => SETTLING.includes(actionId));
  if (offers.length === 0) return [askRow(view, viewer)];
  const { id } = view.ask;
  const buttons = offers.map(({ text, actionId }) =>
    button(text, actionId, { value: id, label: `${text.replace(/ it$/, '')} ${askName(view)}` }),
  );
  return [section(numberedLine(view)), actionsOf(`ask:${id}`, ...buttons)];
}

const SETTLING: readonly string[] = [TAKE, ANSWER, DECLINE];

/** Opens the form for a new ask. `origin` is what it is asked from, such as a standup's slot. */
export const newAskButton = (origin: string = NOWHERE): Button => button('Ask the other team', NEW, { value: origin });

/** Offers, most wanted first. Of a closed ask a channel offers nothing: it would stay there for years. */
function offersOf(ask: Ask, viewer: AskViewer | undefined): Offer[] {
  const works = viewer === undefined || mayWork(ask, viewer);
  const closes = viewer === undefined || mayClose(ask, viewer);
  const isWaitingNow = isWaiting(ask);
  const all: [boolean, Offer][] = [
    [works && ask.state === 'open', { text: 'Take it', actionId: TAKE, style: 'primary' }],
    [works && isWaitingNow, { text: 'Answer', actionId: ANSWER }],
    [works && isWaitingNow, { text: 'Decline', actionId: DECLINE }],
    [closes && ask.state !== 'closed', { text: 'Close it', actionId: CLOSE }],
    [isWaitingNow && (viewer === undefined || mayEdit(ask, viewer)), { text: 'Change it', actionId: EDIT }],
    [
      closes && !isWaitingNow && (viewer !== undefined || ask.state !== 'closed'),
      { text: 'Ask again', actionId: REOPEN },
    ],
  ];
  return all.flatMap(([isOffered, offer]) => (isOffered ? [offer] : []));
}

interface Offer {
  readonly text: string;
  readonly actionId: string;
  readonly style?: 'primary';
}

/** Up to three buttons; what is more stands behind the dots, where Slack wants two at least. */
function row({ id }: Ask, offers: readonly Offer[]) {
  const inSight = offers.length <= 3 ? offers.length : Math.min(3, offers.length - 2);
  const buttons = offers
    .slice(0, inSight)
    .map(({ text, actionId, style }) => button(text, actionId, { value: id, ...(style && { style }) }));
  const hidden = offers.slice(inSight).map(({ text, actionId }) => ({ text, actionId, value: id }));
  return actions(...buttons, ...(hidden.length === 0 ? [] : [overflow(MENU, hidden)]));
}

/** Take what is free, answer what is mine; anything else is looked at first. */
function likely(view: AskView, viewer: AskViewer | undefined): Button {
  const { ask } = view;
  const options = (what: string) => ({ value: ask.id, label: `${what} ${askName(view)}` });
  const isTheirs = viewer !== undefined && (ask.owner ?? personAsked(ask)) === viewer.id;
  if (isWaiting(ask) && isTheirs) return button('Answer', ANSWER, options('Answer'));
  const isFree = ask.state === 'open' && (viewer === undefined || mayWork(ask, viewer));
  return isFree ? button('Take it', TAKE, options('Take')) : button('Show', SHOW, options('Show'));
}

const settler = (view: AskView): string => nameIn(view, view.ask.settledBy ?? '');
