import { Temporal } from 'temporal-polyfill';
import { addDays } from '../core/local-time.ts';

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
    const date = id === undefined ? readDate(word, today) : undefined;
    if (id !== undefined && personId === undefined) personId = id.toUpperCase();
    else if (date !== undefined && on === undefined) on = date;
    else return undefined;
  }
  return { personId, on: on ?? today };
}

const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

function readDate(word: string, today: string): string | undefined {
  if (word === 'today') return today;
  if (word === 'yesterday') return addDays(today, -1);
  if (word === 'tomorrow') return addDays(today, 1);
  const day = word.length >= 3 ? DAYS.findIndex((name) => name.startsWith(word)) : -1;
  if (day >= 0) return addDays(today, -((Temporal.PlainDate.from(today).dayOfWeek - 1 - day + 7) % 7));
  if (!/^\d{4}-\d\d-\d\d$/.test(word)) return undefined;
  try {
    return Temporal.PlainDate.from(word).toString();
  } catch {
    return undefined;
  }
}
