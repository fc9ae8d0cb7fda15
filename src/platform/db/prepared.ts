import type { CompiledQuery } from 'kysely';
import type { Db, Tx } from './handles.ts';
import { type StraightStatement, type StraightWay, straightWayOf } from './straight.ts';

/** The values that a statement is given, by name; each stands in one or more places of it. */
type Values<V> = { readonly [Name in keyof V]: string | number | null };

/** A query of Kysely's builder, or its `sql`. */
interface Built<R> {
  compile(db: Db | Tx): CompiledQuery<R>;
}

/** A statement that was built once and is only given its values from then on. */
export interface Prepared<V extends Values<V>, R> {
  all(db: Db | Tx, values: V): Promise<R[]>;
  first(db: Db | Tx, values: V): Promise<R | undefined>;
  /** How many rows it has written. */
  run(db: Db | Tx, values: V): Promise<number>;
}

/** What one database has made of a statement. */
interface Template<R> {
  readonly query: CompiledQuery<R>;
  /** SQLite only. */
  readonly straight: { readonly way: StraightWay; readonly statement: StraightStatement<R> } | undefined;
}

/**
 * For the statements of hot paths: Kysely needs several times as long to build and compile one as SQLite needs to run it.
 * `build` is called once for each database, with stand-ins for the values, which it may only pass on. Lists of changing
 * length cannot be prepared.
 */
export function prepared<V extends Values<V>, R>(build: (db: Db | Tx, values: V) => Built<R>): Prepared<V, R> {
  const known = new WeakMap<object, Template<R>>();

  function templateFor(db: Db | Tx, values: V): Template<R> {
    // All handles and transactions of one database share its adapter.
    const { adapter } = db.getExecutor();
    const template = known.get(adapter);
    if (template !== undefined) return template;
    const query = build(db, standIns(values)).compile(db);
    const way = straightWayOf(adapter);
    const made = { query, straight: way && { way, statement: way.prepare<R>(query.sql) } };
    known.set(adapter, made);
    return made;
  }

  async function execute(db: Db | Tx, values: V): Promise<{ readonly rows: R[]; readonly written: number }> {
    const { query, straight } = templateFor(db, values);
    const parameters = query.parameters.map((parameter) => given(parameter, values));
    if (straight?.way.isOpenTo(db)) return straight.statement.execute(parameters);
    const bound: CompiledQuery<R> = { ...query, parameters };
    const { rows, numAffectedRows } = await db.executeQuery(bound);
    return { rows, written: Number(numAffectedRows ?? 0n) };
  }

  return {
    all: async (db, values) => (await execute(db, values)).rows,
    first: async (db, values) => (await execute(db, values)).rows[0],
    run: async (db, values) => (await execute(db, values)).written,
  };
}

class StandIn {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }

  /** Whoever computes with it would compute once for all. */
  [Symbol.toPrimitive](): never {
    throw new Error(`The value “${this.name}” of a prepared statement is not known while it is built.`);
  }
}

function standIns<V extends Values<V>>(values: V): V {
  const all: unknown = Object.fromEntries(Object.keys(values).map((name) => [name, new StandIn(name)]));
  return all as V;
}

function given<V extends object>(parameter: unknown, values: V): unknown {
  if (!(parameter instanceof StandIn)) return parameter;
  const { name } = parameter;
  const value = isNameIn(values, name) ? values[name] : undefined;
  if (value === undefined) throw new Error(`The value “${name}” of a prepared statement is missing.`);
  return value;
}

const isNameIn = <V extends object>(values: V, name: string): name is keyof V & string => Object.hasOwn(values, name);
