import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError, WebAPIRequestError } from '@slack/web-api';
import { describe, expect, it } from 'vitest';
import { MINUTE, SECOND } from '../../../src/core/instants.ts';
import { Permanent, Transient } from '../../../src/platform/errors.ts';
import {
  InDoubt,
  InstallationLost,
  OUTAGE_PAUSE,
  PayloadRefused,
  RateLimited,
  translate,
  UNSAID_PAUSE,
} from '../../../src/platform/slack/client/errors.ts';

const NOW = 1_800_000_000_000;
const writing = { method: 'chat.postMessage', write: true, now: NOW, channel: 'C1' };
const reading = { ...writing, method: 'conversations.info', write: false };

const refusal = (error: unknown, more: Record<string, unknown> = {}) =>
  new WebAPIPlatformError({ ok: false, error, ...more } as ConstructorParameters<typeof WebAPIPlatformError>[0]);
const network = (code: string) =>
  new WebAPIRequestError(new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code }) }));

describe('Slack asks to wait', () => {
  it.each(['ratelimited', 'rate_limited', 'too_many_requests'])('%s is known not done', (code) => {
    const failure = translate(refusal(code, { response_metadata: { retryAfter: 7 } }), writing);
    expect(failure).toBeInstanceOf(RateLimited);
    expect(failure).toMatchObject({ retryAt: NOW + 7 * SECOND, countsAsAttempt: false });
  });

  it('a 429 is not called again before its Retry-After, even an hour', () => {
    expect(translate(new WebAPIRateLimitedError(3600), writing)).toMatchObject({ retryAt: NOW + 60 * MINUTE });
  });

  it('a wait without a time is half a minute', () => {
    expect(translate(refusal('ratelimited'), writing)).toMatchObject({ retryAt: NOW + UNSAID_PAUSE });
  });
});

describe('a write whose outcome nobody knows is in doubt', () => {
  it.each(['internal_error', 'fatal_error', 'service_unavailable', 'request_timeout'])('%s', (code) => {
    expect(translate(refusal(code), writing)).toBeInstanceOf(InDoubt);
  });

  it.each([500, 502, 503, 504])('HTTP %i', (status) => {
    expect(translate(new WebAPIHTTPError(status, '', {}, ''), writing)).toBeInstanceOf(InDoubt);
  });

  it.each(['ECONNRESET', 'UND_ERR_SOCKET', 'EPIPE'])('%s', (code) => {
    expect(translate(network(code), writing)).toBeInstanceOf(InDoubt);
  });

  it.each(['<html>Slack</html>', '{"ok":true,"chan', '', undefined])('an answer such as %j', (text) => {
    expect(translate(refusal(text), writing)).toBeInstanceOf(InDoubt);
  });

  it('a body that breaks off', () => {
    expect(translate(new TypeError('terminated'), writing)).toBeInstanceOf(InDoubt);
  });

  it('a read is merely tried again', () => {
    const failure = translate(refusal('internal_error'), reading);
    expect(failure).toBeInstanceOf(Transient);
    expect(failure).not.toBeInstanceOf(InDoubt);
  });

  it('an unreadable answer does not travel on with the error', () => {
    expect(translate(refusal('<html>Jo Smith</html>'), writing)).toMatchObject({ cause: undefined });
  });
});

describe('what never reached Slack is known not sent, and an outage uses up no attempts', () => {
  it.each(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'DEPTH_ZERO_SELF_SIGNED_CERT'])('%s', (code) => {
    const failure = translate(network(code), writing);
    expect(failure).not.toBeInstanceOf(InDoubt);
    expect(failure).toMatchObject({ countsAsAttempt: false, retryAt: NOW + OUTAGE_PAUSE });
  });
});

describe('a lost installation pauses the work', () => {
  it.each(['account_inactive', 'invalid_auth', 'token_revoked', 'token_expired', 'not_authed'])('%s', (code) => {
    const failure = translate(refusal(code), writing);
    expect(failure).toBeInstanceOf(InstallationLost);
    expect(failure).toMatchObject({ countsAsAttempt: false, retryAt: NOW + MINUTE, code });
  });
});

describe('what trying again does not mend says what to do', () => {
  it('a channel', () => {
    const failure = translate(refusal('is_archived'), writing);
    expect(failure).toBeInstanceOf(Permanent);
    expect(failure).toMatchObject({
      code: 'is_archived',
      advice: 'The channel is archived. Choose another channel with /baton setup.',
      subject: { channel: 'C1' },
    });
  });

  it('a scope, by its name', () => {
    expect(translate(refusal('missing_scope', { needed: 'im:history' }), writing)).toMatchObject({
      advice: expect.stringContaining('im:history is missing'),
      subject: { scope: 'im:history' },
    });
  });

  it('a person', () => {
    const failure = translate(refusal('user_disabled'), { ...reading, channel: undefined, person: 'U1' });
    expect(failure).toMatchObject({ advice: expect.stringContaining('deactivated'), subject: { person: 'U1' } });
  });

  it.each(['message_not_found', 'expired_trigger_id', 'hash_conflict', 'message_limit_exceeded'])('%s', (code) => {
    expect(translate(refusal(code), writing)).toMatchObject({ name: 'Permanent', code });
  });

  it('a fault of ours, with pointers and without the words', () => {
    const messages = ['[ERROR] must be less than 76 characters, was "Jo Smith" [json-pointer:/blocks/2/text]'];
    const failure = translate(refusal('invalid_blocks', { response_metadata: { messages } }), writing);
    expect(failure).toBeInstanceOf(PayloadRefused);
    expect(failure).toMatchObject({ pointers: ['/blocks/2/text'] });
  });

  it('a code that nobody knows', () => {
    expect(translate(refusal('brand_new_code'), writing)).toMatchObject({
      code: 'brand_new_code',
      advice: expect.stringContaining('brand_new_code'),
    });
  });
});
