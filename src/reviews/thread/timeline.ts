import { workingTime } from '../../core/business-hours.ts';
import type { Calendar } from '../../core/calendar.ts';
import type { Duration, Instant } from '../../core/instants.ts';
import type { LeadStory } from '../../core/lead-story.ts';

/** What happened to a lead, and how much working time of the office had passed since it came. */
export interface Step {
  readonly kind: 'claimed' | 'contacted' | 'ended';
  readonly after: Duration;
}

/** In the order in which it happened; what hasn't happened is left out. */
export function timelineOf(
  calendar: Calendar,
  {
    receivedAt,
    claimedAt,
    contactedAt,
    outcome,
  }: Pick<LeadStory, 'receivedAt' | 'claimedAt' | 'contactedAt' | 'outcome'>,
): Step[] {
  const moments: readonly (readonly [Step['kind'], Instant | undefined])[] = [
    ['claimed', claimedAt],
    ['contacted', contactedAt],
    ['ended', outcome?.at],
  ];
  return (
    moments
      .flatMap(([kind, at]) => (at === undefined ? [] : [{ kind, at }]))
      // Array.toSorted keeps the order of what happened at one moment.
      .toSorted((a, b) => a.at - b.at)
      .map(({ kind, at }) => ({ kind, after: workingTime(calendar, receivedAt, at) }))
  );
}
