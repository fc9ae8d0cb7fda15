import type { Duration, Instant } from '../../core/instants.ts';
import { REASONS } from '../../core/lead-reasons.ts';
import { median } from '../../core/median.ts';
import type { Lead, LeadEvent } from '../lead.ts';
import { reasonText } from '../outcomes/outcome-text.ts';

/** A lead to which something happened, with its whole journal, and how fast it was first contacted. */
export interface DigestedLead {
  readonly lead: Lead;
  readonly events: readonly LeadEvent[];
  /** Working time until the first contact, of promises that ran. */
  readonly worked: Duration | undefined;
}

/** What happened to the leads of one campaign in a window. */
export interface CampaignDigest {
  /** Undefined for leads of none. */
  readonly campaign: string | undefined;
  readonly came: number;
  /** Of those that came in the window. */
  readonly firstContact: Duration | undefined;
  readonly qualified: number;
  readonly rejected: readonly RejectedFor[];
  readonly upheld: number;
  readonly overturned: number;
  /** The same by why they had been given up, the most frequent first. */
  readonly settled: readonly SettledFor[];
  /** How often its leads were called what, at any time and in reviews that are revealed. Who gives a lead up is told of with the reasons. */
  readonly judged: { readonly good: number; readonly not: number };
  readonly won: readonly Lead[];
  readonly lost: number;
}

/** Leads that were given up for one reason, with what reps wrote of them. */
export interface RejectedFor {
  readonly reason: string;
  readonly count: number;
  readonly notes: readonly { readonly lead: Lead; readonly note: string }[];
}

/** How marketing's questions about rejections for one reason ended. */
export interface SettledFor {
  readonly reason: string;
  readonly upheld: number;
  readonly overturned: number;
}

interface Window {
  readonly from: Instant;
  readonly until: Instant;
}

/** What happened in a half-open window, by campaign, those with most leads first. What was taken back or overturned did not happen. */
export function digestOf(leads: readonly DigestedLead[], window: Window): CampaignDigest[] {
  const byCampaign = Map.groupBy(leads, ({ lead }) => lead.fields.campaign);
  return [...byCampaign]
    .map(([campaign, some]) => campaignDigest(campaign, some, window))
    .toSorted((a, b) => b.came - a.came || (a.campaign ?? '').localeCompare(b.campaign ?? '', 'en'));
}

function campaignDigest(campaign: string | undefined, leads: readonly DigestedLead[], window: Window): CampaignDigest {
  const isInside = (at: Instant): boolean => window.from <= at && at < window.until;
  const said = leads.flatMap(({ lead, events }) =>
    standing(events).flatMap((event) => (isInside(event.at) ? [{ lead, change: event.change }] : [])),
  );
  const count = (kind: LeadEvent['kind']): number => said.filter(({ change }) => change.kind === kind).length;
  const came = leads.filter(({ lead }) => isInside(lead.receivedAt));
  return {
    campaign,
    came: came.length,
    firstContact: median(came.flatMap(({ worked }) => (worked === undefined ? [] : [worked]))),
    qualified: count('qualified'),
    rejected: rejectedFor(said),
    upheld: count('upheld'),
    overturned: count('overturned'),
    settled: settledFor(leads, isInside),
    judged: judgedIn(leads, isInside),
    won: said.flatMap(({ lead, change }) => (change.kind === 'won' ? [lead] : [])),
    lost: count('lost'),
  };
}

function rejectedFor(said: readonly { lead: Lead; change: LeadEvent['change'] }[]): RejectedFor[] {
  const rejections = said.flatMap(({ lead, change }) => (change.kind === 'rejected' ? [{ lead, change }] : []));
  const byReason = Map.groupBy(rejections, ({ change }) => reasonText(change.reason, change.detail));
  return [...byReason]
    .map(([reason, some]) => ({
      reason,
      count: some.length,
      notes: some.flatMap(({ lead, change }) => (change.note === undefined ? [] : [{ lead, note: change.note }])),
    }))
    .toSorted((a, b) => b.count - a.count);
}

function settledFor(leads: readonly DigestedLead[], isInside: (at: Instant) => boolean): SettledFor[] {
  const settled = leads.flatMap(({ events }) =>
    events.flatMap(({ at, change }) => {
      if ((change.kind !== 'upheld' && change.kind !== 'overturned') || !isInside(at)) return [];
      const given = events.find(({ seq }) => seq === change.rejection)?.change;
      return given?.kind === 'rejected' ? [{ reason: REASONS[given.reason].words, how: change.kind }] : [];
    }),
  );
  return [...Map.groupBy(settled, ({ reason }) => reason)]
    .toSorted(([, a], [, b]) => b.length - a.length)
    .map(([reason, some]) => ({
      reason,
      upheld: some.filter(({ how }) => how === 'upheld').length,
      overturned: some.filter(({ how }) => how === 'overturned').length,
    }));
}

/** Of each person what they said last; reviews tell how many said what. */
function judgedIn(leads: readonly DigestedLead[], isInside: (at: Instant) => boolean): CampaignDigest['judged'] {
  let [good, not] = [0, 0];
  for (const { events } of leads) {
    const own = new Map<string | undefined, string | undefined>();
    for (const { at, by, change } of events) {
      if (!isInside(at)) continue;
      if (change.kind === 'rated') own.set(by, change.verdict);
      if (change.kind === 'rating-undone') own.delete(by);
      if (change.kind !== 'reviewed') continue;
      good += change.good;
      not += change.not;
    }
    good += [...own.values()].filter((verdict) => verdict === 'good').length;
    not += [...own.values()].filter((verdict) => verdict === 'not').length;
  }
  return { good, not };
}

/** Entries that nobody has taken back, and that both teams have not overturned. */
function standing(events: readonly LeadEvent[]): readonly LeadEvent[] {
  const undone = new Set(
    events.map(({ change }) => {
      if (change.kind === 'outcome-undone') return change.seq;
      return change.kind === 'overturned' ? change.rejection : undefined;
    }),
  );
  return events.filter(({ seq }) => !undone.has(seq));
}
