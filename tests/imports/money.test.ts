import { expect, it } from 'vitest';
import { readMoney } from '../../src/imports/money.ts';

it.each([
  ['5000', 5_000, undefined],
  ['12.345,67 €', 12_346, 'EUR'],
  ['$12,345.67', 12_346, 'USD'],
  ['12 345 CHF', 12_345, 'CHF'],
  ['1’200', 1_200, undefined],
  ['1.200', 1_200, undefined],
  ['1.2', 1, undefined],
  ['0.125', 0, undefined],
  ['0,750', 1, undefined],
  ['1,234,567', 1_234_567, undefined],
  ['0', 0, undefined],
])('an amount: %s', (text, amount, currency) => {
  expect(readMoney(text)).toEqual({ amount, currency });
});

it.each(['', '-5', 'many', '5 apples', '1.2.3,4,5', '99999999999999'])('no amount: %s', (text) => {
  expect(readMoney(text)).toBeUndefined();
});
