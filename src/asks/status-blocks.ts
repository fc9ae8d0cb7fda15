import { Temporal } from 'temporal-polyfill';
import { cleanLine, cut } from '../blockkit/escape.ts';
import { joined, type Mrkdwn, md } from '../blockkit/mrkdwn.ts';
import { HOUR } from '../core/instants.ts';
import { startOf } from '../core/open-spans.ts';
import { counted, dateText } from '../core/time-text.ts';
import { type AskKind, personAsked, type Team } from './ask.ts';
import type { Age } from './ask-age.ts';
import { type AskView, nameIn } from './ask-view.ts';

export const TEAM_WORDS: Readonly<Record<Team, string>> = { sales: 'Sales', marketing: 'Marketing' };

/** What people call the kinds of asks. */
export const KIND_WORDS: Readonly<Record<AskKind, string>> = {
  question: 'Question',
  content: 'Content',
  'lead-quality': 'Lead quality',
  routing: 'Where leads go',
  'data-fix': 'Data to correct',
  decision: 'Decision',
};

/** `ask 3` */
export const askName = ({ ask }: AskView): string => `ask ${ask.number}`;

/** An ask in one line: the first words of it, from whom to whom, and how it stands. Rings nobody. */
export const askLine = (view: AskView): Mrkdwn =>
  joined([md`“${shortText(view)}” ${routeWords(view)}`, ...standing(view)], ' · ');

/** The same by its number, so that it can be named to a command. */
export const numberedLine = (view: AskView): Mrkdwn => md`*Ask ${view.ask.number}* ${askLine(view)}`;

/** From whom to whom: "Ana → Marketing", "Ana → Ben". */
export function routeWords(view: AskView): Mrkdwn {
  const person = personAsked(view.ask);
  const to = person === undefined ? TEAM_WORDS[view.ask.to.team] : nameIn(view, person);
  return md`${nameIn(view, view.ask.fromPerson)} → ${to}`;
}

/** How an ask stands: who has it, how long it has waited, and until when it is needed. */
export function standing(view: AskView): Mrkdwn[] {
  const { ask, age } = view;
  const by = nameIn(view, ask.settledBy ?? '');
  switch (ask.state) {
    case 'open':
      return [...(personAsked(ask) === undefined ? [md`nobody has it yet`] : []), ...waited(view)];
    case 'taken':
      return [md`${nameIn(view, ask.owner ?? '')} has it`, ...waited(view)];
    case 'answered':
      return [md`answered by ${by} after ${ageWords(age)}`];
    case 'declined':
      return [md`declined by ${by} after ${ageWords(age)}`];
    case 'closed':
      return [md`closed`];
  }
}

/** What an ask is about and when it is needed; nothing if nobody said. */
export function factsOf(view: AskView): Mrkdwn[] {
  const { leadId, campaign, neededBy } = view.ask;
  return [
    ...(leadId === undefined ? [] : [md`About ${view.lead?.name ?? 'a lead that is gone'}`]),
    ...(campaign === undefined ? [] : [md`About ${campaign}`]),
    ...(neededBy === undefined ? [] : [md`Needed by ${dayWords(neededBy)}`]),
  ];
}

/** Working time in the unit that says enough: "less than a working hour", "5 working hours", "2 working days". */
export function ageWords({ working, days }: Age): string {
  if (days > 0) return counted(days, 'working day');
  return working < HOUR ? 'less than a working hour' : counted(Math.floor(working / HOUR), 'working hour');
}

function waited(view: AskView): Mrkdwn[] {
  const { neededBy } = view.ask;
  const overdue = view.isOverdue && neededBy !== undefined ? [md`was needed by ${dayWords(neededBy)}`] : [];
  return [md`waiting ${ageWords(view.age)}`, ...overdue];
}

/** "Fri 6 Mar", the same for every reader: it is a day and no moment. */
const dayWords = (on: string): string => dateText(startOf(Temporal.PlainDate.from(on), 'UTC'), 'UTC');

const LONGEST_IN_A_LINE = 150;

const shortText = ({ ask }: AskView): string => cut(cleanLine(ask.text), LONGEST_IN_A_LINE);
