import { describe, expect, it } from 'vitest';
import { MINUTE } from '../../src/core/instants.ts';
import { readReminders, remindersText } from '../../src/setup/reminders-form.ts';

describe('reminders as they are typed', () => {
  it.each([
    ['', ''],
    ['15 before: nudge', '15 before: nudge'],
    ['60 after: Manager\n0: team\n 15 min before:nudge', '15 before: nudge\n0: team\n60 after: manager'],
    ['5 before: Need a hand?', '5 before: need a hand?'],
    ['0 owner', '0: nudge'],
  ])('%j is read', (typed, again) => {
    const read = readReminders(typed);
    expect(read.ok && remindersText(read.ladder ?? [])).toBe(again);
    expect(readReminders(again)).toEqual(read);
  });

  it('nothing means the usual', () => {
    expect(readReminders(' \n ')).toEqual({ ok: true, ladder: undefined });
  });

  it('before is less than nothing, in working time', () => {
    expect(readReminders('15 before: nudge')).toEqual({
      ok: true,
      ladder: [{ audience: 'owner', after: -15 * MINUTE }],
    });
  });

  it.each([
    ['soon: nudge', 'I could not read “soon: nudge”.'],
    ['15 before: everybody', 'I could not read “15 before: everybody”.'],
    ['15: nudge', 'Is “15: nudge” before or after the due time?'],
    ['20000 after: manager', '“20000 after: manager” is too far'],
    ['5 after: need a hand?', '“need a hand?” helps before the due time only'],
    ['5 before: manager', 'Before the due time only its owner hears of a lead'],
    ['0: team\n0: team', '“0: team” stands there twice.'],
    [
      '5 before: nudge\n4 before: nudge\n3 before: nudge\n2 before: nudge\n1 before: nudge\n0: team',
      'These are 6 steps',
    ],
  ])('%j is refused with a sentence', (typed, sentence) => {
    const read = readReminders(typed);
    expect(read.ok ? '' : read.fault).toContain(sentence);
  });
});
