import { expect, it } from 'vitest';
import { remindAt } from '../../src/headsups/reminder.ts';
import { at } from '../core/cases.ts';
import { OFFICE } from '../sla/samples.ts';

it.each([
  ['after a working day', '2026-03-02T10:00Z', '2026-03-09', '2026-03-03T10:00Z'],
  ['after a working day, weekends aside', '2026-03-06T10:00Z', '2026-03-20', '2026-03-09T10:00Z'],
  ['in the morning of its first day, where that comes first', '2026-03-02T15:00Z', '2026-03-03', '2026-03-03T09:00Z'],
  ['after a working day, where it starts today', '2026-03-02T10:00Z', '2026-03-02', '2026-03-03T10:00Z'],
  ['after a working day, where it has started', '2026-03-02T10:00Z', '2026-02-20', '2026-03-03T10:00Z'],
  ['after a working day, where its first morning is right now', '2026-03-03T08:00Z', '2026-03-03', '2026-03-03T17:00Z'],
])('whoever says nothing is reminded %s', (_when, postedAt, startsOn, expected) => {
  expect(new Date(remindAt(OFFICE, at(postedAt), startsOn)).toISOString()).toBe(new Date(at(expected)).toISOString());
});
