import type { Instant } from '../../core/instants.ts';
import { instantAt } from '../../core/local-time.ts';
import { dateText } from '../../core/time-text.ts';
import type { Lead } from '../lead.ts';
import type { PromiseView } from '../promises/promise-view.ts';

/** A time for which the owner of leads is away. */
export interface Leave {
  readonly id: string;
  readonly personId: string;
  /** Local dates, both included. */
  readonly fromOn: string;
  readonly untilOn: string;
  readonly zone: string;
  /** When they are at work again. */
  readonly backAt: Instant;
  /** They are not away after all. */
  readonly isEnded: boolean;
}

/** What a lead asks for before its owner is back, and when. */
export interface Duty {
  readonly at: Instant;
  /** A promise falls due, a pause ends, or it comes back from the shelf. */
  readonly what: PromiseView['kind'] | 'waits' | 'returns';
}

/**
 * The first thing that a lead asks for before `until`; undefined if it can wait so long. What is late already asks now.
 * A promise that is only measured asks nobody for anything.
 */
export function dutyBefore(
  { returnsAt }: Pick<Lead, 'returnsAt'>,
  promise: PromiseView | undefined,
  until: Instant,
): Duty | undefined {
  const duties = returnsAt === undefined ? promisedDuties(promise) : [{ at: returnsAt, what: 'returns' as const }];
  return duties.filter(({ at }) => at < until).toSorted((one, other) => one.at - other.at)[0];
}

function promisedDuties(promise: PromiseView | undefined): Duty[] {
  if (promise === undefined) return [];
  return [promise, ...(promise.further ?? [])]
    .filter(({ state, isAnnounced }) => isAnnounced && (state === 'running' || state === 'late'))
    .flatMap(({ kind, dueAt, pausedUntil }) => [
      ...(pausedUntil === undefined ? [] : [{ at: pausedUntil, what: 'waits' as const }]),
      { at: dueAt, what: kind },
    ]);
}

/** What the next one reads of why it is free again. */
export const leaveReason = ({ untilOn }: Pick<Leave, 'untilOn'>): string =>
  `away until ${dateText(instantAt(untilOn, '12:00', 'UTC'), 'UTC')}`;

/** A lead of somebody who will be away, and what it asks for. */
export interface DueLead {
  readonly lead: Lead;
  readonly duty: Duty;
}

/** How somebody looks at such leads: which page, and which they have decided to keep, by number. */
export interface LeaveWish {
  readonly leaveId: string;
  readonly page: number;
  readonly kept: readonly number[];
}

/** So many are remembered to be kept; a view carries no more. */
const MOST_KEPT = 200;

/** What a view carries of it; of very many that are kept the first are asked about again. */
export const wishText = ({ leaveId, page, kept }: LeaveWish): string =>
  `${leaveId} ${page} ${kept.slice(-MOST_KEPT).join(',')}`.trim();

/** Read from what Slack gives back; undefined for what is none. */
export function readWish(text: string): LeaveWish | undefined {
  const [, leaveId, page, kept = ''] = /^(\S+)(?: (\d{1,3})(?: ([\d,]*))?)?$/.exec(text) ?? [];
  if (leaveId === undefined) return undefined;
  return { leaveId, page: Number(page ?? 0), kept: kept === '' ? [] : kept.split(',').map(Number) };
}
