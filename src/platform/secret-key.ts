import {
  chmodSync,
  closeSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import type { Random } from './ids.ts';

export type LoadedKey =
  | { readonly kind: 'key'; readonly key: Uint8Array }
  /** A sentence for whoever starts Baton. It never holds the key. */
  | { readonly kind: 'fault'; readonly fault: string };

const KEY_BYTES = 32;

/**
 * The key of the secret box: BATON_SECRET_KEY if it is set, else the one in `file`, which is made if it isn't there.
 * PostgreSQL has no file: several processes on several machines must share one key.
 */
export function loadKey(from: {
  secretKey?: string | undefined;
  file?: string | undefined;
  random: Random;
}): LoadedKey {
  if (from.secretKey !== undefined) {
    const key = parseKey(from.secretKey);
    return key === undefined ? { kind: 'fault', fault: MALFORMED_KEY } : { kind: 'key', key };
  }
  return from.file === undefined ? { kind: 'fault', fault: MISSING_KEY } : loadFile(from.file, from.random);
}

/** 32 bytes in base64, base64url or hexadecimal; undefined if it is anything else. */
export function parseKey(text: string): Uint8Array | undefined {
  const trimmed = text.trim();
  if (/^[0-9a-f]{64}$/i.test(trimmed)) return Buffer.from(trimmed, 'hex');
  // 43 characters of base64 are 258 bits: the last two must be zero, or it isn't what somebody encoded.
  if (!/^(?:[0-9A-Za-z+/]{43}|[0-9A-Za-z_-]{43})=?$/.test(trimmed)) return undefined;
  const key = Buffer.from(trimmed, 'base64');
  return key.length === KEY_BYTES ? key : undefined;
}

export const MALFORMED_KEY =
  'BATON_SECRET_KEY is not a key: it must be 32 bytes in base64 or hexadecimal. "openssl rand -base64 32" makes one.';
export const MISSING_KEY =
  'BATON_SECRET_KEY is missing: on PostgreSQL it encrypts the stored secrets. "openssl rand -base64 32" makes one.';

function loadFile(file: string, random: Random): LoadedKey {
  try {
    const key = parseKey(readKeyFile(file) ?? makeKeyFile(file, random));
    if (key === undefined) {
      return {
        kind: 'fault',
        fault: `The key file ${file} holds no key: restore it from a backup. A new one cannot read the stored secrets.`,
      };
    }
    // Whoever copied it here may have left it open to everybody.
    chmodSync(file, 0o600);
    return { kind: 'key', key };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { kind: 'fault', fault: `The key file ${file} cannot be used: ${why}.` };
  }
}

function readKeyFile(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Whole or not at all, and on disk before anything is encrypted with it; of two processes that begin together one wins. */
function makeKeyFile(file: string, random: Random): string {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const text = Buffer.from(random.bytes(KEY_BYTES)).toString('base64');
  const draft = `${file}.${Buffer.from(random.bytes(8)).toString('hex')}`;
  const handle = openSync(draft, 'wx', 0o600);
  try {
    writeSync(handle, `${text}\n`);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  try {
    linkSync(draft, file);
    syncFolder(dirname(file));
    return text;
  } catch (error) {
    const other = readKeyFile(file);
    if (other === undefined) throw error;
    return other;
  } finally {
    rmSync(draft);
  }
}

function syncFolder(folder: string): void {
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
