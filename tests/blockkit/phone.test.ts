import type { KnownBlock } from '@slack/types';
import { describe, expect, it } from 'vitest';
import { actions, actionsOf, alert, divider, header, section } from '../../src/blockkit/blocks.ts';
import { button, overflow } from '../../src/blockkit/elements.ts';
import { select, textInput } from '../../src/blockkit/inputs.ts';
import { message } from '../../src/blockkit/message.ts';
import { home, modal } from '../../src/blockkit/modal.ts';
import { md } from '../../src/blockkit/mrkdwn.ts';
import { checkMessage, checkView } from '../../src/blockkit/phone.ts';

const buttons = (count: number) => Array.from({ length: count }, (_, at) => button(`Press ${at}`, `a.${at}`));
const menu = (id: string) =>
  overflow(id, [
    { actionId: 'x', value: '1', text: 'X' },
    { actionId: 'y', value: '1', text: 'Y' },
  ]);
const asks = (count: number) => Array.from({ length: count }, (_, at) => textInput(`q${at}`, `Question ${at}`));

it('three buttons and a menu fit', () => {
  expect(checkMessage(message('New lead', [header('New lead'), actions(...buttons(3), menu('m'))]))).toEqual([]);
});

it('each thing of a list may have its own row below its line', () => {
  const things = ['a', 'b'].flatMap((id) => [section(md`Ask ${id}`), actionsOf(id, ...buttons(3))]);
  expect(checkMessage(message('Asks', [...things, actions(...buttons(1))]))).toEqual([]);
});

describe('too much for a phone', () => {
  it.each<[string, KnownBlock[], string]>([
    [
      'a row of no line',
      [actionsOf('a', ...buttons(1))],
      'blocks[0]: the buttons of a thing stand right below its line',
    ],
    [
      'four buttons of a thing',
      [section(md`x`), actionsOf('a', ...buttons(4))],
      'blocks[1]: 4 buttons in a row of at most 3',
    ],
    ['two rows', [actions(...buttons(1)), actions(...buttons(1))], '2 rows of buttons where 1 fits on a phone'],
    ['four buttons', [actions(...buttons(4))], 'blocks[0]: 4 buttons in a row of at most 3'],
    ['two menus', [actions(menu('m'), menu('n'))], 'blocks[0]: 2 menus in a row of at most 1'],
    [
      'another element',
      [actions(select('s', [{ value: '1', text: 'x' }]))],
      'blocks[0]: a row holds buttons and a menu only',
    ],
    [
      'a long label',
      [actions(button('Twenty-one characters', 'a'))],
      'blocks[0]: the button "Twenty-one characters" is longer than 20 characters',
    ],
    [
      'a long label at the side',
      [section(md`x`, button('Twenty-one characters', 'a'))],
      'blocks[0]: the button "Twenty-one characters" is longer than 20 characters',
    ],
  ])('%s', (_, blocks, fault) => {
    expect(checkMessage(message('x', blocks))).toEqual([fault]);
  });

  it('six inputs, unless an admin sets something up', () => {
    const view = modal({ callbackId: 'c', title: 't', blocks: asks(6) });
    expect(checkView(view)).toEqual(['6 inputs where 5 fit on a phone']);
    expect(checkView(view, { inputs: 6 })).toEqual([]);
  });
});

describe("Slack's limits on what was not built here", () => {
  const faultsOf = (...blocks: KnownBlock[]) => checkMessage({ text: 'x', blocks });

  it.each<[string, KnownBlock, RegExp]>([
    ['an empty section', { type: 'section' }, /neither text nor fields/],
    ['a broadcast', { type: 'section', text: { type: 'mrkdwn', text: '<!channel> hi' } }, /isn't escaped/],
    ['a foreign tag', { type: 'section', fields: [{ type: 'mrkdwn', text: 'a <b> c' }] }, /isn't escaped/],
    ['a bare ampersand', { type: 'context', elements: [{ type: 'mrkdwn', text: 'a & b' }] }, /"&"/],
    ['a long header', { type: 'header', text: { type: 'plain_text', text: 'x'.repeat(151) } }, /151 where 1 to 150/],
    ['an empty row', { type: 'actions', elements: [] }, /0 where 1 to 25/],
    ['a notice', alert('info', 'x'), /not allowed in a message/],
    ['an action id twice', actions(button('a', 'x'), button('b', 'x')), /action_id is used twice/],
    [
      'an unknown type',
      {
        type: 'video',
        alt_text: '',
        title: { type: 'plain_text', text: '' },
        thumbnail_url: '',
        video_url: '',
        block_id: 'x'.repeat(256),
      },
      /block_id: 256/,
    ],
  ])('%s', (_, block, fault) => {
    expect(faultsOf(block).join('\n')).toMatch(fault);
  });

  it('a message of 51 blocks, without text, with an id twice', () => {
    const blocks = Array.from({ length: 51 }, () => ({ ...divider(), block_id: 'same' }));
    const faults = checkMessage({ text: ' ', blocks });
    expect(faults).toContain('blocks: 51 where 0 to 50 fit');
    expect(faults).toContain('text: a message without text says nothing in a notification');
    expect(faults).toContain('block_id same is used twice');
  });

  it('a modal with inputs and no button', () => {
    const { submit: _, ...view } = modal({ callbackId: 'c', title: 't', blocks: asks(1) });
    expect(checkView(view)).toEqual(['submit: a modal with inputs needs it']);
  });

  it('App Home may have several rows', () => {
    expect(checkView(home([actions(...buttons(3)), actions(...buttons(3))]))).toEqual([]);
  });
});
