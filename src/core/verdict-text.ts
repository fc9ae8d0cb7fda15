import { REASONS } from './lead-reasons.ts';
import { type Judgement, LEAD_PARTS, VERDICT_WORDS } from './verdict.ts';

/** "Not a fit (2 of 5): Wrong or missing data, Phone" */
export function verdictText({ verdict, grade, reason, part }: Judgement): string {
  const graded = grade === undefined ? '' : ` (${grade} of 5)`;
  const why = [reason && REASONS[reason].words, part && LEAD_PARTS[part]].filter((word) => word !== undefined);
  return `${VERDICT_WORDS[verdict]}${graded}${why.length === 0 ? '' : `: ${why.join(', ')}`}`;
}
