import { DEMANDED_FIELDS } from '../../core/demands.ts';
import { counted } from '../../core/time-text.ts';
import type { NeedSpread, Spread, SpreadPart } from './definition.ts';

/** "9 answers, none with a name: 5 of sales, 4 of marketing" */
export function countText({ parts }: Spread): string {
  const all = parts.reduce((sum, { count }) => sum + count, 0);
  const by = parts.flatMap(({ side, count }) => (side === undefined ? [] : [`${count} of ${side}`]));
  return `${counted(all, 'answer')}, none with a name${by.length === 0 ? '' : `: ${by.join(', ')}`}`;
}

/** "Phone: sales 4 of 5, marketing 0 of 4"; "Phone: 3 of 6" where the teams are not told apart. */
export function needText({ field, asking }: NeedSpread, parts: readonly SpreadPart[]): string {
  const each = parts.map(({ side, count }, at) => {
    const of = `${asking[at] ?? 0} of ${count}`;
    return side === undefined ? of : `${side} ${of}`;
  });
  return `${DEMANDED_FIELDS[field]}: ${each.join(', ')}`;
}

/** Whose words stand below it. */
export const wordsTitle = ({ side }: SpreadPart): string =>
  side === undefined
    ? 'In people’s own words'
    : side === 'sales'
      ? 'Sales, in their own words'
      : 'Marketing, in their own words';
