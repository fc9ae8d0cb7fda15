import type { KnownBlock, ModalView, TableBlock } from '@slack/types';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { validateBlocks } from '../../playground/server/blocks/validate.ts';
import {
  actions,
  alert,
  context,
  divider,
  fields,
  header,
  named,
  plainSection,
  section,
} from '../../src/blockkit/blocks.ts';
import { barChart } from '../../src/blockkit/charts.ts';
import { button, linkButton, options, overflow } from '../../src/blockkit/elements.ts';
import {
  channelInput,
  checkboxesInput,
  dateInput,
  emailInput,
  multiSelectInput,
  numberInput,
  peopleInput,
  personInput,
  radioInput,
  select,
  selectInput,
  textInput,
  timeInput,
} from '../../src/blockkit/inputs.ts';
import { ELEMENT } from '../../src/blockkit/limits.ts';
import { message } from '../../src/blockkit/message.ts';
import { home, modal } from '../../src/blockkit/modal.ts';
import { bold, code, italic, joined, lines, link, md, mention, when } from '../../src/blockkit/mrkdwn.ts';
import { checkMessage, checkView } from '../../src/blockkit/phone.ts';
import { bullets, quote } from '../../src/blockkit/rich-text.ts';
import { table } from '../../src/blockkit/tables.ts';
import { webUrl } from '../../src/blockkit/urls.ts';
import { hostile } from './hostile.ts';

const sure = (text: string) => ({ title: text, text, yes: text, no: text });

const everyMarkup = (text: string) =>
  lines(
    md`*${text}* of ${mention('U1')} ${when(0, 'date-time', 'UTC')}`,
    bold(text),
    italic(text),
    code(text),
    link('https://crm.example/?a=1&b=<|>', text),
    link(text, text),
    joined([text, text], ', '),
  );

const everyBlock = (text: string): KnownBlock[] => [
  header(text),
  section(everyMarkup(text), button(text, 'a.side', { value: 'L1', label: text, confirm: sure(text) })),
  fields([md`${text}`, bold(text)]),
  context(md`${text}`),
  quote(text),
  divider(),
  actions(
    button(text, 'a.one', { style: 'primary' }),
    overflow('a.more', [
      { actionId: 'a.two', value: 'L1', text },
      { actionId: 'a.three', value: 'L1', text },
    ]),
  ),
];

const everyInput = (text: string): KnownBlock[] => [
  textInput('text', text, { initial: text, placeholder: text, hint: text, multiline: true }),
  textInput('short', text, { initial: text, maxLength: 10 }),
  numberInput('number', text, { initial: 5, min: 0, max: 10, placeholder: text }),
  emailInput('email', text, { placeholder: text }),
  selectInput('select', text, [{ value: '1', text, description: text }], { initial: '1' }),
  multiSelectInput('several', text, [{ value: '1', text, description: text }], { placeholder: text }),
  radioInput('radio', text, [{ value: '1', text, description: text }], { initial: '1' }),
  checkboxesInput('checkboxes', text, [{ value: '1', text, description: text }], { initial: ['1'] }),
  personInput('person', text, { initial: 'U1', placeholder: text }),
  peopleInput('people', text, { initial: ['U1'], most: 3 }),
  channelInput('channel', text, { initial: 'C1' }),
  dateInput('date', text, { initial: '2026-03-02' }),
  timeInput('time', text, { initial: '09:00', zone: 'Europe/Berlin' }),
];

const shortButtons = (faults: readonly string[]) =>
  faults.filter((fault) => !/button ".*" is longer than 20/su.test(fault));

describe('whatever strangers write', () => {
  it('a message stays within the limits and holds no markup of theirs', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(shortButtons(checkMessage(message(md`${text}`, everyBlock(text))))).toEqual([]);
        expect(checkMessage(message(text, [bullets([text, text, text]), plainSection(text)]))).toEqual([]);
      }),
    );
  });

  it('a modal and App Home do so too', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const view = modal({
          callbackId: 'c',
          title: text,
          submit: text,
          close: text,
          blocks: [alert('info', text), section(md`${text}`), ...everyInput(text)],
        });
        expect(checkView(view, { inputs: 13 })).toEqual([]);
        expect(shortButtons(checkView(home(everyBlock(text))))).toEqual([]);
      }),
    );
  });

  it('nothing is cut inside a grapheme', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const shown = JSON.stringify([everyBlock(text), everyInput(text)]);
        expect(shown).not.toMatch(/\\ud[89a-f]/);
      }),
    );
  });
});

