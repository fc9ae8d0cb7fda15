import { isOpen, nextOpening } from '../src/core/business-hours.ts';
import { HOUR, type Instant } from '../src/core/instants.ts';
import type { Calendar } from '../src/core/opening-hours.ts';
import { weekdayName } from '../src/core/time-text.ts';
import { OFFICE_ZONE } from './company.ts';

const OPEN = [['09:00', '17:00']] as const;
const CALENDAR: Calendar = {
  zone: OFFICE_ZONE,
  weekly: { mon: OPEN, tue: OPEN, wed: OPEN, thu: OPEN, fri: OPEN },
  dates: {},
};

/**
 * When the playground's clock begins: now while the office is open, else at ten on the next morning on which it is,
 * because phones that stay silent would show a newcomer nothing. `why` is for the page.
 */
export function openingTime(now: Instant): { startAt: Instant; why: string | undefined } {
  const opening = nextOpening(CALENDAR, now);
  if (isOpen(CALENDAR, now) || opening === undefined) return { startAt: now, why: undefined };
  const startAt = opening + HOUR;
  return {
    startAt,
    why: `The office in Berlin is closed right now, so the clock here began on ${weekdayName(startAt, OFFICE_ZONE)} at 10:00.`,
  };
}
