import type { Calendar } from '../../core/calendar.ts';
import { DAY, type Duration, type Instant } from '../../core/instants.ts';
import { addDays, dateAt, instantAt } from '../../core/local-time.ts';
import { endOfWorkingDay } from '../../core/working-days.ts';
import { isOpen, type Lead, type LeadEvent } from '../lead.ts';
import { latestOutcome } from '../outcomes/outcome-text.ts';

/** What a manager finds of a rejection that marketing questions. */
export type Verdict = 'uphold' | 'overturn';

/** Both have to agree. */
export const SIDES = ['sales', 'marketing'] as const;
export type Side = (typeof SIDES)[number];

/** What one side has chosen, or taken back. */
export interface SideChoice {
  readonly side: Side;
  readonly by: string;
  readonly verdict: Verdict | undefined;
  readonly at: Instant;
}

export type QuestionState = 'open' | 'upheld' | 'overturned' | 'lapsed' | 'taken-back';

/** A rejection that marketing questions: entry `seq` of the lead's journal. */
export interface Question {
  readonly leadId: string;
  readonly seq: number;
  readonly askedBy: string;
  readonly askedAt: Instant;
  readonly state: QuestionState;
  /** In the order in which they were made. */
  readonly choices: readonly SideChoice[];
}

/** So many working days after the rejection it can be questioned (1d). */
const ASKED_WITHIN = 5;
/** So many after the question the managers decide; then it is the first item of the next review. */
const DECIDED_WITHIN = 3;

export type QuestionRefusal =
  | { readonly kind: 'not-marketing' }
  | { readonly kind: 'not-rejected' }
  | { readonly kind: 'questioned-already' }
  | { readonly kind: 'question-late'; readonly until: Instant };

/** The rejection of this lead that stands; undefined if there is none, or nobody counts it because it is a test. */
export function standingRejection(lead: Lead, events: readonly LeadEvent[]): RejectedEvent | undefined {
  if (isOpen(lead) || lead.isTest) return undefined;
  const said = latestOutcome(events);
  return said !== undefined && isRejection(said) ? said : undefined;
}

/** An entry that gives a lead up. */
export type RejectedEvent = LeadEvent & { readonly change: Extract<LeadEvent['change'], { kind: 'rejected' }> };

const isRejection = (event: LeadEvent): event is RejectedEvent => event.change.kind === 'rejected';

/** Until when a rejection can be questioned: the close of the fifth working day after it. */
export const askedUntil = (calendar: Calendar | undefined, rejectedAt: Instant): Instant =>
  closeAfter(calendar, rejectedAt, ASKED_WITHIN);

/** Until when the managers decide; from then on the question waits for the next review. */
export const decidedUntil = (calendar: Calendar | undefined, askedAt: Instant): Instant =>
  closeAfter(calendar, askedAt, DECIDED_WITHIN);

/** What each side has chosen and not taken back. */
export function standingChoices(choices: readonly SideChoice[]): Partial<Record<Side, SideChoice>> {
  const newest = new Map(choices.map((choice) => [choice.side, choice]));
  return Object.fromEntries([...newest].filter(([, { verdict }]) => verdict !== undefined));
}

/** What somebody may know of the choices: their own side's, and the other's only after their own. */
export function visibleChoices(
  choices: readonly SideChoice[],
  sides: readonly Side[],
): Partial<Record<Side, SideChoice>> {
  const standing = standingChoices(choices);
  return sides.some((side) => standing[side] !== undefined) ? standing : {};
}

/** What both sides find, and since when; undefined while they don't agree. */
export function agreement(choices: readonly SideChoice[]): { verdict: Verdict; since: Instant } | undefined {
  const { sales, marketing } = standingChoices(choices);
  if (sales?.verdict === undefined || sales.verdict !== marketing?.verdict) return undefined;
  return { verdict: sales.verdict, since: Math.max(sales.at, marketing.at) };
}

/** For which sides somebody decides. */
export const sidesOf = ({ manages }: { readonly manages: readonly string[] }): readonly Side[] =>
  SIDES.filter((side) => manages.includes(side));

/** Where nothing is promised there is no calendar: then a week and a weekend are a working week. */
function closeAfter(calendar: Calendar | undefined, from: Instant, days: number): Instant {
  if (calendar === undefined) return from + days * DAY + WEEKEND;
  const nextDay = instantAt(addDays(dateAt(from, calendar.zone), 1), '00:00', calendar.zone);
  return endOfWorkingDay(calendar, nextDay, days);
}

const WEEKEND: Duration = 2 * DAY;
