import { chmodSync, closeSync, existsSync, fsyncSync, linkSync, openSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import Sqlite from 'better-sqlite3';
import { type Instant, SECOND } from '../../core/instants.ts';

/** A backup can't be made; the message says why, and what to do. */
export class BackupRefused extends Error {
  override readonly name = 'BackupRefused';
}

/** What a finished backup holds. */
export interface Backup {
  readonly bytes: number;
  readonly leads: number;
}

/**
 * Copies a SQLite database, of which others may be writing, as it is at one moment. The copy appears under its name when it is
 * whole, checked and on disk, and not before; nothing is ever overwritten. Parts of the file that hold what was deleted are not
 * copied. Throws `BackupRefused`.
 */
export function backUp(from: string, to: string, { now, part }: { now: Instant; part: string }): Backup {
  if (!existsSync(from)) throw new BackupRefused(`There is no database at ${from} yet: nothing to back up.`);
  if (existsSync(to))
    throw new BackupRefused(`${to} is there already, and a backup overwrites nothing: choose another name.`);
  if (!existsSync(dirname(resolve(to)))) throw new BackupRefused(`The folder of ${to} is not there: make it first.`);
  const unfinished = `${to}.${part}.part`;
  try {
    copy(from, unfinished);
    const leads = finish(unfinished, now);
    chmodSync(unfinished, 0o600);
    sync(unfinished);
    // Unlike renaming, this fails if somebody else has made such a file meanwhile.
    linkSync(unfinished, to);
    rmSync(unfinished);
    sync(dirname(resolve(to)));
    return { bytes: statSync(to).size, leads };
  } catch (error) {
    if (error instanceof BackupRefused) throw error;
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new BackupRefused(
      `The backup ${basename(to)} could not be written (${reason}). Is there room, and may Baton write there?`,
      { cause: error },
    );
  } finally {
    rmSync(unfinished, { force: true });
  }
}

/** One read transaction: consistent, and nobody who writes has to wait for it. */
function copy(from: string, to: string): void {
  const source = new Sqlite(from, { readonly: true, timeout: 5 * SECOND });
  try {
    source.prepare('vacuum into ?').run(to);
  } finally {
    source.close();
  }
}

/** Writes into the copy when it was made (restored.ts reads that), and sees that it is sound. */
function finish(path: string, now: Instant): number {
  const file = new Sqlite(path);
  try {
    file.pragma(`user_version = ${Math.floor(now / SECOND)}`);
    file.pragma('application_id = 0');
    const verdict = file.pragma('integrity_check', { simple: true });
    if (verdict !== 'ok')
      throw new BackupRefused(`The database is damaged (${String(verdict)}): keep your older backups.`);
    return Number(file.prepare('select count(*) from leads').pluck().get());
  } finally {
    file.close();
  }
}

function sync(path: string): void {
  const handle = openSync(path, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
