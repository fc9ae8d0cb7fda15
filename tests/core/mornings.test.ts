import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY, HOUR } from '../../src/core/instants.ts';
import { latestMorning, nextMorning } from '../../src/core/mornings.ts';
import { OFFICE } from '../sla/samples.ts';
import { at } from './cases.ts';

const BERLIN = { ...OFFICE, zone: 'Europe/Berlin' };

describe('mornings at the office', () => {
  it.each([
    ['on Tuesday at nine, to the millisecond', '2026-03-03T08:00Z', '2026-03-03T08:00Z', '2026-03-04T08:00Z'],
    ['just before', '2026-03-03T07:59:59.999Z', '2026-03-02T08:00Z', '2026-03-03T08:00Z'],
    ['on a Sunday', '2026-03-01T12:00Z', '2026-02-27T08:00Z', '2026-03-02T08:00Z'],
    ['over the change to summer time', '2026-03-28T12:00Z', '2026-03-27T08:00Z', '2026-03-30T07:00Z'],
    ['over the change to winter time', '2026-10-24T12:00Z', '2026-10-23T07:00Z', '2026-10-26T08:00Z'],
  ])('%s', (_when, now, latest, next) => {
    expect([latestMorning(BERLIN, at(now)), nextMorning(BERLIN, at(now))]).toEqual([at(latest), at(next)]);
  });

  it('a closed date has none', () => {
    const office = { ...BERLIN, dates: { '2026-03-03': [] } };
    expect(nextMorning(office, at('2026-03-02T12:00Z'))).toBe(at('2026-03-04T08:00Z'));
  });

  it('an office that never opens has none', () => {
    const never = { ...BERLIN, weekly: {} };
    expect([latestMorning(never, 0), nextMorning(never, 0)]).toEqual([undefined, undefined]);
  });

  it('whenever one looks, the one before has come and the one after has not, and none lies between', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: at('2025-01-01T00:00Z'), max: at('2027-01-01T00:00Z') }),
        fc.constantFrom('Europe/Berlin', 'America/New_York', 'Pacific/Apia', 'Asia/Kolkata'),
        (now, zone) => {
          const office = { ...OFFICE, zone };
          const [latest = 0, next = 0] = [latestMorning(office, now), nextMorning(office, now)];
          expect(latest <= now && now < next).toBe(true);
          expect(nextMorning(office, latest)).toBe(next);
          expect(next - latest).toBeLessThanOrEqual(3 * DAY + HOUR);
        },
      ),
      { numRuns: 200 },
    );
  });
});
