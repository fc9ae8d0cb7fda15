import { expect, it } from 'vitest';
import type { Misbehaviour } from '../../playground/server/faults.ts';
import { clientOf, openOffice, socketApp } from './office.ts';

const posts: [Misbehaviour, { code: string; landed: number; status?: number }][] = [
  [
    { kind: 'rate-limited', retryAfter: 30 },
    { code: 'slack_webapi_rate_limited_error', landed: 0 },
  ],
  [{ kind: 'rate-limited' }, { code: 'slack_webapi_request_error', landed: 0 }],
  [
    { kind: 'rate-limited', retryAfter: 'soon' },
    { code: 'slack_webapi_request_error', landed: 0 },
  ],
  [
    { kind: 'http-error', status: 500, when: 'before' },
    { code: 'slack_webapi_http_error', landed: 0 },
  ],
  [
    { kind: 'http-error', status: 502, when: 'after' },
    { code: 'slack_webapi_http_error', landed: 1 },
  ],
  [
    { kind: 'reset', when: 'before' },
    { code: 'slack_webapi_request_error', landed: 0 },
  ],
  [
    { kind: 'reset', when: 'after' },
    { code: 'slack_webapi_request_error', landed: 1 },
  ],
  [
    { kind: 'body', body: 'html', when: 'after' },
    { code: 'slack_webapi_platform_error', landed: 1 },
  ],
  [
    { kind: 'body', body: 'empty', when: 'before' },
    { code: 'slack_webapi_platform_error', landed: 0 },
  ],
  [
    { kind: 'body', body: 'cut', when: 'after' },
    { code: 'slack_webapi_platform_error', landed: 1 },
  ],
  [
    { kind: 'error', error: 'internal_error' },
    { code: 'slack_webapi_platform_error', landed: 0 },
  ],
  [
    { kind: 'error', error: 'fatal_error', when: 'after' },
    { code: 'slack_webapi_platform_error', landed: 1 },
  ],
];

it.each(posts)('plays %j once', async (fault, { code, landed }) => {
  const slack = await openOffice();
  const client = clientOf(slack);
  const planned = slack.faults.on('chat.postMessage', fault);
  await expect(client.chat.postMessage({ channel: 'C_LEADS', text: 'x' })).rejects.toSatisfy(
    (error: { code?: string; message: string }) => error.code === code || error.message.includes('Retry header'),
  );
  expect(slack.person('U_ANA').sees('leads')).toHaveLength(landed);
  expect(planned.hits).toBe(1);
  expect(await client.chat.postMessage({ channel: 'C_LEADS', text: 'y' })).toMatchObject({ ok: true });
});

it('answers late what has landed, and lands late what the caller has given up', async () => {
  const slack = await openOffice();
  const client = clientOf(slack);
  const ana = slack.person('U_ANA');
  slack.faults.on('chat.postMessage', { kind: 'slow', ms: 120, when: 'after' });
  const answered = client.chat.postMessage({ channel: 'C_LEADS', text: 'early' });
  await slack.until(() => ana.sees('leads').length === 1);
  expect(slack.records.callsOf('chat.postMessage')[0]?.answeredAt).toBeUndefined();
  await answered;

  slack.faults.on('chat.postMessage', { kind: 'slow', ms: 120, when: 'before' });
  const abandoned = fetch(`${slack.url}chat.postMessage`, {
    method: 'POST',
    headers: { authorization: `Bearer ${slack.tokens.bot}`, 'content-type': 'application/json' },
    body: JSON.stringify({ channel: 'C_LEADS', text: 'late' }),
    signal: AbortSignal.timeout(40),
  });
  await expect(abandoned).rejects.toThrow('timeout');
  expect(ana.sees('leads')).toHaveLength(1);
  await slack.until(() => ana.sees('leads').length === 2);
});

it('plays by chance, the same way for the same seed', async () => {
  const slack = await openOffice();
  const client = clientOf(slack);
  const play = async () => {
    const fault = slack.faults.on(
      'auth.test',
      { kind: 'error', error: 'internal_error' },
      { probability: 0.5, seed: 7 },
    );
    const outcomes: boolean[] = [];
    for (let call = 0; call < 12; call += 1) {
      outcomes.push(
        await client.auth.test().then(
          () => true,
          () => false,
        ),
      );
    }
    fault.stop();
    return outcomes;
  };
  const first = await play();
  expect(await play()).toEqual(first);
  expect(new Set(first).size).toBe(2);
});

it('spoils only the calls that it is asked to', async () => {
  const slack = await openOffice();
  const client = clientOf(slack);
  slack.faults.on(
    'chat.postMessage',
    { kind: 'error', error: 'internal_error' },
    { matching: (args) => args.text === 'b' },
  );
  await client.chat.postMessage({ channel: 'C_LEADS', text: 'a' });
  await expect(client.chat.postMessage({ channel: 'C_LEADS', text: 'b' })).rejects.toThrow('internal_error');
});

it.each(['refuse', 'reset', 'unavailable'] as const)(
  'is away (%s) and comes back at the same address',
  async (kind) => {
    const slack = await openOffice();
    const app = socketApp(slack);
    await app.start();
    expect(slack.sockets.open).toHaveLength(1);
    const end = await slack.faults.outage(kind);
    await expect(clientOf(slack).auth.test()).rejects.toThrow(/fetch failed|503|request error|ECONN/i);
    await slack.until(() => slack.sockets.open.length === 0);
    await end();
    expect(await clientOf(slack).auth.test()).toMatchObject({ ok: true });
  },
);

it('lets one who is asked about every call decide, after the rules', async () => {
  const slack = await openOffice();
  const client = clientOf(slack);
  const asked: string[] = [];
  slack.faults.on('chat.postMessage', { kind: 'error', error: 'fatal_error' });
  slack.faults.by((method, args) => {
    asked.push(`${method} ${String(args.text)}`);
    return args.text === 'two' ? { kind: 'error', error: 'internal_error' } : undefined;
  });
  const post = (text: string) =>
    client.chat.postMessage({ channel: 'C_LEADS', text }).then(
      () => 'posted',
      (error: { data?: { error?: string } }) => error.data?.error,
    );
  expect([await post('one'), await post('two'), await post('three')]).toEqual([
    'fatal_error',
    'internal_error',
    'posted',
  ]);
  expect(asked).toEqual(['chat.postMessage two', 'chat.postMessage three']);
  slack.faults.clear();
  expect(await post('two')).toBe('posted');
});
