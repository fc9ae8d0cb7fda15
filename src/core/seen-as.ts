/**
 * Names what somebody has seen: a change says of which words it is, so that one that Slack delivers again, after a newer one, changes
 * nothing. Not secret, and short enough for the value of a button.
 */
export function seenAs(text: string): string {
  let hash = 5381;
  for (const char of text) hash = (Math.imul(hash, 33) ^ (char.codePointAt(0) ?? 0)) >>> 0;
  return hash.toString(36);
}
