import type { KnownBlock } from '@slack/types';
import { actions, context, section } from '../blockkit/blocks.ts';
import { button, overflow } from '../blockkit/elements.ts';
import { type MessageContent, message } from '../blockkit/message.ts';
import { joined, lines, type Mrkdwn, md, when } from '../blockkit/mrkdwn.ts';
import { bullets, quote } from '../blockkit/rich-text.ts';
import type { Instant } from '../core/instants.ts';
import { SKIP_REASONS, type SkipReason } from './answer.ts';
import { type Fact, factText } from './fact.ts';

export const POST = 'standup.post';
export const EDIT = 'standup.edit';
export const SKIP = 'standup.skip';
export const SKIP_REASON = 'standup.skip-reason';
export const UNSKIP = 'standup.unskip';
export const WEEKLY = 'standup.weekly';

/** What one person's standup message shows, as things are now. */
export interface PromptView {
  readonly slotId: string;
  /** First name. */
  readonly name: string;
  readonly zone: string;
  readonly ritual: string;
  /** Since when the facts are. */
  readonly since: Instant;
  readonly facts: readonly Fact[];
  /** Leads without a first contact, soonest first: "#14 Acme". */
  readonly due: readonly { readonly name: string; readonly at: Instant | undefined }[];
  /** One line for each ask that waits for them, from the feature that has them. */
  readonly asks: readonly Mrkdwn[];
  readonly lastPlan: string | undefined;
  readonly closesAt: Instant;
  readonly isLate: boolean;
  readonly isReminder: boolean;
  /** Three prompts in a row went unanswered: once a week may be enough. */
  readonly offersWeekly: boolean;
}

const MOST_DUE = 5;
const MOST_ASKS = 3;

/** The question of the day: what is known already, and one click to post it. */
export function promptMessage(view: PromptView): MessageContent {
  const { slotId, facts, due, asks, lastPlan, isReminder, ritual } = view;
  const shown = facts.filter(({ isPrivate }) => !isPrivate);
  const isQuiet = facts.length + due.length + asks.length === 0 && lastPlan === undefined;
  const text = isReminder ? `${ritual} is still open` : notification(ritual, shown.length, due.length);
  if (isQuiet) {
    return message(text, [
      section(joined([...greeting(view), 'No leads, no asks: a quiet day.'], ' ')),
      answerRow(slotId, 'Nothing today'),
      ...footer(view),
    ]);
  }
  return message(text, [
    section(lines(joined(greeting(view), ' '), md`Since ${when(view.since, 'date-time', view.zone)}:`)),
    ...(shown.length > 0 ? [bullets(shown.map(factText))] : [section(md`No lead activity of yours.`)]),
    ...privateLines(facts),
    ...dueLines(view),
    ...(asks.length > 0
      ? [section(lines(md`*Asks for you*`, ...asks.slice(0, MOST_ASKS), ...more(asks, MOST_ASKS)))]
      : []),
    ...(lastPlan === undefined ? [] : [section(md`*Your last plan*`), quote(lastPlan)]),
    answerRow(slotId, shown.length > 0 ? 'Post it' : 'Nothing today'),
    ...footer(view),
  ]);
}

/** In place of the question, once it is answered. */
export function answeredMessage({ slotId, at, zone, isLate }: Answered): MessageContent {
  return message('Your standup is posted', [
    section(md`✅ Posted ${when(at, 'time', zone)}${isLate ? ', late' : ''}. Thank you.`),
    actions(button('Edit', EDIT, { value: slotId })),
  ]);
}

interface Answered {
  readonly slotId: string;
  readonly at: Instant;
  readonly zone: string;
  readonly isLate: boolean;
}

/** In place of the question, once it is skipped. A reason is welcome and not needed. */
export function skippedMessage(slotId: string, reason: SkipReason | undefined): MessageContent {
  const why = reason === undefined ? '' : `: ${SKIP_WORDS[reason].toLowerCase()}`;
  const reasons = SKIP_REASONS.map((one) => ({
    text: SKIP_WORDS[one],
    actionId: SKIP_REASON,
    value: `${slotId} ${one}`,
  }));
  return message('You skip this standup', [
    section(md`Skipped${why}. The menu takes a reason, if you like to give one.`),
    actions(button('Undo', UNSKIP, { value: slotId }), overflow(SKIP_REASON, reasons)),
  ]);
}

export const SKIP_WORDS: Readonly<Record<SkipReason, string>> = {
  off: 'Off today',
  meetings: 'Only meetings',
  nothing: 'Nothing to add',
};

/** In place of the question, when its time is over or it is no longer asked. */
export const closedMessage = (slotId: string, because: string): MessageContent =>
  message('This standup is over', [section(md`${because}`), actions(button('Answer late', EDIT, { value: slotId }))]);

const notification = (ritual: string, facts: number, due: number): string => {
  const ready =
    facts === 0 ? 'one click if there is nothing' : `${facts} ${facts === 1 ? 'line is' : 'lines are'} ready`;
  return `${ritual}: ${ready}${due === 0 ? '' : `, ${due} due today`}`;
};

function greeting({ name, isLate, isReminder, ritual }: PromptView): (string | Mrkdwn)[] {
  if (isReminder) return [md`*${ritual}* is still open, ${name}.`];
  return [md`*${ritual}*: hello ${name}.`, ...(isLate ? ['Sorry that this comes late.'] : [])];
}

function privateLines(facts: readonly Fact[]): KnownBlock[] {
  const own = facts.filter(({ isPrivate }) => isPrivate);
  return own.length === 0 ? [] : [context(md`🔒 Only you see this: ${own.map(factText).join('. ')}.`)];
}

function dueLines({ due, zone }: PromptView): KnownBlock[] {
  if (due.length === 0) return [];
  const line = ({ name, at }: PromptView['due'][number]): Mrkdwn =>
    at === undefined ? md`• ${name}` : md`• ${name}, by ${when(at, 'time', zone)}`;
  return [section(lines(md`*Waiting for first contact*`, ...due.slice(0, MOST_DUE).map(line), ...more(due, MOST_DUE)))];
}

const more = (all: readonly unknown[], most: number): Mrkdwn[] =>
  all.length > most ? [md`and ${all.length - most} more`] : [];

const answerRow = (slotId: string, post: string): KnownBlock =>
  actions(
    button(post, POST, { value: slotId, style: 'primary' }),
    button('Edit', EDIT, { value: slotId }),
    button('Skip', SKIP, { value: slotId }),
  );

function footer({ closesAt, zone, offersWeekly, slotId }: PromptView): KnownBlock[] {
  const close = context(md`Open until ${when(closesAt, 'time', zone)}; late answers are welcome.`);
  if (!offersWeekly) return [close];
  const offer = section(md`Too often? Once a week is fine, too.`, button('Weekly instead', WEEKLY, { value: slotId }));
  return [close, offer];
}
