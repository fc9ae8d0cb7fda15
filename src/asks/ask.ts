import type { Instant } from '../core/instants.ts';

/** The two teams that ask each other. */
export type Team = 'sales' | 'marketing';

export const TEAMS = ['sales', 'marketing'] as const satisfies readonly Team[];

export const otherTeam = (team: Team): Team => (team === 'sales' ? 'marketing' : 'sales');

/** What is asked for. */
export type AskKind = 'question' | 'content' | 'lead-quality' | 'routing' | 'data-fix' | 'decision';

export const ASK_KINDS = [
  'question',
  'content',
  'lead-quality',
  'routing',
  'data-fix',
  'decision',
] as const satisfies readonly AskKind[];

/** `open` waits for whoever takes it, `taken` for its owner; the others wait for nobody but the asker. */
export type AskState = 'open' | 'taken' | 'answered' | 'declined' | 'closed';

/** Whom an ask is addressed to: a team, or one person of it. */
export type Addressee = { readonly team: Team } | { readonly person: string; readonly team: Team };

/** A request from one team to the other. */
export interface Ask {
  readonly id: string;
  readonly workspaceId: string;
  /** Counts from 1 in each workspace; people write `ask 3`. */
  readonly number: number;
  readonly fromPerson: string;
  readonly fromTeam: Team;
  readonly to: Addressee;
  /** Who has taken it, or answered it unasked. */
  readonly owner: string | undefined;
  readonly ownedAt: Instant | undefined;
  readonly kind: AskKind;
  readonly leadId: string | undefined;
  readonly campaign: string | undefined;
  readonly text: string;
  /** A local date, YYYY-MM-DD. */
  readonly neededBy: string | undefined;
  readonly state: AskState;
  readonly answer: string | undefined;
  /** Why it was declined. */
  readonly reason: string | undefined;
  readonly createdAt: Instant;
  /** When it stopped waiting: answered, declined, or closed without either. */
  readonly settledAt: Instant | undefined;
  readonly settledBy: string | undefined;
  readonly closedAt: Instant | undefined;
  /** When the managers of both teams were told that it waits. */
  readonly escalatedAt: Instant | undefined;
  /** Sequence number of the newest entry of its journal: a change is written only if this still holds. */
  readonly lastEvent: number;
  /** What it was asked from, such as a standup's slot. */
  readonly origin: string | undefined;
}

/** What the asker may word anew while the ask waits. */
export interface AskDetails {
  readonly kind: AskKind;
  readonly leadId: string | undefined;
  readonly campaign: string | undefined;
  readonly text: string;
  readonly neededBy: string | undefined;
}

/** What happened to an ask; the journal is never rewritten. */
export type AskChange =
  | { readonly kind: 'asked' }
  | { readonly kind: 'taken' }
  | { readonly kind: 'answered'; readonly answer: string }
  | { readonly kind: 'declined'; readonly reason: string }
  | { readonly kind: 'closed' }
  | { readonly kind: 'reopened' }
  | { readonly kind: 'edited'; readonly before: AskDetails }
  /** Whoever had it, or was asked by name, is not there any more. */
  | { readonly kind: 'freed'; readonly from: string }
  | { readonly kind: 'escalated' };

/** An entry of the journal. */
export interface AskEvent {
  readonly askId: string;
  readonly seq: number;
  readonly at: Instant;
  /** Who did it; undefined for what Baton did. */
  readonly by: string | undefined;
  readonly change: AskChange;
}

/** Whether somebody still owes the asker an answer. */
export const isWaiting = ({ state }: Pick<Ask, 'state'>): boolean => state === 'open' || state === 'taken';

/** Who was asked by name, if anybody. */
export const personAsked = ({ to }: Pick<Ask, 'to'>): string | undefined => ('person' in to ? to.person : undefined);
