import type { Side } from '../../core/verdict.ts';

/** Whether somebody can be waited for: at work some day soon, away now, or no longer one of those who judge. */
export type Attendance = 'here' | 'away' | 'gone';

/** How far one of those who judge has come. */
export interface RaterState {
  readonly side: Side;
  readonly isFinished: boolean;
  /** They have said that they know too little. */
  readonly isOut: boolean;
  readonly attendance: Attendance;
}

/** Whether the others wait for this one. */
const isAwaited = ({ isFinished, isOut, attendance }: RaterState): boolean =>
  !isFinished && !isOut && attendance === 'here';

/** Whether all has been said that there is to wait for: of nobody more, and something of each team that was asked. */
export function isSaid(raters: readonly RaterState[]): boolean {
  if (raters.length === 0 || raters.some(isAwaited)) return false;
  const asked = new Set(raters.map(({ side }) => side));
  return [...asked].every((side) => raters.some((rater) => rater.side === side && rater.isFinished));
}
