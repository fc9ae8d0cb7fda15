/** How the text of a file is written. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

/** What a file is called on screens, by how it is written. */
export const ENCODING_WORDS: Readonly<Record<Encoding, string>> = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16',
  'utf-16be': 'UTF-16',
  'windows-1252': 'Windows-1252',
};

/** The bytes of a file, part by part. */
export type Bytes = AsyncIterable<Uint8Array>;

export type Recognised =
  | { readonly kind: 'encoding'; readonly encoding: Encoding }
  | { readonly kind: 'refused'; readonly sentence: string };

/**
 * How a file is written: by its mark, else UTF-8 if all of it can be, else Windows-1252, in which Excel writes CSV on many
 * machines. Reads the file to its end, unless its beginning says enough.
 */
export async function recognise(bytes: Bytes): Promise<Recognised> {
  const utf8 = new TextDecoder('utf-8', { fatal: true });
  let isUtf8 = true;
  let isText = true;
  let isEmpty = true;
  for await (const chunk of fromBeginning(bytes)) {
    const early = isEmpty ? byItsBeginning(chunk) : undefined;
    if (early !== undefined) return early;
    isEmpty = false;
    if (chunk.includes(0)) return refused(NOT_TEXT);
    if (isText) isText = !chunk.some((byte) => UNDEFINED_IN_1252.has(byte));
    if (isUtf8) isUtf8 = canBe(utf8, chunk);
  }
  if (isEmpty) return refused('The file is empty.');
  if (isUtf8) isUtf8 = canBe(utf8);
  if (isUtf8) return { kind: 'encoding', encoding: 'utf-8' };
  return isText ? { kind: 'encoding', encoding: 'windows-1252' } : refused(UNKNOWN);
}

/** The text of a file without its mark. What cannot be read as such becomes U+FFFD. */
export async function* decoded(bytes: Bytes, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of bytes) yield decoder.decode(chunk, { stream: true });
  yield decoder.decode();
}

const NOT_TEXT = 'That is no text file. Save it as CSV (UTF-8), please.';
const UNKNOWN =
  'I can’t tell how the text of this file is written: it is neither UTF-8, UTF-16 nor Windows-1252. Save it as CSV (UTF-8), please.';

/** How other files begin that people take for a CSV. */
const SIGNATURES: readonly { readonly begins: readonly number[]; readonly sentence: string }[] = [
  {
    begins: [0x50, 0x4b, 0x03, 0x04],
    sentence: 'That is a workbook or an archive, no CSV. In Excel or Numbers save it as CSV (UTF-8), please.',
  },
  {
    begins: [0xd0, 0xcf, 0x11, 0xe0],
    sentence: 'That is an Excel workbook, no CSV. In Excel save it as CSV (UTF-8), please.',
  },
  { begins: [0x25, 0x50, 0x44, 0x46], sentence: 'That is a PDF, no CSV.' },
  { begins: [0x1f, 0x8b], sentence: 'That file is packed. Unpack it first, please.' },
];

/** Bytes that stand for no character there. */
const UNDEFINED_IN_1252: ReadonlySet<number> = new Set([0x81, 0x8d, 0x8f, 0x90, 0x9d]);

const BEGINNING = 64;

/** The same bytes, and enough of them in the first part to know a file by. */
async function* fromBeginning(bytes: Bytes): AsyncGenerator<Uint8Array> {
  let held: Uint8Array | undefined = new Uint8Array();
  for await (const chunk of bytes) {
    if (held === undefined) {
      yield chunk;
      continue;
    }
    held = Buffer.concat([held, chunk]);
    if (held.length < BEGINNING) continue;
    yield held;
    held = undefined;
  }
  if (held !== undefined && held.length > 0) yield held;
}

function byItsBeginning(chunk: Uint8Array): Recognised | undefined {
  if (beginsWith(chunk, [0xff, 0xfe])) return { kind: 'encoding', encoding: 'utf-16le' };
  if (beginsWith(chunk, [0xfe, 0xff])) return { kind: 'encoding', encoding: 'utf-16be' };
  const other = SIGNATURES.find(({ begins }) => beginsWith(chunk, begins));
  if (other !== undefined) return refused(other.sentence);
  const isWide = chunk.subarray(0, BEGINNING).filter((byte) => byte === 0).length > 5;
  return isWide
    ? refused('The file looks like UTF-16 without the mark at its beginning. Save it as CSV (UTF-8), please.')
    : undefined;
}

const beginsWith = (chunk: Uint8Array, begins: readonly number[]): boolean =>
  begins.every((byte, at) => chunk[at] === byte);

function canBe(decoder: InstanceType<typeof TextDecoder>, chunk?: Uint8Array): boolean {
  try {
    decoder.decode(chunk, { stream: chunk !== undefined });
    return true;
  } catch {
    return false;
  }
}

const refused = (sentence: string): Recognised => ({ kind: 'refused', sentence });
