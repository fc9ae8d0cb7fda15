import type { KnownBlock } from '@slack/types';
import { actions, context, divider, section } from '../../blockkit/blocks.ts';
import { button } from '../../blockkit/elements.ts';
import { cut } from '../../blockkit/escape.ts';
import { type MessageContent, message } from '../../blockkit/message.ts';
import { code, joined, lines, type Mrkdwn, md, mention, onDay, when } from '../../blockkit/mrkdwn.ts';
import type { Instant } from '../../core/instants.ts';
import { type StageWords, stageCalled } from '../../core/lead-stages.ts';
import { counted } from '../../core/time-text.ts';
import { SHOW } from '../card/card-blocks.ts';
import { isOpen, type Lead, leadName } from '../lead.ts';
import type { QueryFault } from './search-query.ts';

export const NEXT = 'lead.next';
export const BACK = 'lead.back';
export const PICK = 'lead.pick';

/** Where a page begins. */
interface Cursor {
  readonly side: 'after' | 'before';
  readonly receivedAt: Instant;
  readonly number: number;
}

export interface Found {
  readonly leads: readonly Lead[];
  readonly total: number;
  readonly isMore: boolean;
  readonly next: Cursor | undefined;
  readonly back: Cursor | undefined;
  readonly isReading: boolean;
}

/** Which list a button goes on with, from where, and what was looked for; those are the reader's own words. */
export interface PageWish {
  readonly list: 'free' | 'mine' | 'search';
  readonly cursor: Cursor | undefined;
  readonly text: string;
}

/** Longer searches are cut where a page's button has to carry them. */
export const LONGEST_SEARCH = 300;

const pageValue = (list: PageWish['list'], { side, receivedAt, number }: Cursor, text: string): string =>
  `${list} ${side} ${receivedAt} ${number} ${text.slice(0, LONGEST_SEARCH).toWellFormed()}`;

/** What a button of a list carries; undefined for what is none. */
export function pageWishOf(value: string): PageWish | undefined {
  const [, list, side, receivedAt, number, text = ''] =
    /^(free|mine|search) (after|before) (\d{1,15}) (\d{1,9}) ?([\s\S]*)$/.exec(value) ?? [];
  if (list !== 'free' && list !== 'mine' && list !== 'search') return undefined;
  if (side !== 'after' && side !== 'before') return undefined;
  return { list, cursor: { side, receivedAt: Number(receivedAt), number: Number(number) }, text };
}

/** How many there are, and the way to the others; nothing where all are in sight. */
export function pager(
  list: PageWish['list'],
  page: Pick<Found, 'total' | 'isMore' | 'next' | 'back'>,
  text = '',
): KnownBlock[] {
  if (page.next === undefined && page.back === undefined) return [];
  return [
    context(md`${totalText(page)} in all.`),
    actions(
      ...(page.back === undefined ? [] : [button('Back', BACK, { value: pageValue(list, page.back, text) })]),
      ...(page.next === undefined ? [] : [button('Next', NEXT, { value: pageValue(list, page.next, text) })]),
    ),
  ];
}

const totalText = ({ total, isMore }: Pick<Found, 'total' | 'isMore'>): string =>
  isMore ? `More than ${total} leads` : counted(total, 'lead');

/** Who reads a list of leads. */
export interface Reader {
  /** Whether they may know the name of its person. */
  readonly sees: (lead: Lead) => boolean;
  readonly zone: string;
  readonly now: Instant;
  /** The company's own words for stages. */
  readonly words: StageWords;
}

/** Leads that were looked for, the newest first. */
export function foundMessage(text: string, page: Found, reader: Reader): MessageContent {
  const reading = page.isReading
    ? [context(md`Many leads have just come, and I am still reading them. Look again in a minute.`)]
    : [];
  if (page.leads.length === 0) return message(md`No lead found.`, [section(noneWords(text)), ...reading]);
  const title = md`*${totalText(page)}* for “${cut(text, LONGEST_SEARCH)}”`;
  return message(md`${totalText(page)} found`, [
    section(text === '' ? md`*${totalText(page)}*, the newest first` : title),
    divider(),
    ...page.leads.map((lead) => section(row(lead, reader), button('Details', SHOW, { value: lead.id }))),
    ...reading,
    ...pager('search', page, text),
  ]);
}

const noneWords = (text: string): Mrkdwn =>
  lines(
    md`I know no lead “${cut(text, LONGEST_SEARCH)}” that you may see.`,
    md`Try its number, the beginning of a company, or ${code('/lead search free from:website after:monday')}.`,
  );

/** Which of several leads somebody means; what they typed stays with each. */
export function whichMessage(
  word: string,
  { leads, rest }: { leads: readonly Lead[]; rest: string },
  reader: Reader,
): MessageContent {
  const rows = leads.map((lead) =>
    section(row(lead, reader), button('This one', PICK, { value: `${word} ${lead.id} ${rest}`.trim() })),
  );
  const also = rest === '' ? md`` : md` The rest of your line stays: “${cut(rest, LONGEST_SEARCH)}”.`;
  return message('Which lead do you mean?', [section(md`*Which lead do you mean?*${also}`), divider(), ...rows]);
}

/** So much fits into a button with all that was typed. */
export const LONGEST_REST = 1_800;

/** What of a search isn't understood, and what is. */
export function searchFaultMessage(fault: QueryFault): MessageContent {
  const known = md`Besides words I understand ${code('mine')}, ${code('free')}, ${code('late')}, ${code('held')}, ${code('open')}, ${code('closed')}, ${code('@person')}, ${code('campaign:spring')}, ${code('from:website')}, ${code('stage:qualified')}, ${code('before:2026-03-01')} and ${code('after:monday')}.`;
  switch (fault.kind) {
    case 'unknown-filter':
      return message(lines(md`I can't look for “${cut(fault.word, 40)}:”.`, known));
    case 'no-date':
      return message(lines(md`“${cut(fault.word, 40)}” is no day that I know.`, known));
    case 'no-stage':
      return message(lines(md`No lead can be “${cut(fault.word, 40)}”.`, known));
  }
}

function row(lead: Lead, reader: Reader): Mrkdwn {
  const { zone } = reader;
  const { contactName, campaign, source } = lead.fields;
  const facts = [
    reader.sees(lead) && contactName !== undefined ? contactName : undefined,
    standing(lead, reader),
    md`since ${when(lead.receivedAt, 'date', zone)}`,
    campaign ?? source,
  ].filter((fact) => fact !== undefined);
  return lines(md`*${leadName(lead)}*`, joined(facts, ' · '));
}

function standing(lead: Lead, { zone, now, words }: Reader): Mrkdwn {
  if (lead.heldUntil !== undefined) return md`held back until ${when(lead.heldUntil, 'date-time', zone)}`;
  if (isOpen(lead)) return lead.owner === undefined ? md`free` : md`${mention(lead.owner.personId)}`;
  if (lead.returnsAt !== undefined) return md`back ${onDay(lead.returnsAt, now, zone)}`;
  return md`${stageCalled(lead.stage, words)}`;
}
