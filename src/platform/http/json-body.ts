export type JsonBody =
  | { readonly kind: 'json'; readonly value: unknown }
  | { readonly kind: 'not-json'; readonly why: 'encoding' | 'syntax' | 'too-deep' | 'too-many-fields' };

const DEEPEST = 64;
const MOST_FIELDS = 10_000;
// Only then may a number lose digits, and only then is the slower way of reading worth its time.
const INEXACT = /\d{16}|\d[eE][+-]?\d{3}/;

/**
 * Reads a body as JSON in UTF-8; a byte order mark at its start is skipped. Depth and number of fields are bounded
 * before anything is built (INTAKE-6). Numbers that JavaScript cannot hold exactly, such as the 18-digit
 * ids of advertising forms, are kept as their text.
 */
export function readJson(rawBody: Uint8Array): JsonBody {
  const bounds = checkBounds(rawBody);
  if (bounds !== undefined) return { kind: 'not-json', why: bounds };
  const text = decode(rawBody);
  if (text === undefined) return { kind: 'not-json', why: 'encoding' };
  try {
    return { kind: 'json', value: INEXACT.test(text) ? JSON.parse(text, keepDigits) : JSON.parse(text) };
  } catch {
    return { kind: 'not-json', why: 'syntax' };
  }
}

const UTF8 = new TextDecoder('utf-8', { fatal: true });

function decode(rawBody: Uint8Array): string | undefined {
  try {
    return UTF8.decode(rawBody);
  } catch {
    return undefined;
  }
}

function keepDigits(_key: string, value: unknown, ...[context]: unknown[]): unknown {
  if (typeof value !== 'number' || Number.isSafeInteger(value)) return value;
  const source = sourceOf(context);
  if (source === undefined) return value;
  const isExact = String(value) === source || (Number.isFinite(value) && !/^-?\d+$/.test(source));
  return isExact ? value : source;
}

function sourceOf(context: unknown): string | undefined {
  if (typeof context !== 'object' || context === null || !('source' in context)) return undefined;
  return typeof context.source === 'string' ? context.source : undefined;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const OPENING = new Set([0x5b, 0x7b]);
const CLOSING = new Set([0x5d, 0x7d]);

/** Counts on the bytes: in UTF-8 no byte of a longer character looks like one of these. */
function checkBounds(bytes: Uint8Array): 'too-deep' | 'too-many-fields' | undefined {
  let depth = 0;
  let fields = 0;
  let inText = false;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (byte === undefined) break;
    if (inText) {
      if (byte === BACKSLASH) at += 1;
      else if (byte === QUOTE) inText = false;
    } else if (byte === QUOTE) inText = true;
    else if (byte === COMMA) fields += 1;
    else if (OPENING.has(byte)) depth += 1;
    else if (CLOSING.has(byte)) depth -= 1;
    if (depth > DEEPEST) return 'too-deep';
    if (fields > MOST_FIELDS) return 'too-many-fields';
  }
  return undefined;
}
