import { stat, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { sql } from 'kysely';
import type { Check } from './check.ts';

/** Below this there may soon be no room for the next lead. */
const LEAST_FREE_BYTES = 100_000_000;
const MOST_UNWRITTEN_BYTES = 64_000_000;

/** How much room is left where a file is or would be. */
export async function freeBytes(path: string): Promise<number> {
  const { bavail, bsize } = await statfs(dirname(path));
  return bavail * bsize;
}

/** How large the journal of a SQLite file is. */
export async function journalBytes(path: string): Promise<number> {
  const journal = await stat(`${path}-wal`).catch(() => undefined);
  return journal?.size ?? 0;
}

/** What must hold of the file of a SQLite database; `free` is the room that is left where a file is, in bytes. */
export function storageChecks(path: string, free: typeof freeBytes = freeBytes): readonly Check[] {
  return [
    {
      name: 'disk.low',
      says: () => 'The disk that holds the database is nearly full: when it is, no lead can be taken. Make room there.',
      find: async () => ((await free(path)) < LEAST_FREE_BYTES ? [path] : []),
    },
    {
      name: 'database.held-open',
      says: () =>
        'Another program keeps the database file open for reading, so its journal (the file that ends in -wal) grows. End that program: a viewer, a copy that hangs.',
      async find(read) {
        const { rows } = await sql<{ log: number; checkpointed: number }>`pragma wal_checkpoint(passive)`.execute(read);
        const { rows: sizes } = await sql<{ page_size: number }>`pragma page_size`.execute(read);
        const [wal, size] = [rows[0], sizes[0]];
        if (wal === undefined || size === undefined) return [];
        return (wal.log - wal.checkpointed) * size.page_size > MOST_UNWRITTEN_BYTES ? ['wal'] : [];
      },
    },
  ];
}
