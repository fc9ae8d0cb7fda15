import { createHmac, createSecretKey, type KeyObject, timingSafeEqual } from 'node:crypto';

type Bytes = Uint8Array;

/** HMAC-SHA256 over the parts, one after the other. */
export function mac(key: Bytes, parts: readonly (string | Bytes)[]): Buffer {
  const hmac = createHmac('sha256', keyObjectOf(key));
  for (const part of parts) hmac.update(part);
  return hmac.digest();
}

const keyObjects = new WeakMap<Bytes, KeyObject>();

/** Made once for the same bytes, as Node takes longer for it than for the HMAC. */
function keyObjectOf(key: Bytes): KeyObject {
  const known = keyObjects.get(key) ?? createSecretKey(key);
  keyObjects.set(key, known);
  return known;
}

/** Whether one of the candidates was made with one of the keys. An empty key makes nothing genuine: anyone has it. */
export function isMadeWith(
  keys: readonly Bytes[],
  parts: readonly (string | Bytes)[],
  candidates: readonly Bytes[],
): boolean {
  let found = false;
  for (const key of keys) {
    if (key.length === 0) continue;
    const expected = mac(key, parts);
    // No early end: the time taken says nothing about which secret or which candidate it was.
    for (const candidate of candidates) found = sameBytes(candidate, expected) || found;
  }
  return found;
}

/** Compares in constant time; lengths first, because `timingSafeEqual` throws when they differ. */
export function sameBytes(a: Bytes, b: Bytes): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}

/** The 32 bytes of a SHA-256 HMAC in hexadecimal, or undefined if it is anything else. */
export function macFromHex(text: string): Buffer | undefined {
  return /^[0-9a-f]{64}$/i.test(text) ? Buffer.from(text, 'hex') : undefined;
}

/** The 32 bytes of a SHA-256 HMAC in base64, or undefined if it is anything else. */
export function macFromBase64(text: string): Buffer | undefined {
  return /^[0-9A-Za-z+/]{43}=$/.test(text) ? Buffer.from(text, 'base64') : undefined;
}
