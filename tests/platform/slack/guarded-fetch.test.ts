import { describe, expect, it } from 'vitest';
import { WholeResponse } from '../../../src/platform/http/short-fetch.ts';
import { guardedFetch, isSlackSocket } from '../../../src/platform/slack/client/guarded-fetch.ts';

const REAL = 'https://slack.com/api/';
const LOCAL = 'http://127.0.0.1:4000/api/';

async function reaches(url: string, slackApiUrl: string): Promise<boolean> {
  let called: RequestInit | undefined;
  const fetch = guardedFetch(
    async (_, init) => {
      called = init;
      return new Response('{}');
    },
    { slackApiUrl, timeout: 1_000 },
  );
  await fetch(url).catch(() => {});
  if (called !== undefined) expect(called).toMatchObject({ redirect: 'error', signal: expect.any(AbortSignal) });
  return called !== undefined;
}

describe('the token is sent to Slack and nowhere else', () => {
  it.each([
    ['https://slack.com/api/chat.postMessage', REAL],
    ['https://hooks.slack.com/commands/1/2', REAL],
    ['https://files.slack.com/upload/1', REAL],
    ['http://127.0.0.1:4000/api/chat.postMessage', LOCAL],
    ['http://127.0.0.1:4000/response/1', LOCAL],
  ])('reaches %s', async (url, slackApiUrl) => {
    expect(await reaches(url, slackApiUrl)).toBe(true);
  });

  it.each([
    ['http://slack.com/api/chat.postMessage', REAL],
    ['https://slack.com.evil.example/api/', REAL],
    ['https://evil.example/?slack.com', REAL],
    ['https://slack.com:8443/api/', REAL],
    ['https://user@evil.example/', REAL],
    ['http://127.0.0.1:4000/api/', REAL],
    ['http://127.0.0.1:4001/api/', LOCAL],
    ['http://169.254.169.254/latest/meta-data', LOCAL],
    ['https://internal.example/api/x', 'https://internal.example/api/'],
  ])('does not reach %s', async (url, slackApiUrl) => {
    expect(await reaches(url, slackApiUrl)).toBe(false);
  });

  it.each([
    ['wss://wss-primary.slack.com/link/?ticket=1', REAL, true],
    ['ws://127.0.0.1:4000/link/?ticket=1', LOCAL, true],
    ['ws://wss-primary.slack.com/link/', REAL, false],
    ['wss://evil.example/link/', REAL, false],
    ['wss://notslack.com/link/', REAL, false],
    ['ws://127.0.0.1:4000/link/', REAL, false],
  ])('socket %s with %s: %s', (url, slackApiUrl, expected) => {
    expect(isSlackSocket(url, slackApiUrl)).toBe(expected);
  });
});

describe('every call has a deadline', () => {
  const LATE = { slackApiUrl: LOCAL, timeout: 20 };
  const signalOf = async (answer: Response): Promise<AbortSignal> => {
    const { promise, resolve } = Promise.withResolvers<AbortSignal>();
    const reach: typeof fetch = async (_, init) => {
      if (init?.signal) resolve(init.signal);
      return answer;
    };
    await guardedFetch(reach, LATE)(`${LOCAL}api.test`);
    return promise;
  };

  it('which passes while an answer is still to come, or the rest of one', async () => {
    const never: typeof fetch = (_, init) =>
      new Promise((_resolve, reject) => {
        init?.signal?.addEventListener('abort', () => reject(init.signal?.reason));
      });
    const call = guardedFetch(never, LATE)(`${LOCAL}api.test`);
    await expect(call).rejects.toMatchObject({ name: 'TimeoutError' });
    const signal = await signalOf(new Response('{}'));
    await expect.poll(() => signal.aborted).toBe(true);
  });

  it('and never for one that is there as a whole', async () => {
    const signal = await signalOf(new WholeResponse(Buffer.from('{}'), {}));
    await signalOf(new Response('{}')).then((other) => expect.poll(() => other.aborted).toBe(true));
    expect(signal.aborted).toBe(false);
  });
});
