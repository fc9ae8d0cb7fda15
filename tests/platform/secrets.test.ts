import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sign, verify } from '../../src/platform/http/signatures.ts';
import { systemRandom } from '../../src/platform/ids.ts';
import { codeHash, createSecretBox, newCode, newSigningSecret } from '../../src/platform/secrets.ts';

const key = Buffer.alloc(32, 7);
const box = createSecretBox({ key, random: systemRandom });

describe('a stored secret', () => {
  it('opens to what was sealed, and looks different each time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (secret) => {
        const sealed = box.seal(secret);
        expect(sealed).toMatch(/^v1\.[\w-]{16}\.[\w-]{22}\.[\w-]*$/);
        expect(box.open(sealed)).toBe(secret);
        expect(box.seal(secret)).not.toBe(sealed);
      }),
    );
    expect(box.seal('whsec_plain')).not.toContain('plain');
  });

  it('does not open with another key, changed, cut or empty, and the error says what to do', () => {
    const sealed = box.seal('secret');
    const parts = sealed.split('.');
    const changed = parts.slice(1).map((part, at) => {
      const bytes = Buffer.from(part, 'base64url');
      bytes.writeUInt8(bytes.readUInt8(0) ^ 1, 0);
      return parts.with(at + 1, bytes.toString('base64url')).join('.');
    });
    const other = createSecretBox({ key: Buffer.alloc(32, 8), random: systemRandom });
    expect(() => other.open(sealed)).toThrow('A stored secret cannot be decrypted');
    for (const broken of [
      ...changed,
      '',
      'v1',
      'v1...',
      `v2.${parts.slice(1).join('.')}`,
      sealed.slice(0, -4),
      `${sealed}.x`,
    ]) {
      expect(() => box.open(broken)).toThrow(
        expect.objectContaining({ code: 'secret_unreadable', advice: expect.stringContaining('BATON_SECRET_KEY') }),
      );
    }
  });

  it('does not open with a shortened tag', () => {
    const [version, iv, tag = '', data] = box.seal('secret').split('.');
    const short = Buffer.from(tag, 'base64url').subarray(0, 4).toString('base64url');
    expect(() => box.open([version, iv, short, data].join('.'))).toThrow('cannot be decrypted');
  });
});

describe('a new secret of an endpoint', () => {
  it.each(['standard', 'hmac-hex', 'hmac-base64', 'stripe', 'token'] as const)(
    '%s: has 32 random bytes and is read by its scheme',
    (scheme) => {
      const secret = newSigningSecret(systemRandom, scheme);
      expect(secret).toMatch(scheme === 'standard' ? /^whsec_[\w+/]{43}=$/ : /^[\w-]{43}$/);
      expect(newSigningSecret(systemRandom, scheme)).not.toBe(secret);
      const rawBody = Buffer.from('{}');
      const headers = sign({ scheme, secret, rawBody, now: 0, deliveryId: 'msg_1' });
      expect(verify({ scheme, headers, rawBody, secrets: [secret], now: 0 }).kind).toBe('genuine');
    },
  );
});

describe('a one-time code', () => {
  it('has 28 characters that cannot be mistaken, each equally likely: 140 bits', () => {
    expect(newCode(systemRandom)).toMatch(/^(?:[0-9A-HJKMNP-TV-Z]{4}-){6}[0-9A-HJKMNP-TV-Z]{4}$/);
    const all = { bytes: (count: number) => Uint8Array.from({ length: count }, (_, at) => at), fraction: () => 0 };
    expect(newCode(all)).toBe('0123-4567-89AB-CDEF-GHJK-MNPQ-RSTV');
  });

  it('is found however somebody types it', () => {
    const hash = codeHash('0123-ABCD');
    for (const typed of ['0123-abcd', ' o123 ABCD ', 'OI23—ABCD', 'ol23abcd']) expect(codeHash(typed)).toBe(hash);
    expect(codeHash('0123-ABCE')).not.toBe(hash);
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
  });
});
