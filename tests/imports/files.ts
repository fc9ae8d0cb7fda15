type Written = 'utf-8' | 'utf-16le' | 'utf-16be' | 'latin1';

/** A text as the bytes of a file; UTF-16 gets its mark. */
export function fileOf(text: string, written: Written = 'utf-8'): Uint8Array {
  if (written === 'utf-8' || written === 'latin1') return Buffer.from(text, written);
  const marked = Buffer.from(text.startsWith('\ufeff') ? text : `\ufeff${text}`, 'utf-16le');
  return written === 'utf-16le' ? marked : Buffer.from(marked).swap16();
}

/** The bytes as they come, so many at a time. */
export async function* inParts(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
}
