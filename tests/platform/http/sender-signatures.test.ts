import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { readJson } from '../../../src/platform/http/json-body.ts';
import { sign, verify } from '../../../src/platform/http/signatures.ts';
import { vectors } from './signature-vectors.ts';

const now = 1_767_225_600_000;
const secret = 'test_secret_0123456789';
const rawBody = Buffer.from('{"email":"ada@example.com","name":"Ada Ü."}');
const uri = 'https://bot.example.com/hooks/hubspot?form=a%2Fb%20c';
const sha256 = (...parts: (string | Buffer)[]): string => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
};

describe('HubSpot, by the header that is there', () => {
  const check = (headers: Record<string, string>, changes: object = {}) =>
    verify({ scheme: 'hubspot', headers, rawBody, secrets: [secret], now, method: 'POST', uri, ...changes });
  const third = sign({ scheme: 'hubspot', secret, rawBody, now, deliveryId: 'd1', uri });
  const second = { 'X-HubSpot-Signature': sha256(secret, `POST${uri}`, rawBody), 'X-HubSpot-Signature-Version': 'v2' };
  const first = { 'X-HubSpot-Signature': sha256(secret, rawBody), 'X-HubSpot-Signature-Version': 'v1' };
  const wrong = { kind: 'refused', reason: 'wrong' };

  it.each([
    ['v3', third],
    ['v2', second],
    ['v1', first],
    ['v1 without its version', { 'X-HubSpot-Signature': first['X-HubSpot-Signature'] }],
  ])('%s is genuine, and nothing else of it is', (_, headers) => {
    expect(check(headers).kind).toBe('genuine');
    expect(check(headers, { secrets: ['another_secret_012345'] })).toEqual(wrong);
    expect(check(headers, { secrets: [] })).toEqual(wrong);
    expect(check(headers, { rawBody: Buffer.from('{}') })).toEqual(wrong);
  });

  it('v2 and v3 hold for one address and method', () => {
    for (const headers of [second, third]) {
      expect(check(headers, { uri: 'https://bot.example.com/hooks/other' })).toEqual(wrong);
      expect(check(headers, { method: 'GET' })).toEqual(wrong);
    }
  });

  it('a genuine older signature beside a wrong v3 is refused', () => {
    const [vector] = vectors.filter(({ preset }) => preset === 'hubspot-v3');
    expect(check({ ...first, ...vector?.headers })).toEqual(wrong);
    expect(check({ ...first, 'x-hubspot-signature-v3': 'short' }).kind).toBe('refused');
  });

  it('v3 is refused 301 s late or early, and without its time', () => {
    expect(check(third, { now: now + 301_000 })).toEqual({ kind: 'refused', reason: 'stale' });
    expect(check(third, { now: now - 301_000 })).toEqual({ kind: 'refused', reason: 'future' });
    expect(check({ 'x-hubspot-signature-v3': third['x-hubspot-signature-v3'] ?? '' }).kind).toBe('refused');
  });

  it('a body that somebody has lengthened under its hash is no JSON, though the hash be right', () => {
    const bits = Buffer.alloc(8);
    bits.writeBigUInt64BE(BigInt(8 * (secret.length + rawBody.length)));
    const lengthened = Buffer.concat([rawBody, Buffer.from([0x80]), Buffer.alloc(20), bits, Buffer.from('{}')]);
    expect(readJson(lengthened)).toEqual({ kind: 'not-json', why: 'encoding' });
  });

  it('an empty secret makes nothing genuine', () => {
    const headers = { 'X-HubSpot-Signature': sha256(rawBody) };
    expect(check(headers, { secrets: [''] })).toEqual(wrong);
  });
});

describe('Webflow', () => {
  const headers = sign({ scheme: 'webflow', secret, rawBody, now, deliveryId: 'd1' });
  const check = (changes: object) =>
    verify({ scheme: 'webflow', headers, rawBody, secrets: [secret], now, ...changes });

  it('is genuine for five minutes, over these bytes and this time', () => {
    expect(check({}).kind).toBe('genuine');
    expect(check({ now: now + 301_000 })).toEqual({ kind: 'refused', reason: 'stale' });
    expect(check({ now: now - 301_000 })).toEqual({ kind: 'refused', reason: 'future' });
    expect(check({ rawBody: Buffer.from('{}') })).toEqual({ kind: 'refused', reason: 'wrong' });
    expect(check({ headers: { ...headers, 'x-webflow-timestamp': String(now + 1) } })).toEqual({
      kind: 'refused',
      reason: 'wrong',
    });
  });

  it('made in the dashboard, and so not signed, is refused', () => {
    expect(check({ headers: {} })).toEqual({ kind: 'refused', reason: 'missing' });
  });
});

describe('a key in the body', () => {
  const check = (body: unknown, secrets = [secret]) =>
    verify({
      scheme: 'body-key',
      field: 'google_key',
      headers: {},
      rawBody: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
      secrets,
      now,
    });

  it('is genuine if it is one of the live ones, and nothing else is', () => {
    expect(check({ google_key: secret }).kind).toBe('genuine');
    expect(check({ google_key: secret }, ['another', secret]).kind).toBe('genuine');
    for (const key of [`${secret}x`, secret.slice(1), 'x']) {
      expect(check({ google_key: key })).toEqual({ kind: 'refused', reason: 'wrong' });
    }
  });

  it.each([['{'], ['null'], ['[]'], ['{}'], ['{"google_key":""}'], ['{"google_key":["a"]}'], ['{"key":"a"}']])(
    '%s is refused, not thrown',
    (body) => {
      expect(check(body, ['', 'a']).kind).toBe('refused');
    },
  );
});
