import type { Aim, Measurable, Reading } from './aim.ts';
import type { Instant } from './instants.ts';

/** What a decision changes. */
export type ActionKind = 'gate' | 'definition' | 'persona' | 'source' | 'process';

export const ACTION_KINDS = [
  'gate',
  'definition',
  'persona',
  'source',
  'process',
] as const satisfies readonly ActionKind[];

/** The same as people read it. */
export const ACTION_KIND_WORDS: Readonly<Record<ActionKind, string>> = {
  gate: 'Form, or what a lead must have',
  definition: 'What we call a good lead',
  persona: 'Whom we want to reach',
  source: 'Source or campaign',
  process: 'How we work',
};

export type ActionState = 'open' | 'done' | 'dropped';

/** Something that was decided, and that somebody does: one owner, or visibly none. */
export interface Action {
  readonly id: string;
  readonly workspaceId: string;
  /** Counts from 1 in each workspace. */
  readonly number: number;
  readonly kind: ActionKind;
  readonly text: string;
  readonly owner: string | undefined;
  /** A local date, YYYY-MM-DD. */
  readonly dueOn: string;
  /** Where it was decided, such as `review:<id>`. */
  readonly origin: string | undefined;
  readonly leadId: string | undefined;
  readonly source: string | undefined;
  readonly campaign: string | undefined;
  readonly state: ActionState;
  /** Why it was dropped. */
  readonly reason: string | undefined;
  readonly madeBy: string;
  readonly madeAt: Instant;
  readonly settledBy: string | undefined;
  readonly settledAt: Instant | undefined;
  /** When its owner last said that they are still on it. */
  readonly keptAt: Instant | undefined;
  /** What it is to move. */
  readonly aim: Aim | undefined;
  /** Whether its owner has said yes; undefined where nobody needed to be asked. */
  readonly consent: Consent | undefined;
  /** Sequence number of the newest entry of its journal: a change is written only if this still holds. */
  readonly lastEvent: number;
}

/** What its owner has said to something that the other team has given them. */
export type Consent =
  | { readonly kind: 'asked' }
  | { readonly kind: 'given' }
  /** It is visibly nobody's since. */
  | { readonly kind: 'declined'; readonly by: string; readonly reason: string };

/** An action with everything that a line about it says. */
export interface ActionView {
  readonly action: Action;
  /** Names of everybody whom it names by id. */
  readonly names: ReadonlyMap<string, string>;
  /** "#12 Acme"; undefined if it is about no lead. */
  readonly lead: string | undefined;
  /** The date where its owner is. */
  readonly today: string;
  /** What it is to move, as people read that, and where it stands since; undefined if it is to move nothing that is measured now. */
  readonly progress: Progress | undefined;
}

/** Before and after. */
export interface Progress {
  readonly measured: Measurable;
  readonly aim: Aim;
  /** The newest value since it was decided; undefined until it was measured again. */
  readonly since: Reading | undefined;
}

/** Where something was decided: what that is called, its day, and its message; undefined until that stands. */
export interface DecidedAt {
  readonly name: string;
  readonly at: Instant;
  readonly address: string | undefined;
}

/** The same of these origins (`review:<id>`), by the origin; one that is not known is left out. */
export type DecidedAts = (workspaceId: string, origins: readonly string[]) => Promise<ReadonlyMap<string, DecidedAt>>;
