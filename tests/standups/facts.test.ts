import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../src/core/instants.ts';
import type { LeadFact, LeadRef, WaitingLead } from '../../src/core/lead-activity.ts';
import { instantAt } from '../../src/core/local-time.ts';
import { factDetail, factText } from '../../src/standups/fact.ts';
import { marketerFacts } from '../../src/standups/marketer-facts.ts';
import { repFacts } from '../../src/standups/rep-facts.ts';
import { teamTotals } from '../../src/standups/team-facts.ts';
import { windowBefore } from '../../src/standups/window.ts';

const lead = (number: number, name: string, more: Partial<LeadRef> = {}): LeadRef => ({
  leadId: `L${number}`,
  name: `#${number} ${name}`,
  source: 'google-ads',
  campaign: undefined,
  ...more,
});
const [acme, basalt, corvid, delta] = [lead(1, 'Acme'), lead(2, 'Basalt'), lead(3, 'Corvid'), lead(4, 'Delta')];

const claimed = (one: LeadRef, by = 'UANA', at = 1): LeadFact => ({ kind: 'claimed', lead: one, at, by });
const released = (one: LeadRef, by = 'UANA', at = 2): LeadFact => ({ kind: 'released', lead: one, at, by });
const contacted = (one: LeadRef, worked: number, by = 'UANA', isLate = false): LeadFact => ({
  kind: 'first-contact',
  lead: one,
  at: 3,
  by,
  worked,
  target: 30 * MINUTE,
  isLate,
});

const names: Record<string, string> = { UANA: 'Ana Ruiz', UBEN: 'Ben Okafor' };
const nameOf = (id: string) => names[id] ?? id;
const texts = (activity: readonly LeadFact[], person = 'UANA') =>
  repFacts(activity, person, nameOf).map((one) => (one.isPrivate ? `(private) ${factText(one)}` : factText(one)));

describe('what somebody who sells did', () => {
  it('is said in plain words, with the leads, and medians and lateness are private', () => {
    expect(
      texts([
        claimed(acme),
        claimed(basalt),
        claimed(corvid),
        claimed(delta),
        contacted(acme, 10 * MINUTE),
        contacted(basalt, 18 * MINUTE),
        { kind: 'contact', lead: acme, at: 4, by: 'UANA' },
        { kind: 'late', lead: corvid, at: 5, by: 'UANA' },
        claimed(acme, 'UBEN'),
      ]),
    ).toEqual([
      'Claimed 4 leads: #1 Acme, #2 Basalt, #3 Corvid and 1 more',
      'First contact with 2 leads: #1 Acme, #2 Basalt',
      'Followed up with 1 lead: #1 Acme',
      '(private) Median time to first contact: 14 min, promised within 30 min',
      '(private) Late with 1 lead: #3 Corvid',
    ]);
  });

  it('names fewer leads where there is less room, and always says how many more there are', () => {
    const [four] = repFacts(
      [acme, basalt, corvid, delta].map((lead) => claimed(lead)),
      'UANA',
      nameOf,
    );
    if (four === undefined) throw new Error('There is no line');
    expect([99, 34, 12].map((longest) => factDetail(four, longest))).toEqual([
      '#1 Acme, #2 Basalt, #3 Corvid and 1 more',
      '#1 Acme, #2 Basalt and 2 more',
      '#1 Acme and 3 more',
    ]);
    expect(factDetail({ ...four, leads: [], detail: 'google-ads 4' }, 5)).toBe('google-ads 4');
  });

  it('ANS-6: what was claimed and given back counts as given back', () => {
    expect(texts([claimed(acme), released(acme), claimed(basalt)])).toEqual([
      'Claimed 1 lead: #2 Basalt',
      'Gave back 1 lead: #1 Acme',
    ]);
    expect(texts([released(acme, 'UANA', 1), claimed(acme, 'UANA', 2)])).toEqual(['Claimed 1 lead: #1 Acme']);
  });

  it('ANS-6: a reassignment credits both sides, each with the other’s name', () => {
    const reassigned: LeadFact[] = [
      { kind: 'handed-over', lead: acme, at: 2, by: 'UANA', to: 'UBEN' },
      { kind: 'taken-over', lead: acme, at: 2, by: 'UBEN', from: 'UANA' },
    ];
    expect(texts(reassigned)).toEqual(['Handed 1 lead to Ben Okafor: #1 Acme']);
    expect(texts(reassigned, 'UBEN')).toEqual(['Took over 1 lead from Ana Ruiz: #1 Acme']);
  });

  it('is nothing on a quiet day', () => {
    expect(texts([claimed(acme, 'UBEN')])).toEqual([]);
  });
});

