import { expect, it } from 'vitest';
import { readable, reasons, summary } from '../../../../playground/web/outside/readable.ts';

it('JSON in a text is opened, however deep; other texts stay', () => {
  const blocks = JSON.stringify([{ type: 'section', text: '{not json' }]);
  expect(
    readable({ channel: 'C_LEADS', blocks, nested: [JSON.stringify({ payload: blocks })], count: 2, none: null }),
  ).toEqual({
    channel: 'C_LEADS',
    blocks: [{ type: 'section', text: '{not json' }],
    nested: [{ payload: [{ type: 'section', text: '{not json' }] }],
    count: 2,
    none: null,
  });
});

it('a refusal has its code and what Slack says besides', () => {
  const more = { messages: ['[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/text]', 7] };
  expect(reasons({ ok: false, error: 'invalid_blocks', response_metadata: more })).toEqual([
    'invalid_blocks',
    'must be less than 3001 characters [json-pointer:/blocks/0/text]',
  ]);
  expect(reasons({ ok: false, error: 'missing_scope', needed: 'chat:write' })).toEqual([
    'missing_scope',
    'needs the scope chat:write',
  ]);
});

it.each([[{ ok: true, error: 'x' }], [undefined], ['text'], [[]], [{}]])('%j is no refusal', (answer) => {
  expect(reasons(answer)).toEqual([]);
});

it.each([
  [[1], '1 item'],
  [[1, 2], '2 items'],
  [{ type: 'section', text: '' }, 'type, text'],
  [{ a: 1, b: 2, c: 3, d: 4 }, 'a, b, c, …'],
])('%j is closed as “%s”', (value, brief) => {
  expect(summary(value)).toBe(brief);
});
