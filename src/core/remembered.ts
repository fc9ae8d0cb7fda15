/**
 * The same answers of a pure function, for texts that come again and again, such as settings as the database keeps them. What it
 * answers is shared, so nobody may change it. Remembers `most` texts and then begins anew; what throws isn't remembered.
 */
export function remembered<T>(answer: (text: string) => T, most = 100): (text: string) => T {
  const known = new Map<string, { readonly answer: T }>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before.answer;
    const made = answer(text);
    if (known.size >= most) known.clear();
    known.set(text, { answer: made });
    return made;
  };
}
