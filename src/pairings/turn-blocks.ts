import type { KnownBlock } from '@slack/types';
import { actions, section } from '../blockkit/blocks.ts';
import { button, overflow } from '../blockkit/elements.ts';
import { textInput } from '../blockkit/inputs.ts';
import { type MessageContent, message, refusal } from '../blockkit/message.ts';
import { type ModalView, modal } from '../blockkit/modal.ts';
import { code, joined, lines, link, type Mrkdwn, md, mention, when } from '../blockkit/mrkdwn.ts';
import { dayText } from '../core/day-text.ts';
import { counted } from '../core/time-text.ts';
import type { Side } from '../core/verdict.ts';
import { BREAKS } from './setup.ts';
import type { ShownStarter, TurnState } from './turn.ts';

export const MET = 'pairing.met';
export const SKIP = 'pairing.skip';
/** The value is the round and when they skipped. */
export const COME_BACK = 'pairing.come-back';
/** The value is the round, or a dash, and for how many weeks. */
export const PAUSE = 'pairing.break';
/** The value is the end of the break. */
export const END_BREAK = 'pairing.end-break';
export const WRITE = 'pairing.write';
/** The form. */
export const LEARNED = 'pairing.learned';
const MENU = 'pairing.menu';

/** The field of the form. */
export const WORDS = 'words';

type Shown = Pick<TurnState, 'occurrenceId' | 'others' | 'untilAt' | 'zone'>;
type Of<K extends TurnState['kind']> = Extract<TurnState, { kind: K }>;

/** Draws somebody's message of a round, with the address of what they begin with. */
export type DrawTurn = (turn: TurnState, isAskedAgain?: boolean) => Promise<MessageContent>;

/**
 * Somebody's one message of a round. `card` is the address of their lead's card. `isAskedAgain`: it is the later question whether they
 * have met, which its presses answer in its own place.
 */
export function turnMessage(turn: TurnState, how: { readonly card?: string | undefined; isAskedAgain?: boolean } = {}) {
  const value = `${turn.occurrenceId}${how.isAskedAgain === true ? ` ${ASKED_AGAIN}` : ''}`;
  switch (turn.kind) {
    case 'paired':
      return pairedMessage(turn, value, how);
    case 'met':
      return metMessage(turn);
    case 'skipped':
      return skippedMessage(turn);
    case 'alone':
      return aloneMessage();
    case 'over':
      return message(md`Time to meet ${names(turn)} is over`, [
        section(md`The time to meet ${names(turn)} is over. Did you meet after all?`),
        actions(button('We met', MET, { value })),
      ]);
  }
}

/** What follows the round in the value of a button in that message. */
export const ASKED_AGAIN = 'again';

function pairedMessage(
  turn: Of<'paired'>,
  value: string,
  { card, isAskedAgain = false }: { readonly card?: string | undefined; isAskedAgain?: boolean },
): MessageContent {
  const until = when(turn.untilAt, 'date', turn.zone);
  const title = isAskedAgain
    ? md`Did you and ${names(turn)} meet?`
    : md`You and ${names(turn)}: meet for twenty minutes`;
  return message(title, [
    section(
      isAskedAgain
        ? lines(md`*Did you and ${names(turn)} meet?*`, md`There is time until ${until}.`)
        : lines(
            md`*You and ${joined(turn.others.map(named), ' and ')}: meet for twenty minutes*`,
            md`Until ${until}, in a call or over coffee.`,
          ),
    ),
    ...(isAskedAgain ? [] : [section(starterText(turn.starter, card))]),
    actions(
      button('We met', MET, { value, style: 'primary' }),
      button('Not this time', SKIP, { value }),
      overflow(
        MENU,
        BREAKS.map((weeks) => ({ actionId: PAUSE, value: `${turn.occurrenceId} ${weeks}`, text: breakText(weeks) })),
      ),
    ),
  ]);
}

function starterText(starter: ShownStarter | undefined, card: string | undefined): Mrkdwn {
  if (starter === undefined) return md`To begin with: bring one lead or campaign each that surprised you.`;
  if (starter.kind === 'campaign')
    return md`To begin with: the campaign *${starter.name}*. What did it promise, and what do its leads say on the phone?`;
  const name = card === undefined ? md`*${starter.name}*` : md`*${link(card, starter.name)}*`;
  return md`To begin with: ${name}. Sit in on a call together, or talk it through: what was promised, and what did they need?`;
}

function metMessage(turn: Of<'met'>): MessageContent {
  const met = md`You and ${names(turn)} met`;
  return message(met, [
    section(md`*${met}.* What did you learn? Two lines are enough: they become a card of the next retro.`),
    actions(button('Write it down', WRITE, { value: turn.occurrenceId, style: 'primary' })),
  ]);
}

