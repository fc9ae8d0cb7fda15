/**
 * The same items in an order that looks like chance, and is the same for the same seed whatever order they came in. Each item's place
 * among others depends on the seed and its own id only: one more leaves the others as they stood.
 */
export function seededOrder<T>(items: readonly T[], seed: string, idOf: (item: T) => string): T[] {
  return items
    .map((item) => ({ item, id: idOf(item), rank: rankOf(`${seed} ${idOf(item)}`) }))
    .toSorted((a, b) => a.rank - b.rank || (a.id < b.id ? -1 : 1))
    .map(({ item }) => item);
}

/** A number of 53 bits that any change of the text changes all over (cyrb53). No secret depends on it. */
function rankOf(text: string): number {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    high = Math.imul(high ^ code, 2654435761);
    low = Math.imul(low ^ code, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return 2 ** 32 * (low & 0x1fffff) + (high >>> 0);
}
