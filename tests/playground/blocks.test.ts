import { expect, it } from 'vitest';
import { validateBlocks, validateView } from '../../playground/server/blocks/validate.ts';
import { clientOf, openOffice, refusalOf } from './office.ts';

const plain = (text: string) => ({ type: 'plain_text', text });
const section = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text } });
const button = (over: object = {}) => ({ type: 'button', text: plain('Press'), action_id: 'press', ...over });
const actions = (...elements: object[]) => ({ type: 'actions', elements });
const select = (over: object = {}) => ({ type: 'static_select', action_id: 's', options: [option('a')], ...over });
const option = (value: string) => ({ text: plain(value), value });
const input = (element: object) => ({ type: 'input', label: plain('Label'), element });
const table = (...rows: string[][]) => ({
  type: 'table',
  rows: rows.map((row) => row.map((text) => ({ type: 'raw_text', text }))),
});
const chart = (series: object[], categories: string[] | undefined = ['x'], title = 'Leads') => ({
  type: 'data_visualization',
  title,
  chart: { type: 'bar', series, ...(categories.length > 0 && { axis_config: { categories } }) },
});
const bars = (name: string, ...labels: string[]) => ({ name, data: labels.map((label) => ({ label, value: 1 })) });
const many = (count: number) => Array.from({ length: count }, (_, at) => `x${at}`);
const long = (length: number) => 'x'.repeat(length);

it.each<[string, object[], string]>([
  ['an unknown block', [{ type: 'nonsense' }], '/blocks/0/type'],
  ['an alert in a message', [{ type: 'alert', text: plain('x') }], '/blocks/0/type'],
  ['an empty section', [{ type: 'section' }], '/blocks/0'],
  ['an empty text', [section('')], '/blocks/0/text/text'],
  ['a text of 3,001 characters', [section(long(3_001))], '/blocks/0/text/text'],
  ['a header of 151 characters', [{ type: 'header', text: plain(long(151)) }], '/blocks/0/text/text'],
  ['formatting in a header', [{ type: 'header', text: { type: 'mrkdwn', text: 'x' } }], '/blocks/0/text/type'],
  ['51 blocks', Array.from({ length: 51 }, () => ({ type: 'divider' })), '/blocks'],
  [
    '26 buttons in a row',
    [actions(...Array.from({ length: 26 }, (_, index) => button({ action_id: `b${index}` })))],
    '/blocks/0/elements',
  ],
  ['a long label', [actions(button({ text: plain(long(76)) }))], '/blocks/0/elements/0/text/text'],
  ['a long value', [actions(button({ value: long(2_001) }))], '/blocks/0/elements/0/value'],
  ['a javascript address', [actions(button({ url: 'javascript:alert(1)' }))], '/blocks/0/elements/0/url'],
  ['an address that is none', [actions(button({ url: 'nowhere' }))], '/blocks/0/elements/0/url'],
  ['an unknown style', [actions(button({ style: 'blue' }))], '/blocks/0/elements/0/style'],
  ['an unknown field', [actions(button({ colour: 'blue' }))], '/blocks/0/elements/0'],
  [
    'a text field in an actions block',
    [actions({ type: 'plain_text_input', action_id: 'x' })],
    '/blocks/0/elements/0/type',
  ],
  ['a button in a context block', [{ type: 'context', elements: [button()] }], '/blocks/0/elements/0/type'],
  ['a menu without options', [actions(select({ options: [] }))], '/blocks/0/elements/0/options'],
  [
    '101 options',
    [actions(select({ options: Array.from({ length: 101 }, (_, index) => option(`${index}`)) }))],
    '/blocks/0/elements/0/options',
  ],
  ['options and groups', [actions(select({ option_groups: [] }))], '/blocks/0/elements/0'],
  ['a choice that is no option', [actions(select({ initial_option: option('b') }))], '/blocks/0/elements/0'],
  [
    'one option in an overflow menu',
    [actions({ type: 'overflow', action_id: 'o', options: [option('a')] })],
    '/blocks/0/elements/0/options',
  ],
  [
    'a date that is none',
    [actions({ type: 'datepicker', action_id: 'd', initial_date: '3.3.2026' })],
    '/blocks/0/elements/0/initial_date',
  ],
  [
    'two blocks of one id',
    [
      { type: 'divider', block_id: 'a' },
      { type: 'divider', block_id: 'a' },
    ],
    '/blocks/1/block_id',
  ],
  ['two actions of one id in a block', [actions(button(), button())], '/blocks/0/elements/1'],
  [
    'two tables',
    [
      { type: 'table', rows: [[{ type: 'raw_text', text: 'x' }]] },
      { type: 'table', rows: [[{ type: 'raw_text', text: 'y' }]] },
    ],
    '/blocks',
  ],
  ['ragged rows', [{ type: 'table', rows: [[{ type: 'raw_text', text: 'x' }], []] }], '/blocks/0'],
  ['101 rows', [table(...many(101).map((word) => [word]))], '/blocks/0/rows'],
  ['21 columns', [table(many(21))], '/blocks/0/rows/0'],
  ['an empty cell', [table([''])], '/blocks/0/rows/0/0/text'],
  ['10,001 characters in a table', [table([long(5_000)], [long(5_001)])], '/blocks/0'],
  ['three charts', many(3).map(() => chart([bars('a', 'x')])), '/blocks'],
  ['a chart with a long title', [chart([bars('a', 'x')], ['x'], long(51))], '/blocks/0/title'],
  ['seven series', [chart(many(7).map((name) => bars(name, 'x')))], '/blocks/0/chart/series'],
  ['21 points', [chart([bars('a', ...many(21))], many(21))], '/blocks/0/chart/axis_config/categories'],
  ['a label of 21 characters', [chart([bars('a', long(21))], [long(21)])], '/blocks/0/chart/series/0/data/0/label'],
  ['two series of one name', [chart([bars('a', 'x'), bars('a', 'x')])], '/blocks/0/chart'],
  ['a series that leaves a category out', [chart([bars('a', 'x')], ['x', 'y'])], '/blocks/0/chart'],
  ['two categories of one name', [chart([bars('a', 'x', 'x')], ['x', 'x'])], '/blocks/0/chart'],
  ['a chart without an axis', [chart([bars('a', 'x')], [])], '/blocks/0/chart'],
  ['eleven fields', [{ type: 'section', fields: Array.from({ length: 11 }, () => plain('x')) }], '/blocks/0/fields'],
])('refuses %s', (_what, blocks, at) => {
  expect(validateBlocks(blocks, 'message').map((fault) => fault.at)).toContain(at);
});

