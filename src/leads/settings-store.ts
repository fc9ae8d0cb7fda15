import { z } from 'zod';
import type { CampaignNews } from '../core/campaign.ts';
import { type LeadRules, NO_RULES, rulesFrom, rulesText } from '../core/lead-rules.ts';
import { remembered } from '../core/remembered.ts';
import { MASKED, type ShownFields, shownFieldsFrom } from '../core/shown-fields.ts';
import type { Db, Tx } from '../platform/db/database.ts';
import { prepared } from '../platform/db/prepared.ts';
import { domainsIn } from './spam/spam.ts';

interface SettingsRow {
  workspace_id: string;
  channel_id: string;
  ring: string;
  shown: string | null;
  leads_numbered: number;
  rules: string | null;
  routes: string | null;
  blocked_domains: string | null;
  heads_ups: string | null;
}

declare module '../platform/db/schema.ts' {
  interface Schema {
    lead_settings: SettingsRow;
  }
}

/** Whom a new lead's card mentions: reps on shift, a user group (`S…`) in working hours, or nobody. */
export type Ring = { readonly kind: 'on-shift' } | { readonly kind: 'nobody' } | { kind: 'group'; id: string };

export interface LeadSettings {
  readonly channelId: string;
  readonly ring: Ring;
}

/** Settings, and what the two teams have agreed on about leads: all that a card has to know, in one row. */
export interface FoundSettings extends LeadSettings {
  /** When a lead's channel sees what of the person behind it. */
  readonly shown: ShownFields;
  readonly rules: LeadRules;
  /** What is told of which campaign. */
  readonly campaignNews: readonly CampaignNews[];
}

export async function findSettings(db: Db | Tx, workspaceId: string): Promise<FoundSettings | undefined> {
  const row = await settingsOf.first(db, { workspaceId });
  return (
    row && {
      channelId: row.channel_id,
      ring: ringFrom(row.ring),
      shown: row.shown === null ? MASKED : shownFieldsFrom(row.shown),
      rules: rulesIn(row.rules),
      campaignNews: row.heads_ups === null ? NO_NEWS : newsIn(row.heads_ups),
    }
  );
}

const settingsOf = prepared((db, { workspaceId }: { workspaceId: string }) =>
  db.selectFrom('lead_settings').selectAll().where('workspace_id', '=', workspaceId),
);

export async function saveSettings(tx: Tx, workspaceId: string, settings: LeadSettings): Promise<void> {
  const values = {
    channel_id: settings.channelId,
    ring: settings.ring.kind === 'group' ? settings.ring.id : settings.ring.kind,
  };
  await tx
    .insertInto('lead_settings')
    .values({
      workspace_id: workspaceId,
      leads_numbered: 0,
      shown: null,
      rules: null,
      routes: null,
      blocked_domains: null,
      heads_ups: null,
      ...values,
    })
    .onConflict((conflict) => conflict.column('workspace_id').doUpdateSet(values))
    .execute();
}

export async function saveShown(tx: Tx, workspaceId: string, shown: ShownFields): Promise<void> {
  await tx
    .updateTable('lead_settings')
    .set({ shown: JSON.stringify(shown) })
    .where('workspace_id', '=', workspaceId)
    .execute();
}

export async function saveCampaignNews(tx: Tx, workspaceId: string, news: readonly CampaignNews[]): Promise<void> {
  await tx
    .updateTable('lead_settings')
    .set({ heads_ups: news.length === 0 ? null : JSON.stringify(news) })
    .where('workspace_id', '=', workspaceId)
    .execute();
}

/** Writes what the teams have agreed on if it is still as it was read; false if somebody has changed it meanwhile. */
export async function replaceRules(
  tx: Tx,
  workspaceId: string,
  change: (rules: LeadRules) => LeadRules,
): Promise<boolean> {
  const row = await settingsOf.first(tx, { workspaceId });
  if (row === undefined) return true;
  const written = await tx
    .updateTable('lead_settings')
    .set({ rules: rulesText(change(rulesIn(row.rules))) })
    .where('workspace_id', '=', workspaceId)
    .where('rules', row.rules === null ? 'is' : '=', row.rules)
    .executeTakeFirst();
  return written.numUpdatedRows === 1n;
}

const rulesIn = (text: string | null): LeadRules => (text === null ? NO_RULES : rulesFrom(text));

/**
 * Where a new lead goes, and its number; undefined before the set-up. Counts on: two leads never get one number, and on
 * PostgreSQL the row's lock keeps them in order.
 */
export async function placeOfNew(tx: Tx, workspaceId: string): Promise<PlaceOfNew | undefined> {
  const row = await oneMoreNumbered.first(tx, { workspaceId });
  if (row === undefined) return undefined;
  const { leads_numbered: number, channel_id: channelId, routes, rules, blocked_domains } = row;
  const blocked = blockedIn(blocked_domains ?? '');
  return { number, channelId, rules: routes ?? undefined, agreed: rulesIn(rules), blocked };
}

/** A new lead's number, and where it goes unless a rule says otherwise. */
export interface PlaceOfNew {
  readonly number: number;
  readonly channelId: string;
  /** The rules that may say so, as routing has kept them. */
  readonly rules: string | undefined;
  /** What the two teams have agreed on. */
  readonly agreed: LeadRules;
  /** Domains from which none is taken. */
  readonly blocked: readonly string[];
}

/** The rules of routing, which only routing reads. */
export async function findRoutes(db: Db | Tx, workspaceId: string): Promise<string | undefined> {
  return (await settingsOf.first(db, { workspaceId }))?.routes ?? undefined;
}

/** False if they are no longer as `before`, or there are no settings yet. */
export async function saveRoutes(
  tx: Tx,
  workspaceId: string,
  before: string | undefined,
  after: string | undefined,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('lead_settings')
    .set({ routes: after ?? null })
    .where('workspace_id', '=', workspaceId)
    .where('routes', before === undefined ? 'is' : '=', before ?? null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

const oneMoreNumbered = prepared((db, { workspaceId }: { workspaceId: string }) =>
  db
    .updateTable('lead_settings')
    .set((set) => ({ leads_numbered: set('leads_numbered', '+', 1) }))
    .where('workspace_id', '=', workspaceId)
    .returning(['leads_numbered', 'channel_id', 'routes', 'rules', 'blocked_domains']),
);

/** Read with every lead, so the same list is parsed once. */
const blockedIn = remembered(domainsIn);

const NO_NEWS: readonly CampaignNews[] = [];

const campaignNews = z.array(z.object({ key: z.string(), headsUpId: z.string(), title: z.string() }));

/** Read with every card, so the same list is parsed once. */
const newsIn = remembered((text): readonly CampaignNews[] => campaignNews.parse(JSON.parse(text)));

function ringFrom(text: string): Ring {
  if (text === 'on-shift' || text === 'nobody') return { kind: text };
  return { kind: 'group', id: text };
}
