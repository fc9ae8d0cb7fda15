import { defineConfig } from 'vitest/config';
import { chromium } from './tests/browser/chromium.ts';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  throw new Error(`Baton's tests need Node 22.18 or newer, not ${process.versions.node}: run them with "npm test".`);
}

const shared = {
  setupFiles: ['tests/support/setup.ts'],
  pool: 'forks' as const,
  // A wait ends with its condition; these bounds only say when to give up on a busy machine.
  expect: { poll: { timeout: 10_000 } },
  testTimeout: 30_000,
  hookTimeout: 30_000,
};

const bot = {
  test: {
    ...shared,
    name: 'bot',
    include: ['tests/**/*.test.ts'],
    exclude: ['tests/browser/**'],
    globalSetup: ['tests/support/postgres-server.ts', 'tests/browser/left-out.ts'],
    maxWorkers: 2,
    sequence: { groupOrder: 0 },
  },
};

/** After all others and one file at a time: a browser takes both cores of a small machine by itself. */
const browser = {
  test: {
    ...shared,
    name: 'browser',
    include: ['tests/browser/**/*.test.ts'],
    globalSetup: ['tests/browser/site-server.ts'],
    maxWorkers: 1,
    sequence: { groupOrder: 1 },
  },
};

export default defineConfig({
  test: { projects: chromium === undefined ? [bot] : [bot, browser] },
});
