/**
 * `npm run bench`: how fast Baton is, part by part, beside the least that could do the same in the same run. Names of parts
 * choose; `page` measures the playground's page. `--write` puts the table into docs/performance.md, `--rounds 5` lets
 * the programs take turns five times, `--node-red <folder>` measures a Node-RED that is installed there.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { accepting, acceptingOnSlowDisk } from './accepting.ts';
import { acknowledgingOverHttp, acknowledgingOverSockets } from './acknowledging.ts';
import { type Bench, program } from './bench.ts';
import { type Part, tableOf } from './figures.ts';
import { importing } from './importing.ts';
import { machineFacts } from './machine.ts';
import { mixing } from './mixing.ts';
import { openOffice, PEOPLE } from './office.ts';
import { posting } from './posting.ts';
import { pinHarness } from './process.ts';
import { prompting } from './prompting.ts';
import { recovering } from './recovering.ts';
import { routing } from './routing.ts';
import { startSlackStub } from './slack-stub.ts';
import { starting } from './starting.ts';
import { sweeping } from './sweeping.ts';

const PARTS: Readonly<Record<string, (bench: Bench) => Promise<Part>>> = {
  http: acknowledgingOverHttp,
  sockets: acknowledgingOverSockets,
  intake: accepting,
  'slow-disk': acceptingOnSlowDisk,
  posting,
  sweep: sweeping,
  start: starting,
  recovery: recovering,
  mixed: mixing,
  prompts: prompting,
  routing,
  import: importing,
};

/** Between these the tables stand in docs/performance.md. */
const BEGIN = '<!-- Written by `npm run bench -- --write`: -->';
const END = '<!-- until here. -->';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    write: { type: 'boolean', default: false },
    rounds: { type: 'string', default: '5' },
    'node-red': { type: 'string' },
    profile: { type: 'string' },
  },
});

if (positionals.includes('page')) await import('./page.ts');
else await measure(positionals.length === 0 ? Object.keys(PARTS) : positionals);

async function measure(names: readonly string[]): Promise<void> {
  pinHarness();
  const folder = mkdtempSync(join(tmpdir(), 'baton-bench-'));
  const slack = await startSlackStub(PEOPLE);
  const tables: string[] = [await machineFacts(folder)];
  say(tables.join());
  try {
    const bench: Bench = {
      slack,
      folder,
      office: await openOffice(slack, folder),
      rounds: Number(values.rounds),
      nodeRed: values['node-red'],
      slowSync: compileSlowSync(folder),
      nodeArgs: values.profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${values.profile}`],
    };
    for (const name of names) {
      const part = PARTS[name];
      if (part === undefined) throw new Error(`There is no part “${name}”: ${Object.keys(PARTS).join(', ')}, page.`);
      const startedAt = performance.now();
      const table = tableOf(await part(bench));
      tables.push(table);
      say(`${table}(${((performance.now() - startedAt) / 1_000).toFixed(0)} s)\n`);
    }
    if (values.write) writeTables(tables);
  } finally {
    await slack.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function compileSlowSync(folder: string): string | undefined {
  const library = join(folder, 'slow-sync.so');
  const { status } = spawnSync('cc', ['-shared', '-fPIC', '-O2', '-o', library, program('slow-sync.c'), '-ldl']);
  return status === 0 && existsSync(library) ? library : undefined;
}

function writeTables(tables: readonly string[]): void {
  const document = new URL('../docs/performance.md', import.meta.url);
  const text = readFileSync(document, 'utf8');
  const [before, after] = [text.split(BEGIN)[0], text.split(END)[1]];
  if (before === undefined || after === undefined) throw new Error('docs/performance.md has lost its marks.');
  writeFileSync(document, `${before}${BEGIN}\n\n${tables.join('\n')}\n${END}${after}`);
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
