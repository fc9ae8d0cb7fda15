/** A text as it was before Slack escaped the three signs that its markup is made of. */
export const unescaped = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

/**
 * What somebody typed after a command: Slack sends addresses and links in its markup, and escapes signs. People and channels stay
 * as they came, `<@U1|ann>`: only so do they say who is meant.
 */
export const asTyped = (text: string): string =>
  unescaped(
    text.replace(
      /<((?:mailto:|tel:|https?:)[^<>|]*)(?:\|([^<>]*))?>/g,
      (_all, target: string, shown?: string) => shown || target.replace(/^(?:mailto|tel):/, ''),
    ),
  );
