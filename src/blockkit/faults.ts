import { charactersOf } from './fit.ts';
import { BLOCK, CHART, ELEMENT, MESSAGE, PER_MESSAGE, type Range, SURFACES, type Surface, VIEW } from './limits.ts';

/** A piece of Block Kit as JSON, before anything is known of it. */
export type Tree = Readonly<Record<string, unknown>>;

/** Where a message breaks Slack's limits. */
export function messageFaults(words: string, blocks: readonly Tree[]): string[] {
  const counts = Object.entries(PER_MESSAGE).map(([type, max]) =>
    within(
      blocks.filter((block) => block.type === type),
      { max },
      `${type} blocks`,
    ),
  );
  return [
    ...(words.trim() === '' ? ['text: a message without text says nothing in a notification'] : []),
    ...within(words, MESSAGE.wholeText, 'text'),
    ...markupFaults(words, 'text'),
    ...within(blocks, MESSAGE.blocks, 'blocks'),
    ...counts.flat(),
    ...(charactersOf(blocks) > MESSAGE.charactersOfBlocks.max
      ? [`blocks: ${charactersOf(blocks)} characters in all where ${MESSAGE.charactersOfBlocks.max} fit`]
      : []),
    ...blockFaults(blocks, 'message'),
  ];
}

/** Where a modal or App Home breaks Slack's limits. */
export function viewFaults(view: Tree, blocks: readonly Tree[]): string[] {
  const { type, title, submit, close, private_metadata, callback_id, external_id } = view;
  const faults = [
    ...within(blocks, VIEW.blocks, 'blocks'),
    ...within(private_metadata, VIEW.privateMetadata, 'private_metadata'),
    ...within(callback_id, VIEW.callbackId, 'callback_id'),
    ...within(external_id, VIEW.externalId, 'external_id'),
    ...blockFaults(blocks, type === 'home' ? 'home' : 'modal'),
  ];
  if (new TextEncoder().encode(JSON.stringify(view)).length > VIEW.bytes.max)
    faults.push('the view is larger than 250 kB');
  if (type !== 'modal') return faults;
  const fillable = blocks.some((block) => block.type === 'input');
  if (fillable && submit === undefined) faults.push('submit: a modal with inputs needs it');
  return [
    ...faults,
    ...within(text(title), VIEW.title, 'title'),
    ...(submit === undefined ? [] : within(text(submit), VIEW.submit, 'submit')),
    ...(close === undefined ? [] : within(text(close), VIEW.close, 'close')),
  ];
}

/** The words of a text object; '' of anything else. */
export function text(object: unknown): string {
  const words = tree(object).text;
  return typeof words === 'string' ? words : '';
}

/** The interactive elements of a block: in a row, at its side or inside an input. */
export function elementsOf(block: Tree): Tree[] {
  if (block.type === 'actions') return list(block.elements).map(tree);
  return [block.accessory, block.element].filter((element) => element !== undefined).map(tree);
}

/** Markup that a stranger could have written, or an `&` that Slack would misread. */
export function markupFaults(words: string, where: string): string[] {
  const rest = words.replace(OUR_TOKENS, '');
  const faults: string[] = [];
  if (/[<>]/.test(rest)) faults.push(`${where}: a "<" or ">" that isn't escaped: ${rest.slice(0, 60)}`);
  if (/&(?!amp;|lt;|gt;)/.test(words)) faults.push(`${where}: an "&" that isn't escaped`);
  return faults;
}

