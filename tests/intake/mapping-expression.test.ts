import { describe, expect, it } from 'vitest';
import { parseExpression } from '../../src/intake/mapping/mapping-expression.ts';

const key = (name: string) => ({ kind: 'key', name });

describe('the language of a mapping', () => {
  it.each([
    ['email', [key('email')]],
    [' data.First Name ', [key('data'), key('First Name')]],
    ['What’s your role? (a|b)', [key('What’s your role? (a|b)')]],
    ['a["b.c"].d', [key('a'), key('b.c'), key('d')]],
    ['a[0][ 12 ].b', [key('a'), { kind: 'index', at: 0 }, { kind: 'index', at: 12 }, key('b')]],
    ['[0].a', [{ kind: 'index', at: 0 }, key('a')]],
    ['a.0.b', [key('a'), key('0'), key('b')]],
    [
      'answers[field.ref=email].email',
      [key('answers'), { kind: 'where', path: ['field', 'ref'], equals: 'email' }, key('email')],
    ],
    ["f[label = 'Is it [x]? ']", [key('f'), { kind: 'where', path: ['label'], equals: 'Is it [x]? ' }]],
    ['f[label=A = B]', [key('f'), { kind: 'where', path: ['label'], equals: 'A = B' }]],
  ])('%s is a path', (text, steps) => {
    expect(parseExpression(text)).toEqual({ kind: 'ok', expression: [{ kind: 'path', steps, written: text.trim() }] });
  });

  it.each([["'Website'"], ['"Website"'], ['‘Website’'], ['’Website’'], ['“Website”']])('%s is a text', (text) => {
    expect(parseExpression(text)).toEqual({
      kind: 'ok',
      expression: [{ kind: 'constant', value: 'Website', written: text }],
    });
  });

  it('has alternatives, best first', () => {
    expect(parseExpression("a.b||c || 'd || e'")).toMatchObject({
      kind: 'ok',
      expression: [{ written: 'a.b' }, { written: 'c' }, { kind: 'constant', value: 'd || e' }],
    });
  });

  it.each([
    '',
    ' ',
    '||',
    'a ||',
    '|| a',
    'a || || b',
    '.',
    '.a',
    'a.',
    'a..b',
    'a]',
    'a[',
    'a[]',
    'a[b]',
    'a[=b]',
    'a[b=c',
    "'a",
    "'a' b",
    'a[0]b',
    'a["b"',
    'a.b.'.repeat(4),
    'x'.repeat(501),
    Array(13).fill('a').join('.'),
  ])('%j has a fault', (text) => {
    expect(parseExpression(text)).toEqual({ kind: 'fault', why: expect.any(String) });
  });
});
