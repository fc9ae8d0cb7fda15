import type { Db, Tx } from './handles.ts';

/** A statement right on the connection, past Kysely. */
export interface StraightStatement<R> {
  execute(parameters: readonly unknown[]): { readonly rows: R[]; readonly written: number };
}

/**
 * The straight way to a SQLite connection, which answers within the call: through Kysely each statement waits several
 * times for nothing, which takes longer than the statement.
 */
export interface StraightWay {
  /** Whether a statement of this handle may run now. If not, it must go through Kysely, which waits or refuses. */
  isOpenTo(handle: Db | Tx): boolean;
  prepare<R>(text: string): StraightStatement<R>;
}

const ways = new WeakMap<object, StraightWay>();
const open = new WeakSet<Db | Tx>();

/** For all handles of one database, which share their adapter of Kysely. */
export function declareStraightWay(adapter: object, way: StraightWay): void {
  ways.set(adapter, way);
}

/** Undefined for PostgreSQL. */
export const straightWayOf = (adapter: object): StraightWay | undefined => ways.get(adapter);

/** Lets the statements of this transaction take the straight way until `work` has ended. */
export async function whileOpen<T>(tx: Tx, work: () => Promise<T>): Promise<T> {
  open.add(tx);
  try {
    return await work();
  } finally {
    open.delete(tx);
  }
}

export const isOpenTransaction = (handle: Db | Tx): boolean => open.has(handle);