// Mentions, links and dates as md makes them. Broadcasts are missing on purpose: nothing of ours calls a whole channel.
const OUR_TOKENS =
  /<(?:[@#]\w+|!subteam\^\w+|!date\^\d+\^[^|<>]+\|[^<>]+|(?:https?|mailto|tel):[^|<>]+(?:\|[^<>]*)?)>/g;

function blockFaults(blocks: readonly Tree[], surface: Surface): string[] {
  const ids = blocks.map((block) => block.block_id).filter((id) => typeof id === 'string');
  const repeated = ids.filter((id, at) => ids.indexOf(id) !== at);
  return [
    ...repeated.map((id) => `block_id ${id} is used twice`),
    ...blocks.flatMap((block, at) =>
      oneBlock(block, surface).map((fault) => `blocks[${at}] ${String(block.type)}: ${fault}`),
    ),
  ];
}

function oneBlock(block: Tree, surface: Surface): string[] {
  const type = String(block.type);
  const elements = elementsOf(block);
  const ids = elements.map((element) => element.action_id);
  return [
    ...(SURFACES[type]?.includes(surface) ? [] : [`not allowed in a ${surface}`]),
    ...within(block.block_id, BLOCK.blockId, 'block_id'),
    ...(new Set(ids).size < ids.length ? ['an action_id is used twice'] : []),
    ...ownFaults(type, block),
    ...elements.flatMap(elementFaults),
    ...textObjects(block).flatMap((object) => (object.type === 'mrkdwn' ? markupFaults(text(object), 'mrkdwn') : [])),
  ];
}

function ownFaults(type: string, block: Tree): string[] {
  switch (type) {
    case 'header':
      return within(text(block.text), BLOCK.headerText, 'text');
    case 'section': {
      const fields = block.fields === undefined ? [] : list(block.fields);
      return [
        ...(block.text === undefined && block.fields === undefined ? ['neither text nor fields'] : []),
        ...(block.text === undefined ? [] : within(text(block.text), BLOCK.sectionText, 'text')),
        ...(block.fields === undefined ? [] : within(fields, BLOCK.sectionFields, 'fields')),
        ...fields.flatMap((field, at) => within(text(field), BLOCK.sectionField, `fields[${at}]`)),
      ];
    }
    case 'context':
      return [
        ...within(list(block.elements), BLOCK.contextElements, 'elements'),
        ...list(block.elements).flatMap((piece) =>
          tree(piece).type === 'image' ? [] : within(text(piece), BLOCK.contextText, 'text'),
        ),
      ];
    case 'actions':
      return within(list(block.elements), BLOCK.actionsElements, 'elements');
    case 'alert':
      return within(text(block.text), BLOCK.alertText, 'text');
    case 'input':
      return [
        ...within(text(block.label), BLOCK.inputLabel, 'label'),
        ...(block.hint === undefined ? [] : within(text(block.hint), BLOCK.inputHint, 'hint')),
      ];
    case 'rich_text':
      return charactersOf(block) > BLOCK.richTextText.max ? [`longer than ${BLOCK.richTextText.max} characters`] : [];
    case 'table':
      return tableFaults(block);
    case 'data_visualization':
      return chartFaults(block);
    case 'image':
      return [
        ...within(block.alt_text, BLOCK.imageAlt, 'alt_text'),
        ...within(block.image_url, BLOCK.imageUrl, 'image_url'),
      ];
    default:
      return [];
  }
}

function tableFaults(block: Tree): string[] {
  const rows = list(block.rows).map(list);
  const widths = new Set(rows.map((row) => row.length));
  return [
    ...within(rows, BLOCK.tableRows, 'rows'),
    ...rows.flatMap((row, at) => within(row, BLOCK.tableColumns, `rows[${at}]`)),
    ...(widths.size > 1 ? ['rows of several widths'] : []),
    ...(rows.flat().some((cell) => text(cell) === '') ? ['a cell without words'] : []),
    ...(charactersOf(rows) > BLOCK.tableCharacters.max ? [`more than ${BLOCK.tableCharacters.max} characters`] : []),
  ];
}

/** Only what is drawn along an axis: no view of ours is a pie. */
function chartFaults(block: Tree): string[] {
  const { series, axis_config } = tree(block.chart);
  const categories = list(tree(axis_config).categories);
  const all = list(series).map(tree);
  const names = all.map(({ name }) => name);
  return [
    ...within(block.title ?? '', CHART.title, 'title'),
    ...within(all, CHART.series, 'series'),
    ...within(categories, CHART.points, 'categories'),
    ...[...names, ...categories].flatMap((label) => within(label ?? '', CHART.label, 'label')),
    ...within(tree(axis_config).y_label, CHART.axisLabel, 'y_label'),
    ...(new Set(names).size < names.length ? ['two series have the same name'] : []),
    ...(new Set(categories).size < categories.length ? ['two categories have the same label'] : []),
    ...all.flatMap(({ data }) => {
      const labels = list(data).map((point) => tree(point).label);
      return labels.join('\n') === categories.join('\n') ? [] : ['a series does not cover every category'];
    }),
  ];
}

const OPTION_COUNTS: Readonly<Record<string, Range>> = {
  overflow: ELEMENT.overflowOptions,
  checkboxes: ELEMENT.checkboxesOptions,
  radio_buttons: ELEMENT.radioOptions,
  static_select: ELEMENT.selectOptions,
  multi_static_select: ELEMENT.selectOptions,
};

function elementFaults(element: Tree): string[] {
  const type = String(element.type);
  const counts = OPTION_COUNTS[type];
  const groups = list(element.option_groups).map(tree);
  const choices = [element, ...groups].flatMap(({ options }) => list(options)).map(tree);
  const values = choices.map((choice) => choice.value);
  return [
    ...(type === 'image' ? [] : within(element.action_id ?? '', ELEMENT.actionId, `${type}.action_id`)),
    ...(type === 'button' ? buttonFaults(element) : []),
    ...(counts !== undefined && element.option_groups === undefined ? within(choices, counts, `${type}.options`) : []),
    ...(element.option_groups === undefined ? [] : within(groups, ELEMENT.optionGroups, `${type}.option_groups`)),
    ...groups.flatMap(({ label, options }) => [
      ...within(text(label), ELEMENT.optionGroupLabel, 'option group label'),
      ...within(list(options), ELEMENT.selectOptions, 'option group options'),
    ]),
    ...(new Set(values).size < values.length ? [`${type}: two options have the same value`] : []),
    ...choices.flatMap((choice) => [
      ...within(text(choice.text), ELEMENT.optionText, 'option text'),
      ...within(choice.value, ELEMENT.optionValue, 'option value'),
      ...(choice.description === undefined
        ? []
        : within(text(choice.description), ELEMENT.optionDescription, 'option description')),
    ]),
    ...(element.placeholder === undefined ? [] : within(text(element.placeholder), ELEMENT.placeholder, 'placeholder')),
    ...(type === 'plain_text_input' ? within(element.initial_value, ELEMENT.plainTextInput, 'initial_value') : []),
    ...confirmFaults(element.confirm),
  ];
}

function buttonFaults(button: Tree): string[] {
  const url = button.url;
  return [
    ...within(text(button.text), ELEMENT.buttonText, 'button text'),
    ...within(button.value, ELEMENT.buttonValue, 'button value'),
    ...within(url, ELEMENT.buttonUrl, 'button url'),
    ...(typeof url === 'string' && !/^https?:/.test(url) ? ['button url: http and https only'] : []),
    ...within(button.accessibility_label, ELEMENT.accessibilityLabel, 'accessibility_label'),
  ];
}

function confirmFaults(confirm: unknown): string[] {
  if (confirm === undefined) return [];
  const { title, text: words, confirm: yes, deny } = tree(confirm);
  return [
    ...within(text(title), ELEMENT.confirmTitle, 'confirm title'),
    ...within(text(words), ELEMENT.confirmText, 'confirm text'),
    ...within(text(yes), ELEMENT.confirmButton, 'confirm button'),
    ...within(text(deny), ELEMENT.confirmButton, 'deny button'),
  ];
}

/** Nothing is wrong with what isn't there; whoever needs it passes ''. */
function within(value: unknown, { min = 0, max }: Range, where: string): string[] {
  if (typeof value !== 'string' && !Array.isArray(value)) return [];
  if (value.length >= min && value.length <= max) return [];
  return [`${where}: ${value.length} where ${min} to ${max} fit`];
}

function textObjects(value: unknown): Tree[] {
  if (Array.isArray(value)) return value.flatMap(textObjects);
  if (typeof value !== 'object' || value === null) return [];
  const self = tree(value);
  return [
    ...('text' in self && typeof self.text === 'string' ? [self] : []),
    ...Object.values(self).flatMap(textObjects),
  ];
}

/** Anything as a piece of Block Kit; what is none has no fields. */
export const tree = (value: unknown): Tree => (isTree(value) ? value : {});

const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null;

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
