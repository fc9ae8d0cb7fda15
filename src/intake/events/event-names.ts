import { fold } from '../mapping/mapping-path.ts';

/** What is read of news about a lead that is known already; a mapping may say where each stands, as it does for a lead's fields. */
export const EVENT_NAMES = [
  'event',
  'eventId',
  'happenedAt',
  'by',
  'how',
  'stage',
  'reason',
  'detail',
  'returnsOn',
  'amount',
  'currency',
  'startsAt',
  'activity',
  'causedBy',
] as const;

export type EventName = (typeof EVENT_NAMES)[number];

/** How they are commonly called, at the top of what is sent; case, spaces, dashes and underscores don't count. */
export const EVENT_SPELLINGS: Readonly<Record<EventName, readonly string[]>> = {
  event: ['event', 'event type'],
  eventId: ['event id'],
  happenedAt: ['happened at', 'occurred at', 'timestamp'],
  by: ['by', 'by email', 'user email', 'actor email'],
  how: ['how', 'outcome', 'call outcome', 'disposition'],
  stage: ['stage', 'status', 'lead status', 'lifecycle stage'],
  reason: ['reason', 'lost reason', 'unqualified reason', 'rejection reason'],
  detail: ['detail'],
  returnsOn: ['returns on', 'revisit date', 'revisit on', 'follow up date'],
  amount: ['amount', 'deal amount', 'value'],
  currency: ['currency', 'currency code'],
  startsAt: ['starts at', 'start time', 'meeting start'],
  activity: ['activity', 'activity type', 'type'],
  causedBy: ['caused by', 'webhook id'],
};

/** The one that somebody means who writes a mapping; exactly, because a lead's fields have more ways to be called. */
export function eventNameCalled(written: string): EventName | undefined {
  const folded = fold(written);
  return EVENT_NAMES.find((name) => fold(name) === folded);
}
