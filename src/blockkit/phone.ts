import { ROW_OF } from './blocks.ts';
import { elementsOf, messageFaults, type Tree, text, tree, viewFaults } from './faults.ts';
import { PHONE } from './limits.ts';
import type { MessageContent } from './message.ts';

/**
 * What is wrong with a message, in words for whoever wrote its view; empty if nothing is. Slack's limits, markup that
 * should have been escaped, and the phone rules of the design: one row of at most three buttons and a menu, another one for
 * a thing of a list right below its line, buttons of at most twenty characters, tables and charts no wider than a phone. Its plainer forms too.
 */
export function checkMessage(content: MessageContent): string[] {
  const blocks = trees(content.blocks);
  const rows = blocks.filter((block) => block.type === 'actions' && !isRowOfThing(block)).length;
  return [
    ...messageFaults(content.text, blocks),
    ...(rows > PHONE.actionRows.max ? [`${rows} rows of buttons where ${PHONE.actionRows.max} fits on a phone`] : []),
    ...blocks.flatMap((block, at) =>
      isRowOfThing(block) && blocks[at - 1]?.type !== 'section'
        ? [`blocks[${at}]: the buttons of a thing stand right below its line`]
        : [],
    ),
    ...blocks.flatMap(rowFaults),
    ...blocks.flatMap(widthFaults),
    ...(content.plainer === undefined ? [] : checkMessage(content.plainer).map((fault) => `plainer: ${fault}`)),
  ];
}

/** What Slack draws is squeezed or scrolled on a phone. */
function widthFaults(block: Tree, at: number): string[] {
  const [header] = Array.isArray(block.rows) ? block.rows : [];
  const columns = block.type === 'table' && Array.isArray(header) ? header.length : 0;
  const { categories } = tree(tree(block.chart).axis_config);
  const points = Array.isArray(categories) ? categories.length : 0;
  return [
    ...(columns > PHONE.tableColumns.max
      ? [`blocks[${at}]: ${columns} columns of at most ${PHONE.tableColumns.max}`]
      : []),
    ...(points > PHONE.chartPoints.max ? [`blocks[${at}]: ${points} points of at most ${PHONE.chartPoints.max}`] : []),
  ];
}

/**
 * The same for a modal or App Home. A modal asks at most five things on a phone; `inputs` allows more, in an admin's
 * setup.
 */
export function checkView(
  view: { readonly type: string; readonly blocks: readonly unknown[] },
  { inputs = PHONE.modalInputs.max }: { readonly inputs?: number } = {},
): string[] {
  const blocks = trees(view.blocks);
  const asked = blocks.filter(({ type }) => type === 'input').length;
  return [
    ...viewFaults({ ...view }, blocks),
    ...(view.type === 'modal' && asked > inputs ? [`${asked} inputs where ${inputs} fit on a phone`] : []),
    ...blocks.flatMap(rowFaults),
  ];
}

function rowFaults(block: Tree, at: number): string[] {
  const elements = elementsOf(block);
  const buttons = elements.filter(({ type }) => type === 'button');
  const faults = buttons
    .map((button) => text(button.text))
    .filter((label) => label.length > PHONE.buttonText.max)
    .map((label) => `blocks[${at}]: the button "${label}" is longer than ${PHONE.buttonText.max} characters`);
  if (block.type !== 'actions') return faults;
  const menus = elements.filter(({ type }) => type === 'overflow').length;
  if (buttons.length > PHONE.rowButtons.max)
    faults.push(`blocks[${at}]: ${buttons.length} buttons in a row of at most ${PHONE.rowButtons.max}`);
  if (menus > PHONE.rowOverflows.max)
    faults.push(`blocks[${at}]: ${menus} menus in a row of at most ${PHONE.rowOverflows.max}`);
  if (buttons.length + menus < elements.length) faults.push(`blocks[${at}]: a row holds buttons and a menu only`);
  return faults;
}

const isRowOfThing = ({ type, block_id: id }: Tree): boolean =>
  type === 'actions' && typeof id === 'string' && id.startsWith(ROW_OF);

const trees = (blocks: readonly unknown[] = []): Tree[] => blocks.map(tree);
