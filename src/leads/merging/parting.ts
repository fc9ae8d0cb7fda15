import { FIELD_NAMES, type FieldName } from '../../core/lead-fields.ts';
import type { LeadEvent } from '../lead.ts';

/** A time in which one lead was part of another: entries of the other's journal between these two may be about its person. */
export interface TimeAsPart {
  readonly after: number;
  readonly before: number;
  /** What the other one learned in that time of whoever wrote again. */
  readonly learned: readonly FieldName[];
}

/** The leads of which one has been part, by its own journal. */
export const wholesIn = (events: readonly LeadEvent[]): readonly string[] => [
  ...new Set(events.flatMap(({ change }) => (change.kind === 'merged' ? [change.into] : []))),
];

/** When a lead was part of another one and is so no more, by the journal of that one. */
export function timesAsPart(leadId: string, ofWhole: readonly LeadEvent[]): readonly TimeAsPart[] {
  return ofWhole.flatMap(({ change: gained, seq: after }) => {
    if (gained.kind !== 'gained' || gained.lead !== leadId) return [];
    const back = ofWhole.find(({ change }) => change.kind === 'gave-back' && change.seq === after);
    if (back === undefined) return [];
    const between = ofWhole.filter(({ seq }) => seq > after && seq < back.seq);
    const names = between.flatMap(({ change }) => (change.kind === 'wrote-again' ? change.filled : []));
    return [{ after, before: back.seq, learned: FIELD_NAMES.filter((name) => names.includes(name)) }];
  });
}
