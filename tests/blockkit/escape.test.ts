import { describe, expect, it } from 'vitest';
import { clean, cleanLine, cut, cutMrkdwn, escapeText } from '../../src/blockkit/escape.ts';

it('the three characters of markup are escaped, once', () => {
  expect(escapeText('<!channel> & &lt;')).toBe('&lt;!channel&gt; &amp; &amp;lt;');
});

describe('cleaning removes what one cannot see', () => {
  it.each([
    ['directional overrides', '\u202egnp.exe\u2069', 'gnp.exe'],
    ['zero-width characters', 'pay\u200bpal\u2060\ufeff\u00ad', 'paypal'],
    ['controls', 'a\u0000b\u0007c\u001b[31m', 'abc[31m'],
    ['blank letters', '\u3164\u115f', ''],
    ['tags without a flag', 'a\u{e0041}\u{e0042}', 'a'],
    ['joiners that join nothing', 'a\u200db\u200c c\u200d', 'ab c'],
    ['half a character', 'a\ud83d', 'a\ufffd'],
    ['piled marks', `z${'\u0336'.repeat(500)}`, `z${'\u0336'.repeat(8)}`],
    ['line ends of other systems', 'a\r\nb\rc\u2028d', 'a\nb\nc\nd'],
  ])('%s', (_, dirty, tidy) => {
    expect(clean(dirty)).toBe(tidy);
  });

  it.each(['👩‍👩‍👧‍👦', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', '❤️', '👍🏽', 'क्‍ष', 'می‌خواهم', 'Zoë Müller-Łęcki', '日本語', 'line\n\tindented'])(
    'and leaves %s',
    (text) => {
      expect(clean(text)).toBe(text);
    },
  );

  it('on one line, line breaks become spaces', () => {
    expect(cleanLine(' a\n\nb\t c ')).toBe('a b c');
  });

  it('a long hostile text costs no time', () => {
    for (const piece of ['\u200d', '\u{e0041}', '\u0336', '🏴\u{e0041}', 'é\u200d'])
      expect(clean(piece.repeat(100_000)).length).toBeLessThan(400_001);
  });
});

describe('cutting', () => {
  it('leaves what fits', () => {
    expect(cut('abcde', 5)).toBe('abcde');
  });

  it('ends with an ellipsis within the limit', () => {
    expect(cut('abcdef', 5)).toBe('abcd…');
    expect(cut('abc def', 5)).toBe('abc…');
  });

  it('keeps graphemes whole', () => {
    expect(cut('ab👩‍👩‍👧‍👦c', 12)).toBe('ab…');
    expect(cut('ab👩‍👩‍👧‍👦cd', 14)).toBe('ab👩‍👩‍👧‍👦…');
    expect(cut('👩‍👩‍👧‍👦', 5)).toBe('…');
  });

  it('keeps tokens and entities of markup whole', () => {
    expect(cutMrkdwn('ab &amp; c', 6)).toBe('ab…');
    expect(cutMrkdwn('ab <@U12345> c', 10)).toBe('ab…');
    expect(cutMrkdwn('ab <@U1> cdefg', 9)).toBe('ab <@U1>…');
  });
});
