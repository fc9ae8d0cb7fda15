/** What a deal is worth, in whole units of a currency (ISO 4217). */
export interface Money {
  readonly amount: number;
  readonly currency: string | undefined;
}

const SIGNS: Readonly<Record<string, string>> = { '€': 'EUR', $: 'USD', '£': 'GBP', '¥': 'JPY', zł: 'PLN' };

const HIGHEST = 1_000_000_000_000;

/**
 * An amount as CRMs and spreadsheets write it: `12.345,67 €`, `$12,345.67`, `12 345`, `1'200 CHF`. A single point or comma
 * before exactly three digits separates thousands, unless a zero stands before it. Undefined for what is none, such as a negative one.
 */
export function readMoney(text: string): Money | undefined {
  const typed = text.replace(/[\s\u00a0\u202f'’]/g, '');
  const [, before = '', digits = '', after = ''] = /^([^\d.,-]*)(\d[\d.,]*)([^\d.,]*)$/.exec(typed) ?? [];
  if (digits === '') return undefined;
  const named = before + after;
  const currency = named === '' ? undefined : currencyOf(named);
  if (named !== '' && currency === undefined) return undefined;
  const amount = numberOf(digits);
  return amount === undefined || amount > HIGHEST ? undefined : { amount: Math.round(amount), currency };
}

/** A currency by its code or sign. */
export function currencyOf(text: string): string | undefined {
  const typed = text.trim();
  return SIGNS[typed.toLowerCase()] ?? (/^[a-z]{3}$/i.test(typed) ? typed.toUpperCase() : undefined);
}

/** Digits in groups, and perhaps a part of a unit after another sign. */
const GROUPED = /^(?:\d+|[1-9]\d{0,2}(?:\.\d{2,3})*\.\d{3}|[1-9]\d{0,2}(?:,\d{2,3})*,\d{3})$/;

function numberOf(digits: string): number | undefined {
  if (GROUPED.test(digits)) return Number(digits.replace(/[.,]/g, ''));
  const last = Math.max(digits.lastIndexOf('.'), digits.lastIndexOf(','));
  const [whole, part] = [digits.slice(0, last), digits.slice(last + 1)];
  const isOneSign = whole.includes(digits[last] ?? '');
  return isOneSign || !GROUPED.test(whole) ? undefined : Number(`${whole.replace(/[.,]/g, '')}.${part}`);
}
