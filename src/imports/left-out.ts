import type { RowRefused } from './rows.ts';

/** A row that was not imported; `isKnown` if somebody knows them already. */
export interface LeftOut extends Omit<RowRefused, 'kind'> {
  readonly isKnown: boolean;
}

/** The columns of the report of what was left out. */
export const LEFT_OUT_COLUMNS = ['row', 'column', 'why'] as const;

/** So many of them stand on one page in Slack. */
export const LEFT_OUT_AT_ONCE = 20;
