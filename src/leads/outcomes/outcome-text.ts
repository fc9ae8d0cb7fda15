import { REASONS, type ReasonKey } from '../../core/lead-reasons.ts';
import { numberText } from '../../core/number-text.ts';
import type { OutcomeChange } from '../change.ts';
import type { DealValue, LeadEvent } from '../lead.ts';
import { HELPED, WENT_WRONG } from './lessons.ts';

/** "12,000 EUR" */
export const valueText = ({ amount, currency }: DealValue): string => `${numberText(amount)} ${currency}`;

/** "Wrong or missing data (Phone)", "Is there twice (#11)" */
export function reasonText(key: ReasonKey, detail: string | undefined): string {
  const { words, detail: asked } = REASONS[key];
  if (asked === undefined || detail === undefined) return words;
  if (asked.kind === 'choice') return `${words} (${asked.choices[detail] ?? detail})`;
  return asked.kind === 'lead' ? `${words} (#${detail})` : `${words} (${detail})`;
}

/** "We called fast, The demo": what was ticked; empty if nothing was. */
export const helpedText = (keys: readonly string[]): string => chips(keys, HELPED);

export const wrongText = (keys: readonly string[]): string => chips(keys, WENT_WRONG);

const chips = (keys: readonly string[], list: Readonly<Record<string, string>>): string =>
  keys.map((key) => list[key] ?? key).join(', ');

/** An entry that says how the work on a lead went on. */
export type OutcomeEvent = LeadEvent & { readonly change: OutcomeChange };

/** The newest outcome of a lead that nobody has taken back. */
export function latestOutcome(events: readonly LeadEvent[]): OutcomeEvent | undefined {
  const undone = new Set(events.map(({ change }) => (change.kind === 'outcome-undone' ? change.seq : undefined)));
  return events.findLast((event): event is OutcomeEvent => 'before' in event.change && !undone.has(event.seq));
}
