import { expect, it } from 'vitest';
import { remembered } from '../../src/core/remembered.ts';

it('asks once for the same text, and again once it has forgotten', () => {
  const asked: string[] = [];
  const lengthOf = remembered((text) => {
    asked.push(text);
    return { length: text.length };
  }, 2);
  expect(lengthOf('one')).toBe(lengthOf('one'));
  for (const text of ['three', 'five', 'one']) expect(lengthOf(text)).toEqual({ length: text.length });
  expect(asked).toEqual(['one', 'three', 'five', 'one']);
});

it('remembers no failure', () => {
  let failures = 0;
  const opened = remembered((text) => {
    failures += 1;
    if (failures === 1) throw new Error('sealed');
    return text;
  });
  expect(() => opened('x')).toThrow('sealed');
  expect(opened('x')).toBe('x');
});
