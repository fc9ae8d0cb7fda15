import { expect, it } from 'vitest';
import { parsedFields, withoutSecrets } from '../../../playground/page/inspection.ts';

it.each([
  ['a token of Slack', { text: 'use xoxb-1-abc here' }, { text: 'use ••• here' }],
  ['a token by its name', { token: 'anything' }, { token: '•••' }],
  ['a secret that is known', ['it is s3cret!'], ['it is •••!']],
  ['the secret of a standard form', { a: [{ text: '`whsec_C2FVsBQI+b5/SYs=`' }] }, { a: [{ text: '`•••`' }] }],
  ['the secret of another form', `is ${'a_-4'.repeat(10)}abc.`, 'is •••.'],
  ['a ticket for a socket', { url: 'ws://x/link/?ticket=abc1&app_id=A' }, { url: 'ws://x/link/?ticket=•••&app_id=A' }],
])('hides %s', (_what, shown, hidden) => {
  expect(withoutSecrets(shown, ['s3cret'])).toEqual(hidden);
});

it('leaves the rest as it is', () => {
  const payload = { ok: true, n: 1, none: null, list: ['C_LEADS', { ts: '1773046800.000100' }] };
  expect(withoutSecrets(payload, ['', 's3cret'])).toEqual(payload);
});

it('unpacks what travels as JSON in a form', () => {
  expect(parsedFields({ blocks: '[{"type":"divider"}]', text: '{not JSON', unfurl: 'false' })).toEqual({
    blocks: [{ type: 'divider' }],
    text: '{not JSON',
    unfurl: 'false',
  });
});
