/** The least that outlives a power cut: one row, committed and synced by itself. */
import Sqlite from 'better-sqlite3';

/** Keeps what it is given in a file of its own, synced before it returns; keeps nothing without a path. */
export function keeper(path: string | undefined): (what: string) => void {
  if (path === undefined) return () => {};
  const file = new Sqlite(path);
  file.pragma('journal_mode = WAL');
  file.pragma('synchronous = FULL');
  file.exec('create table kept (at integer primary key, what text not null)');
  const insert = file.prepare('insert into kept (what) values (?)');
  return (what) => void insert.run(what);
}
