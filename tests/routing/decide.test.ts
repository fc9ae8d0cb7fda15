import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../src/core/instants.ts';
import { type Candidate, decide } from '../../src/routing/decide.ts';
import { candidate, pool, turns } from './turns.ts';

const weighted = (weights: Readonly<Record<string, number>>): Candidate[] =>
  Object.entries(weights).map(([personId, weight]) => candidate(personId, { weight }));

const among = (...candidates: readonly Candidate[]) => decide([pool(candidates)], ['EVA']);

describe('turns', () => {
  it.each([
    [{ A: 2, B: 1, C: 1 }, 'A B C A A B C A'],
    [{ A: 5, B: 1, C: 1 }, 'A A B A C A A'],
    [{ A: 1, B: 1, C: 1 }, 'A B C A B C'],
    [{ A: 1 }, 'A A'],
  ])('weights %j go %s (published arithmetic)', (weights, order) => {
    const expected = order.split(' ');
    expect(turns(weighted(weights), expected.length)).toEqual(expected);
  });

  it('200, 100 and 100 over 60 leads make 30, 15 and 15', () => {
    const count = Map.groupBy(turns(weighted({ A: 200, B: 100, C: 100 }), 60), (who) => who);
    expect([...count].map(([who, its]) => [who, its.length])).toEqual([
      ['A', 30],
      ['B', 15],
      ['C', 15],
    ]);
  });

  it('of those who are owed the same the one with the fewest open leads is next, then who stands first', () => {
    expect(among(candidate('A', { open: 3 }), candidate('B', { open: 1 }), candidate('C', { open: 1 })).choice).toEqual(
      {
        kind: 'offer',
        to: 'B',
        poolId: 'P1',
      },
    );
  });

  it('what is owed goes before open leads', () => {
    expect(among(candidate('A', { open: 9, credit: 1 }), candidate('B')).choice).toMatchObject({ to: 'A' });
  });

  it('a lead that is refused costs a turn, and so does the one who takes it then', () => {
    const [ana, ben] = [candidate('A', { credit: -1, isAsked: true }), candidate('B', { credit: 1 })];
    expect([...(among(ana, ben).looks[0]?.credits ?? [])]).toEqual([
      ['A', 0],
      ['B', 0],
    ]);
  });

  it('who could not take leads for a while is not owed a heap of them', () => {
    const [ana, ben, cy] = [candidate('A', { presence: { kind: 'away' } }), candidate('B'), candidate('C')];
    const { looks } = among(ana, ben, cy);
    expect(looks[0]?.credits.has('A')).toBe(false);
  });
});

describe('a turn', () => {
  const away: Candidate['presence'] = { kind: 'away', from: 9 * HOUR, waits: 8 * HOUR };

  it('says who was passed over, in order, and why', () => {
    const { choice, looks } = among(
      candidate('ANA', { presence: away }),
      candidate('BEN', { open: 8, mostOpen: 8 }),
      candidate('CY'),
      candidate('DAN', { presence: { kind: 'gone' } }),
    );
    expect(choice).toMatchObject({ kind: 'offer', to: 'CY' });
    expect(looks[0]?.skipped).toEqual([
      { personId: 'ANA', why: { kind: 'away', from: 9 * HOUR } },
      { personId: 'BEN', why: { kind: 'most-open', open: 8, most: 8 } },
    ]);
  });

  it.each([
    ['at the cap of open leads', { open: 2, mostOpen: 2 }],
    ['at the cap of a day', { today: 2, mostADay: 2 }],
    ['away', { presence: away }],
    ['gone', { presence: { kind: 'gone' } as const }],
    ['asked before', { isAsked: true }],
  ] satisfies readonly (readonly [string, Partial<Candidate>])[])('is not of somebody who is %s', (_why, differing) => {
    expect(among(candidate('A', differing), candidate('B')).choice).toMatchObject({ to: 'B' });
    expect(among(candidate('A', differing)).choice).toEqual({ kind: 'give', to: 'EVA', poolId: 'P1' });
  });

  it('waits for whoever comes to work first, for as long as an offer may take', () => {
    const off = (from: number, waits: number): Candidate['presence'] => ({ kind: 'off-shift', from, waits });
    const night = [candidate('A', { presence: off(9 * HOUR, 0) }), candidate('B', { presence: off(8 * HOUR, 0) })];
    expect(among(...night).choice).toEqual({ kind: 'wait', until: 8 * HOUR, poolId: 'P1' });
    expect(among(candidate('A', { presence: off(9 * HOUR, 31 * MINUTE) })).choice).toMatchObject({ kind: 'give' });
    expect(among(candidate('A', { presence: off(9 * HOUR, 0), isAsked: true })).choice).toMatchObject({ kind: 'give' });
  });

  it('goes on to the next pool, and ends at the first fallback who is there, or at everybody', () => {
    const first = pool([candidate('A', { isAsked: true })]);
    const second = pool([candidate('B')], 'P2');
    expect(decide([first, second], ['EVA']).choice).toEqual({ kind: 'offer', to: 'B', poolId: 'P2' });
    const spent = pool([candidate('B', { isAsked: true })], 'P2');
    expect(decide([first, spent], ['EVA', 'MAX']).choice).toEqual({ kind: 'give', to: 'EVA', poolId: 'P2' });
    expect(decide([first, spent], []).choice).toEqual({ kind: 'open', poolId: 'P2' });
    expect(decide([pool([])], ['EVA']).choice).toMatchObject({ kind: 'give', to: 'EVA' });
  });
});
