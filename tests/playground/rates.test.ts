import { expect, it } from 'vitest';
import { clientOf, openOffice } from './office.ts';

it('lets a short burst into a channel, then one message a second; other channels go on', async () => {
  const slack = await openOffice({ rates: { scale: 1 } });
  const client = clientOf(slack);
  const post = (channel: string) => client.chat.postMessage({ channel, text: 'x' });
  for (let count = 0; count < 5; count += 1) await post('C_LEADS');
  await expect(post('C_LEADS')).rejects.toMatchObject({ code: 'slack_webapi_rate_limited_error', retryAfter: 1 });
  expect(await post('C_SHARED')).toMatchObject({ ok: true });
});

it('counts each method by its tier', async () => {
  const slack = await openOffice({ rates: { scale: 0.1 } });
  const client = clientOf(slack);
  await client.users.list({});
  await client.users.list({});
  await expect(client.users.list({})).rejects.toMatchObject({ retryAfter: 30 });
  expect(await client.users.info({ user: 'U_ANA' })).toMatchObject({ ok: true });
});

it('can be switched off', async () => {
  const slack = await openOffice({ rates: 'off' });
  const client = clientOf(slack);
  await Promise.all(Array.from({ length: 40 }, () => client.chat.postMessage({ channel: 'C_LEADS', text: 'x' })));
  expect(slack.person('U_ANA').sees('leads')).toHaveLength(40);
});
