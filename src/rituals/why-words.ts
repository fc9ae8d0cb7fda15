import { readPastDate } from '../core/typed-date.ts';

/** Whom and which date `/baton why` asks about; `personId` undefined for oneself. */
export interface WhyQuestion {
  readonly personId: string | undefined;
  readonly on: string;
}

/**
 * Reads what follows `/baton why`: a mention, a date, both in any order, or nothing, which means today. Dates are `2026-03-02`,
 * `3 March`, `today`, `yesterday`, `tomorrow`, or the last day of a name, `monday`. Undefined for anything else.
 */
export function readWhy(text: string, today: string): WhyQuestion | undefined {
  const [mention, another] = text.matchAll(MENTION);
  const words = text.replace(MENTION, ' ').trim().replace(/\s+/g, ' ').toLowerCase();
  const on = words === '' ? today : readPastDate(words, today);
  return another !== undefined || on === undefined ? undefined : { personId: mention?.[1]?.toUpperCase(), on };
}

const MENTION = /<@(\w+)(?:\|[^>]*)?>/g;
