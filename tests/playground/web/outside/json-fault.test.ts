import { expect, it } from 'vitest';
import { jsonFault } from '../../../../playground/web/outside/json-fault.ts';

it.each(['{}', '{ "company": "Feld" }', '[1, 2]', '"text"', 'null'])('%s is JSON', (text) => {
  expect(jsonFault(text)).toBeUndefined();
});

it.each([
  ['nothing', '  ', 'There is nothing to send yet: choose a lead above, or write one.'],
  ['a comma too many', '{\n  "a": 1,\n}', 'Line 3 is not JSON. The comma after the last field is one too many.'],
  ['a comma missing', '{\n  "a": 1\n  "b": 2\n}', 'Line 3 is not JSON. A comma is missing before this field.'],
  [
    'an end missing',
    '{\n  "a": 1',
    'Line 2 is not JSON. It ends too early: a bracket or a quotation mark at the end is missing.',
  ],
  [
    'a text that goes on',
    '{"a": "b',
    'Line 1 is not JSON. It ends too early: a bracket or a quotation mark at the end is missing.',
  ],
  ['bare names', '{\n  company: "Feld"\n}', 'Line 2 is not JSON. Names and texts stand between quotation marks (").'],
  [
    'other quotation marks',
    "{ 'a': 1 }",
    'Line 1 is not JSON. Texts stand between straight quotation marks ("), not \'.',
  ],
  ['typographic ones', '{ “a”: 1 }', 'Line 1 is not JSON. Texts stand between straight quotation marks ("), not “.'],
  ['something else', '{ "a" 1 }', 'Line 1 is not JSON. Something is missing before 1, or it is one too many.'],
])('%s is said plainly, with the line to look at', (_what, text, sentence) => {
  expect(jsonFault(text)).toBe(sentence);
});
