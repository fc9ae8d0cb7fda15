import { BLOCK, CHART, ELEMENT, SURFACES } from '../../../src/blockkit/limits.ts';
import { records } from '../json.ts';
import { charactersIn } from './characters.ts';
import { chart } from './charts.ts';
import { all, boolean, type Check, fail, list, number, object, oneOf, rule, string, typed, url } from './checks.ts';
import { anyText, plainText, slackFile } from './composition.ts';
import {
  accessory,
  actionElement,
  cardAction,
  contextActionElement,
  contextElement,
  imageElement,
  inputElement,
} from './elements.ts';
import { richText } from './rich-text.ts';

const id = { block_id: string(BLOCK.blockId) };

const imageSource = rule((image) =>
  image.image_url || image.slack_file ? undefined : 'must have an image_url or a slack_file',
);

const cell = typed(() => ({
  raw_text: object({ required: { text: string({ min: 1, max: BLOCK.tableCharacters.max }) } }),
  raw_number: object({ required: { value: number() }, optional: { text: string() } }),
  rich_text: richText,
}));

const card = all(
  object({
    required: {},
    optional: {
      ...id,
      title: anyText(BLOCK.cardTitle),
      subtitle: anyText(BLOCK.cardTitle),
      body: anyText(BLOCK.cardBody),
      subtext: anyText(BLOCK.cardBody),
      hero_image: imageElement,
      icon: imageElement,
      slack_icon: object({ required: { name: string() } }),
      actions: list(cardAction, BLOCK.cardButtons),
    },
  }),
  rule((value) =>
    ['hero_image', 'title', 'actions', 'body'].some((part) => value[part] !== undefined)
      ? undefined
      : 'must have a hero_image, a title, actions or a body',
  ),
);

const sameWidth = rule((table) => {
  const widths = new Set(
    (Array.isArray(table.rows) ? table.rows : []).map((row) => (Array.isArray(row) ? row.length : 0)),
  );
  return widths.size > 1 ? 'all rows must have the same number of cells' : undefined;
});

/** Every block type, by its name. */
const BLOCK_CHECKS: Readonly<Record<string, Check>> = {
  actions: object({ required: { elements: list(actionElement, BLOCK.actionsElements) }, optional: id }),
  alert: object({
    required: { text: anyText(BLOCK.alertText) },
    optional: { ...id, level: oneOf('default', 'info', 'warning', 'error', 'success') },
  }),
  card,
  carousel: object({
    required: {
      elements: list(
        typed(() => ({ card })),
        BLOCK.carouselCards,
      ),
    },
    optional: id,
  }),
  container: object({
    required: { title: plainText(BLOCK.containerTitle), child_blocks: list(block(), BLOCK.containerBlocks) },
    optional: {
      ...id,
      subtitle: anyText(BLOCK.containerTitle),
      icon: imageElement,
      width: oneOf('narrow', 'standard', 'wide', 'full'),
      is_collapsible: boolean,
      default_collapsed: boolean,
    },
  }),
  context: object({ required: { elements: list(contextElement, BLOCK.contextElements) }, optional: id }),
  context_actions: object({
    required: { elements: list(contextActionElement, BLOCK.contextActionsElements) },
    optional: id,
  }),
  data_table: all(
    object({
      required: { caption: string(), rows: list(list(cell, BLOCK.dataTableColumns), BLOCK.dataTableRows) },
      optional: { ...id, page_size: number(BLOCK.dataTablePageSize), row_header_column_index: number({ min: 0 }) },
    }),
    sameWidth,
    rule((table) =>
      charactersIn([table]) > BLOCK.dataTableCharacters.max ? 'must have fewer characters in its cells' : undefined,
    ),
  ),
  data_visualization: object({ required: { title: string(CHART.title), chart }, optional: id }),
  divider: object({ required: {}, optional: id }),
  header: object({
    required: { text: plainText(BLOCK.headerText) },
    optional: { ...id, level: number({ min: 1, max: 4 }) },
  }),
  image: all(
    object({
      required: { alt_text: string(BLOCK.imageAlt) },
      optional: { ...id, image_url: url(BLOCK.imageUrl), slack_file: slackFile, title: plainText(BLOCK.imageTitle) },
    }),
    imageSource,
  ),
  input: object({
    required: { label: plainText(BLOCK.inputLabel), element: inputElement },
    optional: { ...id, hint: plainText(BLOCK.inputHint), optional: boolean, dispatch_action: boolean },
  }),
  markdown: object({ required: { text: string(BLOCK.markdownText) }, optional: id }),
  plan: object({ required: { title: string() }, optional: { ...id, tasks: list(rule(() => undefined)) } }),
  rich_text: richText,
  section: all(
    object({
      required: {},
      optional: {
        ...id,
        text: anyText(BLOCK.sectionText),
        fields: list(anyText(BLOCK.sectionField), BLOCK.sectionFields),
        accessory,
        expand: boolean,
      },
    }),
    rule((section) => (section.text || section.fields ? undefined : 'missing required field: text')),
  ),
  table: all(
    object({
      required: { rows: list(list(cell, BLOCK.tableColumns), BLOCK.tableRows) },
      optional: {
        ...id,
        column_settings: list(
          object({ required: {}, optional: { align: oneOf('left', 'center', 'right'), is_wrapped: boolean } }),
          BLOCK.tableColumns,
        ),
      },
    }),
    sameWidth,
    rule((table) =>
      charactersIn([table]) > BLOCK.tableCharacters.max ? 'must have fewer characters in its cells' : undefined,
    ),
  ),
  task_card: object({
    required: { task_id: string(), title: string() },
    optional: {
      ...id,
      status: oneOf('pending', 'in_progress', 'complete', 'error'),
      details: richText,
      output: richText,
      sources: list(rule(() => undefined)),
    },
  }),
  video: object({
    required: {
      alt_text: string(),
      title: plainText({ min: 1, max: 200 }),
      thumbnail_url: url(ELEMENT.buttonUrl),
      video_url: url(ELEMENT.buttonUrl),
    },
    optional: {
      ...id,
      author_name: string({ max: 50 }),
      description: plainText({ min: 1, max: 200 }),
      provider_icon_url: url(ELEMENT.buttonUrl),
      provider_name: string({ max: 50 }),
      title_url: url(ELEMENT.buttonUrl),
    },
  }),
};

/** One block, which may stand on this surface. */
export function block(): Check {
  const check = typed(() => BLOCK_CHECKS);
  return (value, place) => {
    check(value, place);
    const [given] = records([value]);
    const surfaces = given && SURFACES[String(given.type)];
    if (surfaces && !surfaces.includes(place.surface)) {
      fail({ ...place, at: `${place.at}/type` }, `unsupported block type in a ${place.surface}: ${String(given.type)}`);
    }
  };
}