function skippedMessage({ occurrenceId, since, canReturn, breakUntil }: Of<'skipped'>): MessageContent {
  const rest = breakUntil === undefined ? md`` : md` You get no partner until ${dayText(breakUntil)}.`;
  const blocks: KnownBlock[] = [
    section(md`*Not this time.* Whoever was to meet you reads it in their message.${rest}`),
  ];
  const buttons = [
    ...(canReturn ? [button('I have time now', COME_BACK, { value: `${occurrenceId} ${since}` })] : []),
    ...(breakUntil === undefined ? [] : [button('End my break', END_BREAK, { value: breakUntil })]),
  ];
  return message('Not this time', buttons.length === 0 ? blocks : [...blocks, actions(...buttons)]);
}

const aloneMessage = (): MessageContent =>
  message('You sit this one out', [
    section(
      md`*You sit this one out.* Whoever was to meet you can’t this time. Next time you come first. Should they find time after all, your message of this round says so.`,
    ),
  ]);

/** What somebody hears who is left alone, as one line and by itself. */
export const aloneLine = (): Mrkdwn => md`Nobody is left to meet you this time. Next time you come first`;

/** The line of the later question among other news. */
export const askedAgainLine = (turn: Shown): Mrkdwn =>
  md`Did you and ${names(turn)} meet? There is time until ${when(turn.untilAt, 'date', turn.zone)}`;

/** Two lines about what somebody learned; `isAnonymous`: for a retro without names. */
export const learnedModal = (occurrenceId: string, isAnonymous: boolean): ModalView =>
  modal({
    callbackId: LEARNED,
    title: 'What did you learn?',
    submit: 'Note it',
    metadata: occurrenceId,
    blocks: [
      textInput(WORDS, 'In two lines', {
        multiline: true,
        maxLength: 300,
        placeholder: 'They ask about the price first; our ad says nothing of it.',
        hint: isAnonymous
          ? 'It becomes a card of the next retro, without your name. Don’t write whom you met: that would name you.'
          : 'It becomes your card of the next retro. Nobody reads it before its cards are shown.',
      }),
    ],
  });

export const notedMessage = (isAnonymous: boolean): MessageContent =>
  message(
    isAnonymous
      ? 'Noted for the next retro, without your name.'
      : 'Noted for the next retro. Until its cards are shown you can change it there.',
  );

export const notedBeforeMessage = (): MessageContent =>
  message(md`You have written it down already. ${code('/retro cards')} shows it, and lets you change it.`);

export const tooManyCardsMessage = (): MessageContent =>
  refusal('The next retro has as many cards of yours as it can take. Remove one there, and write this again.');

/** What `/baton pairing` says to whoever may not change it. */
export function standingMessage(
  { isOn, breakUntil }: { readonly isOn: boolean; readonly breakUntil: string | undefined },
  mayTakePart: boolean,
): MessageContent {
  if (!isOn)
    return refusal('Only managers and admins can begin with pairing, and none of them has yet. Ask one of them.');
  if (!mayTakePart) return message('People of sales and marketing meet here. You are in neither team.');
  if (breakUntil !== undefined)
    return message(`You get no partner until ${dayText(breakUntil)}`, [
      section(md`You get no partner until ${dayText(breakUntil)}.`),
      actions(button('End my break', END_BREAK, { value: breakUntil })),
    ]);
  return message('You have no partner at the moment', [
    section(md`You have no partner at the moment. When the next round begins, you read it here in a direct message.`),
    actions(
      overflow(
        MENU,
        BREAKS.map((weeks) => ({ actionId: PAUSE, value: `- ${weeks}`, text: breakText(weeks) })),
      ),
    ),
  ]);
}

export const onBreakMessage = (): MessageContent => message('Noted: no partner for you for a while.');
export const breakEndedMessage = (): MessageContent => message('You take part again, from the next round on.');

export const notPairedMessage = (): MessageContent =>
  refusal('Only those who were paired can answer that. /baton pairing shows what is yours.');

export const tooLateMessage = (): MessageContent =>
  message('It is too late for that, or it has changed meanwhile: your message shows how it stands.');

const breakText = (weeks: number): string => (weeks === 13 ? 'Not for 3 months' : `Not for ${counted(weeks, 'week')}`);

const names = ({ others }: Shown): Mrkdwn =>
  others.length === 0
    ? md`your partner`
    : joined(
        others.map(({ personId }) => mention(personId)),
        ' and ',
      );

const named = ({ personId, side }: { readonly personId: string; readonly side: Side }): Mrkdwn =>
  md`${mention(personId)} (${side})`;
