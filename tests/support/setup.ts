import { afterEach, beforeEach, expect, vi } from 'vitest';
import { forgetCanaries } from './canaries.ts';

// dayjs formats in the process's zone; the product sets the same in config.
vi.stubEnv('TZ', 'UTC');

const said: unknown[][] = [];

beforeEach(() => {
  forgetCanaries();
  said.length = 0;
  for (const level of ['error', 'warn'] as const) {
    vi.spyOn(console, level).mockImplementation((...words: unknown[]) => {
      said.push([level, ...words]);
    });
  }
});

afterEach(() => {
  expect(said, 'console.error and console.warn fail a test').toEqual([]);
});