it('takes what Slack takes', () => {
  const blocks = [
    { type: 'header', text: plain('Lead') },
    { ...section('*x*'), accessory: { type: 'overflow', action_id: 'o', options: [option('a'), option('b')] } },
    { type: 'section', fields: [plain('a'), { type: 'mrkdwn', text: 'b' }] },
    {
      type: 'context',
      elements: [
        { type: 'mrkdwn', text: 'c' },
        { type: 'image', image_url: 'https://x.example/a.png', alt_text: 'a' },
      ],
    },
    actions(
      button({
        url: 'https://x.example',
        style: 'primary',
        confirm: { title: plain('Sure?'), text: plain('Really?'), confirm: plain('Yes'), deny: plain('No') },
      }),
      select({ initial_option: option('a') }),
    ),
    {
      type: 'rich_text',
      elements: [
        {
          type: 'rich_text_section',
          elements: [
            { type: 'text', text: 'x', style: { bold: true } },
            { type: 'user', user_id: 'U1' },
          ],
        },
      ],
    },
    {
      type: 'data_visualization',
      title: 'Leads',
      chart: {
        type: 'bar',
        series: [{ name: 'a', data: [{ label: 'x', value: 1 }] }],
        axis_config: { categories: ['x'] },
      },
    },
    { type: 'image', image_url: 'https://x.example/a.png', alt_text: 'a' },
    input({ type: 'plain_text_input', action_id: 'p' }),
    { type: 'divider' },
  ];
  expect(validateBlocks(blocks, 'message')).toEqual([]);
});

const modal = (over: object = {}) => ({
  type: 'modal',
  title: plain('Title'),
  submit: plain('Save'),
  blocks: [section('x')],
  ...over,
});

it.each<[string, object, string]>([
  ['a title of 25 characters', modal({ title: plain(long(25)) }), '/view/title/text'],
  ['private metadata of 3,001 characters', modal({ private_metadata: long(3_001) }), '/view/private_metadata'],
  [
    'inputs without a submit button',
    modal({ submit: undefined, blocks: [input({ type: 'plain_text_input' })] }),
    '/view',
  ],
  ['101 blocks', modal({ blocks: Array.from({ length: 101 }, () => ({ type: 'divider' })) }), '/view/blocks'],
  ['a table in a modal', modal({ blocks: [{ type: 'table', rows: [] }] }), '/view/blocks/0/type'],
  [
    'two first focuses',
    modal({ blocks: [1, 2].map(() => input({ type: 'plain_text_input', focus_on_load: true })) }),
    '/view/blocks',
  ],
  ['a home tab with a title', { type: 'home', title: plain('x'), blocks: [] }, '/view'],
  ['a dialog', { type: 'dialog', blocks: [] }, '/view/type'],
])('refuses %s', (_what, view, at) => {
  expect(validateView(view).map((fault) => fault.at)).toContain(at);
});

it('says where blocks are wrong, as Slack does', async () => {
  const slack = await openOffice();
  const client = clientOf(slack);
  const call = client.apiCall('chat.postMessage', { channel: 'C_LEADS', text: 'x', blocks: [section('')] });
  expect(await refusalOf(call)).toMatchObject({
    error: 'invalid_blocks',
    errors: ['must be more than 0 characters [json-pointer:/blocks/0/text/text]'],
    response_metadata: { messages: ['[ERROR] must be more than 0 characters [json-pointer:/blocks/0/text/text]'] },
  });
  const much = Array.from({ length: 5 }, () => section(long(2_900)));
  const tooMuch = client.apiCall('chat.postMessage', { channel: 'C_LEADS', text: 'x', blocks: much });
  expect(await refusalOf(tooMuch)).toMatchObject({ error: 'msg_blocks_too_long' });
  expect(await client.apiCall('blocks.validate', { blocks: [section('')] })).toMatchObject({
    ok: true,
    errors: [{ pointer: '/blocks/0/text/text' }],
  });
});
