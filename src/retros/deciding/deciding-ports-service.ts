import type { ActionKind, ActionView } from '../../core/action.ts';
import type { Aim } from '../../core/aim.ts';
import type { Db, Tx } from '../../platform/db/database.ts';
import type { RetroActor, RetrosDeps } from '../ports-service.ts';
import type { Retros } from '../service.ts';
import type { RankedTopic } from '../voting/results-service.ts';
import type { About } from './deciding.ts';

/** A decision on its way in. */
export interface RetroDecision extends Pick<About, 'leadId' | 'source' | 'campaign'> {
  readonly kind: ActionKind;
  readonly text: string;
  readonly owner: string | undefined;
  readonly dueOn: string;
  readonly origin: string | undefined;
  readonly aim: Aim | undefined;
  /** Whether an owner of the other team is asked first. */
  readonly asksConsent: boolean;
  /** One form makes one decision. */
  readonly madeFrom: string;
}

export type RetroDecisionRefusal = {
  readonly kind: 'not-in-teams' | 'owner-not-in-teams' | 'day-is-over' | 'day-is-far';
};

/** What a form says that a decision is to move: the option that was chosen, and how far. */
export interface AimTyped {
  readonly chosen: string | undefined;
  readonly target: number | undefined;
}

/** What retros must know of decisions. */
export interface RetroDecisions {
  make(
    tx: Tx,
    actor: RetroActor,
    draft: RetroDecision,
  ): Promise<
    | { readonly kind: 'made'; readonly view: ActionView }
    | { readonly kind: 'refused'; readonly why: RetroDecisionRefusal }
  >;
  /** Why it would be refused. */
  objection(tx: Tx, actor: RetroActor, draft: RetroDecision): Promise<RetroDecisionRefusal | undefined>;
  /** What a form has made already. */
  knownFrom(tx: Tx, workspaceId: string, madeFrom: string): Promise<ActionView | undefined>;
  /** What was decided in these places, in the order in which it was. */
  madeIn(read: Db | Tx, origins: readonly string[]): Promise<readonly ActionView[]>;
  /** Measures what a decision is to move; before its transaction. Undefined if nothing was chosen. */
  aimChosen(workspaceId: string, choice: AimTyped & Omit<About, 'leadId'>): Promise<Aim | undefined>;
  /** Measures once on an occasion what everything that is done or to be done has moved, and answers that. */
  remeasure(workspaceId: string, occasion: string): Promise<readonly ActionView[]>;
  /** Everything that is to be done, oldest first. */
  openHere(workspaceId: string): Promise<readonly ActionView[]>;
}

export interface DecidingDeps extends Pick<RetrosDeps, 'database' | 'clock' | 'jobs' | 'people'> {
  readonly retros: Pick<
    Retros,
    'find' | 'hold' | 'findPerson' | 'onPhase' | 'onBack' | 'onThread' | 'redrawParent' | 'endSoon'
  >;
  /** The topics of a retro in the order in which to talk of them; none before its vote is over. */
  readonly ranked: (read: Db | Tx, retroId: string) => Promise<readonly RankedTopic[]>;
  readonly decisions: RetroDecisions;
}
