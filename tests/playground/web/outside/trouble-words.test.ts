import { expect, it } from 'vitest';
import { TROUBLES, troublePhrase } from '../../../../playground/web/outside/trouble-words.ts';
import { act } from '../../../../playground/wire.ts';

it('there is a switch for everything that Slack can be made to do', () => {
  for (const { which } of TROUBLES) expect(act.safeParse({ kind: 'trouble', which, on: true }).success).toBe(true);
  expect(TROUBLES).toHaveLength(5);
});

it.each([
  [[], ''],
  [['slow'], 'Slow answers (3 s)'],
  [['outage', 'slow'], 'Slow answers (3 s) and Slack is away'],
  [['slow', 'rate-limited', 'lost-answer'], 'Too many requests (429), lost answers and slow answers (3 s)'],
] as const)('%j are said as “%s”', (present, phrase) => {
  expect(troublePhrase(present)).toBe(phrase);
});
