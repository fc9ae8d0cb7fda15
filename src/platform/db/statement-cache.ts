import type Sqlite from 'better-sqlite3';

const CACHED_STATEMENTS = 500;

/** Kysely prepares every query anew; this keeps the statements, least recently used first out. */
export function statementCache(file: Sqlite.Database) {
  const statements = new Map<string, Sqlite.Statement<unknown[]>>();
  return {
    close: () => {
      file.close();
    },
    prepare(text: string): Sqlite.Statement<unknown[]> {
      const known = statements.get(text);
      if (known) {
        statements.delete(text);
        statements.set(text, known);
        return known;
      }
      const prepared = file.prepare<unknown[]>(text);
      statements.set(text, prepared);
      const [oldest] = statements.keys();
      if (statements.size > CACHED_STATEMENTS && oldest !== undefined) statements.delete(oldest);
      return prepared;
    },
  };
}