describe('what became of marketing’s leads', () => {
  const delivered = (one: LeadRef): LeadFact => ({ kind: 'delivered', lead: one, at: 0 });

  it('is told by source, and names campaigns that nobody has touched for a day', () => {
    const webinar = lead(5, 'Elm', { source: 'webinar' });
    const waiting: WaitingLead[] = [
      { lead: lead(8, 'Hill', { campaign: 'autumn' }), receivedAt: 0, owner: undefined, dueAt: undefined },
      { lead: lead(9, 'Iris', { campaign: 'fresh' }), receivedAt: DAY, owner: undefined, dueAt: undefined },
    ];
    const activity = [
      delivered(acme),
      delivered(basalt),
      delivered(webinar),
      claimed(acme),
      contacted(acme, HOUR),
      released(basalt, 'UBEN'),
    ];
    expect(marketerFacts(activity, waiting, DAY + HOUR).map(factText)).toEqual([
      '3 leads delivered: google-ads 2, webinar 1',
      '1 lead accepted by sales: #1 Acme',
      '1 lead contacted by sales: #1 Acme',
      '1 lead given back by sales: #2 Basalt',
      '1 lead without contact for 24 h: campaign autumn: #8 Hill',
    ]);
  });

  it('says why most of them were turned down, and which were won', () => {
    const rejected = (one: LeadRef, reason: string): LeadFact => ({
      kind: 'rejected',
      lead: one,
      at: 5,
      by: 'UANA',
      reason,
    });
    const activity: LeadFact[] = [
      rejected(acme, 'No budget'),
      rejected(basalt, 'Wrong person'),
      rejected(corvid, 'Wrong person'),
      { kind: 'won', lead: delta, at: 6, by: 'UANA' },
    ];
    expect(marketerFacts(activity, [], DAY).map(factText)).toEqual([
      '3 leads turned down by sales: mostly “Wrong person”: #1 Acme, #2 Basalt, #3 Corvid',
      '1 lead won by sales: #4 Delta',
    ]);
    expect(texts([...activity, { kind: 'qualified', lead: acme, at: 7, by: 'UANA' }])).toEqual([
      'Qualified 1 lead: #1 Acme',
      'Won 1 lead: #4 Delta',
      'Gave up 3 leads: #1 Acme, #2 Basalt, #3 Corvid',
    ]);
  });
});

it('totals of the teams count each lead once and name nobody', () => {
  const totals = teamTotals([
    claimed(acme),
    claimed(acme, 'UBEN'),
    contacted(acme, 10 * MINUTE),
    contacted(basalt, 40 * MINUTE, 'UBEN', true),
    { kind: 'late', lead: basalt, at: 5, by: 'UBEN' },
  ]);
  expect(totals).toEqual({
    delivered: 0,
    claimed: 1,
    contacted: 2,
    inTime: 1,
    decided: 2,
    late: 1,
    median: 25 * MINUTE,
  });
});

describe('a standup looks back', () => {
  it.each([
    ['on one day the first time', undefined, 9 * DAY],
    ['to the last one, so that Monday covers the weekend', 7 * DAY, 7 * DAY],
    ['at most a week, after a long absence', 0, 3 * DAY],
    ['on nothing if the clock was set back', 11 * DAY, 10 * DAY],
  ])('%s', (_case, last, from) => {
    expect(windowBefore(10 * DAY, last)).toEqual({ from, until: 10 * DAY });
  });

  it.each([
    ['23', '2026-03-28', '2026-03-29'],
    ['25', '2026-10-24', '2026-10-25'],
  ])('ANS-6: on all %s hours of a day on which the clock changes', (hours, before, day) => {
    const [last, until] = [instantAt(before, '09:30', 'Europe/Berlin'), instantAt(day, '09:30', 'Europe/Berlin')];
    const window = windowBefore(until, last);
    expect(window.until - window.from).toBe(Number(hours) * HOUR);
  });
});
