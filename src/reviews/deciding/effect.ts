import type { Action } from '../../core/action.ts';
import { DAY, type Duration, type Instant } from '../../core/instants.ts';

/** By what the leads that a decision is about are told apart. */
export type OriginKind = 'source' | 'campaign';

/** So many of `n`. */
export interface Counted {
  readonly count: number;
  readonly n: number;
}

/** What a decision that was done has changed: the same count before it and after it. */
export interface Effect {
  readonly actionId: string;
  /** The entry of its journal that says that it is done. */
  readonly seq: number;
  readonly reviewId: string;
  readonly doneAt: Instant;
  /** METRICS of src/reports, by name. */
  readonly metric: string;
  readonly of: { readonly by: OriginKind; readonly origin: string };
  /** How long before and after it was counted. */
  readonly span: Duration;
  readonly before: Counted;
  /** Undefined until so much time has passed. */
  readonly after: Counted | undefined;
}

/** Long enough for leads to arrive and to be judged. */
export const SPAN: Duration = 28 * DAY;

/** Of which leads it is counted whether a decision has changed anything; undefined of one that changes no form and no source. */
export function countedOf(action: Pick<Action, 'kind' | 'source' | 'campaign'>): Effect['of'] | undefined {
  if (!['gate', 'definition', 'source'].includes(action.kind)) return undefined;
  if (action.source !== undefined) return { by: 'source', origin: action.source };
  return action.campaign === undefined ? undefined : { by: 'campaign', origin: action.campaign };
}
