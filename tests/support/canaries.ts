import { expect } from 'vitest';

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
  if (typeof lead !== 'object' || lead === null) return;
  for (const [field, value] of Object.entries(lead)) {
    if (typeof value === 'object') rememberWords(value);
    else if (PERSONAL.test(field) && typeof value === 'string' && value.length >= SHORTEST) words.add(value);
  }
}

const PERSONAL = /^(name|full_name|first_name|last_name|e-?mail|phone|company|message)$/i;
const SHORTEST = 6;

/** Fails the test if an output holds what was remembered, or anything that looks like a token of Slack. */
export function expectNoCanary(output: Output, text: string): void {
  const found = [...secrets, ...words].filter((one) => text.includes(one));
  const tokens = text.match(/\bx(?:ox[bp]|app)-[\w-]+|\bwhsec_[\w+/=-]{10,}/g) ?? [];
  expect([...found, ...tokens], `${output} holds what it must not`).toEqual([]);
}

/** Before each test: what an earlier one remembered is no longer of interest. */
export function forgetCanaries(): void {
  secrets.clear();
  words.clear();
}
