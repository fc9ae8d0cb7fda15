import { isRecord } from '../json.ts';

const TEXTS = new Set(['text', 'alt_text', 'title', 'value', 'url', 'label']);

/** The characters that people can read in blocks, and what buttons carry, all together. */
export function charactersIn(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, item) => sum + charactersIn(item), 0);
  if (!isRecord(value)) return 0;
  return Object.entries(value).reduce(
    (sum, [name, part]) => sum + (typeof part === 'string' && TEXTS.has(name) ? part.length : charactersIn(part)),
    0,
  );
}
