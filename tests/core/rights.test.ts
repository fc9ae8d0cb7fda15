import { expect, it } from 'vitest';
import { managesAny } from '../../src/core/rights.ts';

it('managers of either team and admins change what concerns everybody, and nobody else', () => {
  expect(managesAny({ manages: ['marketing'], isAdmin: false })).toBe(true);
  expect(managesAny({ manages: [], isAdmin: true })).toBe(true);
  expect(managesAny({ manages: [], isAdmin: false })).toBe(false);
});
