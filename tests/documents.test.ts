import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';

const documents = globSync(['*.md', 'docs/**/*.md']).map((path) => ({ path, text: readFileSync(path, 'utf8') }));
const architecture = readFileSync('ARCHITECTURE.md', 'utf8');

describe.each(documents)('$path', ({ path, text }) => {
  it('links to files and headings that exist', () => {
    const targets = [...text.matchAll(/\]\((?!https?:)([^)]+)\)/g)].map(([, target = '']) => target);
    const headings = [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) => `#${anchorOf(heading)}`);
    const broken = targets.filter((target) =>
      target.startsWith('#') ? !headings.includes(target) : !existsSync(join(dirname(path), target)),
    );
    expect(broken).toEqual([]);
  });

  it('runs scripts that exist', () => {
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'));
    const run = [...text.matchAll(/\bnpm (?:run ([a-z]+)|(start|test)\b)/g)].map(([, one, other]) => one ?? other);
    expect(run.filter((name = '') => !(name in scripts))).toEqual([]);
  });
});

describe('ARCHITECTURE.md', () => {
  it('names a test for every invariant, and each of them is there', () => {
    const invariants = architecture
      .split('\n## Invariants\n')[1]
      ?.split('\n## ')[0]
      ?.match(/^- [\s\S]*?(?=\n- |\n\n|$)/gm);
    expect(invariants?.length).toBeGreaterThan(15);
    for (const invariant of invariants ?? []) {
      expect(testsIn(invariant).length, invariant).toBeGreaterThan(0);
      expect(missingAmong(testsIn(invariant))).toEqual([]);
    }
  });

  it('maps every folder of the program', () => {
    const folders = readdirSync('src', { withFileTypes: true }).filter((entry) => entry.isDirectory());
    for (const { name } of folders) expect(architecture).toContain(`src/${name}/`);
  });
});

describe('docs/reliability.md', () => {
  const rows = readFileSync('docs/reliability.md', 'utf8').match(/^\| \d+\. .*$/gm) ?? [];

  it('has a row for every fault, in their order', () => {
    const numbers = rows.map((row) => Number(row.match(/\d+/)?.[0]));
    expect(numbers).toEqual(Array.from({ length: 63 }, (_, index) => index + 1));
  });

  it('names a test that is there, or says why there is none', () => {
    for (const row of rows) {
      const shown = row.split(' | ').at(-1) ?? '';
      expect(testsIn(shown).length > 0 || shown.startsWith('no test: '), row).toBe(true);
      expect(missingAmong(testsIn(shown))).toEqual([]);
    }
  });
});

type NamedTest = readonly [path: string, title: string];

/** Tests as documents name them: the file in backticks, then the title in quotation marks. */
const testsIn = (text: string): NamedTest[] =>
  [...text.matchAll(/`(tests\/[^`]+)`,\s+“([^”]+)”/g)].map(([, path = '', title = '']) => [path, title]);

const missingAmong = (tests: readonly NamedTest[]): NamedTest[] =>
  tests.filter(([path, title]) => {
    const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
    return ![`'${title}'`, `"${title}"`, `\`${title}\``].some((quoted) => text.includes(quoted));
  });

/** As code hosts make it: lower case, blanks as hyphens, other signs left out. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^a-z0-9 -]/g, '')
    .replaceAll(' ', '-');
