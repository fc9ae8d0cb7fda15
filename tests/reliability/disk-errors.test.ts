import { chmodSync, closeSync, mkdtempSync, openSync, rmSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { backends } from '../support/backends.ts';
import { type BatonProcess, environmentOf, runProgram } from '../support/process.ts';
import { withDatabase } from '../support/stopped-baton.ts';
import { diskShim, hasCompiler } from './disk-shim.ts';
import { NEEDS_ROOM } from './full-disk.ts';

const onFile = backends.filter(({ name }) => name === 'sqlite');
/** Whoever is root may write everything; without these rights it is like everybody else. */
const AS_EVERYBODY =
  process.getuid?.() === 0 ? ['setpriv', '--bounding-set', '-dac_override,-dac_read_search,-fowner'] : [];

/** No file may grow beyond so many bytes: what the kernel refuses then is an error of writing, not a full disk. */
const noFileBeyond = (bytes: number): string[] => [
  'sh',
  '-c',
  `trap '' XFSZ; ulimit -f ${Math.floor(bytes / 512)}; exec "$@"`,
  'sh',
];

describe.each(onFile)('a disk that fails, on $name', (backend) => {
  it('by refusing to write: no 2xx for what is not kept, the process stays, and the next one has what was promised (row 33)', async () => {
    const { address, env, send, leads } = await withDatabase(backend);
    if (address.kind !== 'sqlite') throw new Error('not a file');
    const limit = statSync(address.path).size + 1_000_000;
    const baton = runProgram(['start'], env, { under: noFileBeyond(limit) });
    const port = await baton.port();
    const promised: string[] = [];
    const answers = new Set<number>();
    for (let at = 0; at < 12; at += 1) {
      const company = `Company ${at}`;
      const status = await send(port, company, { notes: NEEDS_ROOM });
      answers.add(status);
      if (status === 200) promised.push(company);
    }
    expect(answers).toEqual(new Set([200, 503]));
    expect((await fetch(`http://127.0.0.1:${port}/healthz`)).status).toBe(200);
    expect(baton.said).toMatch(/SQLITE_IOERR_WRITE/);
    baton.child.kill('SIGTERM');
    expect(await baton.ended()).toBe(0);

    expect((await leads()).map(({ company }) => company)).toEqual(promised);
    const next = runProgram(['start'], env);
    expect(await send(await next.port(), 'Company 11', { notes: NEEDS_ROOM })).toBe(200);
    expect(await leads()).toHaveLength(promised.length + 1);
  });

  it.each(hasCompiler ? [true] : [])(
    'by refusing to sync: no 2xx, and the process ends by itself so that its supervisor starts it anew (row 33)',
    async () => {
      const { env, send, leads } = await withDatabase(backend);
      const shim = diskShim();
      const baton = runProgram(['start'], { ...env, ...shim.env });
      const port = await baton.port();
      expect(await send(port, 'Acme Robotics')).toBe(200);
      shim.failSyncs();
      const answers = await Promise.all(['One', 'Two'].map((name) => send(port, name).catch(() => 'no answer')));
      for (const answer of answers) expect([503, 'no answer']).toContain(answer);
      expect(await baton.ended()).toBe(1);
      expectOneSentence(baton, /^The disk could not keep what was written to the database.*SQLITE_IOERR_FSYNC/);
      expect(baton.logged('database.broken')).toMatchObject([{ reason: 'spoiled' }]);

      const next = runProgram(['start'], env);
      const nextPort = await next.port();
      for (const name of ['One', 'Two']) expect(await send(nextPort, name)).toBe(200);
      expect((await leads()).map(({ company }) => company)).toEqual(['Acme Robotics', 'One', 'Two']);
    },
  );

  it('by a page that is not what was written: found at the next start after a crash, and not worked with (row 38)', async () => {
    const { address, env, send } = await withDatabase(backend);
    if (address.kind !== 'sqlite') throw new Error('not a file');
    const first = runProgram(['start'], env);
    expect(await send(await first.port(), 'Acme Robotics')).toBe(200);
    first.child.kill('SIGKILL');
    await first.ended();
    const page = pageOf(address.path, UNREAD);
    const file = openSync(address.path, 'r+');
    writeSync(file, Buffer.alloc(4_096, 'torn '), 0, 4_096, (page - 1) * 4_096);
    closeSync(file);
    const next = runProgram(['start'], env);
    expect(await next.ended()).toBe(78);
    expectOneSentence(next, /^The database file .* is damaged: keep a copy of it, and restore the newest backup\./);
  });

  it('by what stands in the file: a damaged one is not opened, and nothing of it is changed (row 38)', async () => {
    const { address, env } = await withDatabase(backend);
    if (address.kind !== 'sqlite') throw new Error('not a file');
    writeFileSync(address.path, Buffer.alloc(65_536, 'not what was written '));
    const baton = runProgram(['start'], env);
    expect(await baton.ended()).toBe(78);
    expectOneSentence(baton, /^The database file .* is damaged: keep a copy of it, and restore the newest backup\./);
  });
});

describe('a database file that cannot be', () => {
  const [sqlite] = backends;

  it.each<[string, (folder: string) => string, RegExp]>([
    ['that may be read only', (folder) => existing(folder, 0o400, 0o700), /cannot be written: see who owns it/],
    [
      'in a folder that may be read only',
      (folder) => existing(folder, 0o400, 0o500),
      /cannot be (written|opened): see/,
    ],
    ['that may not even be read', (folder) => existing(folder, 0o000, 0o700), /cannot be opened: see that its folder/],
    [
      'in a folder that cannot be made',
      (folder) => join(existing(folder, 0o600, 0o500), '../new/baton.db'),
      /cannot be opened/,
    ],
    ['whose folder is a file', (folder) => join(existing(folder, 0o600, 0o700), 'baton.db'), /cannot be opened/],
    ['that is a folder', (folder) => folder, /cannot be opened/],
  ])('one %s: one sentence, 78, and Slack is not asked (row 34)', async (_what, made, sentence) => {
    const { slack } = await withDatabase(sqlite ?? never());
    const folder = mkdtempSync(join(tmpdir(), 'baton-wrong-'));
    onTestFinished(() => {
      chmodSync(folder, 0o700);
      rmSync(folder, { recursive: true, force: true });
    });
    const asked = slack.records.callsOf('auth.test').length;
    const env = environmentOf(slack, { kind: 'sqlite', path: made(folder) });
    const baton = runProgram(['start'], env, { under: AS_EVERYBODY });
    expect(await baton.ended()).toBe(78);
    expectOneSentence(baton, sentence);
    expect(slack.records.callsOf('auth.test')).toHaveLength(asked);
  });
});

/** Nothing looks there at a start, so only a look at the whole file finds what is wrong with it. */
const UNREAD = 'retro_ballots';

/** The page on which a table begins, counted from 1. */
function pageOf(path: string, table: string): number {
  const file = new Sqlite(path, { readonly: true });
  try {
    return Number(file.prepare('select rootpage from sqlite_master where name = ?').pluck().get(table));
  } finally {
    file.close();
  }
}

function existing(folder: string, fileMode: number, folderMode: number): string {
  const path = join(folder, 'baton.db');
  writeFileSync(path, '');
  chmodSync(path, fileMode);
  chmodSync(folder, folderMode);
  return path;
}

function expectOneSentence(baton: BatonProcess, sentence: RegExp): void {
  expect(baton.complained).toMatch(sentence);
  expect(baton.complained.trim().split('\n')).toHaveLength(1);
}

function never(): never {
  throw new Error('There is no SQLite');
}
