/** Why a review isn't changed. */
export type RunRefusal =
  | 'not-found'
  | 'not-manager'
  /** It is over already. */
  | 'over'
  /** It stands in another channel already. */
  | 'moved'
  | 'due-in-the-past'
  | 'no-sales'
  | 'no-marketing'
  /** It names nobody, so each team needs three. */
  | 'too-few-for-anonymous'
  /** Somebody is in neither team, or can't judge. */
  | 'strangers';
