import type { Db, Tx } from './handles.ts';

/**
 * When a transaction is on disk: when it resolves, or with the next one that is then. A process that is killed loses neither.
 * A power cut takes back those at the end that were `later`: right for what would only be done again, such as taking a
 * job, and what is found again, such as the outcome of a post. PostgreSQL makes no difference.
 */
export type OnDisk = 'now' | 'later';

/** What SQLite and PostgreSQL each do in their own way; `database.ts` makes a `Database` of it. */
export interface Engine {
  readonly dialect: 'sqlite' | 'postgres';
  readonly db: Db;
  transaction<T>(work: (tx: Tx) => Promise<T>, onDisk?: OnDisk): Promise<T>;
  /** Runs the text of one migration, several statements, inside `tx`. */
  runScript(tx: Tx, text: string): Promise<void>;
  /** Waits until no other process is migrating; held until `tx` ends. */
  lockMigrations(tx: Tx): Promise<void>;
  /** See `Database.scrub`. */
  scrub(tables: readonly string[]): Promise<boolean>;
  onNotice(listener: () => void): () => void;
  notice(tx: Tx): Promise<void>;
  close(): Promise<void>;
}
