import fc from 'fast-check';

/** Words that have broken bots: markup, entities, overrides, emoji that must not be cut apart, and sheer length. */
export const nasty: readonly string[] = [
  '<!channel>',
  '<!here|here>',
  '<@U1>',
  '<#C1>',
  '<http://evil.example|bank.com>',
  '<!date^0^{date}|x>',
  '&lt;!channel&gt;',
  '&amp;&',
  '```code```',
  '`*_~bold~_*`',
  '> quoted\n> twice',
  '*fake*\n*Approved by your manager*',
  '\u202egnp.exe\u2066',
  'zero\u200bwidth\u2060\ufeffjoiner\u200d',
  '\u0000\u0007\u001b[31m',
  '👩‍👩‍👧‍👦',
  '🏴󠁧󠁢󠁥󠁮󠁧󠁿',
  'e\u0301'.repeat(40),
  `z${'\u0336'.repeat(500)}`,
  '\ud83d',
  '\u3164',
  '   ',
  '',
  ':fire:',
  '@channel',
  'https://evil.example',
  '<'.repeat(10_000),
  '&'.repeat(10_000),
  '👩‍👩‍👧‍👦'.repeat(1_000),
  'ab '.repeat(4_000),
  '</script><script>alert(1)</script>',
  '|>|',
];

/** One of them, or several run together, shifted so that a limit falls at every place. */
export const hostile = fc.oneof(
  fc.constantFrom(...nasty),
  fc
    .array(fc.oneof(fc.constantFrom(...nasty), fc.string({ unit: 'binary' })), { minLength: 1, maxLength: 5 })
    .map((words) => words.join('')),
  fc
    .tuple(
      fc.constantFrom(20, 24, 30, 75, 100, 150, 200, 300, 2_000, 3_000, 4_000),
      fc.integer({ min: -12, max: 2 }),
      fc.constantFrom(...nasty),
    )
    .map(([limit, shift, word]) => 'x'.repeat(Math.max(0, limit + shift)) + word + word),
);
