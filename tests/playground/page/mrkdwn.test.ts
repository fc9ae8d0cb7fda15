import { describe, expect, it } from 'vitest';
import { mrkdwnHtml } from '../../../playground/page/mrkdwn.ts';
import type { Reader } from '../../../playground/page/reader.ts';
import { richTextHtml } from '../../../playground/page/rich-text.ts';

const MONDAY_TEN = Date.parse('2026-03-09T09:00:00Z');

const reader: Reader = {
  id: 'U_ANA',
  zone: 'Europe/Berlin',
  now: MONDAY_TEN,
  nameOf: (person) => ({ U_ANA: 'Ana Ruiz', U_BEN: 'Ben Okafor' })[person] ?? person,
  channelName: (channel) => (channel === 'C_LEADS' ? 'leads' : channel),
  groupName: (group) => (group === 'S_SALES' ? 'sales' : group),
};

const shown = (text: string, of: Reader = reader): string => mrkdwnHtml(text, of).source;

describe('Slack’s markup is drawn as people see it', () => {
  it.each([
    ['*bold* _slanted_ ~gone~', '<b>bold</b> <i>slanted</i> <s>gone</s>'],
    ['*bold with _both_*', '<b>bold with <i>both</i></b>'],
    ['2*3*4 and snake_case_name', '2*3*4 and snake_case_name'],
    ['`/lead *help*`', '<code>/lead *help*</code>'],
    ['```\na < b\n```', '<pre>a &lt; b\n</pre>'],
    ['one\ntwo', 'one<br>two'],
    ['&gt; said', '<q class="line">said</q>'],
    [
      '<@U_BEN> and <@U_ANA>',
      '<span class="mention ">@Ben Okafor</span> and <span class="mention me">@Ana Ruiz</span>',
    ],
    ['<#C_LEADS> <!subteam^S_SALES>', '<span class="mention">#leads</span> <span class="mention">@sales</span>'],
    ['<!here>', '<span class="mention me">@here</span>'],
    ['<tel:+4930|call>', '<a href="tel:+4930" target="_blank" rel="noopener noreferrer">call</a>'],
    [
      '<https://a.example/_x_?a=1&amp;b=2|*here*>',
      '<a href="https://a.example/_x_?a=1&amp;b=2" target="_blank" rel="noopener noreferrer">*here*</a>',
    ],
  ])('%s', (text, html) => {
    expect(shown(text)).toBe(html);
  });

  it('shows a date in the reader’s own zone', () => {
    const token = `<!date^${MONDAY_TEN / 1_000}^{date_short_pretty} at {time}|Mon 10:00 CET>`;
    expect(shown(token)).toBe('<time title="Mon 10:00 CET">today at 10:00</time>');
    expect(shown(token, { ...reader, zone: 'Asia/Tokyo' })).toContain('>today at 18:00<');
    expect(shown(token, { ...reader, now: MONDAY_TEN + 86_400_000 })).toContain('>yesterday at 10:00<');
    expect(shown(token, { ...reader, now: MONDAY_TEN + 3 * 86_400_000 })).toContain('>9 Mar 2026 at 10:00<');
  });
});

describe('nothing foreign becomes markup of the page', () => {
  it.each([
    ['&lt;script&gt;alert(1)&lt;/script&gt;', '&lt;script&gt;alert(1)&lt;/script&gt;'],
    ['"quoted" & \'so\'', '&quot;quoted&quot; &amp; &#39;so&#39;'],
    ['<javascript:alert(1)|press me>', 'press me'],
    [
      '<https://a.example/"onclick="x|l>',
      '<a href="https://a.example/&quot;onclick=&quot;x" target="_blank" rel="noopener noreferrer">l</a>',
    ],
    ['&lt;@U_ANA&gt;', '&lt;@U_ANA&gt;'],
  ])('%s', (text, html) => {
    expect(shown(text)).toBe(html);
  });
});

it('draws quotes, lists and styles of rich text, and their words exactly', () => {
  const text = (words: string, style = {}) => ({ type: 'text', text: words, style });
  const block = {
    type: 'rich_text',
    elements: [
      { type: 'rich_text_quote', elements: [text('*not* <b>bold</b>')] },
      {
        type: 'rich_text_list',
        style: 'bullet',
        elements: [
          { type: 'rich_text_section', elements: [text('one', { bold: true }), { type: 'user', user_id: 'U_BEN' }] },
        ],
      },
    ],
  };
  expect(richTextHtml(block, reader).source).toBe(
    '<div class="rich"><blockquote>*not* &lt;b&gt;bold&lt;/b&gt;</blockquote><ul><li><div><b>one</b><span class="mention ">@Ben Okafor</span></div></li></ul></div>',
  );
});
