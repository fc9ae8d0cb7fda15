import { describe, expect, it } from 'vitest';
import { message } from '../../src/blockkit/message.ts';
import { md } from '../../src/blockkit/mrkdwn.ts';
import { DAY, HOUR } from '../../src/core/instants.ts';
import type { DueLead } from '../../src/leads/leaving/leave.ts';
import * as blocks from '../../src/leads/leaving/leave-blocks.ts';
import { nasty } from '../blockkit/hostile.ts';
import { faultsOf, goldenViews, type Views } from '../support/golden.ts';
import { FIELDS, lead, NOW, ownedBy, PERSONAL } from './samples.ts';

const LEAVE = {
  id: 'a1',
  personId: 'UANN',
  fromOn: '2026-03-03',
  untilOn: '2026-03-06',
  zone: 'Europe/Berlin',
  backAt: NOW + 7 * DAY,
  isEnded: false,
} as const;

const WHATS = ['first-contact', 'follow-up', 'outcome', 'waits', 'returns'] as const;

function views(company: string): Views {
  const one = (at: number): DueLead => {
    const what = WHATS[at % WHATS.length] ?? 'outcome';
    const its = { id: `l${at}`, number: 12 + at, fields: { ...FIELDS, company }, owner: ownedBy('UANN') };
    const shelf = what === 'returns' ? ({ stage: 'recycled', returnsAt: NOW } as const) : {};
    return { lead: lead({ ...its, stage: 'accepted', ...shelf }), duty: { at: NOW + at * HOUR, what } };
  };
  const due = WHATS.map((_, at) => one(at));
  const many = Array.from({ length: 20 }, (_, at) => one(at));
  const [first = one(0), second = one(1)] = due;
  const own = { leave: LEAVE, due, actor: { id: 'UANN' } };
  const managers = { ...own, actor: { id: 'UMAX' } };
  const start = { page: 0, kept: [] };
  const noted = md`Noted: you are away from Tue 3 Mar to Fri 6 Mar 2026.`;
  const free = lead({ ...second.lead, owner: undefined, poolId: undefined });
  return {
    'leave-duties.own': blocks.dutiesModal(own, start, noted),
    'leave-duties.somebodys': blocks.dutiesModal(managers, start, md`Noted.`),
    'leave-duties.one': blocks.dutiesModal({ ...own, due: [first] }, start, noted),
    'leave-duties.somebodys-one': blocks.dutiesModal({ ...managers, due: [first] }, start, noted),
    'leave-duties.many': blocks.dutiesModal({ ...own, due: many }, { page: 1, kept: [12] }, noted),
    'leave-duties.kept': blocks.dutiesModal(own, { page: 9, kept: [12, 14] }, blocks.keptMessage(first.lead, true)),
    'leave-duties.all-kept': blocks.dutiesModal(
      { ...own, due: many },
      { page: 0, kept: many.map((its) => its.lead.number) },
      blocks.keptMessage(first.lead, true),
    ),
    'leave-duties.handed-on': blocks.dutiesModal(own, start, blocks.handedOnMessage(first.lead, 'UBEN')),
    'leave-duties.given-back': blocks.dutiesModal(
      own,
      start,
      blocks.givenBackMessage(free),
      blocks.undoButton('a1', free),
    ),
    'leave-duties.nothing': blocks.dutiesModal({ ...own, due: [] }, start, noted),
    'leave-duties.nothing-of-somebodys': blocks.dutiesModal(
      { ...managers, due: [] },
      start,
      blocks.keptMessage(first.lead, false),
    ),
    'leave-reminder': message('You are away', blocks.dutiesReminder('a1', 3)),
    'leave-reminder.one': message('You are away', blocks.dutiesReminder('a1', 1)),
    'leave-form': blocks.handOnModal(first, LEAVE, { leaveId: 'a1', ...start }),
    'leave-form.of-a-pool': blocks.handOnModal({ ...first, lead: { ...first.lead, poolId: 'p1' } }, LEAVE, {
      leaveId: 'a1',
      ...start,
    }),
    'leave-form.of-the-shelf': blocks.handOnModal(due[4] ?? first, LEAVE, { leaveId: 'a1', ...start }),
  };
}

describe('what people see of leads that are due while they are away', () => {
  goldenViews('leave', views('Acme'));

  it.each(nasty.map((word) => [word.slice(0, 30), word.slice(0, 1_700)] as const))(
    'fits when a company is called %j',
    (_start, word) => {
      expect(faultsOf(views(word))).toEqual([]);
    },
  );

  it.each(PERSONAL)('names companies only, and not %s', (word) => {
    expect(JSON.stringify(views('Acme'))).not.toContain(word);
  });
});
