/** What may stand between the cells of a row. */
export const SEPARATORS = [',', ';', '\t'] as const;

export type Separator = (typeof SEPARATORS)[number];

export const SEPARATOR_WORDS: Readonly<Record<Separator, string>> = { ',': 'commas', ';': 'semicolons', '\t': 'tabs' };

/**
 * What separates the cells of a file, by its first line that says something; Excel's own `sep=;` says it outright. Of those
 * that stand there outside quotes it is the most frequent one; of a line without any, the comma.
 */
export function separatorOf(head: string): { readonly separator: Separator; readonly isSaid: boolean } {
  const said = /^sep=([,;\t])\r?\n/i.exec(head)?.[1];
  const named = SEPARATORS.find((one) => one === said);
  if (named !== undefined) return { separator: named, isSaid: true };
  const counts = new Map<Separator, number>();
  let isQuoted = false;
  let hasWords = false;
  for (const sign of head) {
    if (sign === '"') isQuoted = !isQuoted;
    else if (!isQuoted && (sign === '\n' || sign === '\r') && hasWords) break;
    const separator = isQuoted ? undefined : SEPARATORS.find((one) => one === sign);
    if (separator !== undefined) counts.set(separator, (counts.get(separator) ?? 0) + 1);
    if (sign.trim() !== '') hasWords = true;
  }
  const [most] = [...counts].toSorted(([, a], [, b]) => b - a);
  return { separator: most?.[0] ?? ',', isSaid: false };
}
