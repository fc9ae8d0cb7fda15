import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../src/core/instants.ts';
import { NO_RULES } from '../../src/core/lead-rules.ts';
import * as figures from '../../src/meetings/figures.ts';
import { viewOf } from '../actions/samples.ts';

const share = (count: number, n: number) => ({ unit: 'share' as const, count, n });

describe('The figures of a meeting', () => {
  it.each([
    [
      'better than before',
      share(16, 20),
      share(11, 20),
      'In time: 80 % (16 of 20), better than before: 55 % (11 of 20)',
    ],
    ['worse than before', share(9, 20), share(11, 20), 'In time: 45 % (9 of 20), worse than before: 55 % (11 of 20)'],
    ['as before', share(10, 20), share(11, 22), 'In time: 50 % (10 of 20), as before'],
    ['alone where there were too few before', share(10, 20), share(3, 4), 'In time: 50 % (10 of 20)'],
    ['too few to say', share(2, 3), share(11, 20), 'In time: too few leads (3)'],
  ])('stand beside those of as long a time before: %s', (_what, now, before, expected) => {
    expect(figures.movedLine({ name: 'In time', better: 'more', now, before })).toBe(expected);
  });

  it('count what came, what stands where, and why leads were given up', () => {
    expect([figures.arrivedLine(20, 12), figures.arrivedLine(1, 3), figures.arrivedLine(4, 4)]).toEqual([
      '20 leads came, 8 more than before',
      '1 lead came, 2 fewer than before',
      '4 leads came, as many as before',
    ]);
    const standing = [
      { stage: 'new', count: 3, old: 0 },
      { stage: 'contacted', count: 12, old: 3 },
      { stage: 'qualified', count: 0, old: 0 },
      { stage: 'opportunity', count: 2, old: 2 },
    ] as const;
    expect(figures.stageLines(standing, { contacted: 'in touch' })).toEqual([
      '3 new',
      '12 in touch, 3 of them came more than 30 days ago',
      '2 deal, all of them came more than 30 days ago',
    ]);
    expect(figures.reasonsLine(['no-budget', 'bad-data', 'no-budget'], ['bad-data', 'bad-data'])).toBe(
      'Given up most often: No budget 2 (2 more), Wrong or missing data 1 (1 fewer)',
    );
    expect(figures.reasonsLine([], ['bad-data'])).toBeUndefined();
  });

  it('say what each team has asked of the other, and how long it waits', () => {
    const asks = { opened: 3, answered: 1, waiting: 2, median: { working: 6 * HOUR } };
    expect(figures.asksLine('Sales', 'marketing', asks)).toBe(
      'Sales asked 3 things of marketing, 1 was answered; 2 wait, half of them longer than 6 working hours',
    );
    expect(figures.asksLine('Marketing', 'sales', { opened: 1, answered: 0, waiting: 0, median: undefined })).toBe(
      'Marketing asked 1 thing of sales, none was answered; none waits',
    );
    const one = { opened: 1, answered: 0, waiting: 1, median: { working: 2 * HOUR } };
    expect(figures.asksLine('Marketing', 'sales', one)).toBe(
      'Marketing asked 1 thing of sales, none was answered; 1 waits, for 2 working hours',
    );
    const none = { opened: 0, answered: 0, waiting: 0, median: undefined };
    expect(figures.asksLine('Sales', 'marketing', none)).toBe('Sales asked nothing of marketing');
    expect(figures.targetLine(30 * MINUTE)).toBe('Promised: a first contact within 30 min');
  });

  it('name open decisions without a word about a lead, which goes when its person is forgotten', () => {
    const open = [viewOf({ number: 1, leadId: 'l1' }), viewOf({ number: 2, owner: undefined, dueOn: '2026-02-27' })];
    const lines = figures.decisionLines(open, () => 'Ana');
    expect(lines).toEqual([
      'Decision 1: about a lead – Ana, due Fri 6 Mar',
      'Decision 2: If a demo form has no company, then it asks for it – nobody does it yet, was due Fri 27 Feb',
    ]);
    expect(figures.overdueLine(open)).toBe('1 of 2 open decisions is overdue');
    expect(
      figures
        .decisionLines(
          Array.from({ length: 10 }, () => viewOf()),
          () => 'Ana',
        )
        .at(-1),
    ).toBe('and 2 more');
  });

  it('say once a month what both teams mean by a good lead, and what has changed in it', () => {
    const rules = {
      ...NO_RULES,
      words: { new: 'MQL', qualified: 'SQL' },
      definition: 'they asked for a demo',
      demands: [
        { stage: 'qualified' as const, field: 'company' as const, team: 'sales' as const },
        { stage: 'qualified' as const, field: 'phone' as const, team: 'marketing' as const },
      ],
    };
    const terms = figures.termLines(rules, { version: 2, leads: 40 });
    expect(terms).toEqual([
      'A lead counts as MQL when: they asked for a demo',
      'From SQL on a lead needs: Company, Phone',
      'Marketing promises 40 leads a week (version 2)',
    ]);
    expect(figures.termLines({ ...NO_RULES, definition: 'they call us' }, undefined)).toEqual([
      'A lead is ready for sales when: they call us',
    ]);
    expect(figures.changeLines(terms, undefined)).toEqual([]);
    expect(figures.changeLines(terms, terms)).toEqual(['Nothing has changed since the last monthly meeting']);
    expect(figures.changeLines(terms, ['Marketing promises 30 leads a week (version 1)'])).toEqual([
      'New: A lead counts as MQL when: they asked for a demo',
      'New: From SQL on a lead needs: Company, Phone',
      'New: Marketing promises 40 leads a week (version 2)',
      'Gone: Marketing promises 30 leads a week (version 1)',
    ]);
  });
});
