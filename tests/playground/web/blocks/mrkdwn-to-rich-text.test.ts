import { describe, expect, it } from 'vitest';
import { richTextFromMrkdwn, richTextFromPlain } from '../../../../playground/web/blocks/mrkdwn-to-rich-text.ts';

const section = (...elements: object[]) => ({ type: 'rich_text_section', elements });
const quote = (...elements: object[]) => ({ type: 'rich_text_quote', elements });
const text = (words: string, ...styles: string[]) => ({
  type: 'text',
  text: words,
  ...(styles.length > 0 && { style: Object.fromEntries(styles.map((style) => [style, true])) }),
});

const elements = (mrkdwn: string) => richTextFromMrkdwn(mrkdwn).elements;

describe('Slack’s markup becomes rich text', () => {
  it.each([
    [
      '*bold* _slanted_ ~gone~',
      [text('bold', 'bold'), text(' '), text('slanted', 'italic'), text(' '), text('gone', 'strike')],
    ],
    ['*bold with _both_*', [text('bold with ', 'bold'), text('both', 'bold', 'italic')]],
    ['2*3*4 and snake_case_name', [text('2*3*4 and snake_case_name')]],
    ['`/lead *help*`', [text('/lead *help*', 'code')]],
    ['one\ntwo', [text('one'), text('\n'), text('two')]],
    ['# 12 Acme', [text('# 12 Acme')]],
    [
      '<@U_BEN>, <#C_LEADS>',
      [{ type: 'user', user_id: 'U_BEN' }, text(', '), { type: 'channel', channel_id: 'C_LEADS' }],
    ],
    ['*<@U_BEN>*', [{ type: 'user', user_id: 'U_BEN', style: { bold: true } }]],
    ['<!subteam^S_SALES>', [{ type: 'usergroup', usergroup_id: 'S_SALES' }]],
    ['<!here>', [{ type: 'broadcast', range: 'here' }]],
    ['<tel:+4930|call>', [{ type: 'link', url: 'tel:+4930', text: 'call' }]],
    ['<mailto:a@b.example>', [{ type: 'link', url: 'mailto:a@b.example', text: 'a@b.example' }]],
    ['<https://a.example/?a=1&amp;b=2|*here*>', [{ type: 'link', url: 'https://a.example/?a=1&b=2', text: '*here*' }]],
    [
      '<!date^1773046800^{date} {time}|Mon 10:00 CET>',
      [{ type: 'date', timestamp: 1773046800, format: '{date} {time}', fallback: 'Mon 10:00 CET' }],
    ],
    ['at 10:00:30 :wave::skin-tone-3:', [text('at 10:00:30 '), { type: 'emoji', name: 'wave', skin_tone: 3 }]],
    ['```no end', [text('```no end')]],
  ])('%s', (mrkdwn, pieces) => {
    expect(elements(mrkdwn)).toEqual([section(...pieces)]);
  });

  it('keeps lines of a quote together and code to the letter', () => {
    expect(elements('before\n&gt; one\n&gt;two\nafter')).toEqual([
      section(text('before')),
      quote(text('one'), text('\n'), text('two')),
      section(text('after')),
    ]);
    expect(elements('```\na &lt; *b*\n```')).toEqual([{ type: 'rich_text_preformatted', elements: [text('a < *b*')] }]);
  });
});

describe('nothing that was escaped becomes markup', () => {
  it.each([
    ['&lt;@U_ANA&gt;', '<@U_ANA>'],
    ['&lt;https://a.example|x&gt;', '<https://a.example|x>'],
    ['&lt;script&gt;alert(1)&lt;/script&gt;', '<script>alert(1)</script>'],
    ['a &amp;lt; b', 'a &lt; b'],
  ])('%s', (mrkdwn, words) => {
    expect(elements(mrkdwn)).toEqual([section(text(words))]);
  });
});

it('leaves plain text as it is, but for emoji where they are wanted', () => {
  expect(richTextFromPlain('*no* <@U1> :wave:', false).elements).toEqual([section(text('*no* <@U1> :wave:'))]);
  expect(richTextFromPlain('hi :wave:', true).elements).toEqual([
    section(text('hi '), { type: 'emoji', name: 'wave' }),
  ]);
});
