import { expect, it } from 'vitest';
import { canonicalZone, isZone } from '../../src/core/zones.ts';

it.each([
  ['europe/berlin', 'Europe/Berlin'],
  ['Asia/Kolkata', 'Asia/Kolkata'],
  ['Asia/Calcutta', 'Asia/Calcutta'],
  ['utc', 'UTC'],
])('%s is spelled %s', (name, spelling) => {
  expect(canonicalZone(name)).toBe(spelling);
});

it.each(['Mars/Base', 'Berlin', '+01:00', '', ' ', 'Z', '2026-01-01T00:00Z[Europe/Berlin]'])(
  '"%s" is no zone',
  (name) => {
    expect(isZone(name)).toBe(false);
  },
);
