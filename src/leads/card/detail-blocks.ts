import type { KnownBlock } from '@slack/types';
import { actions, context, divider, section } from '../../blockkit/blocks.ts';
import { button } from '../../blockkit/elements.ts';
import { cut } from '../../blockkit/escape.ts';
import { type MessageContent, message } from '../../blockkit/message.ts';
import { code, joined, lines, type Mrkdwn, md } from '../../blockkit/mrkdwn.ts';
import { quote } from '../../blockkit/rich-text.ts';
import type { CampaignLink } from '../../core/campaign.ts';
import type { Instant } from '../../core/instants.ts';
import type { LeadRules } from '../../core/lead-rules.ts';
import type { Judged } from '../../core/lead-score.ts';
import type { StageWords } from '../../core/lead-stages.ts';
import type { SeenVerdict } from '../../core/verdict.ts';
import { COMPLETE, missingLine } from '../holding/completing-blocks.ts';
import { isHeld } from '../holding/holding.ts';
import { heldButtons } from '../holding/holding-blocks.ts';
import { heldSum } from '../holding/holding-event-blocks.ts';
import { isOpen, type Lead, type LeadEvent, leadName } from '../lead.ts';
import { maskedMessage } from '../masking.ts';
import { fieldsNow } from '../merging/merging-again.ts';
import { mergedCard } from '../merging/merging-blocks.ts';
import { REOPEN } from '../outcomes/outcome-actions.ts';
import { outcomeLine } from '../outcomes/outcome-blocks.ts';
import { goOnButton, pauseButton } from '../pausing/pause-blocks.ts';
import type { PromiseView } from '../promises/promise-view.ts';
import { verdictSection } from '../rating/verdict-blocks.ts';
import { decideBlocks, questionButton } from '../rejecting/question-blocks.ts';
import { firstContactLine } from '../seen/seen-blocks.ts';
import { CLAIM, SHOW, WHY } from './card-blocks.ts';
import { eventLine } from './event-blocks.ts';
import { consentLine, contactLines } from './owner-blocks.ts';
import {
  factsLine,
  fallbackZone,
  headsUpLine,
  judgedLine,
  moment,
  promiseWords,
  stageWords,
  statusLine,
  waitingSince,
} from './status-blocks.ts';
import { dueSum, furtherSums, holdingsLine, type PauseView, termsLine } from './why-blocks.ts';

export interface DetailView {
  readonly lead: Lead;
  readonly promise: PromiseView | undefined;
  readonly events: readonly LeadEvent[];
  /** What a form sent beside the fields that we know. */
  readonly extra: Readonly<Record<string, unknown>>;
  /** Whether the reader may see the person: the owner and the managers of sales may. */
  readonly isPrivate: boolean;
  /** What the reader can do about its rejection. */
  readonly recourse?: Recourse | undefined;
  readonly now: Instant;
  /** What the company's teams have agreed on. */
  readonly rules?: LeadRules | undefined;
  /** What their own rules make of it. */
  readonly judged?: Judged | undefined;
  /** What is told of its campaign. */
  readonly headsUp?: CampaignLink | undefined;
  /** What people find of it, as far as everybody may see it. */
  readonly verdicts?: readonly SeenVerdict[] | undefined;
  /** The lead of which it is part. */
  readonly whole?: { readonly lead: Lead; readonly address: string | undefined } | undefined;
  /** What happened to the leads that are part of it. */
  readonly parts?: readonly { readonly number: number; readonly events: readonly LeadEvent[] }[] | undefined;
}

/** Marketing may ask about a rejection, and the managers decide about what was asked. */
type Recourse =
  | { readonly kind: 'ask'; readonly seq: number }
  | { readonly kind: 'decide'; readonly view: Parameters<typeof decideBlocks>[0] };

