/** What is made when it is asked for first, and then kept: for what takes time to make and isn't needed for a start. */
export function lazily<T>(make: () => T): () => T {
  let made: { readonly it: T } | undefined;
  return () => {
    made ??= { it: make() };
    return made.it;
  };
}
