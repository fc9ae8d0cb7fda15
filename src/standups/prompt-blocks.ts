import type { KnownBlock } from '@slack/types';
import { actions, context, section } from '../blockkit/blocks.ts';
import { button, overflow } from '../blockkit/elements.ts';
import { type MessageContent, message } from '../blockkit/message.ts';
import { code, joined, lines, type Mrkdwn, md, when } from '../blockkit/mrkdwn.ts';
import { bullets, quote } from '../blockkit/rich-text.ts';
import type { ActionView } from '../core/action.ts';
import { counted } from '../core/time-text.ts';
import { SKIP_REASONS, SKIP_WORDS, type SkipReason } from './answer.ts';
import type { Fact } from './fact.ts';
import { factPieces, factWords, leadWords } from './fact-blocks.ts';
import type { Asked, PromptState } from './standing.ts';

export const POST = 'standup.post';
export const EDIT = 'standup.edit';
export const SKIP = 'standup.skip';
export const SKIP_REASON = 'standup.skip-reason';
export const UNSKIP = 'standup.unskip';
export const WEEKLY = 'standup.weekly';
export const DAILY = 'standup.daily';

/** What one person is asked, with their asks and actions as they are shown. */
export type PromptView = Omit<Asked<readonly KnownBlock[]>, 'actions'> & {
  readonly actions: readonly (readonly KnownBlock[])[];
};

/** How asks and actions are shown. */
export interface PromptRows<A> {
  readonly ask: (ask: A) => readonly KnownBlock[];
  readonly action: (action: ActionView) => readonly KnownBlock[];
}

/** What somebody's message of the day says, as things are now. */
export function promptStateMessage<A>(state: PromptState<A>, rows: PromptRows<A>): MessageContent {
  switch (state.kind) {
    case 'asked':
      return promptMessage({
        ...state.asked,
        asks: state.asked.asks.map(rows.ask),
        actions: state.asked.actions.map(rows.action),
      });
    case 'answered':
      return answeredMessage(state);
    case 'skipped':
      return skippedMessage(state.slotId, state.reason);
    case 'over':
      return overMessage(state);
  }
}

const FOR_GUESTS = 'Anything to tell the team?';

const MOST_DUE = 5;
const MOST_ASKS = 3;
const MOST_ACTIONS = 3;

/** The question of the day: what is known already, and one click to post it. */
export function promptMessage(view: PromptView): MessageContent {
  const { slotId, facts, due, asks, actions: todo, lastPlan, isReminder, ritual } = view;
  const shown = facts.filter(({ isPrivate }) => !isPrivate);
  const isQuiet = facts.length + due.length + asks.length + todo.length === 0 && lastPlan === undefined;
  const text = isReminder ? `${ritual} is still open` : notification(ritual, shown.length, due.length);
  if (isQuiet) {
    return message(text, [
      section(joined([...greeting(view), view.isGuest ? FOR_GUESTS : 'No leads, no asks: a quiet day.'], ' ')),
      answerRow(slotId, 'Nothing today'),
      ...footer(view),
    ]);
  }
  return message(text, [
    section(
      lines(
        joined(view.isGuest ? [...greeting(view), FOR_GUESTS] : greeting(view), ' '),
        !view.isGuest && md`Since ${when(view.since, 'date-time', view.zone)}:`,
      ),
    ),
    ...shownLines(shown, view),
    ...privateLines(view),
    ...dueLines(view),
    ...actionRows(todo),
    ...askRows(asks),
    ...(lastPlan === undefined ? [] : [section(md`*Your last plan*`), quote(lastPlan)]),
    answerRow(slotId, shown.length > 0 ? 'Post it' : 'Nothing today'),
    ...footer(view),
  ]);
}

/** In place of the question, once it is answered. */
export function answeredMessage({ slotId, at, zone, isLate }: Omit<Standing<'answered'>, 'kind'>): MessageContent {
  return message('Your standup is posted', [
    section(md`✅ Posted ${when(at, 'time', zone)}${isLate ? ', late' : ''}. Thank you.`),
    actions(button('Edit', EDIT, { value: slotId })),
  ]);
}

type Standing<K> = Extract<PromptState<never>, { readonly kind: K }>;

/** In place of the question, once it is skipped. A reason is welcome and not needed. */
export function skippedMessage(slotId: string, reason: SkipReason | undefined): MessageContent {
  const why = reason === undefined ? '' : `: ${SKIP_WORDS[reason].toLowerCase()}`;
  const reasons = SKIP_REASONS.map((one) => ({
    text: SKIP_WORDS[one],
    actionId: SKIP_REASON,
    value: `${slotId} ${one}`,
  }));
  return message('You skip this standup', [
    section(md`Skipped${why}. If you like, choose why in the menu.`),
    actions(button('Undo', UNSKIP, { value: slotId }), overflow(SKIP_REASON, reasons)),
  ]);
}

