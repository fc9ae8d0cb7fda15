import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemRandom as random } from '../../src/platform/ids.ts';
import { loadKey } from '../../src/platform/secret-key.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'baton-key-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));
const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8);

describe('the key from BATON_SECRET_KEY', () => {
  const bytes = Buffer.from(Array.from({ length: 32 }, (_, at) => at * 8));

  it.each(['base64', 'base64url', 'hex'] as const)('may be written in %s', (encoding) => {
    expect(loadKey({ secretKey: ` ${bytes.toString(encoding)}\n`, random })).toEqual({ kind: 'key', key: bytes });
  });

  it.each([
    '',
    'secret',
    'a'.repeat(42),
    'a'.repeat(63),
    'g'.repeat(64),
    bytes.subarray(1).toString('base64'),
    'a'.repeat(1_000),
  ])('%j is refused with a sentence that does not repeat it', (secretKey) => {
    const loaded = loadKey({ secretKey, file: join(folder, 'secret.key'), random });
    expect(loaded).toEqual({ kind: 'fault', fault: expect.stringContaining('BATON_SECRET_KEY is not a key') });
    if (secretKey !== '' && loaded.kind === 'fault') expect(loaded.fault.split(' ')).not.toContain(secretKey);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is required where there is no file', () => {
    expect(loadKey({ random })).toEqual({
      kind: 'fault',
      fault: expect.stringContaining('BATON_SECRET_KEY is missing'),
    });
  });
});

describe('the key file', () => {
  it('is made once, for its owner only, and is the same ever after', () => {
    const file = join(folder, 'data', 'secret.key');
    const first = loadKey({ file, random });
    expect(first).toEqual({ kind: 'key', key: expect.objectContaining({ length: 32 }) });
    expect(loadKey({ file, random })).toEqual(first);
    expect([modeOf(file), modeOf(join(folder, 'data'))]).toEqual(['600', '700']);
    expect(readdirSync(join(folder, 'data'))).toEqual(['secret.key']);
  });

  it('is closed to others if somebody left it open', () => {
    const file = join(folder, 'secret.key');
    const first = loadKey({ file, random });
    chmodSync(file, 0o644);
    expect(loadKey({ file, random })).toEqual(first);
    expect(modeOf(file)).toBe('600');
  });

  it('of another process that was quicker is taken', () => {
    const file = join(folder, 'secret.key');
    const theirs = Buffer.alloc(32, 9).toString('base64');
    const beaten = {
      ...random,
      bytes: (count: number) => {
        writeFileSync(file, theirs);
        return random.bytes(count);
      },
    };
    expect(loadKey({ file, random: beaten })).toEqual({ kind: 'key', key: Buffer.alloc(32, 9) });
    expect(readdirSync(folder)).toEqual(['secret.key']);
  });

  it.each(['', 'half'])('that holds %j is never replaced', (text) => {
    const file = join(folder, 'secret.key');
    writeFileSync(file, text);
    expect(loadKey({ file, random })).toEqual({
      kind: 'fault',
      fault: expect.stringContaining('restore it from a backup'),
    });
    expect(readFileSync(file, 'utf8')).toBe(text);
  });

  it('that cannot be made is a sentence, not a stack', () => {
    writeFileSync(join(folder, 'data'), '');
    const loaded = loadKey({ file: join(folder, 'data', 'secret.key'), random });
    expect(loaded).toEqual({ kind: 'fault', fault: expect.stringContaining('cannot be used') });
  });
});
