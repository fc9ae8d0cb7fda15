import type { CompiledQuery } from 'kysely';
import type { Db, Tx } from './handles.ts';
import { plannedOnce } from './planned-once.ts';
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
  /** The names of values that are lists; asked once, as most statements have none. */
  let lists: readonly string[] | undefined;

  function templateFor(db: Db | Tx, values: V): Template<R> {
    // All handles and transactions of one database share its adapter.
    const { adapter } = db.getExecutor();
    const templates = known.get(adapter) ?? new Map<string, Template<R>>();
    lists ??= Object.keys(values).filter((name) => Array.isArray(valueNamed(values, name)));
    const lengths = lists.length === 0 ? '' : lengthsOf(values, lists);
    const template = templates.get(lengths);
    if (template !== undefined) return template;
    const planning = db.withPlugin(planned);
    const query = build(planning, standIns(values)).compile(planning);
    const way = straightWayOf(adapter);
    const made = { query, straight: way && { way, statement: way.prepare<R>(query.sql) } };
    if (templates.size < MOST_LENGTHS) known.set(adapter, templates.set(lengths, made));
    return made;
  }

  /** On the straight way within the call: a statement takes less time than a promise. */
  function execute(db: Db | Tx, values: V): Executed<R> | Promise<Executed<R>> {
    const { query, straight } = templateFor(db, values);
    const parameters = query.parameters.map((parameter) => given(parameter, values));
    if (straight?.way.isOpenTo(db)) return straight.statement.execute(parameters);
    return executeWaiting(db, { ...query, parameters });
  }

  return {
    all: async (db, values) => (await execute(db, values)).rows,
    first: async (db, values) => (await execute(db, values)).rows[0],
    run: async (db, values) => (await execute(db, values)).written,
  };
}

interface Executed<R> {
  readonly rows: R[];
  readonly written: number;
}

async function executeWaiting<R>(db: Db | Tx, query: CompiledQuery<R>): Promise<Executed<R>> {
  const { rows, numAffectedRows } = await db.executeQuery(query);
  return { rows, written: Number(numAffectedRows ?? 0n) };
}

/** Long lists are rare, and built each time. */
const MOST_LENGTHS = 16;

function lengthsOf(values: object, lists: readonly string[]): string {
  let lengths = '';
  for (const name of lists) {
    const value = valueNamed(values, name);
    lengths += Array.isArray(value) ? `${value.length},` : '-,';
  }
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

const planned = plannedOnce((value) => value instanceof StandIn);

function standIns<V extends Values<V>>(values: V): V {
  const all: unknown = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.map((_, at) => new StandIn(name, at)) : new StandIn(name),
    ]),
  );
  return all as V;
}

function given(parameter: unknown, values: object): unknown {
  if (!(parameter instanceof StandIn)) return parameter;
  const its = valueNamed(values, parameter.name);
  const value: unknown = parameter.at !== undefined && Array.isArray(its) ? its[parameter.at] : its;
  if (value === undefined) throw new Error(`The value “${parameter.name}” of a prepared statement is missing.`);
  return value;
}

const valueNamed = (values: object, name: string): unknown => Reflect.get(values, name);
