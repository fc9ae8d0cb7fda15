import { describe, expect, it } from 'vitest';
import { section } from '../../src/blockkit/blocks.ts';
import {
  bold,
  channelLink,
  code,
  groupMention,
  joined,
  lines,
  link,
  md,
  mention,
  when,
} from '../../src/blockkit/mrkdwn.ts';

const said = (text: { toString(): string }) => text.toString();

describe('words of others in markup of ours', () => {
  it.each([
    ['<!channel>', '*&lt;!channel&gt;*'],
    ['a*b', '*a∗b*'],
    ['`rm`', '*ˋrmˋ*'],
    ['_x_ ~y~', '*ˍxˍ ∼y∼*'],
    ['jo_ann@example.com', '*jo_ann@example.com*'],
    ['Acme\n*Approved*', '*Acme ∗Approved∗*'],
    ['\u202egnp', '*gnp*'],
  ])('%j cannot break it', (text, safe) => {
    expect(said(md`*${text}*`)).toBe(safe);
  });

  it('nor begin a quotation', () => {
    expect(said(md`${'> a > b'}`)).toBe('› a &gt; b');
  });

  it('finished fragments are not escaped again', () => {
    expect(said(md`${bold('A & B')} by ${mention('U1')} in ${channelLink('C1')}, ${3} of ${groupMention('S1')}`)).toBe(
      '*A &amp; B* by <@U1> in <#C1>, 3 of <!subteam^S1>',
    );
  });

  it('bare addresses and names are left alone by Slack', () => {
    expect(section(md`${'https://evil.example @channel'}`).text).toEqual({
      type: 'mrkdwn',
      text: 'https://evil.example @channel',
      verbatim: true,
    });
  });

  it('code keeps everything but its own end', () => {
    expect(said(code('/lead *new* `x` <y>'))).toBe('`/lead *new* ˋxˋ &lt;y&gt;`');
  });

  it.each(['U1>', '', '!channel', 'U1|x'])('"%s" is no id to mention', (id) => {
    expect(() => mention(id)).toThrow(RangeError);
  });
});

describe('links', () => {
  it.each([
    ['https://crm.example/1?a=1&b=2', 'CRM', '<https://crm.example/1?a=1&amp;b=2|CRM>'],
    ['tel:+49301234', '+49 30 1234', '<tel:+49301234|+49 30 1234>'],
    ['mailto:a@b.example', 'a@b.example', '<mailto:a@b.example|a@b.example>'],
    ['mailto:a@b.example?x=<!channel>|y', 'a', '<mailto:a@b.example?x=%3C!channel%3E%7Cy|a>'],
    ['https://a.example/|x>y', '<!here>', '<https://a.example/%7Cx%3Ey|&lt;!here&gt;>'],
    ['javascript:alert(1)', 'press', 'press'],
    ['slack://open', 'press', 'press'],
    ['not an address', '', 'not an address'],
  ])('%s', (url, text, markup) => {
    expect(said(link(url, text))).toBe(markup);
  });
});

it('lines leave out what does not apply', () => {
  expect(said(lines(md`one`, undefined, 'two & three', false))).toBe('one\ntwo &amp; three');
});

it('lists are joined', () => {
  expect(said(joined([mention('U1'), 'a<b'], ', '))).toBe('<@U1>, a&lt;b');
});

it('moments are shown in the zone of each reader', () => {
  expect(said(md`due ${when(1773046859000, 'time', 'Europe/Berlin')}`)).toBe('due <!date^1773046859^{time}|10:00 CET>');
});
