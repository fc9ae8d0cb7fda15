import { once } from 'node:events';
import { type Command, Option } from 'commander';
import { Temporal } from 'temporal-polyfill';
import { CommandRefused } from './command-refused.ts';
import { readEmail } from './core/email-address.ts';
import { addDays, instantAt } from './core/local-time.ts';
import { isZone } from './core/zones.ts';
import { createExportsOf } from './offline.ts';
import type { Terminal } from './webhook-commands.ts';

/** A terminal that takes much at a time: resolves when there is room for more. */
export type Output = (part: string) => Promise<void>;

interface Days {
  readonly from?: string;
  readonly until?: string;
  readonly zone: string;
}

type Exports = Awaited<ReturnType<typeof createExportsOf>>;

/** `npm run baton -- export leads | reviews | heads-ups | events | minutes | person`: what is kept of leads, for spreadsheets, programs, and those who ask. */
export function addExportCommands(exports: Command, { open }: Pick<Terminal, 'open'>, write: Output): void {
  asTable('leads', 'every lead: stage, owner, times, and how its promise was kept', {
    csv: (exported, range) => exported.leadsAsCsv(range),
    rows: (exported, range) => exported.leads(range),
  });
  asTable('reviews', 'every verdict of the lead reviews that are revealed, a row each', {
    csv: (exported, range) => exported.reviewsAsCsv(range),
    rows: (exported, range) => exported.reviews(range),
  });
  asTable('heads-ups', 'every campaign and change that was announced, a row for each concern', {
    csv: (exported, range) => exported.headsUpsAsCsv(range),
    rows: (exported, range) => exported.headsUps(range),
  });
  withDays(exports.command('events').description('everything that happened to leads, a line of JSON each')).action(
    (days: Days) => within(({ events }) => writeLines(events(rangeOf(days)))),
  );
  exports
    .command('minutes')
    .description('the minutes of a smarketing meeting, as Markdown')
    .option('--number <number>', 'of which meeting; the last one that is over without it')
    .action(({ number: typed }: { readonly number?: string }) =>
      within(async ({ minutes }) => {
        const number = typed === undefined ? undefined : Number(typed);
        if (number !== undefined && !Number.isInteger(number)) throw new CommandRefused('--number is one such as 3.');
        const text = await minutes(number);
        if (text === undefined)
          throw new CommandRefused('There is no such meeting. /baton meeting shows the next one.');
        await write(text);
      }),
    );
  exports
    .command('person <e-mail>')
    .description('everything that is held about one person outside, as JSON')
    .action((typed: string) =>
      within(async ({ person }) => {
        const email = readEmail(typed);
        if (email === undefined) throw new CommandRefused('That is no e-mail address. It is like jane@example.com.');
        await write(`${JSON.stringify(await person(email), null, 2)}\n`);
      }),
    );

  function asTable(
    name: string,
    description: string,
    read: {
      csv(exported: Exports, range: Range): AsyncIterable<string>;
      rows(exported: Exports, range: Range): AsyncIterable<object>;
    },
  ): void {
    withDays(exports.command(name).description(description))
      .addOption(new Option('--format <format>', 'of the output').choices(['csv', 'jsonl']).default('csv'))
      .action(({ format, ...days }: Days & { format: string }) =>
        within(async (exported) => {
          const range = rangeOf(days);
          if (format === 'csv') for await (const part of read.csv(exported, range)) await write(part);
          else await writeLines(read.rows(exported, range));
        }),
      );
  }

  async function writeLines(rows: AsyncIterable<object>): Promise<void> {
    for await (const row of rows) await write(`${JSON.stringify(row)}\n`);
  }

  async function within(use: (exported: Exports) => Promise<void>): Promise<void> {
    const { ports } = await open();
    try {
      await use(await createExportsOf(ports));
    } finally {
      await ports.database.close();
    }
  }
}

/** Writes to the standard output, no faster than whoever reads it. */
export const toOutput: Output = async (part) => {
  if (!process.stdout.write(part)) await once(process.stdout, 'drain');
};

const withDays = (command: Command): Command =>
  command
    .option('--from <date>', 'the first day, such as 2026-03-01')
    .option('--until <date>', 'the last day')
    .option('--zone <zone>', 'where days begin and end, such as Europe/Berlin', 'UTC');

interface Range {
  readonly from: number;
  readonly until: number;
}

function rangeOf({ from, until, zone }: Days): Range {
  if (!isZone(zone)) throw new CommandRefused('--zone is a time zone such as Europe/Berlin.');
  const [first, last] = [dateFrom('--from', from), dateFrom('--until', until)];
  return {
    from: first === undefined ? 0 : instantAt(first, '00:00', zone),
    until: last === undefined ? Number.MAX_SAFE_INTEGER : instantAt(addDays(last, 1), '00:00', zone),
  };
}

/** A day as somebody typed it; undefined if nobody did. */
export function dateFrom(option: string, typed: string | undefined): string | undefined {
  if (typed === undefined) return undefined;
  try {
    return Temporal.PlainDate.from(typed).toString();
  } catch {
    throw new CommandRefused(`${option} is a day such as 2026-03-01.`);
  }
}
