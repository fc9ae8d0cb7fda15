import { type WeeklyReaderRow, weeklyReaders } from '../../platform/weekly-readers-store.ts';

declare module '../../platform/db/schema.ts' {
  interface Schema {
    digest_readers: WeeklyReaderRow;
  }
}

/** Where readers of the week of marketing's leads are kept. */
export const readers = weeklyReaders('digest_readers');
