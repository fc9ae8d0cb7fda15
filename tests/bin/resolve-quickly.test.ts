import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';

const HOOK = new URL('../../bin/resolve-quickly.mjs', import.meta.url).href;

it('imports of all kinds of files find what they find without it', () => {
  const program = {
    'package.json': '{ "type": "module" }',
    'main.js': `
      import { one } from './parts/one.ts';
      import { two } from './parts/two.ts';
      import { three } from './parts/three.js';
      import { four } from './parts/four.js';
      import old from './old/five.js';
      import older from './old/six.js';
      import seven from './parts/seven.json' with { type: 'json' };
      process.stdout.write([one, two, three, four, old.five, older.six, seven].join(' '));`,
    'parts/one.ts': 'export const one: number = 1;',
    'parts/two.ts': "import { one } from './one.ts';\nexport const two: number = one + 1;",
    'parts/three.js': "import { two } from './two.ts';\nexport const three = two + 1;",
    'parts/four.js': "import { three } from './three.js';\nexport const four = three + 1;",
    'parts/seven.json': '7',
    'old/package.json': '{ "type": "commonjs" }',
    'old/five.js': 'exports.five = 5;',
    'old/six.js': "exports.six = require('./five').five + 1;",
  };
  expect(ran(program)).toMatchObject({ stdout: '1 2 3 4 5 6 7', stderr: '' });
});

it('a file that is missing is named', () => {
  const known = { 'package.json': '{ "type": "module" }', 'main.js': "import './here.js';\nimport './gone.js';" };
  expect(ran({ ...known, 'here.js': '' }).stderr).toContain('gone.js');
  expect(ran({ ...known, 'main.js': "import './elsewhere/gone.js';" }).stderr).toContain('ERR_MODULE_NOT_FOUND');
});

function ran(files: Readonly<Record<string, string>>) {
  const folder = mkdtempSync(join(tmpdir(), 'baton-resolve-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return spawnSync(process.execPath, ['--import', HOOK, join(folder, 'main.js')], { encoding: 'utf8', env: {} });
}