/** Everything about one lead that its reader may see. */
export function detailMessage(view: DetailView): MessageContent {
  const { lead, promise, events, extra, isPrivate, recourse, now, rules, judged, whole } = view;
  if (whole !== undefined) return mergedCard(lead, whole.lead, whole.address);
  const zone = fallbackZone(promise);
  const fields = fieldsNow(lead, events);
  const words = isPrivate ? fields.message : maskedMessage(fields);
  const facts = factsLine(lead.fields);
  const worth = judgedLine(judged);
  const told = headsUpLine(view.headsUp);
  const missing = missingLine(lead, rules);
  const consent = consentLine(lead);
  const more = isPrivate ? extraLines(extra) : [];
  const masked = (note: string) => (isPrivate ? note : maskedMessage({ ...lead.fields, message: note }));
  return message(leadName(lead), [
    section(
      lines(
        md`*${leadName(lead)}*`,
        isOpen(lead)
          ? statusLine(lead, promise, now, rules?.words)
          : outcomeLine(lead, events, now, zone, rules?.words),
      ),
    ),
    ...(recourse?.kind === 'decide' ? decideBlocks(recourse.view) : []),
    ...(isPrivate ? [section(contactLines(lead.fields))] : []),
    ...(words === undefined ? [] : [quote(words)]),
    ...(facts === undefined ? [] : [context(facts)]),
    ...(worth === undefined ? [] : [context(worth)]),
    ...(told === undefined ? [] : [context(told)]),
    ...(missing === undefined ? [] : [context(missing)]),
    ...(consent === undefined ? [] : [context(consent)]),
    ...verdictSection(view.verdicts, masked),
    ...(more.length === 0 ? [] : [context(lines(...more))]),
    context(lines(...historyLines(view, (event) => eventLine(event, { now, zone, masked })).slice(-MOST_EVENTS))),
    ...(isPrivate ? [] : [context(md`The contact shows once the lead is yours.`)]),
    actions(
      ...(isHeld(lead) ? heldButtons(lead) : []),
      ...(lead.owner === undefined && lead.offer === undefined && !isHeld(lead) && isOpen(lead)
        ? [button('Claim', CLAIM, { value: lead.id, style: 'primary' })]
        : []),
      button('Why this time?', WHY, { value: lead.id }),
      ...pauseButtons(lead, promise, isPrivate, now),
      ...(missing === undefined || isHeld(lead) ? [] : [button('Add fields', COMPLETE, { value: lead.id })]),
      ...(isPrivate && !isOpen(lead) && lead.stage !== 'customer'
        ? [button('Reopen', REOPEN, { value: lead.id })]
        : []),
      ...(recourse?.kind === 'ask' ? [questionButton(lead, recourse.seq)] : []),
    ),
  ]);
}

/** Only what runs can stand still, and only what stands still can go on. */
function pauseButtons(lead: Lead, promise: PromiseView | undefined, isPrivate: boolean, now: Instant) {
  const all = promise === undefined || !promise.isAnnounced ? [] : [promise, ...(promise.further ?? [])];
  const open = all.filter(({ state }) => state === 'running' || state === 'late');
  if (!isPrivate || lead.owner === undefined || !isOpen(lead) || open.length === 0) return [];
  return [open.some(({ pausedUntil }) => (pausedUntil ?? now) > now) ? goOnButton(lead) : pauseButton(lead)];
}

/** The arithmetic of the due time, so that nobody has to believe it; by what it was kept, and whose turn it was. */
export function whyMessage(
  lead: Lead,
  promise: PromiseView | undefined,
  events: readonly LeadEvent[] = [],
  pauses: readonly PauseView[] = [],
  turns: readonly string[] = [],
  verdicts: readonly SeenVerdict[] = [],
): MessageContent {
  const title = md`*${leadName(lead)}*`;
  // How it counts, and not what was written: a line in somebody’s words stands with the details.
  const judgedBy = verdictSection(verdicts, () => undefined);
  if (promise === undefined) {
    const reason = lead.isTest
      ? md`This is a test lead: no promise runs on it, and it counts nowhere.`
      : md`No promise runs on this lead: it arrived before one was made.`;
    const held = heldSum(events, fallbackZone(promise));
    return message(held ?? reason, [section(lines(title, held ?? reason)), ...turnsOf(turns), ...judgedBy]);
  }
  const held = heldSum(events, fallbackZone(promise));
  const sum = dueSum(promise, pauses);
  // Its promise counts from where it went on, not from where it came.
  const explained = held === undefined || lead.round > 1 ? sum : sum.replace(/^Received/, 'Let through');
  const terms = termsLine(promise);
  const owners = holdingsLine(events, promise, pauses);
  const measured = md`The promise is only being measured so far: nobody is reminded, and the card shows no due time.`;
  return message(md`${explained}. ${terms}`, [
    section(lines(title, held, md`${explained}.`, firstContactLine(events, promise), furtherSums(promise, pauses))),
    ...(owners === undefined ? [] : [section(owners)]),
    context(promise.isAnnounced ? terms : lines(terms, measured)),
    ...turnsOf(turns),
    ...judgedBy,
  ]);
}

