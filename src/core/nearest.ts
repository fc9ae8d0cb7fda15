/**
 * The candidate that a person probably meant by a mistyped word: at most one edit for short words, two from five letters
 * on, case aside. Two swapped neighbours are one edit. `undefined` if none is that near.
 */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  const typed = word.toLowerCase();
  let best: { candidate: string; edits: number } | undefined;
  for (const candidate of candidates) {
    const edits = editsBetween(typed, candidate.toLowerCase());
    if (edits <= tolerated(candidate) && (best === undefined || edits < best.edits)) best = { candidate, edits };
  }
  // Someone who stops typing halfway means the word that begins so, if there is only one.
  const begun = candidates.filter((candidate) => typed.length >= 2 && candidate.toLowerCase().startsWith(typed));
  return best?.candidate ?? (begun.length === 1 ? begun[0] : undefined);
}

const tolerated = (candidate: string): number => (candidate.length >= 5 ? 2 : 1);

/** Optimal string alignment distance, as far as it is at most two; infinite for words that differ more in length. */
export function editsBetween(a: string, b: string): number {
  // Foreign words can be long; beyond the tolerance the exact number doesn't matter.
  if (Math.abs(a.length - b.length) > 2) return Number.POSITIVE_INFINITY;
  let [before, row] = [[] as number[], Array.from({ length: b.length + 1 }, (_, at) => at)];
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const [up = 0, left = 0, corner = 0] = [row[j], next[j - 1], row[j - 1]];
      let edits = Math.min(up + 1, left + 1, corner + (a[i - 1] === b[j - 1] ? 0 : 1));
      if (a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) edits = Math.min(edits, (before[j - 2] ?? 0) + 1);
      next.push(edits);
    }
    [before, row] = [row, next];
  }
  return row[b.length] ?? 0;
}
