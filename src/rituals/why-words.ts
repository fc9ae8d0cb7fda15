import { addDays } from '../core/local-time.ts';
import { readPastDate } from '../core/typed-date.ts';

/** Whom and which date `/baton why` asks about; `personId` undefined for oneself. */
export interface WhyQuestion {
  readonly personId: string | undefined;
  readonly on: string;
}

/**
 * Reads what follows `/baton why`: a mention, a date, both in any order, or nothing, which means today. Dates are `2026-03-02`,
 * `today`, `yesterday`, `tomorrow`, or the last day of a name, `monday`. Undefined for anything else.
 */
export function readWhy(text: string, today: string): WhyQuestion | undefined {
  let personId: string | undefined;
  let on: string | undefined;
  for (const word of text.toLowerCase().split(/\s+/).filter(Boolean)) {
    const [, id] = /^<@(\w+)(?:\|[^>]*)?>$/i.exec(word) ?? [];
    const date = id === undefined ? dateOf(word, today) : undefined;
    if (id !== undefined && personId === undefined) personId = id.toUpperCase();
    else if (date !== undefined && on === undefined) on = date;
    else return undefined;
  }
  return { personId, on: on ?? today };
}

const dateOf = (word: string, today: string): string | undefined =>
  word === 'tomorrow' ? addDays(today, 1) : readPastDate(word, today);
