import type { CompiledQuery } from 'kysely';
import type { Db, Tx } from './handles.ts';
import { type StraightStatement, type StraightWay, straightWayOf } from './straight.ts';

type Value = string | number | null;

/** The values that a statement is given, by name; each stands in one or more places of it. */
type Values<V> = { readonly [Name in keyof V]: Value | readonly Value[] };

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
 * `build` is called once for each database and each length of a list, with stand-ins for the values, which it may only
 * pass on.
 */
export function prepared<V extends Values<V>, R>(build: (db: Db | Tx, values: V) => Built<R>): Prepared<V, R> {
  const known = new WeakMap<object, Map<string, Template<R>>>();

  function templateFor(db: Db | Tx, values: V): Template<R> {
    // All handles and transactions of one database share its adapter.
    const { adapter } = db.getExecutor();
    const templates = known.get(adapter) ?? new Map<string, Template<R>>();
    const lengths = lengthsOf(values);
    const template = templates.get(lengths);
    if (template !== undefined) return template;
    const query = build(db, standIns(values)).compile(db);
    const way = straightWayOf(adapter);
    const made = { query, straight: way && { way, statement: way.prepare<R>(query.sql) } };
    if (templates.size < MOST_LENGTHS) known.set(adapter, templates.set(lengths, made));
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

/** Long lists are rare, and built each time. */
const MOST_LENGTHS = 16;

function lengthsOf(values: object): string {
  let lengths = '';
  for (const value of Object.values(values)) if (Array.isArray(value)) lengths += `${value.length},`;
  return lengths;
}

class StandIn {
  readonly name: string;
  /** The place in a list. */
  readonly at: number | undefined;

  constructor(name: string, at?: number) {
    this.name = name;
    this.at = at;
  }

  /** Whoever computes with it would compute once for all. */
  [Symbol.toPrimitive](): never {
    throw new Error(`The value “${this.name}” of a prepared statement is not known while it is built.`);
  }
}

function standIns<V extends Values<V>>(values: V): V {
  const all: unknown = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.map((_, at) => new StandIn(name, at)) : new StandIn(name),
    ]),
  );
  return all as V;
}

function given<V extends object>(parameter: unknown, values: V): unknown {
  if (!(parameter instanceof StandIn)) return parameter;
  const { name, at } = parameter;
  const its: unknown = isNameIn(values, name) ? values[name] : undefined;
  const value: unknown = at !== undefined && Array.isArray(its) ? its[at] : its;
  if (value === undefined) throw new Error(`The value “${name}” of a prepared statement is missing.`);
  return value;
}

const isNameIn = <V extends object>(values: V, name: string): name is keyof V & string => Object.hasOwn(values, name);
