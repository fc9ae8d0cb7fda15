import { oneLine } from './field-text.ts';

const LONGEST = 254;
const ADDRESS = /^[^\s@<>()[\]",:;\\]{1,64}@[^\s@<>()[\]",:;\\.]+(\.[^\s@<>()[\]",:;\\.]+)+$/u;

/** An address as it was written, case kept; also out of `Ada <ada@example.com>` and `mailto:ada@example.com`. */
export function readEmail(text: string): string | undefined {
  const line = oneLine(text, LONGEST * 2) ?? '';
  const inBrackets = /<([^<>]*)>$/.exec(line)?.[1] ?? line;
  const address = inBrackets.replace(/^mailto:/i, '').trim();
  return address.length <= LONGEST && ADDRESS.test(address) ? address : undefined;
}

/** Hardly any mail server tells `Ada@` from `ada@`, and people write both. */
export const emailKey = (address: string): string => address.toLowerCase();
