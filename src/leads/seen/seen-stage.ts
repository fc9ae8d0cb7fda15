import type { CrmContact, CrmNews } from '../../core/crm-event.ts';
import { isCounted, isRecycled, type ReasonKey, reasonFrom } from '../../core/lead-reasons.ts';
import type { LeadChange, Rejected } from '../change.ts';
import { isOpen, type Lead, type LeadEvent, type Progress, type Stage } from '../lead.ts';
import type { Rejection } from '../rejecting/rejection.ts';
import { type Decision, move, refuse } from '../transitions.ts';
import { isEcho, isOvertaken, type NoNews, note, type Sight, seenContact, seenIn } from './seen.ts';

export type SeenStage = Extract<CrmNews, { kind: 'stage' }>;

/** What a stage of another system is here. */
export type Meant =
  | { readonly kind: 'contact'; readonly how: CrmContact }
  | { readonly kind: 'stage'; readonly stage: Stage }
  | { readonly kind: 'unknown' };

/** How CRMs commonly call how far a lead has come: HubSpot's lead status and lifecycle stage, and Salesforce's lead status (1d). */
const WORDS: readonly (readonly [Meant, readonly string[]])[] = [
  [stage('new'), ['new', 'open', 'open not contacted', 'subscriber', 'lead', 'marketing qualified lead', 'mql']],
  [stage('accepted'), ['accepted', 'sales accepted lead', 'sal', 'assigned', 'in progress']],
  [contact('no-answer'), ['attempted to contact', 'attempted', 'no answer']],
  [contact('reached'), ['connected', 'reached']],
  [contact('contacted'), ['contacted', 'working', 'working contacted']],
  [stage('qualified'), ['qualified', 'sales qualified lead', 'sql', 'converted', 'closed converted']],
  [stage('opportunity'), ['opportunity', 'open deal', 'deal']],
  [stage('customer'), ['customer', 'won', 'closed won']],
  [stage('lost'), ['lost', 'closed lost']],
  [stage('rejected'), ['rejected', 'unqualified', 'disqualified', 'not qualified', 'closed not converted', 'junk']],
  [stage('recycled'), ['recycled', 'bad timing', 'later', 'nurture', 'nurturing']],
];

/** What somebody elsewhere means by `Sales Qualified Lead` or `ATTEMPTED_TO_CONTACT`; case, spaces and signs don't count. */
export function meantBy(word: string): Meant {
  const folded = bare(word);
  return WORDS.find(([, words]) => words.some((one) => bare(one) === folded))?.[0] ?? { kind: 'unknown' };
}

/** Why a lead was given up there, in our words; a CRM that says only “bad timing” has said why. */
export function reasonIn({ stage: word, reason }: SeenStage): ReasonKey | undefined {
  const said = reason === undefined ? undefined : reasonFrom(reason);
  if (said !== undefined) return said;
  if (bare(word) === bare('bad timing')) return 'timing';
  return bare(word) === 'junk' ? 'spam-or-test' : undefined;
}

/** What keeps a stage of another system from being taken over: the end of a sentence. */
export type Hindrance = 'word' | 'closed' | 'back' | 'reason' | 'details' | 'not-qualified';

/**
 * What becomes of a lead that has come so far elsewhere. `rejected` is what its reason asks for, complete, or why that could not be
 * had. What can't be taken over is a note in the journal and changes nothing; what is so here already is no news.
 */
