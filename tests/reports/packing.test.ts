import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { REASON_KEYS } from '../../src/core/lead-reasons.ts';
import { STAGES } from '../../src/core/lead-stages.ts';
import { packFrom } from '../../src/reports/pack-text.ts';
import { packOf, windowBefore } from '../../src/reports/packing.ts';
import { BEFORE, BUSY, came, late, NOTHING, QUIET, sample, WINDOW } from './packs.ts';

const SAYS = ['good', 'not', 'undecided', 'silent'] as const;

describe('a data pack', () => {
  it('stands beside the window of the same length right before it', () => {
    expect(windowBefore(WINDOW)).toEqual(BEFORE);
    expect(packOf(BUSY)).toMatchObject({ window: WINDOW, before: BEFORE, zone: 'Europe/Berlin' });
  });

  it('counts each late lead once, and each promise that was broken; the worst source comes first, and so does the worst hour', () => {
    expect(packOf(BUSY).late).toEqual({
      now: 7,
      before: 1,
      sources: [
        { origin: 'Webinar', late: 5, came: 17 },
        { origin: 'Fair', late: 2, came: 4 },
      ],
      clauses: [
        { clause: 'Every lead', about: 'first-contact', late: 5 },
        { clause: 'Demo requests', about: 'first-contact', late: 2 },
        { clause: 'Every lead', about: 'outcome', late: 1 },
      ],
      // Where the office is: an hour ahead of UTC.
      hours: [
        { hour: 10, late: 5 },
        { hour: 16, late: 2 },
      ],
      holders: [
        { holder: 'sales', late: 5 },
        { holder: 'nobody', late: 2 },
      ],
    });
  });

  it('tells the time to the first contact against what was promised, and before', () => {
    const { target, now, before } = packOf(BUSY).speed;
    expect([target, now.n, now.inTime, before.n]).toEqual([BUSY.target, 24, 15, 11]);
    expect(before.median).toBeLessThan(now.median ?? 0);
    expect(packOf(QUIET).speed).toEqual({ now: { n: 0, inTime: 0 }, before: { n: 0, inTime: 0 } });
  });

  it('tells why leads were given up, with the change, and what became of the leads of each source', () => {
    const { reasons, conversion, returned } = packOf(BUSY);
    expect(reasons).toEqual({
      now: 8,
      before: 4,
      top: [
        { reason: 'no-budget', now: 4, before: 1 },
        { reason: 'not-icp', now: 3, before: 3 },
        { reason: 'unreachable', now: 1, before: 0 },
      ],
    });
    expect(conversion.now).toEqual({ n: 27, qualified: 8, won: 3 });
    expect(conversion.sources[0]).toEqual({ origin: 'Webinar', n: 17, qualified: 5, won: 0 });
    expect(returned.turnedDown).toEqual({ now: 4, before: 0 });
    expect(returned.sources).toEqual([{ origin: 'Fair', turnedDown: 4, came: 4 }]);
  });

  it('shows up to three leads that fit and three that don’t, those first over which the teams differ', () => {
    const many = [
      sample(1, 'not', 'silent'),
      sample(2, 'good', 'not'),
      sample(3, 'not', 'not'),
      sample(4, 'not', 'silent'),
      sample(5, 'undecided', 'silent'),
    ];
    const { strong, weak } = packOf({ ...QUIET, judged: many }).samples;
    expect(weak.map(({ number }) => number)).toEqual([2, 3, 4]);
    expect(strong).toEqual([]);
    expect(packOf(BUSY).samples.strong.map(({ number }) => number)).toEqual([13, 15]);
  });

  it('is read as it was written down, and no part of it says more than the whole', () => {
    const source = fc.option(fc.constantFrom('Webinar', 'Fair', 'Ads', 'List', 'Partner', 'Press'), { nil: undefined });
    const happened = fc.record({
      arrived: fc.array(fc.record({ stage: fc.constantFrom(...STAGES), source }).map(came), { maxLength: 40 }),
      late: fc.array(
        fc.record({ id: fc.constantFrom('a', 'b', 'c', 'd'), source }).map((one) => late(one.id, one.source)),
        { maxLength: 12 },
      ),
      rejections: fc.array(fc.record({ reason: fc.constantFrom(...REASON_KEYS) }), { maxLength: 20 }),
      moves: fc.constant(NOTHING.moves),
    });
    const judged = fc.array(
      fc.record({ number: fc.nat(99), sales: fc.constantFrom(...SAYS), marketing: fc.constantFrom(...SAYS) }),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(happened, happened, judged, (now, before, said) => {
        const samples = said.map((one) => sample(one.number, one.sales, one.marketing));
        const pack = packOf({ ...BUSY, now, before, judged: samples });
        expect(packFrom(JSON.stringify(pack))).toEqual(pack);
        const sum = (all: readonly number[]) => all.reduce((total, one) => total + one, 0);
        expect(sum(pack.late.sources.map((one) => one.late))).toBeLessThanOrEqual(pack.late.now);
        expect(sum(pack.reasons.top.map((one) => one.now))).toBeLessThanOrEqual(pack.reasons.now);
        expect(sum(pack.conversion.sources.map(({ n }) => n))).toBeLessThanOrEqual(pack.conversion.now.n);
        for (const part of [pack.samples.strong, pack.samples.weak]) expect(part.length).toBeLessThanOrEqual(3);
        for (const { says } of pack.samples.strong) expect(Object.values(says)).not.toContain('not');
      }),
      { numRuns: 50 },
    );
  });
});
