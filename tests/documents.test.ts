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
      const named = [...invariant.matchAll(/`(tests\/[^`]+)`,\s+“([^”]+)”/g)];
      expect(named.length, invariant).toBeGreaterThan(0);
      for (const [, path = '', name = ''] of named) {
        const text = readFileSync(path, 'utf8');
        expect(
          [`'${name}'`, `"${name}"`, `\`${name}\``].some((quoted) => text.includes(quoted)),
          name,
        ).toBe(true);
      }
    }
  });

  it('maps every folder of the program', () => {
    const folders = readdirSync('src', { withFileTypes: true }).filter((entry) => entry.isDirectory());
    for (const { name } of folders) expect(architecture).toContain(`src/${name}/`);
  });
});

/** As code hosts make it: lower case, blanks as hyphens, other signs left out. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^a-z0-9 -]/g, '')
    .replaceAll(' ', '-');