export function seenStage(
  lead: Lead,
  events: readonly LeadEvent[],
  seen: SeenStage,
  sight: Sight,
  rejected: Rejected | 'reason' | 'details',
): Decision<NoNews> {
  const meant = meantBy(seen.stage);
  if (meant.kind === 'contact') return seenContact(lead, events, meant.how, sight);
  // The other system has said the same last: it need not stand there twice.
  const hindered = (why: Hindrance): Decision<NoNews> =>
    latestSaid(events) === seen.stage
      ? refuse({ kind: 'known' })
      : note(lead, { what: 'stage', value: seen.stage, why }, sight);
  if (meant.kind === 'unknown') return hindered('word');
  const { stage: target } = meant;
  if (lead.stage === target || isPassed(target)) return refuse({ kind: 'known' });
  if (isOvertaken(events, PROGRESS, sight.happenedAt)) return refuse({ kind: 'outdated' });
  if (!isOpen(lead)) return hindered('closed');
  if (lead.stage === 'opportunity' && target === 'qualified') return hindered('back');
  const outcome = outcomeOf(target);
  if (typeof outcome === 'string') return hindered(outcome);
  const { change, to } = outcome;
  if (isEcho(events, ({ kind }) => kind === change.kind, sight)) return refuse({ kind: 'known' });
  const entry = { ...change, ...seenIn(sight), before: progressOf(lead) };
  const firstContactAt = lead.firstContactAt ?? Math.max(lead.receivedAt, sight.happenedAt);
  return move(lead, entry, sight.by, { ...to, firstContactAt });

  function outcomeOf(next: Stage): Hindrance | { change: OutcomeSaid; to: Partial<Progress> } {
    const { value } = seen;
    const lesson = { helped: [], wrong: [], note: seen.note };
    if (next === 'qualified') return { change: { kind: 'qualified' }, to: { stage: next } };
    if (next === 'opportunity') return { change: { kind: 'deal', value }, to: { stage: next, value } };
    if (next === 'customer') return { change: { kind: 'won', value, ...lesson }, to: { stage: next, value } };
    if (next === 'lost') {
      // A deal that never was one is given up for a reason instead.
      if (lead.stage !== 'qualified' && lead.stage !== 'opportunity') return 'not-qualified';
      return { change: { kind: 'lost', ...lesson }, to: { stage: next } };
    }
    if (typeof rejected === 'string') return rejected;
    const { reason, returnsAt } = rejected;
    const to = isRecycled(reason) ? 'recycled' : 'rejected';
    return { change: { kind: 'rejected', ...rejected }, to: { stage: to, reason, returnsAt } };
  }
}

/** What somebody who gives a lead up elsewhere has said of it. */
export function rejectionIn(seen: SeenStage): Rejection | undefined {
  const reason = reasonIn(seen);
  const { detail, note: words, returnsOn } = seen;
  return reason && { reason, detail, note: words, returnsOn };
}

/** What a complete rejection is, with the moment at which the lead comes back. */
export const rejectedOf = (
  { reason, detail, note: words }: Rejection,
  back: Pick<Rejected, 'returnsOn' | 'returnsAt'>,
): Rejected => ({ reason, detail, note: words, ...back, isCounted: isCounted(reason) });

type OutcomeSaid = WithoutBefore<Extract<LeadChange, { before: Progress }>>;
type WithoutBefore<T> = T extends unknown ? Omit<T, 'before' | 'via' | 'happenedAt'> : never;

/** Entries that say how far a lead has come. */
const PROGRESS: readonly LeadChange['kind'][] = [
  'qualified',
  'deal',
  'won',
  'lost',
  'rejected',
  'outcome-undone',
  'returned',
];

/** Whoever has a lead has accepted it: these say less than we know. */
const isPassed = (target: Stage): boolean => target === 'new' || target === 'accepted';

function latestSaid(events: readonly LeadEvent[]): string | undefined {
  const last = events.findLast(({ change }) => change.kind === 'seen' && change.what === 'stage')?.change;
  return last?.kind === 'seen' ? last.value : undefined;
}

const progressOf = ({ stage: now, firstContactAt, reason, returnsAt, value }: Progress): Progress => ({
  stage: now,
  firstContactAt,
  reason,
  returnsAt,
  value,
});

const bare = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

function stage(name: Stage): Meant {
  return { kind: 'stage', stage: name };
}

function contact(how: CrmContact): Meant {
  return { kind: 'contact', how };
}
