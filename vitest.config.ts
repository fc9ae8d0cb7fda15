import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { chromium } from './tests/browser/chromium.ts';
import { LongestFirst } from './tests/support/longest-first.ts';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  throw new Error(`Baton's tests need Node 22.18 or newer, not ${process.versions.node}: run them with "npm test".`);
}

const shared = {
  setupFiles: ['tests/support/setup.ts'],
  pool: 'forks' as const,
  // Each file has a process of its own, which need not compile Bolt anew.
  env: { NODE_COMPILE_CACHE: join(tmpdir(), 'baton-tests-compiled') },
  // A wait ends with its condition; these bounds only say when to give up on a busy machine.
  expect: { poll: { timeout: 60_000 } },
  testTimeout: 240_000,
  hookTimeout: 240_000,
};

const bot = {
  test: {
    ...shared,
    name: 'bot',
    include: ['tests/**/*.test.ts'],
    exclude: ['tests/browser/**'],
    globalSetup: ['tests/support/postgres-server.ts', 'tests/browser/left-out.ts'],
    // On two cores: programs that are killed, started and waited for leave some of both to a third.
    maxWorkers: 3,
    sequence: { groupOrder: 0 },
  },
};

/** After all others: what a browser does beside its page takes more of a small machine than any of them. */
const browser = {
  test: {
    ...shared,
    name: 'browser',
    include: ['tests/browser/**/*.test.ts'],
    globalSetup: ['tests/browser/site-server.ts'],
    maxWorkers: 2,
    sequence: { groupOrder: 1 },
  },
};

export default defineConfig({
  test: { projects: chromium === undefined ? [bot] : [bot, browser], sequence: { sequencer: LongestFirst } },
});