/** In place of the question, when its time is over or it is no longer asked. */
export function overMessage({ slotId, because, at, zone }: Omit<Standing<'over'>, 'kind'>): MessageContent {
  if (because === 'left')
    return message('This standup is over', [section(md`You are not in this standup any more: nothing to do.`)]);
  if (because === 'off') return message('You are off', [section(md`You are off today: nothing to do. Enjoy it.`)]);
  return message('This standup is over', [
    section(md`This standup closed ${when(at, 'date-time', zone)}. A late answer is still welcome.`),
    actions(button('Answer late', EDIT, { value: slotId })),
  ]);
}

const notification = (ritual: string, facts: number, due: number): string => {
  const ready =
    facts === 0 ? 'one click if there is nothing' : `${facts} ${facts === 1 ? 'line is' : 'lines are'} ready`;
  return `${ritual}: ${ready}${due === 0 ? '' : `, ${counted(due, 'lead')} to contact`}`;
};

function greeting({ name, isLate, isReminder, ritual }: PromptView): (string | Mrkdwn)[] {
  if (isReminder) return [md`*${ritual}* is still open, ${name}.`];
  return [md`*${ritual}*: hello ${name}.`, ...(isLate ? ['Sorry that this comes late.'] : [])];
}

function shownLines(shown: readonly Fact[], { isGuest, cards }: PromptView): KnownBlock[] {
  if (shown.length > 0) return [bullets(shown.map((one) => factPieces(one, cards)))];
  return isGuest ? [] : [section(md`Nothing new on your leads.`)];
}

function privateLines({ facts, cards }: PromptView): KnownBlock[] {
  const own = facts.filter(({ isPrivate }) => isPrivate).map((one) => factWords(one, cards));
  return own.length === 0 ? [] : [context(md`🔒 Only you see this: ${joined(own, '. ')}.`)];
}

function dueLines({ due, zone, cards }: PromptView): KnownBlock[] {
  if (due.length === 0) return [];
  const line = ({ leadId, name: called, at, isLate = false }: PromptView['due'][number]): Mrkdwn => {
    const name = leadWords({ leadId, name: called }, cards);
    if (at === undefined) return md`• ${name}`;
    // A time alone would be one of today, and it may have been late since Friday.
    return isLate
      ? md`• ${name}, late since ${when(at, 'date-time', zone)}`
      : md`• ${name}, by ${when(at, 'time', zone)}`;
  };
  return [section(lines(md`*Waiting for first contact*`, ...due.slice(0, MOST_DUE).map(line), ...more(due, MOST_DUE)))];
}

function actionRows(todo: PromptView['actions']): KnownBlock[] {
  if (todo.length === 0) return [];
  const rest = todo.length - MOST_ACTIONS;
  return [
    section(md`*Decided, and yours to do*`),
    ...todo.slice(0, MOST_ACTIONS).flat(),
    ...(rest > 0 ? [context(md`and ${rest} more: ${code('/lead-review decisions')}`)] : []),
  ];
}

function askRows(asks: PromptView['asks']): KnownBlock[] {
  if (asks.length === 0) return [];
  const rest = asks.length - MOST_ASKS;
  return [
    section(md`*Asks for you*`),
    ...asks.slice(0, MOST_ASKS).flat(),
    ...(rest > 0 ? [context(md`and ${rest} more: ${code('/baton asks')}`)] : []),
  ];
}

const more = (all: readonly unknown[], most: number): Mrkdwn[] =>
  all.length > most ? [md`and ${all.length - most} more`] : [];

const answerRow = (slotId: string, post: string): KnownBlock =>
  actions(
    button(post, POST, { value: slotId, style: 'primary' }),
    button('Edit', EDIT, { value: slotId }),
    button('Skip', SKIP, { value: slotId }),
  );

function footer({ closesAt, zone, cadence, slotId }: PromptView): KnownBlock[] {
  const close = context(md`Open until ${when(closesAt, 'time', zone)}; late answers are welcome.`);
  switch (cadence) {
    case 'daily':
      return [close];
    case 'weekly-offered':
      return [
        close,
        section(md`Too often? Once a week is fine, too.`, button('Weekly instead', WEEKLY, { value: slotId })),
      ];
    case 'weekly':
      return [close, section(md`You are asked once a week.`, button('Every day', DAILY, { value: slotId }))];
  }
}
