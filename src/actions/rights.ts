import type { Action } from '../core/action.ts';

/** Who looks at an action, with the rights of this moment. Guests never get so far. */
export interface ActionViewer {
  readonly id: string;
  readonly teams: readonly string[];
  readonly manages: readonly string[];
  readonly isAdmin: boolean;
}

/** Whoever works in one of the teams decides. */
export const mayDecide = ({ teams, manages }: Pick<ActionViewer, 'teams' | 'manages'>): boolean =>
  teams.length > 0 || manages.length > 0;

/** Settle it, hand it on, move its day: its owner, the managers of both teams, and admins. What is nobody's, anybody of the teams. */
export const mayChange = (action: Pick<Action, 'owner'>, viewer: ActionViewer): boolean =>
  action.owner === viewer.id ||
  viewer.manages.length > 0 ||
  viewer.isAdmin ||
  (action.owner === undefined && mayDecide(viewer));
