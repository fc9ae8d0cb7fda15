import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { z } from 'zod';
import { DAY, type Instant } from '../src/core/instants.ts';
import { isoText } from '../src/core/iso-text.ts';
import { type Bench, program } from './bench.ts';
import { megabytes, type Part, seconds } from './figures.ts';
import { launch } from './process.ts';
import { alternate } from './rounds.ts';

const ROWS = 20_000;
const MANY = 100_000;
const AT_ONCE = 500;

const said = z.object({ read: z.number(), wrote: z.number(), most: z.number() });

/** What it costs to bring a file in, beside writing the very rows that come of it and nothing else. */
export async function importing({ folder, rounds }: Bench): Promise<Part> {
  const [some, many] = [fileOf(ROWS, folder), fileOf(MANY, folder)];
  const rowsOf = (round: number) => join(folder, `imported-${round}.db`);
  const taken = await alternate(rounds, {
    baton: async (round) => imported(some, rowsOf(round)),
    floor: async (round) => ({ ...NOTHING, wrote: written(rowsOf(round), join(folder, `floor-${round}.db`)) }),
    many: async (round) => imported(many, join(folder, `many-${round}.db`)),
  });
  const middle = (name: 'baton' | 'floor' | 'many', what: 'read' | 'wrote' | 'most') => taken.middle(name, what);
  return {
    title: 'A file of leads',
    note: NOTE,
    figures: [
      {
        what: `${ROWS.toLocaleString('en')} rows become leads`,
        baton: seconds(middle('baton', 'wrote')),
        floor: seconds(middle('floor', 'wrote')),
        ratio: taken.ratio('baton', 'floor', 'wrote'),
        goal: { most: 4 },
      },
      {
        what: 'their file is read and kept before',
        baton: seconds(middle('baton', 'read')),
        floor: seconds(middle('floor', 'wrote')),
        ratio: middle('baton', 'read') / middle('floor', 'wrote'),
      },
      {
        what: `most memory, ${MANY.toLocaleString('en')} rows beside ${ROWS.toLocaleString('en')}`,
        baton: megabytes(middle('many', 'most')),
        floor: megabytes(middle('baton', 'most')),
        ratio: taken.ratio('many', 'baton', 'most'),
        goal: { most: 1.5 },
      },
    ],
  };
}

const NOTHING = { read: 0, wrote: 0, most: 0 };

async function imported(file: string, path: string): Promise<z.infer<typeof said>> {
  const running = launch({ args: [program('import-program.ts'), file, path] });
  const { text } = await running.line('wrote');
  await running.stop();
  return said.parse(JSON.parse(text));
}

/** The same leads and journals as raw rows into a copy of the same tables, by prepared statements, as many to a commit. */
function written(from: string, into: string): number {
  const source = new Sqlite(from);
  source.exec(`vacuum into '${into}'`);
  const tables = ['leads', 'lead_events'].map((name) => ({
    name,
    columns: source
      .prepare(`select * from ${name}`)
      .columns()
      .map((column) => column.name),
    rows: source.prepare(`select * from ${name}`).raw().all(),
  }));
  source.close();
  const target = new Sqlite(into);
  target.exec('delete from lead_events; delete from leads');
  target.pragma('journal_mode = WAL');
  target.pragma('synchronous = FULL');
  const startedAt = performance.now();
  for (const { name, columns, rows } of tables) {
    const insert = target.prepare(`insert into ${name} (${columns.join()}) values (${columns.map(() => '?').join()})`);
    for (let at = 0; at < rows.length; at += AT_ONCE) {
      target.transaction(() => {
        for (const row of rows.slice(at, at + AT_ONCE)) insert.run(row);
      })();
    }
  }
  const took = performance.now() - startedAt;
  target.close();
  return took;
}

const FIRST_CREATED: Instant = 1_609_459_200_000; // 2021
const FOUR_YEARS = 4 * 365 * DAY;

/** As a CRM exports it: of four years, half of them dated and over, some with words, ten columns. */
function fileOf(rows: number, folder: string): string {
  const path = join(folder, `leads-${rows}.csv`);
  const lines = Array.from({ length: rows }, (_, n) => {
    const createdAt = FIRST_CREATED + ((n * 7_919) % rows) * (FOUR_YEARS / rows);
    const created = isoText(createdAt).slice(0, 16).replace('T', ' ');
    const end = n % 2 === 0 ? `Closed Won,${isoText(createdAt + 90 * DAY).slice(0, 10)},1200 EUR` : 'New,,';
    return `p${n}@c${n % 900}.example,Person,No ${n},Company ${n % 900},+49 30 ${1_000_000 + n},${end},${created},"Wants, if possible, a demo",Fair`;
  });
  const headings =
    'Email,First Name,Last Name,Company,Phone,Lead Status,Close Date,Amount,Create Date,Notes,Lead Source';
  writeFileSync(path, `${headings}\n${lines.join('\n')}\n`);
  return path;
}

const NOTE = `What \`baton import\` does on SQLite: the file is read and its rows are kept; then they become leads, ${AT_ONCE} in a commit, each looked for among those who are known. The floor writes the very rows of \`leads\` and \`lead_events\` that came of it into tables of the same shape, by prepared statements, as many to a commit. Memory is the most that the process held.`;
