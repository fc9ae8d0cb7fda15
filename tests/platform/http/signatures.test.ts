import fc from 'fast-check';
import { Webhook } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';
import { sign, verify } from '../../../src/platform/http/signatures.ts';
import type { SignatureRule } from '../../../src/platform/http/verdict.ts';
import { signedAt as now, rules, vectors } from './signature-vectors.ts';

const SECOND = 1_000;
const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const rawBody = Buffer.from('{"email":"ada@example.com","name":"Ada Ü."}');
const schemes: SignatureRule[] = [
  { scheme: 'standard' },
  { scheme: 'hmac-hex' },
  { scheme: 'hmac-base64', header: 'Tally-Signature', prefix: '' },
  { scheme: 'stripe' },
  { scheme: 'token', header: 'Authorization', prefix: 'Bearer ' },
];
const timed = schemes.filter(({ scheme }) => scheme === 'standard' || scheme === 'stripe');
const signing = schemes.filter(({ scheme }) => scheme !== 'token');
const signed = (rule: SignatureRule, by = secret, at = now) =>
  sign({ ...rule, secret: by, rawBody, now: at, deliveryId: 'msg_1' });

describe('signatures: vectors that others computed', () => {
  it('covers each preset that we read, and both standard ones', () => {
    expect(new Set(vectors.map(({ preset }) => preset))).toEqual(new Set(Object.keys(rules)));
    expect(vectors).toHaveLength(8);
  });

  it.each(vectors)('$preset: the signature is genuine', ({ rule, secret: key, ...request }) => {
    expect(verify({ ...rule, ...request, secrets: [key] }).kind).toBe('genuine');
  });

  it.each(vectors)('$preset: one byte of the body changed is refused, at every byte', (vector) => {
    for (const at of vector.rawBody.keys()) {
      const body = Buffer.from(vector.rawBody);
      body.writeUInt8(body.readUInt8(at) ^ 1, at);
      expect(verify({ ...vector.rule, ...vector, secrets: [vector.secret], rawBody: body })).toEqual({
        kind: 'refused',
        reason: 'wrong',
      });
    }
  });

  it.each(vectors)('$preset: the same JSON written differently is refused', (vector) => {
    const body = Buffer.from(JSON.stringify(JSON.parse(vector.rawBody.toString()), undefined, 1));
    expect(verify({ ...vector.rule, ...vector, secrets: [vector.secret], rawBody: body }).kind).toBe('refused');
  });

  it.each(vectors)('$preset: without its headers it is missing', (vector) => {
    expect(verify({ ...vector.rule, ...vector, secrets: [vector.secret], headers: {} })).toEqual({
      kind: 'refused',
      reason: 'missing',
    });
  });

  it.each(vectors)('$preset: a signature of another length is refused, not thrown', (vector) => {
    for (const change of [(text: string) => text.slice(0, -3), (text: string) => `${text}aaaa`]) {
      const headers = Object.fromEntries(
        Object.entries(vector.headers).map(([name, value]) => [name, /signature/i.test(name) ? change(value) : value]),
      );
      expect(verify({ ...vector.rule, ...vector, secrets: [vector.secret], headers }).kind).toBe('refused');
    }
  });
});

describe('signatures: windows', () => {
  const timedVectors = vectors.filter(({ rule }) => rule.scheme === 'standard' || rule.scheme === 'stripe');

  it.each(timedVectors)('$preset: exactly the tolerance is fine on both sides, a second more is not', (vector) => {
    const tolerance = vector.rule.tolerance ?? 300 * SECOND;
    const at = (offset: number) =>
      verify({ ...vector.rule, ...vector, secrets: [vector.secret], now: vector.now + offset });
    expect(at(tolerance)).toMatchObject({ kind: 'genuine', signedAt: vector.now });
    expect(at(-tolerance)).toMatchObject({ kind: 'genuine', signedAt: vector.now });
    expect(at(tolerance + SECOND)).toEqual({ kind: 'refused', reason: 'stale' });
    expect(at(-tolerance - SECOND)).toEqual({ kind: 'refused', reason: 'future' });
  });

  it('knows Calendly’s window of 180 s from the 300 s of others', () => {
    const calendly = vectors.filter(({ preset }) => preset === 'calendly');
    expect(calendly.map(({ rule }) => rule.tolerance)).toEqual([180 * SECOND]);
  });

  it.each(timed)('$scheme: an old timestamp cannot be replaced by a fresh one', (rule) => {
    const old = signed(rule, secret, now - 3_600 * SECOND);
    const fresh = signed(rule);
    const forged =
      rule.scheme === 'standard'
        ? { ...old, 'webhook-timestamp': fresh['webhook-timestamp'] }
        : { 'x-signature': old['x-signature']?.replace(/t=\d+/, `t=${now / SECOND}`) };
    expect(verify({ ...rule, headers: forged, rawBody, secrets: [secret], now })).toEqual({
      kind: 'refused',
      reason: 'wrong',
    });
  });
});

