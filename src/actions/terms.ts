/** Who does it, and by when. */
export interface Terms {
  /** Undefined: visibly nobody. */
  readonly owner: string | undefined;
  /** A local date, YYYY-MM-DD. */
  readonly dueOn: string;
}

/** Why an action can't be made, or be somebody's, or be due on a day. */
export type TermsRefusal =
  | { readonly kind: 'not-in-teams' }
  | { readonly kind: 'owner-not-in-teams' }
  | { readonly kind: 'day-is-over' }
  | { readonly kind: 'day-is-far' };
