import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HOUR } from '../../src/core/instants.ts';
import { type Candidate, decide } from '../../src/routing/decide.ts';
import { candidate, pool, turns } from './turns.ts';

const weights = fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 8 });
const people = (list: readonly number[]) => list.map((weight, at) => candidate(`U${at}`, { weight }));

const cap = fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined });
const presence: fc.Arbitrary<Candidate['presence']> = fc.oneof(
  { weight: 3, arbitrary: fc.constant<Candidate['presence']>({ kind: 'on-shift' }) },
  fc.record({
    kind: fc.constant('off-shift' as const),
    from: fc.integer({ min: 1, max: 99 * HOUR }),
    waits: fc.integer({ min: 0, max: 2 * HOUR }),
  }),
  fc.constant<Candidate['presence']>({ kind: 'away' }),
  fc.constant<Candidate['presence']>({ kind: 'gone' }),
);
const anybody: fc.Arbitrary<Candidate> = fc.record({
  personId: fc.constantFrom('A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'),
  weight: fc.integer({ min: 1, max: 5 }),
  credit: fc.integer({ min: -20, max: 20 }),
  open: fc.integer({ min: 0, max: 5 }),
  mostOpen: cap,
  today: fc.integer({ min: 0, max: 5 }),
  mostADay: cap,
  presence,
  isAsked: fc.boolean(),
});
const somePool = (poolId: string) =>
  fc
    .uniqueArray(anybody, { selector: ({ personId }) => personId, maxLength: 8 })
    .map((candidates) => pool(candidates, poolId));
const chain = fc.tuple(somePool('P1'), somePool('P2'));
const last = fc.subarray(['EVA', 'MAX']);

describe('a decision, whatever the weights, caps and people', () => {
  it('is fair: over as many turns as the weights add up to everybody gets their weight', () => {
    fc.assert(
      fc.property(weights, fc.integer({ min: 1, max: 3 }), (list, rounds) => {
        const sum = list.reduce((total, weight) => total + weight, 0);
        const got = turns(people(list), sum * rounds);
        for (const [at, weight] of list.entries()) {
          expect(got.filter((who) => who === `U${at}`)).toHaveLength(weight * rounds);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('is fair all along: nobody is ever a whole turn ahead of their share', () => {
    fc.assert(
      fc.property(weights, fc.integer({ min: 1, max: 60 }), (list, count) => {
        const sum = list.reduce((total, weight) => total + weight, 0);
        const got = turns(people(list), count);
        for (const [at, weight] of list.entries()) {
          const share = (count * weight) / sum;
          expect(got.filter((who) => who === `U${at}`).length).toBeLessThan(share + 1);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('never passes a cap, an absence, the end of a shift, or somebody who has been asked', () => {
    fc.assert(
      fc.property(chain, last, (pools, fallbacks) => {
        const { choice } = decide(pools, fallbacks);
        if (choice.kind !== 'offer') return;
        const chosen = pools
          .find(({ poolId }) => poolId === choice.poolId)
          ?.candidates.find(({ personId }) => personId === choice.to);
        expect(chosen?.presence.kind).toBe('on-shift');
        expect(chosen?.isAsked).toBe(false);
        expect(chosen?.open).toBeLessThan(chosen?.mostOpen ?? Number.POSITIVE_INFINITY);
        expect(chosen?.today).toBeLessThan(chosen?.mostADay ?? Number.POSITIVE_INFINITY);
      }),
      { numRuns: 500 },
    );
  });

  it('leaves no lead without somebody: an offer, a wait that ends, or the named fallback', () => {
    fc.assert(
      fc.property(chain, (pools) => {
        let asked = pools;
        // Whoever is asked says no; who is waited for has come.
        const most = pools.reduce((count, { candidates }) => count + 2 * candidates.length, 1);
        for (let step = 0; step < most; step += 1) {
          const { choice } = decide(asked, ['EVA']);
          if (choice.kind === 'give') {
            expect(choice.to).toBe('EVA');
            return;
          }
          expect(choice.kind).not.toBe('open');
          asked = [next(asked[0], choice), next(asked[1], choice)];
        }
        expect.unreachable('the chain must end');
      }),
      { numRuns: 300 },
    );
  });

  it('is decided by nothing but what the ledger keeps: the same again', () => {
    fc.assert(
      fc.property(chain, last, (pools, fallbacks) => {
        const kept: typeof pools = JSON.parse(JSON.stringify(pools));
        expect(decide(kept, fallbacks)).toEqual(decide(pools, fallbacks));
      }),
      { numRuns: 300 },
    );
  });

  it('says why of everybody before the one who was chosen, and of everybody if nobody was', () => {
    fc.assert(
      fc.property(somePool('P1'), (one) => {
        const { choice, looks } = decide([one], ['EVA']);
        const named = looks[0]?.skipped.length ?? 0;
        if (choice.kind === 'offer') expect(named).toBeLessThan(one.candidates.length);
        else expect(named).toBe(one.candidates.length);
      }),
      { numRuns: 300 },
    );
  });
});

/** The pool after an offer was refused, or after those who were waited for have come to work. */
function next(one: ReturnType<typeof pool>, choice: ReturnType<typeof decide>['choice']): ReturnType<typeof pool> {
  const candidates = one.candidates.map((who): Candidate => {
    if (choice.kind === 'offer' && who.personId === choice.to) return { ...who, isAsked: true };
    const hasCome = choice.kind === 'wait' && 'from' in who.presence && who.presence.from === choice.until;
    return hasCome ? { ...who, presence: { kind: 'on-shift' }, today: 0 } : who;
  });
  return { ...one, candidates };
}
