import { describe, expect, it } from 'vitest';
import { entriesFor, NOTHING_TYPED, stateFor, withEntry } from '../../../../playground/web/desk/entries.ts';

const option = (value: string) => ({ text: { type: 'plain_text', text: value.toUpperCase() }, value });
const name = { type: 'plain_text_input', action_id: 'name' };
const nameBlock = { type: 'input', block_id: 'who', element: name };
const when = { type: 'datetimepicker', action_id: 'when' };
const whenBlock = { type: 'input', block_id: 'due', element: when };
const kinds = { type: 'checkboxes', action_id: 'kinds', options: [option('a'), option('b')] };
const kindsBlock = { type: 'section', block_id: 'which', accessory: kinds };
const button = { type: 'button', action_id: 'go' };

const typed = withEntry(withEntry(NOTHING_TYPED, nameBlock, name, 'Ana'), kindsBlock, kinds, ['b']);

describe('what is entered', () => {
  it('is sent by block id for an input, else by action id', () => {
    expect(entriesFor(typed, [nameBlock, kindsBlock])).toEqual({ who: 'Ana', kinds: ['b'] });
  });

  it('survives an update that keeps the ids, whatever else comes or goes', () => {
    const fresh = { ...nameBlock, label: { type: 'plain_text', text: 'Full name' } };
    expect(entriesFor(typed, [whenBlock, fresh])).toEqual({ who: 'Ana' });
  });

  it('is left behind by an update that changes an id, or what kind of field it is', () => {
    const element = { ...name, action_id: 'name-2' };
    expect(entriesFor(typed, [{ ...nameBlock, element }])).toEqual({});
    expect(entriesFor(typed, [{ ...nameBlock, element: { ...name, type: 'number_input' } }])).toEqual({});
  });

  it('is nothing for a button', () => {
    expect(withEntry(typed, nameBlock, button, 'x')).toBe(typed);
  });
});

describe('what a field holds', () => {
  it('is what the server says until something is entered', () => {
    const held = { type: 'plain_text_input', value: 'Ben' };
    expect(stateFor(NOTHING_TYPED, nameBlock, name, held)).toBe(held);
    expect(stateFor(typed, nameBlock, name, held)).toEqual({ type: 'plain_text_input', value: 'Ana' });
  });

  it('has the shape of state.values', () => {
    expect(stateFor(typed, kindsBlock, kinds, undefined)).toEqual({
      type: 'checkboxes',
      selected_options: [option('b')],
    });
    const later = withEntry(NOTHING_TYPED, whenBlock, when, '1773219600');
    expect(stateFor(later, whenBlock, when, undefined)).toEqual({
      type: 'datetimepicker',
      selected_date_time: 1_773_219_600,
    });
  });

  it('is empty once it has been emptied', () => {
    const emptied = withEntry(typed, nameBlock, name, '');
    expect(stateFor(emptied, nameBlock, name, { value: 'Ben' })).toEqual({ type: 'plain_text_input', value: null });
    expect(stateFor(withEntry(typed, kindsBlock, kinds, []), kindsBlock, kinds, undefined)).toEqual({
      type: 'checkboxes',
      selected_options: [],
    });
  });
});
