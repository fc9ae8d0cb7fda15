import { createHash } from 'node:crypto';
import { type CompiledQuery, type RawBuilder, sql } from 'kysely';
import type { Database } from '../../src/platform/db/database.ts';

/** Which part of a database somebody looks at. */
export interface Part {
  isTable(name: string): boolean;
  isColumn(name: string): boolean;
}

interface Row {
  readonly place: string;
  readonly content: string;
}

const known = new WeakMap<Database, Map<Part, Promise<CompiledQuery<Row>>>>();

/** The rows of these tables as JSON, sorted, by table; each value of `part` is one question, which is put into words once. */
export async function contentsOf(database: Database, part: Part): Promise<Readonly<Record<string, readonly string[]>>> {
  const ofThis = known.get(database) ?? new Map<Part, Promise<CompiledQuery<Row>>>();
  known.set(database, ofThis);
  const statement = ofThis.get(part) ?? statementFor(database, part);
  ofThis.set(part, statement);
  const rows = await rowsOf(database, await statement);
  const inPlace = Map.groupBy(rows, ({ place }) => place);
  return Object.fromEntries(
    [...inPlace.keys()]
      .toSorted()
      .map((place) => [place, (inPlace.get(place) ?? []).map(({ content }) => content).toSorted()]),
  );
}

/** PostgreSQL needs several times as long to plan so many tables as to read them: a connection plans them once. */
async function rowsOf({ db, dialect }: Database, query: CompiledQuery<Row>): Promise<readonly Row[]> {
  if (dialect === 'sqlite') return (await db.executeQuery(query)).rows;
  const name = `contents_${createHash('sha256').update(query.sql).digest('hex').slice(0, 32)}`;
  return db.connection().execute(async (connection) => {
    const planned = await sql`select 1 from pg_prepared_statements where name = ${name}`.execute(connection);
    if (planned.rows.length === 0) await sql.raw(`prepare ${name} as ${query.sql}`).execute(connection);
    return (await sql.raw<Row>(`execute ${name}`).execute(connection)).rows;
  });
}

async function statementFor({ db, dialect }: Database, { isTable, isColumn }: Part): Promise<CompiledQuery<Row>> {
  const written = dialect === 'postgres' ? asPostgresWrites : asSqliteWrites;
  const tables = (await db.introspection.getTables()).filter(({ name }) => isTable(name));
  const each = tables.map(({ name, columns }) => {
    const content = written(
      columns.map((column) => column.name),
      isColumn,
    );
    return sql<Row>`select ${sql.lit(name)} as place, ${content} as content from ${sql.table(name)} as it`;
  });
  return sql<Row>`${sql.join(each, sql` union all `)}`.compile(db);
}

function asPostgresWrites(columns: readonly string[], isColumn: Part['isColumn']): RawBuilder<string> {
  const left = columns.filter((name) => !isColumn(name)).map((name) => sql` - ${sql.lit(name)}`);
  return sql`(to_jsonb(it)${sql.join(left, sql``)})::text`;
}

function asSqliteWrites(columns: readonly string[], isColumn: Part['isColumn']): RawBuilder<string> {
  return sql`json_object(${sql.join(columns.filter(isColumn).flatMap((name) => [sql.lit(name), sql.ref(name)]))})`;
}
