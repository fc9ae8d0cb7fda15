import { record } from '../../server/json.ts';
import { Text, wordsOf } from './text.tsx';

/** A short plain text inside a button or a label; only one with `:names:` of emoji needs the library. */
export function Label({ of }: { readonly of: unknown }) {
  const words = wordsOf(of);
  if (record(of).emoji === false || !/:[\w+-]+:/.test(words)) return words;
  return (
    <span className="kit-inline">
      <Text of={of} />
    </span>
  );
}
