import { type Mrkdwn, md, mention, when } from '../../blockkit/mrkdwn.ts';
import { DEMANDED_FIELDS, isDemandedField } from '../../core/demands.ts';
import type { Instant } from '../../core/instants.ts';
import { verdictText } from '../../core/verdict-text.ts';
import type { LeadChange } from '../change.ts';
import { holdWords } from '../holding/holding-event-blocks.ts';
import type { LeadEvent } from '../lead.ts';
import { samenessWords } from '../merging/merging-event-blocks.ts';
import { helpedText, reasonText, valueText, wrongText } from '../outcomes/outcome-text.ts';
import { countsText } from '../rating/verdict-blocks.ts';
import { momentOf } from '../seen/seen.ts';
import { seenWords } from '../seen/seen-blocks.ts';
import { CONTACT_WORDS, moment } from './status-blocks.ts';
import { offerWords } from './turn-blocks.ts';

/** One entry of a lead's journal: when, what, who. `masked` says what its readers may see of somebody's note. */
export function eventLine(
  { change, at, by }: LeadEvent,
  { now, zone, masked }: { now: Instant; zone: string; masked: (note: string) => string | undefined },
): Mrkdwn {
  const who = by === undefined ? someone(change) : mention(by);
  const note = 'note' in change && change.note !== undefined ? masked(change.note) : undefined;
  const via = viaOf(change);
  const seen = via === undefined ? md`` : md`, seen in ${via}`;
  return md`${moment(momentOf(change, at), now, zone)} ${happened(change, who, { now, zone, note })}${seen}`;
}

/** The system in which it was seen; undefined for what somebody said here. */
export const viaOf = (change: LeadChange): string | undefined => ('via' in change ? change.via : undefined);

/** Who did what nobody here has said. */
const someone = (change: LeadChange): Mrkdwn => (viaOf(change) === undefined ? md`Baton` : SOMEBODY);

const SOMEBODY = md`somebody`;

function happened(
  change: LeadChange,
  who: Mrkdwn,
  { now, zone, note }: { now: Instant; zone: string; note: string | undefined },
): Mrkdwn {
  switch (change.kind) {
    case 'received':
      return change.by === 'form' ? md`arrived` : md`added by ${who}`;
    case 'imported': {
      const owner = change.to === undefined ? md`` : md`, ${mention(change.to)} had it`;
      return md`came out of a file, row ${change.row}${owner}`;
    }
    case 'held-back':
    case 'let-through':
      return holdWords(change, who, zone);
    case 'announced':
      return md`announced by ${who}`;
    case 'claimed':
      return md`claimed by ${who}`;
    case 'assigned':
      return change.pool === undefined || change.turn === undefined
        ? md`given to ${mention(change.to)} by ${who}`
        : md`given to ${mention(change.to)}, the fallback (${change.pool}, turn ${change.turn})`;
    case 'offered':
    case 'passed':
    case 'lapsed':
    case 'queued':
    case 'opened':
      return offerWords(change, now, zone);
    case 'released':
      return withNote(md`released by ${who}`, change.reason);
    case 'release-undone':
      return md`taken back by ${mention(change.to)}`;
    case 'contacted':
      return who === SOMEBODY ? md`${CONTACT_WORDS[change.how]}` : md`${CONTACT_WORDS[change.how]}, ${who}`;
    case 'qualified':
      return md`qualified by ${who}`;
    case 'deal':
      return change.value === undefined ? md`deal, ${who}` : md`deal worth ${valueText(change.value)}, ${who}`;
    case 'won':
      return withNote(withNote(md`won by ${who}`, helpedText(change.helped)), note);
    case 'lost':
      return withNote(withNote(md`lost, ${who}`, wrongText(change.wrong)), note);
    case 'rejected': {
      const until = change.returnsAt === undefined ? md`` : md` until ${when(change.returnsAt, 'date', zone)}`;
      return withNote(md`given up${until} by ${who}: ${reasonText(change.reason, change.detail)}`, note);
    }
    case 'outcome-undone':
      return md`that was taken back by ${who}`;
    case 'returned':
      return change.to === undefined ? md`came back for everybody` : md`came back to ${mention(change.to)}`;
    case 'paused': {
      const why = change.pause === 'waiting' ? md`waits for them` : md`put off`;
      return withNote(md`${why} until ${when(change.until, 'date-time', zone)}, ${who}`, note);
    }
    case 'resumed':
      return md`goes on, ${who}`;
    case 'picked-up':
      return md`${who} is on it`;
    case 'seen':
      return seenWords(change);
    case 'completed':
      return md`${addedWords(change.fields)} added by ${who}`;
    case 'questioned':
      return withNote(md`questioned by ${who}`, note);
    case 'question-undone':
      return md`not questioned after all by ${who}`;
    case 'upheld':
      return md`${mention(change.sales)} and ${mention(change.marketing)}: it stands`;
    case 'overturned':
      return md`${mention(change.sales)} and ${mention(change.marketing)}: one more try`;
    case 'rated':
      return withNote(md`judged by ${who}: ${verdictText(change)}`, note);
    case 'rating-undone':
      return md`judgement taken back by ${who}`;
    case 'reviewed':
      return md`judged unseen in review ${change.review}: ${countsText(change)}`;
    case 'wrote-again':
    case 'merged':
    case 'unmerged':
    case 'gained':
    case 'gave-back':
    case 'kept-apart':
      return withNote(samenessWords(change, who), note);
  }
}

const addedWords = (fields: readonly string[]): string =>
  fields.map((field) => (isDemandedField(field) ? DEMANDED_FIELDS[field] : field)).join(', ');

const withNote = (words: Mrkdwn, note: string | undefined): Mrkdwn =>
  note === undefined || note === '' ? words : md`${words}: ${note}`;
