import Sqlite from 'better-sqlite3';
import pg from 'pg';
import type { Boundaries } from './boundaries.ts';

/**
 * Commits as boundaries, at the drivers and not at our own port: nothing that reaches the disk can pass by. A transaction
 * that has written nothing has nothing to commit. `each` counts the statements of a migration too.
 */
export function countCommits(boundaries: Boundaries, each: boolean): void {
  countSqlite(boundaries, each);
  countPostgres(boundaries, each);
}

function countSqlite(boundaries: Boundaries, each: boolean): void {
  const { prepare, exec } = Sqlite.prototype;
  const written = new Set<string>();
  const prepared = function (this: Sqlite.Database, text: string): Sqlite.Statement {
    const statement = Reflect.apply(prepare, this, [text]);
    const kind = kindOf(text);
    if (kind.is === 'other') return statement;
    const method = statement.reader ? 'all' : 'run';
    const work = statement[method];
    const counted = (...given: unknown[]): unknown => {
      if (kind.is === 'write') written.add(kind.table);
      // A write outside a transaction is a commit of its own.
      const isCommit = (kind.is === 'commit' && written.size > 0) || (kind.is === 'write' && !this.inTransaction);
      const crossed = isCommit ? boundaries.cross(`commit ${[...written].join(' ')}`) : () => {};
      if (isCommit || kind.is === 'rollback') written.clear();
      const answer: unknown = Reflect.apply(work, statement, given);
      crossed();
      return answer;
    };
    Object.defineProperty(statement, method, { value: counted });
    return statement;
  };
  const executed = function (this: Sqlite.Database, text: string): Sqlite.Database {
    for (const part of each ? statementsOf(text) : [text]) {
      written.add('schema');
      const crossed = each ? boundaries.cross(`statement ${part.slice(0, 60)}`) : () => {};
      Reflect.apply(exec, this, [part]);
      crossed();
    }
    return this;
  };
  Object.defineProperty(Sqlite.prototype, 'prepare', { value: prepared });
  Object.defineProperty(Sqlite.prototype, 'exec', { value: executed });
}

function countPostgres(boundaries: Boundaries, each: boolean): void {
  const { query } = pg.Client.prototype;
  const open = new WeakMap<pg.Client, Set<string>>();
  const counted = function (this: pg.Client, ...given: unknown[]): unknown {
    const [text] = given;
    if (typeof text !== 'string') return Reflect.apply(query, this, given);
    const parts = each ? statementsOf(text) : [];
    if (parts.length > 1) return inParts(this, parts);
    const kind = kindOf(text);
    const written = open.get(this);
    if (kind.is === 'begin') open.set(this, new Set());
    if (kind.is === 'write') written?.add(kind.table);
    const isCommit =
      (kind.is === 'commit' && written !== undefined && written.size > 0) ||
      (kind.is === 'write' && written === undefined);
    const label = kind.is === 'write' ? kind.table : [...(written ?? [])].join(' ');
    if (kind.is === 'commit' || kind.is === 'rollback') open.delete(this);
    if (!isCommit) return Reflect.apply(query, this, given);
    return crossing(`commit ${label}`, () => Reflect.apply(query, this, given));
  };

  async function inParts(client: pg.Client, parts: readonly string[]): Promise<unknown> {
    let answer: unknown;
    for (const part of parts) {
      open.get(client)?.add('schema');
      answer = await crossing(`statement ${part.slice(0, 60)}`, () => Reflect.apply(query, client, [part]));
    }
    return answer;
  }

  async function crossing(what: string, work: () => unknown): Promise<unknown> {
    const crossed = boundaries.cross(what);
    const answer = await work();
    crossed();
    return answer;
  }

  Object.defineProperty(pg.Client.prototype, 'query', { value: counted });
}

type Kind =
  | { readonly is: 'begin' | 'commit' | 'rollback' | 'other' }
  | { readonly is: 'write'; readonly table: string };

function kindOf(text: string): Kind {
  const start = /^\s*(\w+)/.exec(text)?.[1]?.toLowerCase();
  if (start === 'begin' || start === 'start') return { is: 'begin' };
  if (start === 'commit') return { is: 'commit' };
  // Also “rollback to”: what it undoes has been added to the list, which makes the list only longer.
  if (start === 'rollback') return { is: /^\s*rollback to/i.test(text) ? 'other' : 'rollback' };
  if (start === 'select' || start === undefined) return { is: 'other' };
  const table = /^\s*(?:insert\s+(?:or\s+\w+\s+)?into|update|delete\s+from)\s+"?(\w+)/i.exec(text)?.[1];
  return table === undefined ? { is: 'other' } : { is: 'write', table };
}

/** The statements of a migration's text; they end at the end of a line. */
const statementsOf = (text: string): string[] =>
  text
    .split(/;[ \t]*$/m)
    .map((part) => part.trim())
    .filter((part) => part.replaceAll(/^\s*--.*$/gm, '').trim() !== '');
