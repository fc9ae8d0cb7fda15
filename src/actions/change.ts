import type { Instant } from '../core/instants.ts';

/** What happened to an action; the journal is never rewritten. */
export type ActionChange =
  | { readonly kind: 'made' }
  /** Its owner is still on it. */
  | { readonly kind: 'kept' }
  | { readonly kind: 'done' }
  | { readonly kind: 'dropped'; readonly reason: string }
  | { readonly kind: 'reopened' }
  /** Its owner says yes to what the other team has given them. */
  | { readonly kind: 'accepted' }
  | { readonly kind: 'declined'; readonly reason: string }
  /** It is to move something else, or further. */
  | { readonly kind: 'aimed' }
  /** It has another owner or another day. */
  | { readonly kind: 'changed'; readonly before: { readonly owner: string | undefined; readonly dueOn: string } }
  /** Whoever had it is not there any more. */
  | { readonly kind: 'freed'; readonly from: string };

/** An entry of the journal. */
export interface ActionEvent {
  readonly actionId: string;
  readonly seq: number;
  readonly at: Instant;
  /** Who did it; undefined for what Baton did. */
  readonly by: string | undefined;
  readonly change: ActionChange;
}
