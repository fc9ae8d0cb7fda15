import { expect, it } from 'vitest';
import { systemIds } from '../../src/platform/ids.ts';

it('ids are UUIDs that begin with the time, so that those of later rows come later', () => {
  const before = Date.now();
  const ids = Array.from({ length: 1_000 }, () => systemIds.next());
  expect(new Set(ids).size).toBe(1_000);
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  const times = ids.map((id) => Number.parseInt(id.replace('-', '').slice(0, 12), 16));
  expect(times).toEqual(times.toSorted((a, b) => a - b));
  expect(times[0]).toBeGreaterThanOrEqual(before);
  expect(times.at(-1)).toBeLessThanOrEqual(Date.now());
});
