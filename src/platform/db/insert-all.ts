import { sql } from 'kysely';
import type { Tx } from './handles.ts';
import { type Prepared, prepared } from './prepared.ts';
import type { Schema } from './schema.ts';
import { straightWayOf } from './straight.ts';

type Value = string | number | null;
type Row = Readonly<Record<string, Value>>;

const statements = new Map<string, Prepared<Row, unknown>>();

/**
 * Writes many rows. SQLite is fastest with one prepared statement for each; PostgreSQL is given all of them as one value,
 * because each statement is a way there and back. All rows have the columns of the
 * first; others get their defaults. `otherwise` is what becomes of a row that is there already, in SQL: without it that is an error.
 */
export async function insertAll<R extends { readonly [Column in keyof R]: Value }>(
  tx: Tx,
  table: keyof Schema,
  rows: readonly R[],
  otherwise = '',
): Promise<void> {
  const [first] = rows;
  if (first === undefined) return;
  const columns = Object.keys(first);
  if (straightWayOf(tx.getExecutor().adapter) === undefined) {
    const names = sql.join(columns.map((column) => sql.ref(column)));
    const all = JSON.stringify(rows);
    await sql`insert into ${sql.table(table)} (${names})
      select ${names} from json_populate_recordset(null::${sql.table(table)}, ${all}::json)
      ${sql.raw(otherwise)}`.execute(tx);
    return;
  }
  const statement = statementFor(table, columns, otherwise);
  for (const row of rows) await statement.run(tx, { ...row });
}

function statementFor(table: string, columns: readonly string[], otherwise: string): Prepared<Row, unknown> {
  const key = `${table} ${columns.join()} ${otherwise}`;
  const known = statements.get(key);
  if (known !== undefined) return known;
  const made = prepared<Row, unknown>((_, values) => {
    const names = sql.join(columns.map((column) => sql.ref(column)));
    const given = sql.join(columns.map((column) => sql`${values[column]}`));
    return sql`insert into ${sql.table(table)} (${names}) values (${given}) ${sql.raw(otherwise)}`;
  });
  statements.set(key, made);
  return made;
}
