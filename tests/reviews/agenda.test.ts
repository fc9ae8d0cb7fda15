import { describe, expect, it } from 'vitest';
import { type AgendaNotes, agendaOf, type ItemLead, likelyKind } from '../../src/reviews/deciding/agenda.ts';
import { viewOf } from '../actions/samples.ts';

const lead = (position: number, difference?: ItemLead['difference']): ItemLead => ({
  leadId: `l${position}`,
  position,
  name: `#${position} Acme`,
  difference,
});

const notes = (differing: Partial<AgendaNotes> = {}): AgendaNotes => ({
  marks: [],
  ends: new Map(),
  questioned: new Set(),
  decisions: [],
  ...differing,
});

const mark = (leadId: string, at = 10) => ({ leadId, by: 'UANN', line: 'Why?', at });
const decision = (leadId: string, madeAt = 20) => viewOf({ leadId, madeAt });

describe('the agenda of a revealed review', () => {
  it('begins where the teams differ most, then what somebody has put up, then open questions; what nobody minds is not on it', () => {
    const leads = [lead(1), lead(2), lead(3, 'grades'), lead(4, 'opposed'), lead(5), lead(6, 'torn'), lead(7)];
    const agenda = agendaOf(leads, notes({ questioned: new Set(['l2', 'l4']), marks: [mark('l5')] }));
    expect(agenda.map(({ lead: { position } }) => position)).toEqual([4, 6, 3, 5, 2]);
  });

  it('settles what was decided or needs nothing, until somebody puts it up again', () => {
    const settled = (differing: Partial<AgendaNotes>) => agendaOf([lead(1, 'opposed')], notes(differing))[0]?.isSettled;
    expect(settled({})).toBe(false);
    expect(settled({ decisions: [decision('l1')] })).toBe(true);
    expect(settled({ decisions: [decision('l2')] })).toBe(false);
    expect(settled({ ends: new Map([['l1', { by: 'UANN', at: 20 }]]) })).toBe(true);
    expect(settled({ decisions: [decision('l1')], marks: [mark('l1', 10)] })).toBe(true);
    expect(settled({ decisions: [decision('l1')], marks: [mark('l1', 21)] })).toBe(false);
    expect(settled({ marks: [mark('l1', 21)], ends: new Map([['l1', { by: 'UMIA', at: 22 }]]) })).toBe(true);
  });

  it('what was decided about a lead stays on it, though nobody differs any more', () => {
    expect(agendaOf([lead(1)], notes({ decisions: [decision('l1')] }))).toMatchObject([{ isSettled: true }]);
  });

  it('guesses what a decision changes by why such leads are no fit', () => {
    expect([
      likelyKind([]),
      likelyKind(['bad-data']),
      likelyKind(['wrong-person', 'bad-data']),
      likelyKind(['spam-or-test']),
    ]).toEqual(['definition', 'gate', 'persona', 'source']);
  });
});
