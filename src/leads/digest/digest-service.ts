import type { ActionView } from '../../core/action.ts';
import { DAY, type Instant } from '../../core/instants.ts';
import type { StageWords } from '../../core/lead-stages.ts';
import { addDays, dateAt, instantAt } from '../../core/local-time.ts';
import { createStories } from '../card/story-service.ts';
import * as activity from '../figures/activity-store.ts';
import type { Lead, LeadEvent } from '../lead.ts';
import * as lists from '../lists-store.ts';
import { type ShelfYield, shelfYield } from '../pausing/shelf-yield.ts';
import type { LeadActor, LeadsDeps } from '../ports-service.ts';
import { findSettings } from '../settings-store.ts';
import { type CampaignDigest, digestOf } from './digest.ts';

/** What happened to marketing's leads since `from`, and how many of each campaign somebody still works on. */
export interface LeadsDigest {
  readonly from: Instant;
  readonly campaigns: readonly (CampaignDigest & { readonly open: number; readonly decided: readonly ActionView[] })[];
  /** What the company calls the stages. */
  readonly words: StageWords;
}

/** Why a lead is worth a call today. */
export type CallReason = 'back' | 'wrote' | 'due' | 'active' | 'shelf';

export interface WorthACall {
  readonly lead: Lead;
  readonly why: CallReason;
}

const DIGESTED_DAYS = 7;
/** Older ones that are still open are for a report. */
const OPEN_FOR = 90 * DAY;
const YIELD_FOR = 90 * DAY;
const MOST_BACK = 2_000;
const MOST_LOOKED_AT = 50;
const RECENT = 7 * DAY;

/** What marketing and reps ask of their leads each day and week. */
export function createDigests({ database, clock, promises, decided: decisions }: LeadsDeps) {
  const { db } = database;
  const { maskingOf } = createStories();

  return {
    /** What happened to leads in the last seven days, by campaign; days are those of whoever asks. */
    whatHappened({ workspaceId, zone }: LeadActor): Promise<LeadsDigest> {
      const now = clock.now();
      const from = instantAt(addDays(dateAt(now, zone), -DIGESTED_DAYS), '00:00', zone);
      return happenedIn(workspaceId, { from, until: now + 1 });
    },

    /** What leads that came back in the last three months have become, by the reason for which they were put off. */
    async shelfYield(workspaceId: string): Promise<readonly ShelfYield[]> {
      const now = clock.now();
      const window = { from: now - YIELD_FOR, until: now + 1 };
      const ids = await activity.cameBackBetween(db, workspaceId, window, MOST_BACK);
      const histories = await activity.listHistories(db, ids);
      return shelfYield(
        histories.map(({ events }) => events),
        window.from,
      );
    },

    happenedIn,

    /** Somebody's leads that are worth a call today: that came back, whose person wrote again, that are due, stirred since the last contact, or come back today. */
    async worthACall({ id, zone }: Pick<LeadActor, 'id' | 'zone'>): Promise<readonly WorthACall[]> {
      const now = clock.now();
      const tonight = instantAt(addDays(dateAt(now, zone), 1), '00:00', zone);
      const owned = await lists.listOwned(db, id, MOST_LOOKED_AT);
      const ids = owned.map((lead) => lead.id);
      const due = new Set(
        (await promises.clocksOfLeads(db, ids)).flatMap(({ leadId, state, isAnnounced, dueAt }) =>
          isAnnounced && (state === 'late' || (state === 'running' && dueAt < tonight)) ? [leadId] : [],
        ),
      );
      const histories = await activity.listHistories(db, ids);
      const wrote = new Set(histories.filter((one) => isNewsIn(one, 'wrote-again', now)).map(({ lead }) => lead.id));
      const stirred = new Set(histories.filter((one) => isNewsIn(one, 'seen', now)).map(({ lead }) => lead.id));
      const isBack = (lead: Lead): boolean =>
        lead.round > 1 && lead.firstContactAt === undefined && (lead.owner?.since ?? 0) > now - RECENT;
      const worth = owned.flatMap((lead): WorthACall[] => {
        if (isBack(lead)) return [{ lead, why: 'back' }];
        if (wrote.has(lead.id)) return [{ lead, why: 'wrote' }];
        if (stirred.has(lead.id)) return [{ lead, why: 'active' }];
        return due.has(lead.id) ? [{ lead, why: 'due' }] : [];
      });
      const shelf = await lists.listReturning(db, id, tonight, MOST_LOOKED_AT);
      return [...worth, ...shelf.map((lead) => ({ lead, why: 'shelf' as const }))];
    },
  };

  /** In words that say nothing of the person behind a lead. */
  async function decidedIn(
    workspaceId: string,
    window: { readonly from: Instant; readonly until: Instant },
  ): Promise<readonly ActionView[]> {
    const all = (await decisions?.(db, workspaceId, window)) ?? [];
    return Promise.all(
      all.map(async (view) => {
        const { leadId, text } = view.action;
        if (leadId === undefined) return view;
        const masked = await maskingOf(db, leadId);
        return { ...view, action: { ...view.action, text: masked(text) } };
      }),
    );
  }

  /** The same for a half-open window; what is open is what is open now. */
  async function happenedIn(
    workspaceId: string,
    window: { readonly from: Instant; readonly until: Instant },
  ): Promise<LeadsDigest> {
    const histories = await activity.listHistories(db, await activity.touchedBetween(db, workspaceId, window));
    const clocks = await promises.everyClockOf(
      db,
      histories.map(({ lead }) => lead.id),
    );
    const worked = new Map(
      clocks.flatMap(({ leadId, kind, cycle, worked: time }) =>
        kind === 'first-contact' && cycle === 1 && time !== undefined ? [[leadId, time] as const] : [],
      ),
    );
    const open = await lists.countOpenByCampaign(db, workspaceId, clock.now() - OPEN_FOR);
    const digested = histories.map((history) => ({ ...history, worked: worked.get(history.lead.id) }));
    const campaigns = digestOf(digested, window);
    const decided = await decidedIn(workspaceId, window);
    return {
      from: window.from,
      words: (await findSettings(db, workspaceId))?.rules.words ?? {},
      campaigns: campaigns.map((one) => ({
        ...one,
        open: open.get(one.campaign ?? '') ?? 0,
        decided: decided.filter(({ action }) => action.campaign === one.campaign),
      })),
    };
  }
}

/** Whether something of this kind has happened this week, and nobody has contacted them since. */
function isNewsIn(
  { events }: { readonly events: readonly LeadEvent[] },
  kind: LeadEvent['kind'],
  now: Instant,
): boolean {
  const lastOwn = events.findLast(({ change }) => change.kind === 'contacted')?.at ?? 0;
  const news = events.findLast(({ change }) => change.kind === kind);
  return news !== undefined && news.at > Math.max(lastOwn, now - RECENT);
}
