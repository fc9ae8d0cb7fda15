import { createCipheriv, createDecipheriv, createHash } from 'node:crypto';
import { Permanent } from './errors.ts';
import type { Random } from './ids.ts';

/** Encrypts what is kept: the database and its backups hold no secret in the clear. */
export interface SecretBox {
  /** AES-256-GCM, as text: `v1.<iv>.<tag>.<data>`, each base64url. */
  seal(secret: string): string;
  /** Throws `Permanent` if it was sealed with another key or changed since. */
  open(sealed: string): string;
}

const CIPHER = 'aes-256-gcm';
const VERSION = 'v1';
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** `key` has 32 bytes (see secret-key.ts). */
export function createSecretBox({ key, random }: { key: Uint8Array; random: Random }): SecretBox {
  return {
    seal(secret) {
      const iv = random.bytes(IV_BYTES);
      const cipher = createCipheriv(CIPHER, key, iv, { authTagLength: TAG_BYTES });
      const data = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
      const parts = [Buffer.from(iv), cipher.getAuthTag(), data];
      return [VERSION, ...parts.map((part) => part.toString('base64url'))].join('.');
    },
    open(sealed) {
      const [version, ...parts] = sealed.split('.');
      const [iv, tag, data, ...more] = parts.map((part) => Buffer.from(part, 'base64url'));
      if (version !== VERSION || iv === undefined || tag === undefined || data === undefined || more.length > 0) {
        throw unreadable(undefined);
      }
      try {
        const decipher = createDecipheriv(CIPHER, key, iv, { authTagLength: TAG_BYTES });
        decipher.setAuthTag(tag);
        return Buffer.concat([decipher.update(data), decipher.final()]).toString('utf8');
      } catch (error) {
        throw unreadable(error);
      }
    },
  };
}

/**
 * A secret for one endpoint, with 256 bits: `whsec_` and base64 for Standard Webhooks, else text that fits into a header
 * and a form field as it is.
 */
export function newSigningSecret(random: Random, scheme: string): string {
  const bytes = Buffer.from(random.bytes(32));
  return scheme === 'standard' ? `whsec_${bytes.toString('base64')}` : bytes.toString('base64url');
}

// Crockford's base 32: no I, L, O or U, so that nothing reads as a 1 or a 0, and no words come out.
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const GROUPS = 7;
const GROUP_LETTERS = 4;

/** A code that grants something once, for a person to copy: 7 groups of 4 characters, 140 bits (ASVS 11.5.1 asks for 128). */
export function newCode(random: Random): string {
  const letters = Array.from(random.bytes(GROUPS * GROUP_LETTERS), (byte) => LETTERS.charAt(byte % LETTERS.length));
  const groups = Array.from({ length: GROUPS }, (_, at) => letters.slice(at * GROUP_LETTERS, (at + 1) * GROUP_LETTERS));
  return groups.map((group) => group.join('')).join('-');
}

/** By which a code is kept and found: SHA-256 of its characters, whatever case, dashes or look-alikes somebody typed. */
export function codeHash(code: string): string {
  const plain = code
    .toUpperCase()
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1')
    .replace(/[^0-9A-Z]/g, '');
  return createHash('sha256').update(plain).digest('hex');
}

function unreadable(cause: unknown): Permanent {
  return new Permanent('A stored secret cannot be decrypted', {
    code: 'secret_unreadable',
    advice:
      'Start Baton with the key that its secrets were encrypted with (BATON_SECRET_KEY, or the file secret.key beside the database), or make the secret of that form anew.',
    cause,
  });
}
