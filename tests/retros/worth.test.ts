import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LEAST_SHOWN, published, SCORES, type WorthCount, worthOf } from '../../src/retros/deciding/worth.ts';
import { createWorth } from '../../src/retros/deciding/worth-service.ts';
import type { RetroActor } from '../../src/retros/ports-service.ts';
import { backends } from '../support/backends.ts';
import { voter } from './voting.ts';
import { MARKETING, SALES, writing } from './writing.ts';

const none: readonly WorthCount[] = SCORES.map((score) => ({ score, given: 0, shown: 0 }));
const give = (counts: readonly WorthCount[], said: number): readonly WorthCount[] =>
  published(counts.map((one) => (one.score === said ? { ...one, given: one.given + 1 } : one)));

describe('whether a retro was worth their time', () => {
  it('is shown from three answers on, and what is shown changes by three at least', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...SCORES), { maxLength: 20 }), (said) => {
        let [counts, before] = [none, 0];
        for (const score of said) {
          counts = give(counts, score);
          const n = worthOf(counts)?.n ?? 0;
          expect(n === before || n - before >= LEAST_SHOWN).toBe(true);
          before = n;
        }
        const given = counts.reduce((all, one) => all + one.given, 0);
        expect(given).toBe(said.length);
        expect(given - before).toBeLessThan(LEAST_SHOWN);
      }),
      { numRuns: 100 },
    );
  });

  it('is the mean of those that are shown', () => {
    const counts = [5, 4, 4].reduce(give, none);
    expect(worthOf(counts)).toEqual({ n: 3, mean: 13 / 3 });
    expect(worthOf(give(counts, 1))).toEqual({ n: 3, mean: 13 / 3 });
  });
});

describe.each(backends)('whether a retro was worth their time, on $name', (backend) => {
  it('is said once each by those who took part, after it was closed, also all at once and pressed twice', async () => {
    const database = await backend.open();
    const company = await writing(database);
    const worth = createWorth({ database, retros: company.retros });
    const { id } = await company.begin();
    const say = async (who: RetroActor, score: number) => (await worth.give(who, id, score)).kind;
    expect(await say(voter('UANN'), 5)).toBe('not-closed');
    for (const _phase of ['voting', 'deciding', 'closed']) await company.moveOn(id);
    expect(await say(voter('UANN'), 9)).toBe('not-found');
    expect(await say({ ...voter('UANN'), workspaceId: 'T2' }, 5)).toBe('not-found');
    expect(await say(voter('UZOE'), 5)).toBe('not-theirs');
    const said = await Promise.all([...SALES, ...MARKETING, ...SALES].map((who) => say(voter(who), 4)));
    const counted = Object.groupBy(said, (kind) => kind);
    expect([counted.given?.length, counted['given-already']?.length]).toEqual([6, 3]);
    expect(await worth.of(id)).toEqual({ n: 6, mean: 4 });
  });
});
