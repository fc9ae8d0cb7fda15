import type { CompiledQuery } from 'kysely';
import type { Db, Tx } from './handles.ts';

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

/**
 * For the statements of hot paths: Kysely needs several times as long to build and compile one as SQLite needs to run it.
 * `build` is called once for each database, with stand-ins for the values, which it may only pass on. Lists of changing
 * length cannot be prepared.
 */
export function prepared<V extends Values<V>, R>(build: (db: Db | Tx, values: V) => Built<R>): Prepared<V, R> {
  const known = new WeakMap<object, CompiledQuery<R>>();

  function queryFor(db: Db | Tx, values: V): CompiledQuery<R> {
    // All handles and transactions of one database share its adapter.
    const { adapter } = db.getExecutor();
    const template = known.get(adapter) ?? build(db, standIns(values)).compile(db);
    known.set(adapter, template);
    const named = new Map<string, unknown>(Object.entries(values));
    return { ...template, parameters: template.parameters.map((parameter) => given(parameter, named)) };
  }

  const execute = (db: Db | Tx, values: V) => db.executeQuery(queryFor(db, values));
  return {
    all: async (db, values) => (await execute(db, values)).rows,
    first: async (db, values) => (await execute(db, values)).rows[0],
    run: async (db, values) => Number((await execute(db, values)).numAffectedRows ?? 0n),
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

function given(parameter: unknown, values: ReadonlyMap<string, unknown>): unknown {
  if (!(parameter instanceof StandIn)) return parameter;
  const value = values.get(parameter.name);
  if (value === undefined) throw new Error(`The value “${parameter.name}” of a prepared statement is missing.`);
  return value;
}
