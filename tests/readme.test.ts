import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { environment } from '../src/config.ts';
import { SCHEMES } from '../src/intake/endpoints/endpoint.ts';
import { backends } from './support/backends.ts';
import { openOffice } from './support/baton.ts';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');

/** The cells of the first table under a heading, without its first two lines. */
function tableUnder(heading: string): string[][] {
  const [, after = ''] = readme.split(`\n${heading}\n`);
  const [, table = ''] = /\n((?:\|.*\n)+)/.exec(after) ?? [];
  const rows = table.trim().split('\n').slice(2);
  // A bar inside a cell is written \|.
  return rows.map((row) => row.split(/(?<!\\)\|/).slice(1, -1)).map((cells) => cells.map((cell) => cell.trim()));
}

describe('README', () => {
  it('lists the commands that the code knows, in the words of their help', async () => {
    const [backend] = backends;
    if (backend === undefined) throw new Error('SQLite is always there');
    const { app } = await openOffice(backend, { isSetUp: false });
    const known = app.listeners.flatMap(({ commands = [] }) => commands);
    const rows = known.map(({ command, word, usage, summary, isDefault }) => [
      `\`${[command, word, usage].join(' ').trim().replaceAll('|', '\\|')}\``,
      isDefault === true ? `${summary} (without a word, too)` : summary,
    ]);
    expect(new Set(tableUnder('## Commands'))).toEqual(new Set(rows));
  });

  it('names every variable of the environment among the settings', () => {
    const names = tableUnder('## Settings').flatMap(([cell = '']) => cell.match(/[A-Z][A-Z_]+/g) ?? []);
    expect(names.sort()).toEqual(Object.keys(environment.shape).sort());
  });

  it('lists the ways of signing that the intake knows', () => {
    expect(tableUnder('## Send leads').map(([cell = '']) => cell.replaceAll('`', ''))).toEqual([...SCHEMES]);
  });
});
