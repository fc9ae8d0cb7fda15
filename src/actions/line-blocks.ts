import { Temporal } from 'temporal-polyfill';
import { cleanLine, cut } from '../blockkit/escape.ts';
import { joined, lines, type Mrkdwn, md } from '../blockkit/mrkdwn.ts';
import type { ActionView } from '../core/action.ts';
import { addDays } from '../core/local-time.ts';
import { startOf } from '../core/open-spans.ts';
import { dateText } from '../core/time-text.ts';
import { progressWords } from './aim-blocks.ts';

/** `decision 3` */
export const actionName = ({ action }: ActionView): string => `decision ${action.number}`;

/** What somebody is called in a line. A name and not a mention: no line about an action rings a phone. */
export const nameIn = ({ names }: Pick<ActionView, 'names'>, personId: string): string =>
  names.get(personId) ?? 'somebody';

/** For its owner: what it is, and when it is due. */
export const ownLine = (view: ActionView): Mrkdwn =>
  lines(
    joined([md`*Decision ${view.action.number}* ${shortText(view)}`, dueWords(view), ...askedWords(view)], ' · '),
    ...progressWords(view),
  );

/** For everybody: also who does it, or that nobody does. */
export const actionLine = (view: ActionView): Mrkdwn =>
  joined([md`*Decision ${view.action.number}* ${shortText(view)}`, ...standing(view)], ' · ');

/** How it stands: who does it and by when, or who has settled it. */
export function standing(view: ActionView): Mrkdwn[] {
  const { state, owner, settledBy } = view.action;
  const settler = nameIn(view, settledBy ?? '');
  switch (state) {
    case 'open':
      return [
        ...(owner === undefined ? [md`nobody does it yet`] : [md`${nameIn(view, owner)}`]),
        dueWords(view),
        ...consentWords(view),
      ];
    case 'done':
      return [md`done by ${settler}`];
    case 'dropped':
      return [md`dropped by ${settler}`];
  }
}

/** What its owner has still to say of it, or has said. */
export function consentWords(view: ActionView): Mrkdwn[] {
  const { consent, owner } = view.action;
  if (consent?.kind === 'asked' && owner !== undefined) return [md`not accepted yet`];
  return consent?.kind === 'declined' ? [md`${nameIn(view, consent.by)} can’t do it`] : [];
}

/** "due today", "due tomorrow", "due Fri 6 Mar", "was due Fri 27 Feb" */
export function dueWords({ action: { dueOn }, today }: ActionView): Mrkdwn {
  if (dueOn === today) return md`due today`;
  if (dueOn === addDays(today, 1)) return md`due tomorrow`;
  return dueOn < today ? md`was due ${dayWords(dueOn)}` : md`due ${dayWords(dueOn)}`;
}

/** What it is about: "#12 Acme · Google Ads"; nothing if it is about none of these. */
export function aboutWords({ action: { leadId, source, campaign }, lead }: ActionView): Mrkdwn[] {
  return [
    ...(leadId === undefined ? [] : [md`About ${lead ?? 'a lead that is gone'}`]),
    ...[source, campaign].flatMap((one) => (one === undefined ? [] : [md`${one}`])),
  ];
}

/** "Fri 6 Mar", the same for every reader: it is a day and no moment. */
export const dayWords = (on: string): string => dateText(startOf(Temporal.PlainDate.from(on), 'UTC'), 'UTC');

/** Its words, which go when the person behind its lead is forgotten. */
export const wordsOf = ({ action: { text } }: ActionView): string =>
  text === '' ? 'Its words were deleted with its lead.' : text;

/** For its owner. */
const askedWords = ({ action: { consent } }: ActionView): Mrkdwn[] =>
  consent?.kind === 'asked' ? [md`do you do it?`] : [];

const LONGEST_IN_A_LINE = 150;

const shortText = (view: ActionView): string => cut(cleanLine(wordsOf(view)), LONGEST_IN_A_LINE);
