import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../src/core/instants.ts';
import { STAGES } from '../../src/core/lead-stages.ts';
import {
  isMetricKey,
  MEASURABLE,
  MEASURED_OF_LEADS,
  type MeasuredLead,
  measure,
  measureAsks,
} from '../../src/reports/measuring.ts';

const WINDOW = { from: 100, until: 200 };
const NOW = 1_000;

const lead = (some: Partial<MeasuredLead> = {}): MeasuredLead => ({
  arrivedAt: 150,
  stage: 'new',
  isTurnedDown: some.stage === 'rejected',
  source: 'Webinar',
  campaign: undefined,
  persona: undefined,
  found: [],
  contact: undefined,
  ...some,
});

const met = (worked: number): MeasuredLead => lead({ contact: { state: 'met', dueAt: 500, worked } });
const counts = (leads: readonly MeasuredLead[], metric: (typeof MEASURED_OF_LEADS)[number]) => {
  const { count, n } = measure(leads, { metric, window: WINDOW }, NOW);
  return [count, n];
};

describe('what is measured of the leads that arrived in a window', () => {
  it('“First contact in time” and “Late leads” are the same leads, each counted once; what is inside its time is in neither', () => {
    const leads = [
      met(MINUTE),
      lead({ contact: { state: 'late', dueAt: 500, worked: undefined } }),
      lead({ contact: { state: 'met-late', dueAt: 500, worked: HOUR } }),
      lead({ contact: { state: 'running', dueAt: 999, worked: undefined } }),
      lead({ contact: { state: 'running', dueAt: 1_000, worked: undefined } }),
      lead({ contact: { state: 'cancelled', dueAt: 500, worked: undefined } }),
      lead(),
    ];
    expect(counts(leads, 'in-time')).toEqual([1, 4]);
    expect(counts(leads, 'late')).toEqual([3, 4]);
  });

  it('“Time to first contact” is the one in the middle; who has none is slowest', () => {
    const none = lead({ contact: { state: 'late', dueAt: 500, worked: undefined } });
    const median = (...leads: MeasuredLead[]) => measure(leads, { metric: 'speed', window: WINDOW }, NOW).median;
    expect(median(met(HOUR), none, met(MINUTE))).toBe(HOUR);
    expect(median(met(HOUR), none, none)).toBeUndefined();
    expect(median()).toBeUndefined();
  });

  it('“Qualified” are those that came as far or further, also those whose deal was lost', () => {
    const leads = STAGES.map((stage) => lead({ stage }));
    expect(counts(leads, 'qualified')).toEqual([4, 9]);
    expect(counts(leads, 'won')).toEqual([1, 9]);
    expect(counts(leads, 'rejected')).toEqual([2, 9]);
    expect(counts(leads, 'returned')).toEqual([1, 9]);
  });

  it('is that of one source, campaign or persona where one is named, and of no lead outside the window', () => {
    const leads = [
      lead({ source: 'Fair' }),
      lead({ source: 'Fair', campaign: 'Spring', stage: 'customer' }),
      lead({ campaign: 'Spring' }),
      lead({ source: 'Fair', arrivedAt: 99 }),
      lead({ source: 'Fair', arrivedAt: 200 }),
    ];
    const of = (by: 'source' | 'campaign', origin: string) =>
      measure(leads, { metric: 'won', window: WINDOW, of: { by, origin } }, NOW);
    expect(of('source', 'Fair')).toMatchObject({ count: 1, n: 2, window: WINDOW, metric: { name: 'Won' } });
    expect(of('campaign', 'Spring')).toMatchObject({ count: 1, n: 2 });
    expect(of('source', 'Nowhere')).toMatchObject({ count: 0, n: 0 });
  });

  it('never counts more than it is made of, and the sources together are the whole', () => {
    const any = fc.record({
      arrivedAt: fc.integer({ min: 95, max: 205 }),
      stage: fc.constantFrom(...STAGES),
      source: fc.constantFrom('Webinar', 'Fair'),
      contact: fc.option(
        fc.record({
          state: fc.constantFrom('running', 'met', 'late', 'met-late', 'cancelled'),
          dueAt: fc.integer({ min: 900, max: 1_100 }),
          worked: fc.option(fc.nat(), { nil: undefined }),
        }),
        { nil: undefined },
      ),
    });
    fc.assert(
      fc.property(fc.array(any), fc.constantFrom(...MEASURED_OF_LEADS), (some, metric) => {
        const leads = some.map(lead);
        const [count = 0, n = 0] = counts(leads, metric);
        expect(count).toBeLessThanOrEqual(n);
        const parts = ['Webinar', 'Fair'].map((origin) =>
          measure(leads, { metric, window: WINDOW, of: { by: 'source', origin } }, NOW),
        );
        expect([
          parts.reduce((sum, part) => sum + part.count, 0),
          parts.reduce((sum, part) => sum + part.n, 0),
        ]).toEqual([count, n]);
      }),
    );
  });

  it('asks count by when they were asked; one that waits is not answered, and slower than any that was', () => {
    const asked = [
      { askedAt: 100, worked: 2 * HOUR },
      { askedAt: 150, worked: 4 * HOUR },
      { askedAt: 199, worked: undefined },
      { askedAt: 99, worked: MINUTE },
      { askedAt: 200, worked: MINUTE },
    ];
    expect(measureAsks(asked, { metric: 'asks-settled', window: WINDOW })).toMatchObject({ n: 3, count: 2 });
    expect(measureAsks(asked, { metric: 'ask-age', window: WINDOW }).median).toBe(4 * HOUR);
    const waiting = [...asked, { askedAt: 160, worked: undefined }, { askedAt: 170, worked: undefined }];
    expect(measureAsks(waiting, { metric: 'ask-age', window: WINDOW }).median).toBeUndefined();
  });

  it('is named by a word that is stored', () => {
    expect(MEASURABLE.every(isMetricKey)).toBe(true);
    expect(isMetricKey('toString')).toBe(false);
  });
});
