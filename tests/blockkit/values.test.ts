import { describe, expect, it } from 'vitest';
import { readValues } from '../../src/blockkit/values.ts';

const filled = readValues({
  note: { value: { type: 'plain_text_input', value: '  hello ' } },
  blank: { value: { type: 'plain_text_input', value: '   ' } },
  unset: { value: { type: 'plain_text_input', value: null } },
  count: { value: { type: 'number_input', value: '12.5' } },
  reason: {
    value: { type: 'static_select', selected_option: { text: { type: 'plain_text', text: 'x' }, value: 'timing' } },
  },
  none: { value: { type: 'static_select', selected_option: null } },
  flags: { value: { type: 'checkboxes', selected_options: [{ value: 'a' }, { value: 'b' }] } },
  who: { value: { type: 'users_select', selected_user: 'U1' } },
  all: { value: { type: 'multi_users_select', selected_users: ['U1', 'U2'] } },
  where: { value: { type: 'conversations_select', selected_conversation: 'C1' } },
  day: { value: { type: 'datepicker', selected_date: '2026-03-02' } },
  hour: { live: { type: 'timepicker', selected_time: '09:00' } },
});

it('reads each kind by block id', () => {
  expect(filled.text('note')).toBe('hello');
  expect(filled.number('count')).toBe(12.5);
  expect(filled.option('reason')).toBe('timing');
  expect(filled.options('flags')).toEqual(['a', 'b']);
  expect(filled.user('who')).toBe('U1');
  expect(filled.users('all')).toEqual(['U1', 'U2']);
  expect(filled.channel('where')).toBe('C1');
  expect(filled.date('day')).toBe('2026-03-02');
  expect(filled.time('hour')).toBe('09:00');
});

describe('nothing is undefined', () => {
  it.each(['blank', 'unset', 'missing', 'constructor'])('%s', (id) => {
    expect(filled.text(id)).toBeUndefined();
    expect(filled.number(id)).toBeUndefined();
    expect(filled.options(id)).toEqual([]);
    expect(filled.users(id)).toEqual([]);
  });

  it('nor is a choice that was not made, or a word where a number belongs', () => {
    expect(filled.option('none')).toBeUndefined();
    expect(filled.number('note')).toBeUndefined();
    expect(readValues(undefined).text('note')).toBeUndefined();
  });
});

it('refuses what is no state of a view', () => {
  expect(() => readValues({ note: 'hello' })).toThrow();
});
