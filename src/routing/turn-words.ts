import type { Calendar } from '../core/calendar.ts';
import type { Instant } from '../core/instants.ts';
import { dateText, dateTimeText } from '../core/time-text.ts';
import type { Skip } from './decide.ts';

/** A turn as people read it. */
export interface TurnView {
  /** Undefined for one that was not taken, but only looked at. */
  readonly turn: number | undefined;
  /** Names of the pools that were asked, in order, each with whom it passed over. */
  readonly looks: readonly {
    readonly pool: string;
    readonly skipped: readonly { readonly name: string; readonly why: Skip }[];
  }[];
  readonly choice: 'offer' | 'wait' | 'give' | 'open';
  /** The name of whom it was offered or given to. */
  readonly chosen: string | undefined;
  readonly until: Instant | undefined;
}

/** "Turn 14, DACH: Ana is away until Mon; Ben has 8 of 8; so it was Cy's turn." */
export function turnWords({ turn, looks, choice, chosen, until }: TurnView, zone: string): string {
  const asked = looks.map(({ pool, skipped }) => {
    const shown = skipped.slice(0, MOST_NAMED).map(({ name, why }) => `${name} ${skipWords(why, zone)}`);
    const rest = skipped.length - shown.length;
    const parts = rest > 0 ? [...shown, `${rest} more could not take it`] : shown;
    return parts.length === 0 ? `${pool}` : `${pool}: ${parts.join('; ')}`;
  });
  const begun = turn === undefined ? `` : `Turn ${turn}, `;
  return `${begun}${asked.join('. Then ')}. ${choiceWords(choice, chosen ?? 'somebody', until, zone)}`;
}

const MOST_NAMED = 8;

function choiceWords(choice: TurnView['choice'], chosen: string, until: Instant | undefined, zone: string): string {
  switch (choice) {
    case 'offer':
      return until === undefined
        ? `It is ${chosen}’s turn.`
        : `It is ${chosen}’s turn, until ${dateTimeText(until, zone)}.`;
    case 'wait':
      return until === undefined
        ? `Nobody is at work, so it waits.`
        : `Nobody is at work, so it waits until ${dateTimeText(until, zone)}.`;
    case 'give':
      return `Nobody is left, so it is ${chosen}’s: the fallback.`;
    case 'open':
      return `Nobody is left, and there is no fallback: anybody may claim it.`;
  }
}

function skipWords(why: Skip, zone: string): string {
  switch (why.kind) {
    case 'asked':
      return `was asked before`;
    case 'gone':
      return `sells no more`;
    case 'away':
      return why.from === undefined ? 'is away' : `is away until ${dateText(why.from, zone)}`;
    case 'off-shift':
      return `is off until ${dateTimeText(why.from, zone)}`;
    case 'most-open':
      return `has ${why.open} of ${why.most} open leads`;
    case 'most-a-day':
      return `has had ${why.today} of ${why.most} today`;
  }
}

/** Where a lead would go. */
export interface Preview {
  /** Each rule in order, in words, and whether it holds. */
  readonly rules: readonly { readonly sentence: string; readonly holds: boolean }[];
  /** The place of the rule that decides, from 1. */
  readonly rule: number | undefined;
  readonly channelId: string | undefined;
  /** In which hours its promise would count, if the rule says so. */
  readonly calendar?: Calendar | undefined;
  /** The pool by name, and whose turn it would be; undefined for everybody in the channel. */
  readonly pool: string | undefined;
  readonly turn: TurnView | undefined;
}