describe('signatures: secrets', () => {
  const other = 'whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA';

  it.each(schemes)('$scheme: what we sign we verify, with either of two live secrets', (rule) => {
    const headers = signed(rule);
    for (const secrets of [[secret], [secret, other], [other, secret]]) {
      expect(verify({ ...rule, headers, rawBody, secrets, now }).kind).toBe('genuine');
    }
    expect(verify({ ...rule, headers, rawBody, secrets: [other], now })).toEqual({ kind: 'refused', reason: 'wrong' });
    expect(verify({ ...rule, headers, rawBody, secrets: [], now })).toEqual({ kind: 'refused', reason: 'wrong' });
  });

  it.each(signing.filter(({ scheme }) => scheme !== 'standard'))(
    '$scheme: an empty secret makes nothing genuine',
    (rule) => {
      expect(verify({ ...rule, headers: signed(rule, ''), rawBody, secrets: [''], now }).kind).toBe('refused');
    },
  );

  it('an empty token opens nothing, whichever way it is sent', () => {
    for (const header of ['', ' ', 'Bearer', 'Bearer ']) {
      const check = { scheme: 'token', headers: { authorization: header }, rawBody, secrets: [''], now } as const;
      expect(verify({ ...check, header: 'authorization' }).kind).toBe('refused');
      expect(verify({ ...check, header: 'authorization', prefix: 'Bearer' }).kind).toBe('refused');
    }
  });

  it('standard: one of several signatures is enough, none of several is not', () => {
    const mine = signed({ scheme: 'standard' });
    const theirs = signed({ scheme: 'standard' }, other)['webhook-signature'] ?? '';
    const together = `v1a,ignored ${theirs} ${mine['webhook-signature']}`;
    const check = { scheme: 'standard', rawBody, secrets: [secret], now } as const;
    expect(verify({ ...check, headers: { ...mine, 'webhook-signature': together } }).kind).toBe('genuine');
    expect(verify({ ...check, headers: { ...mine, 'webhook-signature': `${theirs} ${theirs}` } })).toEqual({
      kind: 'refused',
      reason: 'wrong',
    });
  });

  it('stripe: one of several v1 is enough, none of several is not', () => {
    const mine = signed({ scheme: 'stripe' })['x-signature'] ?? '';
    const theirs = (signed({ scheme: 'stripe' }, other)['x-signature'] ?? '').replace(/^t=\d+,/, '');
    const check = { scheme: 'stripe', rawBody, secrets: [secret], now } as const;
    const [time = '', own = ''] = mine.split(',');
    expect(verify({ ...check, headers: { 'x-signature': `${time}, v0=aa, ${theirs}, ${own}` } }).kind).toBe('genuine');
    expect(verify({ ...check, headers: { 'x-signature': `${time},${theirs},${theirs}` } })).toEqual({
      kind: 'refused',
      reason: 'wrong',
    });
  });
});