describe('tables and charts', () => {
  it('stay within what Slack takes and a phone shows, whatever they hold', () => {
    const row = fc.array(hostile, { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(
        fc.array(row, { maxLength: 130 }),
        hostile,
        fc.array(hostile, { minLength: 1, maxLength: 30 }),
        (rows, text, labels) => {
          const columns = [{ title: text }, { title: text, align: 'right' as const }];
          const values = labels.map((_, at) => at);
          const chart = barChart({
            title: text,
            unit: text,
            categories: labels,
            series: labels.map((name) => ({ name, values })),
          });
          expect(checkMessage(message(text, [chart, chart, table(columns, rows)]))).toEqual([]);
          expect(validateBlocks([chart, chart, table(columns, rows)], 'message')).toEqual([]);
        },
      ),
      { numRuns: 50 },
    );
  });

  it('say how many rows are left out', () => {
    const columns = [{ title: 'Source' }, { title: 'Leads' }];
    const rows = (count: number) => Array.from({ length: count }, (_, at) => [`Source ${at}`, '7']);
    const last = (block: ReturnType<typeof table>) => block.rows.at(-1);
    expect(table(columns, rows(99)).rows).toHaveLength(100);
    expect(last(table(columns, rows(99)))).toMatchObject([{ text: 'Source 98' }, { text: '7' }]);
    expect(table(columns, rows(150)).rows).toHaveLength(100);
    expect(last(table(columns, rows(150)))).toMatchObject([{ text: '52 more' }, { text: '–' }]);
    const short = table(columns, rows(150), { most: 200 });
    expect(short.rows.length).toBeLessThan(25);
    expect(JSON.stringify(short).match(/Source \d/g)).toHaveLength(short.rows.length - 2);
  });

  it('draw nothing of nothing: it would cost the whole message', () => {
    expect(() => barChart({ title: 'x', unit: 'leads', categories: [], series: [] })).toThrow(RangeError);
    const series = [{ name: 'a', values: [1] }];
    expect(() => barChart({ title: 'x', unit: 'leads', categories: ['a', 'b'], series })).toThrow(RangeError);
  });

  it('that Slack would refuse are found', () => {
    const chart = barChart({ title: 'x', unit: 'leads', categories: ['a'], series: [{ name: 's', values: [1] }] });
    const wide = table(
      Array.from({ length: 6 }, () => ({ title: 'x' })),
      [],
    );
    const series = [...chart.chart.series, ...chart.chart.series];
    const broken = { ...chart, chart: { ...chart.chart, series, axis_config: { categories: ['a', 'a', 'b'] } } };
    const ragged: TableBlock = { type: 'table', rows: [[{ type: 'raw_text', text: 'x' }], []] };
    expect(checkMessage({ text: 'x', blocks: [wide, broken, ragged] })).toEqual([
      'table blocks: 2 where 0 to 1 fit',
      'blocks[1] data_visualization: two series have the same name',
      'blocks[1] data_visualization: two categories have the same label',
      'blocks[1] data_visualization: a series does not cover every category',
      'blocks[1] data_visualization: a series does not cover every category',
      'blocks[2] table: rows[1]: 0 where 1 to 20 fit',
      'blocks[2] table: rows of several widths',
      'blocks[0]: 6 columns of at most 5',
    ]);
    expect(checkMessage({ text: 'x', plainer: { text: '' } })).toEqual([
      'plainer: text: a message without text says nothing in a notification',
    ]);
  });
});

describe('what does not fit is left out, and said', () => {
  it('of sixty sections a message keeps what Slack takes, and its buttons', () => {
    const many = Array.from({ length: 60 }, (_, at) => section(md`Line ${at}`));
    const { blocks = [] } = message('Report', [header('Report'), ...many, actions(button('Open', 'a'))]);
    expect(blocks).toHaveLength(50);
    expect(blocks.at(-1)?.type).toBe('actions');
    expect(JSON.stringify(blocks.at(-2))).toContain('13 more parts do not fit here.');
    expect(JSON.stringify(blocks.at(-3))).toContain('Line 46');
  });

  it('long paragraphs count against the total of characters', () => {
    const long = Array.from({ length: 10 }, () => plainSection('y'.repeat(2_500)));
    const content = message('Report', long);
    expect(content.blocks).toHaveLength(6);
    expect(checkMessage(content)).toEqual([]);
  });

  it('inputs are never left out', () => {
    const view = modal({
      callbackId: 'c',
      title: 't',
      blocks: [...Array.from({ length: 120 }, () => divider()), textInput('note', 'Note')],
    });
    expect(view.blocks).toHaveLength(100);
    expect(view.blocks.at(-1)).toMatchObject({ block_id: 'note' });
  });

  it('the hundred-and-first choice is dropped, the eleventh fact too', () => {
    const choices = Array.from({ length: 101 }, (_, at) => ({ value: String(at), text: `Choice ${at}` }));
    expect(select('a', choices).options).toHaveLength(100);
    expect(fields(Array.from({ length: 11 }, () => md`x`)).fields).toHaveLength(10);
    expect(context(...Array.from({ length: 11 }, () => md`x`)).elements).toHaveLength(10);
  });
});

describe('our own slips are bugs, not cut', () => {
  it.each([
    ['an action id', () => button('x', 'a'.repeat(256))],
    ['no action id', () => button('x', '')],
    ['a value', () => button('x', 'a', { value: 'v'.repeat(2_001) })],
    ['metadata', () => modal({ callbackId: 'c', title: 't', blocks: [], metadata: 'm'.repeat(3_001) })],
    ["an option's value", () => select('a', [{ value: 'v'.repeat(76), text: 'x' }])],
    ['no options', () => options([], ELEMENT.selectOptions)],
    ['a menu of one', () => overflow('a', [{ actionId: 'b', value: '1', text: 'x' }])],
  ])('%s', (_, build) => {
    expect(build).toThrow(RangeError);
  });
});

describe('shapes', () => {
  it('a modal with inputs can be submitted, one without is closed', () => {
    const buttons = ({ submit, close }: ModalView) => [submit?.text, close?.text];
    expect(buttons(modal({ callbackId: 'c', title: 't', blocks: [textInput('a', 'A')] }))).toEqual(['Save', 'Cancel']);
    expect(buttons(modal({ callbackId: 'c', title: 't', blocks: [divider()] }))).toEqual([undefined, 'Close']);
  });

  it('a menu carries the action that each line stands for', () => {
    const menu = overflow('lead.more', [
      { actionId: 'lead.release', value: '3', text: 'Release' },
      { actionId: 'lead.assign', value: '3', text: 'Assign' },
    ]);
    expect(menu.options.map(({ value }) => value)).toEqual(['lead.release|3', 'lead.assign|3']);
  });

  it('a link button opens web pages only', () => {
    expect(webUrl('javascript:alert(1)')).toBeUndefined();
    expect(webUrl('mailto:a@b.example')).toBeUndefined();
    expect(webUrl(`https://a.example/${'x'.repeat(3_000)}`)).toBeUndefined();
    const url = webUrl('https://crm.example/1');
    expect(url && linkButton('View in CRM', 'crm', url)).toMatchObject({
      url: 'https://crm.example/1',
      action_id: 'crm',
    });
  });

  it('an input that tells at once uses its own id for the action', () => {
    expect(textInput('stage', 'Stage', { live: true })).toMatchObject({
      dispatch_action: true,
      element: { action_id: 'stage' },
    });
    expect(textInput('stage', 'Stage')).toMatchObject({ element: { action_id: 'value' } });
  });

  it('a block can be named', () => {
    expect(named('top', divider())).toEqual({ type: 'divider', block_id: 'top' });
  });

  it('a message without blocks has none', () => {
    expect(message('a < b')).toEqual({ text: 'a &lt; b' });
  });
});
