import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { type Database, openDatabase } from '../src/platform/db/database.ts';
import { nextDue, takeDue } from '../src/platform/jobs/store.ts';
import type { Bench } from './bench.ts';
import { type Figure, ms, type Part } from './figures.ts';
import { median } from './rounds.ts';

const SIZES = [1_000, 100_000, 1_000_000] as const;
const [SMALLEST] = SIZES;
const NOW = 1_000_000_000;
const KINDS = ['lead.card', 'lead.owner', 'sla.look', 'notices.tell', 'home.render'];
const LOOKS = 300;
const AT_ONCE = 8;

/** What it costs the worker to look for due jobs, and to take them, in tables of several sizes. */
export async function sweeping({ folder }: Bench): Promise<Part> {
  const tables = new Map<number, Database>();
  for (const size of SIZES) tables.set(size, await tableOfSize(size, join(folder, `jobs-${size}.db`)));
  const took = new Map<string, number[]>();
  const note = (name: string, value: number) => took.set(name, [...(took.get(name) ?? []), value]);
  // The sizes take turns with every look, so that none has a quieter machine than the others.
  for (let look = 0; look < LOOKS; look += 1) {
    for (const [size, database] of tables) {
      note(`none ${size}`, await timed(() => nextDue(database.db, { kinds: KINDS, except: [] })));
      await makeDue(database, look);
      note(`due ${size}`, await timed(() => take(database)));
    }
  }
  for (const database of tables.values()) await database.close();
  const middle = (name: string) => median(took.get(name) ?? []);
  const figures = ['none', 'due'].flatMap((what) =>
    SIZES.slice(1).map(
      (size): Figure => ({
        what: `${what === 'none' ? 'nothing due' : `${AT_ONCE} due, and taken`}, of ${size.toLocaleString('en')} jobs`,
        baton: ms(middle(`${what} ${size}`)),
        floor: ms(middle(`${what} ${SMALLEST}`)),
        ratio: middle(`${what} ${size}`) / middle(`${what} ${SMALLEST}`),
        goal: { most: 1.5 },
      }),
    ),
  );
  return { title: 'The worker looks for what is due', note: NOTE, figures };
}

/** Most jobs of a long-lived installation are done and kept so that they happen once; a tenth wait for their time. */
async function tableOfSize(size: number, path: string): Promise<Database> {
  const database = openDatabase({ kind: 'sqlite', path });
  await database.migrate();
  const file = new Sqlite(path);
  file.pragma('synchronous = OFF');
  const kinds = KINDS.map((kind, at) => `when ${at} then '${kind}'`).join(' ');
  file.exec(`
    with recursive series (i) as (select 1 union all select i + 1 from series where i < ${size})
    insert into jobs (key, kind, mode, payload, state, run_at, revision, attempts, failures, taken, created_at, done_at)
    select printf('%s:%09d', case i % 5 ${kinds} end, i), case i % 5 ${kinds} end, 'once', '{}',
      case when i % 10 = 0 then 'ready' else 'done' end, ${NOW} + i * 1000, 1, 0, 0, 0, ${NOW},
      case when i % 10 = 0 then null else ${NOW} end
    from series`);
  file.pragma('wal_checkpoint(TRUNCATE)');
  file.close();
  return database;
}

/** Some jobs that wait become due; those of the look before are done. */
async function makeDue({ db }: Database, look: number): Promise<void> {
  await db.updateTable('jobs').set({ state: 'done', lease: null }).where('state', '=', 'running').execute();
  const ready = db.selectFrom('jobs').select('key').where('state', '=', 'ready').orderBy('run_at').limit(AT_ONCE);
  await db
    .updateTable('jobs')
    .set({ run_at: look, state: 'ready' })
    .where(
      'key',
      'in',
      look < AT_ONCE
        ? ready
        : db
            .selectFrom('jobs')
            .select('key')
            .where('run_at', '=', look - 1),
    )
    .execute();
}

function take(database: Database): Promise<unknown> {
  const wanted = { kinds: KINDS, except: [], lease: 1, now: NOW, limit: AT_ONCE };
  return database.transaction((tx) => takeDue(tx, wanted, 'sqlite'));
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

const NOTE = `The two statements with which the worker finds and locks due jobs, on SQLite, in tables of which nine in ten jobs are done. The floor is the same in a table of ${SMALLEST.toLocaleString('en')}.`;
