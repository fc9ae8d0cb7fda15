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
 * first; others get their defaults.
 */
export async function insertAll<R extends { readonly [Column in keyof R]: Value }>(
  tx: Tx,
  table: keyof Schema,
  rows: readonly R[],
): Promise<void> {
  const [first] = rows;
  if (first === undefined) return;
  const columns = Object.keys(first);
  if (straightWayOf(tx.getExecutor().adapter) === undefined) {
    const names = sql.join(columns.map((column) => sql.ref(column)));
    const all = JSON.stringify(rows);
    await sql`insert into ${sql.table(table)} (${names})
      select ${names} from json_populate_recordset(null::${sql.table(table)}, ${all}::json)`.execute(tx);
    return;
  }
  const statement = statementFor(table, columns);
  for (const row of rows) await statement.run(tx, { ...row });
}

function statementFor(table: string, columns: readonly string[]): Prepared<Row, unknown> {
  const key = `${table} ${columns.join()}`;
  const known = statements.get(key);
  if (known !== undefined) return known;
  const made = prepared<Row, unknown>((_, values) => {
    const names = sql.join(columns.map((column) => sql.ref(column)));
    const given = sql.join(columns.map((column) => sql`${values[column]}`));
    return sql`insert into ${sql.table(table)} (${names}) values (${given})`;
  });
  statements.set(key, made);
  return made;
}
