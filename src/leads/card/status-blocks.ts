import { joined, link, type Mrkdwn, md, mention, when } from '../../blockkit/mrkdwn.ts';
import type { CampaignLink } from '../../core/campaign.ts';
import type { CrmContact } from '../../core/crm-event.ts';
import type { Instant } from '../../core/instants.ts';
import type { LeadFields } from '../../core/lead-fields.ts';
import { type Judged, scoreReasons } from '../../core/lead-score.ts';
import type { StageWords } from '../../core/lead-stages.ts';
import { dateAt } from '../../core/local-time.ts';
import { durationText } from '../../core/time-text.ts';
import type { ContactKind, Lead, LeadEvent } from '../lead.ts';
import { valueText } from '../outcomes/outcome-text.ts';
import type { PromiseView } from '../promises/promise-view.ts';

/** What people call the four kinds of contact, and one that another system has told without its end. */
export const CONTACT_WORDS: Readonly<Record<ContactKind | CrmContact, string>> = {
  reached: 'Reached',
  'no-answer': 'No answer',
  'e-mailed': 'E-mailed',
  met: 'Met',
  contacted: 'Contacted',
};

/** The zone for readers whose Slack can't show their own: that of the promise. */
export const fallbackZone = (promise: PromiseView | undefined): string => promise?.policy.calendar.zone ?? 'UTC';

/**
 * A moment of the day on which its message stands in Slack as a time, any other with its date: `beside` is when that was posted.
 * A message that is brought up to date days later must not make a time of that day look like one of the day above it.
 */
export function moment(at: Instant, beside: Instant, zone: string): Mrkdwn {
  return when(at, dateAt(at, zone) === dateAt(beside, zone) ? 'time' : 'date-time', zone);
}

/**
 * Who has a lead and how its promise stands, in one line. `offeredTo` is a name, for a place where a mention would ring twice;
 * `beside` as `moment` has it.
 */
export function statusLine(
  lead: Lead,
  promise: PromiseView | undefined,
  now: Instant,
  words: StageWords = {},
  offeredTo?: string,
  beside: Instant = now,
): Mrkdwn {
  const zone = fallbackZone(promise);
  const waiting = md`waiting since ${moment(waitingSince(lead, promise), beside, zone)}`;
  const { owner, offer, heldUntil } = lead;
  if (heldUntil !== undefined)
    return joined([md`*Held back* until ${moment(heldUntil, beside, zone)}`, waiting], ' · ');
  const free =
    offer === undefined
      ? md`*Free*, ${waiting}`
      : md`*Offered to ${offeredTo ?? mention(offer.personId)}* until ${moment(offer.until, beside, zone)}, ${waiting}`;
  const held =
    owner === undefined ? free : md`*${mention(owner.personId)}* has it since ${moment(owner.since, beside, zone)}`;
  return joined([held, ...stageWords(lead, words), ...promiseWords(promise, now, beside)], ' · ');
}

/** A lead that came back waits since then. */
export const waitingSince = ({ round, receivedAt }: Lead, promise: PromiseView | undefined): Instant =>
  round > 1 ? (promise?.startedAt ?? receivedAt) : receivedAt;

/** How far it has come: in the company's own word, or where that is worth one of ours; before, its contacts say more. */
export function stageWords({ stage, value }: Lead, words: StageWords = {}): Mrkdwn[] {
  const word = words[stage] ?? OUR_WORDS[stage];
  if (word === undefined) return [];
  return [stage === 'opportunity' && value !== undefined ? md`${word}, ${valueText(value)}` : md`${word}`];
}

const OUR_WORDS: StageWords = { qualified: 'qualified', opportunity: 'deal' };

/** Nothing while the promise is only measured. While it stands still it has no due time. */
export function promiseWords(promise: PromiseView | undefined, now: Instant, beside: Instant = now): Mrkdwn[] {
  if (promise === undefined || !promise.isAnnounced) return [];
  const all = [promise, ...(promise.further ?? [])];
  const isAsleep = (one: PromiseView) => one.state === 'running' && (one.pausedUntil ?? now) > now;
  const asleep = all.find(isAsleep)?.pausedUntil;
  const paused = asleep === undefined ? [] : [md`paused until ${moment(asleep, beside, fallbackZone(promise))}`];
  return [...paused, ...all.filter((one) => !isAsleep(one)).flatMap((one) => wordsOf(one, beside))];
}

function wordsOf(promise: PromiseView, beside: Instant): Mrkdwn[] {
  const due = moment(promise.dueAt, beside, fallbackZone(promise));
  const isOpenStill = promise.state === 'running' || promise.state === 'late';
  if (promise.kind !== 'first-contact' && !isOpenStill) return [];
  if (promise.kind === 'follow-up') {
    const tries = md`${promise.attempts} of ${promise.policy.attempts} tries`;
    return [promise.state === 'late' ? md`*late*: ${tries} by ${due}` : md`${tries}, the rest by ${due}`];
  }
  if (promise.kind === 'outcome')
    return [promise.state === 'late' ? md`*outcome late* since ${due}` : md`outcome by ${due}`];
  switch (promise.state) {
    case 'running':
      return [md`first contact by ${due}`];
    case 'late':
      return [md`*late* since ${due}`];
    case 'met':
      return [md`first contact in time, after ${durationText(promise.worked ?? 0)}`];
    case 'met-late':
      return [md`first contact late, after ${durationText(promise.worked ?? 0)}`];
    case 'cancelled':
      return [];
  }
}

/** Where a lead comes from and what is known of it, without its person. */
export function factsLine({ source, campaign, persona, region, score }: LeadFields): Mrkdwn | undefined {
  const facts = [source, campaign, persona, region, score === undefined ? undefined : `score ${score}`];
  const known = facts.filter((fact) => fact !== undefined);
  return known.length === 0 ? undefined : joined(known, ' · ');
}

/** What the company's own rules make of it: "Enterprise · our score 30: +20 demo request, +10 company of 50–200". */
export function judgedLine({ segment, score }: Judged = {}): Mrkdwn | undefined {
  const reasons = score === undefined ? '' : scoreReasons(score);
  const points = score && (reasons === '' ? md`our score ${score.total}` : md`our score ${score.total}: ${reasons}`);
  const known = [segment, points].filter((one) => one !== undefined);
  return known.length === 0 ? undefined : joined(known, ' · ');
}

/** Where marketing says what its campaign promises, and what to say. */
export const headsUpLine = (told: CampaignLink | undefined): Mrkdwn | undefined =>
  told && md`📣 Heads-up: ${told.address === undefined ? md`${told.title}` : link(told.address, told.title)}`;

/** "Reached 09:40, No answer 09:12": the newest three contacts, newest first. */
export function contactsLine(events: readonly LeadEvent[], beside: Instant, zone: string): Mrkdwn | undefined {
  const contacts = events.flatMap(({ change, at }) =>
    change.kind === 'contacted'
      ? [md`${CONTACT_WORDS[change.how]} ${moment(change.happenedAt ?? at, beside, zone)}`]
      : [],
  );
  return contacts.length === 0 ? undefined : joined(contacts.toReversed().slice(0, 3), ', ');
}
