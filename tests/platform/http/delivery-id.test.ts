import { describe, expect, it } from 'vitest';
import { deliveryIdOf } from '../../../src/platform/http/delivery-id.ts';

const now = 1_767_225_600_000;
const TEN_MINUTES = 600_000;
const rawBody = Buffer.from('{"email":"ada@example.com"}');
const headers = { 'Idempotency-Key': 'key-1' };

describe('by what a repeated delivery is known', () => {
  it('prefers what was signed, then the configured value, then Idempotency-Key', () => {
    const request = { headers, rawBody };
    expect(deliveryIdOf(request, { signed: 'msg_1', configured: 'evt_1', now })).toEqual({ id: 'msg_1' });
    expect(deliveryIdOf(request, { configured: 'evt_1', now })).toEqual({ id: 'evt_1' });
    expect(deliveryIdOf(request, { configured: '  ', now })).toEqual({ id: 'key-1' });
    expect(deliveryIdOf(request, { now })).toEqual({ id: 'key-1' });
  });

  it('takes the body for ten minutes where the sender names nothing', () => {
    const first = deliveryIdOf({ headers: {}, rawBody }, { now });
    expect(first).toEqual({ id: expect.stringMatching(/^sha256:[0-9a-f]{64}$/), expiresAt: now + TEN_MINUTES });
    expect(deliveryIdOf({ headers: {}, rawBody: Buffer.from('{}') }, { now }).id).not.toBe(first.id);
  });

  it('does not believe two keys', () => {
    const twice = { headers: { 'idempotency-key': ['a', 'b'] }, rawBody };
    expect(deliveryIdOf(twice, { now }).id).toMatch(/^sha256:/);
  });

  it.each(['x'.repeat(201), 'nul\u0000', 'Ü', '\ud800'])(
    'hashes an id that a database may refuse, and keeps it stable',
    (id) => {
      const known = deliveryIdOf({ headers: {}, rawBody }, { configured: id, now });
      expect(known).toEqual({ id: expect.stringMatching(/^sha256:[0-9a-f]{64}$/) });
      expect(deliveryIdOf({ headers, rawBody: Buffer.from('other') }, { configured: id, now: now + 1 })).toEqual(known);
    },
  );
});
