/** What a payload holds, as text a person can read; undefined for what has no such form (objects, null, NaN). */
export function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : undefined;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (!Array.isArray(value)) return undefined;
  const parts = value.slice(0, MOST_PARTS).flatMap((part) => (Array.isArray(part) ? [] : (textOf(part) ?? [])));
  return parts.length === 0 ? undefined : parts.join(', ');
}

/** One line without control characters, composed (NFC), at most `most` characters; undefined if nothing is left. */
export function oneLine(text: string, most: number): string | undefined {
  return bounded(cleaned(text, most).replace(/\s+/g, ' ').trim(), most);
}

/** Like `oneLine`, but line breaks stay, at most two in a row. */
export function severalLines(text: string, most: number): string | undefined {
  const lines = cleaned(text, most)
    .split('\n')
    .map((line) => line.replace(/\s+/g, ' ').trim());
  return bounded(
    lines
      .join('\n')
      .replace(/\n{3,}/g, '\n\n')
      .trim(),
    most,
  );
}

const MOST_PARTS = 50;
const LINE_BREAK = /\r\n?|[\u0085\u2028\u2029]/g;
// Zero-width joiners (200C, 200D) stay: Persian words and many emoji are written with them.
const INVISIBLE = /(?![\n\t])[\p{Cc}\p{Bidi_Control}\u200b\u2060\ufeff]/gu;

function cleaned(text: string, most: number): string {
  // Composing a megabyte costs more than anybody would read of it.
  const enough = text.slice(0, most * 4).toWellFormed();
  return enough.replace(LINE_BREAK, '\n').replace(INVISIBLE, '').normalize('NFC');
}

function bounded(text: string, most: number): string | undefined {
  if (text === '') return undefined;
  if (text.length <= most) return text;
  // By characters, not by halves of them.
  const whole = Array.from(text.slice(0, most - 1));
  const last = whole.at(-1) ?? '';
  if (!last.isWellFormed()) whole.pop();
  return `${whole.join('').trimEnd()}…`;
}
