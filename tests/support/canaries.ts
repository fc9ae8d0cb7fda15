import { expect } from 'vitest';
import { leaksIn, personalWordsOf } from './leaks.ts';

/** Every string of these may be read by operators or scraped: none may hold a secret, or the words of a person outside. */
export type Output = 'the log' | 'the metrics' | 'what the program printed';

const secrets = new Set<string>();
const words = new Set<string>();

/** Whatever it belongs to, no output may hold it from now until the end of the test. */
export function rememberSecret(...all: readonly string[]): void {
  for (const one of all) if (one !== '') secrets.add(one);
}

/** What a lead says about a person: those of its texts that can't stand in an output by chance. */
export function rememberWords(lead: unknown): void {
  for (const one of personalWordsOf(lead)) words.add(one);
}

/** Fails the test if an output holds what was remembered, or anything that looks like a token of Slack or somebody's address. */
export function expectNoCanary(output: Output, text: string): void {
  expect(leaksIn(text, [...secrets, ...words]), `${output} holds what it must not`).toEqual([]);
}

/** Before each test: what an earlier one remembered is no longer of interest. */
export function forgetCanaries(): void {
  secrets.clear();
  words.clear();
}
