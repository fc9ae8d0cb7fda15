import type { Trouble } from '../../wire.ts';

/** How Slack can misbehave, in the order of the panel: what it is called, and what happens then. */
export const TROUBLES: readonly { readonly which: Trouble; readonly name: string; readonly what: string }[] = [
  {
    which: 'rate-limited',
    name: 'Too many requests (429)',
    what: 'Slack takes no messages and asks to wait 2 s. Baton waits, and posts each once when this is over.',
  },
  {
    which: 'server-error',
    name: 'Server errors (503)',
    what: 'Slack answers every call with 503. Baton tries again, later each time.',
  },
  {
    which: 'lost-answer',
    name: 'Lost answers',
    what: 'Slack posts a message but answers with an error. Baton looks for it before it would post it twice.',
  },
  {
    which: 'slow',
    name: 'Slow answers (3 s)',
    what: 'Messages take 3 s to appear. Buttons are confirmed in time all the same.',
  },
  {
    which: 'outage',
    name: 'Slack is away',
    what: 'Nothing gets through. Leads are taken anyway, and their cards come when Slack is back.',
  },
];

/** The troubles that are on, as one phrase: "Slow answers (3 s) and lost answers". */
export function troublePhrase(present: readonly Trouble[]): string {
  const names = TROUBLES.filter(({ which }) => present.includes(which)).map(({ name }) => name);
  const [last, ...before] = names.map((name, at) => (at === 0 ? name : lowered(name))).toReversed();
  return before.length === 0 ? (last ?? '') : `${before.toReversed().join(', ')} and ${last}`;
}

/** Inside a sentence; Slack keeps its capital. */
const lowered = (name: string): string =>
  name.startsWith('Slack') ? name : `${name.slice(0, 1).toLowerCase()}${name.slice(1)}`;
