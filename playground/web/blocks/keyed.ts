/** Keys for things that may have the same name, or none of their own: the name and which one of that name it is. */
export function keyed<T>(
  items: readonly T[],
  nameOf: (item: T) => string,
): { readonly key: string; readonly item: T }[] {
  const seen = new Map<string, number>();
  return items.map((item) => {
    const name = nameOf(item);
    const nth = (seen.get(name) ?? 0) + 1;
    seen.set(name, nth);
    return { key: `${name} ${nth}`, item };
  });
}
