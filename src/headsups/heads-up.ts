import type { Instant } from '../core/instants.ts';

export type Team = 'sales' | 'marketing';

/** A campaign that marketing launches, or a change of how both teams work, which sales announces. */
export type HeadsUpKind = 'campaign' | 'process';

/** Who announces what, and who is asked whether it is clear. */
export const TEAMS_OF: Readonly<Record<HeadsUpKind, { readonly from: Team; readonly asks: readonly Team[] }>> = {
  campaign: { from: 'marketing', asks: ['sales'] },
  process: { from: 'sales', asks: ['sales', 'marketing'] },
};

/** What the others must know before a campaign starts. */
export interface CampaignTerms {
  readonly kind: 'campaign';
  /** As its leads will call it. */
  readonly title: string;
  /** The local date of the launch, YYYY-MM-DD. */
  readonly startsOn: string;
  readonly expected: number | undefined;
  readonly audience: string;
  readonly promise: string;
  readonly talk: string;
}

/** What changes in how both teams work. */
export interface ProcessTerms {
  readonly kind: 'process';
  readonly title: string;
  readonly startsOn: string;
  readonly doing: string;
  readonly why: string | undefined;
}

export type Terms = CampaignTerms | ProcessTerms;

export interface HeadsUp {
  readonly id: string;
  readonly workspaceId: string;
  readonly number: number;
  readonly terms: Terms;
  readonly channelId: string;
  readonly by: string;
  readonly state: 'posted' | 'withdrawn';
  readonly version: number;
  readonly postedAt: Instant;
  readonly changed: { readonly by: string; readonly at: Instant } | undefined;
  readonly withdrawn: { readonly by: string; readonly at: Instant } | undefined;
  readonly remindAt: Instant;
  readonly remindedAt: Instant | undefined;
  /** How a campaign was called when cards last linked to it. */
  readonly linkedAs: string | undefined;
}

/** What somebody says to one. */
export type Said = { readonly answer: 'clear' } | { readonly answer: 'concern'; readonly line: string };

/** The same as it is kept. */
export type Answered = Said & { readonly personId: string; readonly isOnAgenda: boolean };

/** So long may be what is typed. */
export const LENGTHS = { title: 120, words: 1_000, line: 200 } as const;

/** More leads than that are expected of no campaign. */
export const MOST_EXPECTED = 100_000;
