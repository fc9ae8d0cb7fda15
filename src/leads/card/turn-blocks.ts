import { type Mrkdwn, md, mention } from '../../blockkit/mrkdwn.ts';
import type { Instant } from '../../core/instants.ts';
import type { Lead, LeadEvent } from '../lead.ts';
import type { OfferChange } from '../offers/offer.ts';
import { moment } from './status-blocks.ts';

/** How a lead came to stand as it does, where a pool decided that; said on its card. */
export function turnLine(lead: Lead, events: readonly LeadEvent[], beside: Instant, zone: string): Mrkdwn | undefined {
  const change = events.findLast(({ kind }) => TURNS.has(kind));
  if (change === undefined) return undefined;
  if (change.change.kind === 'assigned' && change.change.turn !== undefined && lead.owner?.event === change.seq) {
    return md`Nobody in ${change.change.pool ?? 'its pool'} could take it, so it is ${mention(change.change.to)}’s: the fallback.`;
  }
  if (lead.owner !== undefined) return undefined;
  if (change.change.kind === 'queued') {
    return md`Nobody in ${change.change.pool} is at work until ${moment(change.change.until, beside, zone)}. Then it is offered.`;
  }
  if (change.change.kind !== 'opened') return undefined;
  return change.change.pool === undefined
    ? md`Its pool is gone: whoever sells may claim it.`
    : md`Nobody in ${change.change.pool} could take it, and there is no fallback: whoever sells may claim it.`;
}

const TURNS: ReadonlySet<LeadEvent['kind']> = new Set([
  'offered',
  'queued',
  'opened',
  'assigned',
  'claimed',
  'returned',
]);

/** One entry of the journal about an offer. */
export function offerWords(change: OfferChange, now: Instant, zone: string): Mrkdwn {
  switch (change.kind) {
    case 'offered':
      return md`offered to ${mention(change.to)} until ${moment(change.until, now, zone)} (${change.pool}, turn ${change.turn})`;
    case 'passed':
      return change.reason === undefined
        ? md`passed on by ${mention(change.from)}`
        : md`passed on by ${mention(change.from)}: ${change.reason}`;
    case 'lapsed':
      return md`time was up for ${mention(change.from)}`;
    case 'queued':
      return md`waits for ${change.pool} until ${moment(change.until, now, zone)} (turn ${change.turn})`;
    case 'opened':
      return md`for everybody to claim`;
  }
}
