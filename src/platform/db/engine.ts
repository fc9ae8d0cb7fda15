import type { Db, Tx } from './handles.ts';

/** What SQLite and PostgreSQL each do in their own way; `database.ts` makes a `Database` of it. */
export interface Engine {
  readonly dialect: 'sqlite' | 'postgres';
  readonly db: Db;
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Runs the text of one migration, several statements, inside `tx`. */
  runScript(tx: Tx, text: string): Promise<void>;
  /** Waits until no other process is migrating; held until `tx` ends. */
  lockMigrations(tx: Tx): Promise<void>;
  onNotice(listener: () => void): () => void;
  notice(tx: Tx): Promise<void>;
  close(): Promise<void>;
}
