import type { Button } from '@slack/types';
import { button } from '../../blockkit/elements.ts';
import { cut } from '../../blockkit/escape.ts';
import { joined, type Mrkdwn, md, mention } from '../../blockkit/mrkdwn.ts';
import type { ActionView } from '../../core/action.ts';
import { counted } from '../../core/time-text.ts';
import type { AgendaItem, Mark } from './agenda.ts';

export const DISCUSS = 'review.discuss';
export const DECIDE = 'review.decide';
export const NOTHING = 'review.nothing';

/** How a decision reads in one line; the feature that has them says. */
export type Decision = (view: ActionView) => Mrkdwn;

/** Whom they name, and how what was decided reads. */
export interface AgendaWords {
  readonly isAnonymous: boolean;
  readonly decision: Decision;
}

/** Of one lead, for its reply in the thread: why it is to be discussed, and what has come of that. */
export function itemLines(item: AgendaItem, words: AgendaWords): Mrkdwn[] {
  const { lead, marks, isQuestioned, decisions, end } = item;
  return [
    ...(lead.difference === undefined ? [] : [md`💬 You differ here.`]),
    ...(isQuestioned ? [md`💬 Marketing asks why it was given up.`] : []),
    ...marks.slice(0, MOST_MARKS).map((mark) => md`💬 ${markText(mark, words)}`),
    ...(marks.length > MOST_MARKS ? [md`and ${marks.length - MOST_MARKS} more would like to discuss it`] : []),
    ...decisions.slice(0, MOST_DECISIONS).map((view) => md`✅ ${words.decision(view)}`),
    ...(decisions.length > MOST_DECISIONS
      ? [md`and ${counted(decisions.length - MOST_DECISIONS, 'more decision')}`]
      : []),
    ...(end === undefined ? [] : [md`✅ Nothing to change, says ${mention(end.by)}.`]),
  ];
}

/** `value` is `<review id> <lead id>`, `of` what a screen reader calls it. What can be pressed about a lead of a revealed review; one that is on no agenda can be put there. */
export function itemButtons(value: string, of: string, item: AgendaItem | undefined): Button[] {
  const discuss = button('Discuss', DISCUSS, { value, label: `Discuss ${of}` });
  if (item === undefined) return [discuss];
  const decide = button('Decide', DECIDE, {
    value,
    label: `Decide about ${of}`,
    ...(item.isSettled ? {} : { style: 'primary' as const }),
  });
  return item.isSettled
    ? [decide, discuss]
    : [decide, button('Nothing to change', NOTHING, { value, label: `Nothing to change about ${of}` }), discuss];
}

/** For the parent: what is left to discuss, and what was decided; nothing where there is neither. */
export function agendaLines(items: readonly AgendaItem[], words: AgendaWords): Mrkdwn[] {
  if (items.length === 0) return [];
  const left = items.filter(({ isSettled }) => !isSettled);
  const names = joined(
    left.slice(0, MOST_LEFT).map(({ lead }) => lead.name),
    ', ',
  );
  const more = left.length > MOST_LEFT ? md` and ${left.length - MOST_LEFT} more` : md``;
  const decided = items.flatMap(({ decisions }) => decisions);
  return [
    left.length === 0
      ? md`*To discuss:* nothing is left of ${counted(items.length, 'lead')}.`
      : md`*To discuss:* ${left.length} of ${counted(items.length, 'lead')} left, ${names}${more}`,
    ...decided.slice(0, MOST_IN_PARENT).map((view) => md`✅ ${words.decision(view)}`),
    ...(decided.length > MOST_IN_PARENT ? [md`and ${counted(decided.length - MOST_IN_PARENT, 'more decision')}`] : []),
  ];
}

function markText({ by, line }: Mark, { isAnonymous }: AgendaWords): Mrkdwn {
  const who = isAnonymous ? md`Somebody` : mention(by);
  return line === undefined ? md`${who} would like to discuss it.` : md`${who}: “${cut(line, LONGEST_LINE)}”`;
}

const MOST_MARKS = 3;
const MOST_DECISIONS = 3;
const MOST_LEFT = 5;
const MOST_IN_PARENT = 5;
const LONGEST_LINE = 200;
