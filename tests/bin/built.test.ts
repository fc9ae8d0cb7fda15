import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { backends } from '../support/backends.ts';
import { formLead } from '../support/form-lead.ts';
import { runProgram } from '../support/process.ts';
import { withDatabase } from '../support/stopped-baton.ts';

describe('the program as one file', () => {
  let copy = '';
  const inCopy = (path: string) => join(copy, path);
  const run = (...args: string[]) => spawnSync(process.execPath, args, { cwd: copy, env: {}, encoding: 'utf8' });

  beforeAll(() => {
    // Its way to node_modules leads over a folder of its own, as if somebody had moved what they unpacked.
    copy = join(mkdtempSync(join(tmpdir(), 'baton-built-')), 'baton');
    mkdirSync(copy);
    for (const path of ['bin', 'src', 'migrations', 'package.json', 'package-lock.json']) {
      cpSync(path, inCopy(path), { recursive: true });
    }
    symlinkSync(resolve('node_modules'), inCopy('node_modules'));
    expect(run('bin/build.mjs')).toMatchObject({ status: 0, stderr: '' });
    appendFileSync(inCopy('dist/baton.mjs'), `process.stdout.write(${JSON.stringify(BUILT)});\n`);
  });
  afterAll(() => rmSync(resolve(copy, '..'), { recursive: true, force: true }));

  it.each(backends)('starts, takes a lead and a click, and ends, on $name', async (backend) => {
    const { slack, env, send, cardsOf } = await withDatabase(backend);
    const baton = runProgram(['start'], env, { program: inCopy('bin/baton.mjs') });
    const port = await baton.port();
    expect(await send(port, 'Acme Robotics')).toBe(200);
    const ana = slack.person('U_ANA');
    await ana.press(await slack.until(() => cardsOf('Acme Robotics')[0]), 'Claim');
    await slack.until(() => ana.dms().some(({ says }) => says.includes(formLead('Acme Robotics').email)));
    baton.child.kill('SIGTERM');
    expect(await baton.ended()).toBe(0);
    expect(baton.complained).toBe('');
    expect(baton.logged('baton.started')).toMatchObject([{ program: 'build' }]);
    expect(baton.said.split('\n')[0]).toBe(BUILT.trim());
  });

  it('is left alone while anything that it was made from is another, and runs again when all is as it was', async () => {
    const { builtFromThis, originOf }: Built = await import(inCopy('bin/built.mjs'));
    const origin = () => originOf(builtFromThis());
    const built = pathToFileURL(inCopy('dist/baton.mjs')).href;
    for (const path of ['src/retros/formats/sailboat.json', 'bin/baton.mjs', 'package.json', 'package-lock.json']) {
      const text = readFileSync(inCopy(path), 'utf8');
      writeFileSync(inCopy(path), text.replace('e', 'E'));
      expect(builtFromThis(), path).toBeUndefined();
      writeFileSync(inCopy(path), text);
      expect(builtFromThis(), path).toBe(built);
    }
    writeFileSync(inCopy('src/core/another.ts'), '');
    expect([builtFromThis(), origin()]).toEqual([undefined, 'changed-sources']);
    const help = () => run('bin/baton.mjs', 'help').stdout;
    const fromSources = help();
    rmSync(inCopy('src/core/another.ts'));
    expect(fromSources).toContain('Usage: baton');
    expect(help()).toBe(`${BUILT}${fromSources}`);
    expect(origin()).toBe('build');
    renameSync(inCopy('dist'), inCopy('away'));
    expect(origin()).toBe('sources');
    renameSync(inCopy('away'), inCopy('dist'));
  });

  it('leaves the playground to the sources', () => {
    const { status, stdout, stderr } = run('bin/baton.mjs', 'playground');
    expect({ status, stdout }).toEqual({ status: 78, stdout: BUILT });
    expect(stderr).toMatch(/^This installation has no playground\..*\n$/);
  });
});

interface Built {
  builtFromThis(): string | undefined;
  originOf(built: string | undefined): string;
}

/** What a built copy says that a test has made say so. */
const BUILT = 'from one file\n';
