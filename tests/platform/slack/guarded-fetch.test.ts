import { describe, expect, it } from 'vitest';
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
