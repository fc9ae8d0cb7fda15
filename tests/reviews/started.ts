import { DAY } from '../../src/core/instants.ts';
import type { Side } from '../../src/core/verdict.ts';
import type { Lead } from '../../src/leads/lead.ts';
import type { Noted } from '../../src/reviews/judging/judging-service.ts';
import type { ManagingActor } from '../../src/reviews/ports-service.ts';
import type { Review } from '../../src/reviews/review.ts';
import type { Verdict } from '../../src/reviews/verdicts/verdict.ts';
import { arrives } from '../leads/arrivals.ts';
import { actor, type Features, staffed, WORKSPACE } from '../support/features.ts';

/** The teams of a review, and who acts. */
export interface Reviewing {
  readonly it: Features;
  readonly leads: readonly Lead[];
  readonly review: Review;
  /** Somebody with the rights of this moment. */
  as(id: string): Promise<ManagingActor>;
  /** Taps as the message of this person shows it. */
  tap(id: string, lead: number, verdict: Verdict['verdict']): Promise<Noted>;
  spot(lead: number): { readonly reviewId: string; readonly leadId: string };
}

export interface Options {
  readonly leads?: number;
  readonly isAnonymous?: boolean;
  readonly sales?: readonly string[];
  readonly marketing?: readonly string[];
}

/** A review has begun: three leads, Ann and Ben of sales, Mia and Moe of marketing, unless `options` say otherwise. */
export async function reviewing(database: Parameters<typeof staffed>[0], options: Options = {}): Promise<Reviewing> {
  const { sales = ['UANN', 'UBEN'], marketing = ['UMIA', 'UMOE'], isAnonymous = false } = options;
  const it = await staffed(database, { sales, marketing });
  const leads: Lead[] = [];
  for (let count = 0; count < (options.leads ?? 3); count += 1) leads.push(await arrives(it));
  const raters = (['sales', 'marketing'] as const).flatMap((side: Side) =>
    (side === 'sales' ? sales : marketing).map((personId) => ({ personId, side })),
  );
  const now = it.clock.now();
  const review = await database.transaction((tx) =>
    it.reviews.startIn(tx, {
      workspaceId: WORKSPACE,
      channelId: 'CLEADS',
      startedBy: 'UMAX',
      draw: { from: now - DAY, until: now, size: leads.length },
      seed: 'seed',
      isAnonymous,
      dueAt: now + 3 * DAY,
      leads: leads.map(({ id }, at) => ({ leadId: id, position: at + 1, stratum: 'working' })),
      raters,
    }),
  );
  const spot = (lead: number) => ({ reviewId: review.id, leadId: leads[lead]?.id ?? '' });
  const as = (id: string) => actor(it, id);
  return {
    it,
    leads,
    review,
    as,
    spot,
    async tap(id, lead, verdict) {
      const who = await as(id);
      const view = await it.reviews.lookIn(who, spot(lead));
      const seen = view.kind === 'seen' ? view.mine?.id : undefined;
      return it.reviews.judgeIn(who, { ...spot(lead), seen }, verdict);
    },
  };
}
