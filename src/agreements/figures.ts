import { type Demand, missingOf } from '../core/demands.ts';
import { type Duration, type Instant, MINUTE } from '../core/instants.ts';
import { median } from '../core/median.ts';
import { type CampaignPromise, promiseFor } from './agreement.ts';
import type { ArrivedLead } from './gaps.ts';

/** How the promise of first contact stands on one lead. */
export interface FirstContact {
  readonly leadId: string;
  /** 1 for the first time that it came. */
  readonly cycle: number;
  readonly state: string;
  /** After it a lead without a contact is late, whether that has been noticed or not. */
  readonly dueAt: Instant;
  /** Working time until the first contact; undefined without one. */
  readonly worked: Duration | undefined;
}

/** A lead that sales gave up, and how long somebody had held it. */
export interface Rejection {
  readonly leadId: string;
  readonly reason: string;
  /** Undefined if nobody held it. */
  readonly heldFor: Duration | undefined;
}

/** What became of the leads that one campaign owner delivered. */
export interface Delivered {
  readonly promise: CampaignPromise;
  readonly arrived: number;
  readonly complete: number;
  /** Closed by sales as not a fit. */
  readonly returned: number;
}

/** Both promises in numbers, for one week. */
export interface Figures {
  readonly marketing: readonly Delivered[];
  /** Leads that came, for which nobody answers. */
  readonly unpromised: number;
  readonly sales: {
    /** Leads that were contacted, or are late. */
    readonly decided: number;
    readonly inTime: number;
    /** Working time; a lead without any contact counts as slowest. Undefined if the one in the middle has none. */
    readonly median: Duration | undefined;
  };
  /** Given up in that week, and how many of those so soon after the claim that nobody can have looked. */
  readonly rejected: number;
  readonly hasty: number;
}

/** What the numbers are made of. Nothing of it counts nowhere: tests, spam, the second of two and history are not in it (1e). */
export interface Week {
  readonly promises: readonly CampaignPromise[];
  readonly demands: readonly Demand[];
  /** All that came in the week; those of marketing are what it has promised. */
  readonly arrived: readonly ArrivedLead[];
  readonly isMarketings: (lead: ArrivedLead) => boolean;
  readonly contacts: readonly FirstContact[];
  /** What was given up in the week. */
  readonly rejections: readonly Rejection[];
  readonly now: Instant;
}

/** 2.1.13: a rejection that soon after the claim is counted apart. */
const HASTY: Duration = 2 * MINUTE;

/** Leads count in the week in which they came, however they stand now; rejections in the week in which they were said. */
export function figuresOf({ promises, demands, arrived, isMarketings, contacts, rejections, now }: Week): Figures {
  const delivered = arrived.filter(isMarketings);
  const byOwner = Map.groupBy(delivered, ({ fields }) => promiseFor(promises, fields.campaign)?.owner);
  const decided = contacts.filter(
    ({ cycle, state, dueAt }) => cycle === 1 && (DECIDED.includes(state) || (state === 'running' && now > dueAt)),
  );
  const middle = median(decided.map(({ worked }) => worked ?? Number.POSITIVE_INFINITY));
  return {
    marketing: promises.map((promise) => {
      const leads = byOwner.get(promise.owner) ?? [];
      return {
        promise,
        arrived: leads.length,
        complete: leads.filter((lead) => isComplete(lead, demands)).length,
        returned: leads.filter(({ stage }) => stage === 'rejected').length,
      };
    }),
    unpromised: byOwner.get(undefined)?.length ?? 0,
    sales: {
      decided: decided.length,
      inTime: decided.filter(({ state }) => state === 'met').length,
      median: middle !== undefined && Number.isFinite(middle) ? middle : undefined,
    },
    rejected: rejections.length,
    hasty: rejections.filter(({ heldFor }) => heldFor !== undefined && heldFor < HASTY).length,
  };
}

/** Attainment = met / (met + late + open and past due). */
const DECIDED: readonly string[] = ['met', 'late', 'met-late'];

/** Whether it has all that marketing hands over, wherever it stands by now. */
const isComplete = (lead: ArrivedLead, demands: readonly Demand[]): boolean =>
  missingOf(demands, { ...lead, stage: 'new' }).every(({ team }) => team !== 'marketing');

/** Whether so many rejections had no reason of their own that one is missing: more than a tenth (1d). */
export const lacksReason = ({ other, all }: { readonly other: number; readonly all: number }): boolean =>
  other * 10 > all;