/** Whose turn it was, and why; the latest are what people ask for. */
const turnsOf = (turns: readonly string[]): readonly KnownBlock[] =>
  turns.length === 0 ? [] : [section(lines(md`*Whose turn*`, ...turns.slice(-MOST_TURNS)))];

const MOST_TURNS = 8;

export interface ListedLead {
  readonly lead: Lead;
  readonly promise: PromiseView | undefined;
  /** The company's own words for stages. */
  readonly words?: StageWords | undefined;
}

/** My leads, longest waiting first. */
export function mineMessage(leads: readonly ListedLead[], now: Instant, below?: readonly KnownBlock[]): MessageContent {
  if (leads.length === 0)
    return message(md`You have no open leads. ${code('/lead claim newest')} takes the newest free one.`);
  return message(
    'Your open leads',
    listed(md`*Your open leads*`, leads, now, (lead) => button('Details', SHOW, { value: lead.id }), below),
  );
}

/** Leads of somebody's that wait for a first contact, as their Home shows them; nothing if none does. */
export function waitingRows(waiting: readonly ListedLead[], now: Instant): readonly KnownBlock[] {
  if (waiting.length === 0) return [];
  return listed(md`*Leads that wait for your call*`, waiting, now, (lead) =>
    button('Details', SHOW, { value: lead.id }),
  );
}

/** Leads that wait for somebody, longest waiting first. */
export function freeMessage(leads: readonly ListedLead[], now: Instant, below?: readonly KnownBlock[]): MessageContent {
  if (leads.length === 0) return message('No lead is waiting. Well done.');
  return message(
    'Leads that wait for somebody',
    listed(md`*Waiting for somebody*`, leads, now, (lead) => button('Claim', CLAIM, { value: lead.id }), below),
  );
}

function listed(
  title: Mrkdwn,
  leads: readonly ListedLead[],
  now: Instant,
  buttonOf: (lead: Lead) => ReturnType<typeof button>,
  below: readonly KnownBlock[] = leads.length > MOST_ROWS
    ? [context(md`There are more. These have waited longest.`)]
    : [],
) {
  const rows = leads.slice(0, MOST_ROWS).map((one) => section(row(one, now), buttonOf(one.lead)));
  return [section(title), divider(), ...rows, ...below];
}

/** What a phone shows without endless scrolling. */
const MOST_ROWS = 10;

function row({ lead, promise, words }: ListedLead, now: Instant): Mrkdwn {
  const waiting = md`since ${moment(waitingSince(lead, promise), now, fallbackZone(promise))}`;
  return lines(
    md`*${leadName(lead)}*`,
    joined([waiting, ...stageWords(lead, words), ...promiseWords(promise, now)], ' · '),
  );
}

/** What happened to a lead and to those that are part of it, oldest first. */
function historyLines({ events, parts = [] }: DetailView, lineOf: (event: LeadEvent) => Mrkdwn): Mrkdwn[] {
  const own = events.map((event) => ({ at: event.at, line: lineOf(event) }));
  const theirs = parts.flatMap(({ number, events: their }) =>
    their.map((event) => ({ at: event.at, line: md`#${number}: ${lineOf(event)}` })),
  );
  const all = theirs.length === 0 ? own : [...own, ...theirs].toSorted((a, b) => a.at - b.at);
  return all.map(({ line }) => line);
}

const MOST_EVENTS = 8;
const MOST_EXTRA = 8;

/** Nested values stay in the database: on a phone they would be noise. */
function extraLines(extra: Readonly<Record<string, unknown>>): Mrkdwn[] {
  return Object.entries(extra)
    .flatMap(([name, value]) =>
      typeof value === 'string' || typeof value === 'number' ? [md`${name}: ${cut(String(value), 200)}`] : [],
    )
    .slice(0, MOST_EXTRA);
}