describe('signatures: standard, held against the public library', () => {
  const at = new Date(now);

  it('signs as the library signs', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 24, maxLength: 64 }), fc.string({ unit: 'grapheme' }), (key, body) => {
        const theirs = `whsec_${Buffer.from(key).toString('base64')}`;
        const headers = sign({
          scheme: 'standard',
          secret: theirs,
          rawBody: Buffer.from(body),
          now,
          deliveryId: 'msg_1',
        });
        expect(headers['webhook-signature']).toBe(new Webhook(theirs).sign('msg_1', at, body.toWellFormed()));
      }),
    );
  });

  it('accepts a secret that somebody chose, as text or as base64 without the prefix', () => {
    const text = 'a secret that somebody chose';
    for (const library of [new Webhook(text, { format: 'raw' }), new Webhook(secret.slice('whsec_'.length))]) {
      const headers = {
        'webhook-id': 'msg_1',
        'webhook-timestamp': String(now / SECOND),
        'webhook-signature': library.sign('msg_1', at, rawBody.toString()),
      };
      const secrets = [text, secret.slice('whsec_'.length)];
      expect(verify({ scheme: 'standard', headers, rawBody, secrets, now })).toEqual({
        kind: 'genuine',
        signedAt: now,
        deliveryId: 'msg_1',
      });
    }
  });

  it('tells bodies apart that differ only in invalid UTF-8, which the library does not', () => {
    const [one, two] = [Buffer.from([0x22, 0xff, 0x22]), Buffer.from([0x22, 0xfe, 0x22])];
    const library = new Webhook(secret);
    expect(library.sign('msg_1', at, one)).toBe(library.sign('msg_1', at, two));
    const headers = sign({ scheme: 'standard', secret, rawBody: one, now, deliveryId: 'msg_1' });
    const check = { scheme: 'standard', headers, secrets: [secret], now } as const;
    expect(verify({ ...check, rawBody: one }).kind).toBe('genuine');
    expect(verify({ ...check, rawBody: two }).kind).toBe('refused');
  });
});

describe('signatures: hostile headers', () => {
  it.each(schemes)('$scheme: names of headers are compared without case, and one in an array counts', (rule) => {
    const headers = Object.entries(signed(rule));
    const loud = Object.fromEntries(headers.map(([name, value]) => [name.toUpperCase(), [value]]));
    expect(verify({ ...rule, headers: loud, rawBody, secrets: [secret], now }).kind).toBe('genuine');
  });

  it.each(schemes)('$scheme: a header that came twice is refused, joined or not', (rule) => {
    const headers = Object.entries(signed(rule)).filter(([name]) => name !== 'idempotency-key');
    for (const [name, value] of headers) {
      for (const twice of [[value, value], `${value}, ${value}`]) {
        const given = { ...Object.fromEntries(headers), [name]: twice };
        expect(verify({ ...rule, headers: given, rawBody, secrets: [secret], now }).kind).toBe('refused');
      }
    }
  });

  it.each(schemes)('$scheme: nothing that a header may hold is thrown or believed', (rule) => {
    const nasty = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        '\ud800',
        'x'.repeat(1_048_576),
        't=,v1=',
        't=1,t=2,v1=',
        'v1,',
        'v1',
        ', ,',
        'sha256=',
        '=',
        't=9e9,v1=00',
      ),
      fc.array(fc.string(), { maxLength: 3 }),
      fc.constant(undefined),
    );
    const names = ['__proto__', 'constructor', ...Object.keys(signed(rule))];
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...names), nasty), (headers) => {
        expect(verify({ ...rule, headers, rawBody, secrets: [secret], now }).kind).toBe('refused');
      }),
    );
  });

  it.each(['', '-1', '1e9', '0x10', ' 1', '1767225600.5', '9'.repeat(30), 'NaN'])(
    'a timestamp of “%s” is malformed',
    (at) => {
      const headers = { ...signed({ scheme: 'standard' }), 'webhook-timestamp': at === '' ? 'x' : at };
      const verdict = verify({ scheme: 'standard', headers, rawBody, secrets: [secret], now });
      expect(verdict.kind).toBe('refused');
      if (at.trim() === at) expect(verdict).toEqual({ kind: 'refused', reason: 'malformed' });
    },
  );

  it('an HMAC prefix that is configured must be there; the usual one may always be', () => {
    const { 'x-signature-256': value = '' } = signed({ scheme: 'hmac-hex' });
    const check = { scheme: 'hmac-hex', rawBody, secrets: [secret], now } as const;
    const bare = value.slice('sha256='.length);
    expect(verify({ ...check, headers: { 'x-signature-256': value } }).kind).toBe('genuine');
    expect(verify({ ...check, headers: { 'x-signature-256': bare.toUpperCase() } }).kind).toBe('genuine');
    expect(verify({ ...check, prefix: 'sha256=', headers: { 'x-signature-256': bare } })).toEqual({
      kind: 'refused',
      reason: 'malformed',
    });
  });
});
