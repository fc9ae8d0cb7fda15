/**
 * Slack's limits as data: what the builders cut to, what `phone.ts` checks and what the strict local Slack refuses.
 * Lengths are UTF-16 code units of the text as sent, entities written out: Slack doesn't document its unit, and code units
 * are never fewer than code points or graphemes, so a text that passes here passes there. Sources: docs.slack.dev/reference/block-kit
 * and limits that only the live service reveals; the latter are marked.
 */

export type Surface = 'message' | 'modal' | 'home';

/** A range for a count or a length; `max` is inclusive. */
export interface Range {
  readonly min?: number;
  readonly max: number;
}

/** Limits of one message, `chat.postMessage` and `chat.update`. */
export const MESSAGE = {
  blocks: { max: 50 },
  /** Above this Slack cuts the text of a new message. */
  text: { max: 40_000 },
  /** Above this Slack splits a new message, and `chat.update` answers `msg_too_long`. */
  wholeText: { max: 4_000 },
  /** Undocumented: above about this many characters in all blocks together, `msg_blocks_too_long` (bolt-js#2509). */
  charactersOfBlocks: { max: 13_200 },
  /** All `markdown` blocks of a message together. */
  charactersOfMarkdown: { max: 12_000 },
  attachments: { max: 100 },
} as const satisfies Record<string, Range>;

/** Limits of a modal and of App Home. */
export const VIEW = {
  blocks: { max: 100 },
  /** UTF-8 bytes of the view's JSON; above it, `view_too_large`. */
  bytes: { max: 250_000 },
  title: { min: 1, max: 24 },
  submit: { min: 1, max: 24 },
  close: { min: 1, max: 24 },
  privateMetadata: { max: 3_000 },
  callbackId: { max: 255 },
  externalId: { max: 255 },
  /** Modals that may lie on one another: `push_limit_reached`. */
  stack: { max: 3 },
} as const satisfies Record<string, Range>;

/** Where each block type may stand. A type that is not listed is `invalid_blocks`. */
export const SURFACES: Readonly<Record<string, readonly Surface[]>> = {
  actions: ['message', 'modal', 'home'],
  alert: ['modal'],
  card: ['message', 'modal', 'home'],
  carousel: ['message', 'home'],
  container: ['message'],
  context: ['message', 'modal', 'home'],
  context_actions: ['message'],
  data_table: ['message'],
  data_visualization: ['message'],
  divider: ['message', 'modal', 'home'],
  header: ['message', 'modal', 'home'],
  image: ['message', 'modal', 'home'],
  input: ['message', 'modal', 'home'],
  markdown: ['message'],
  plan: ['message'],
  rich_text: ['message', 'modal', 'home'],
  section: ['message', 'modal', 'home'],
  table: ['message'],
  task_card: ['message'],
  video: ['message', 'modal', 'home'],
};

/** Limits of each block's own fields: counts of children, lengths of texts. */
export const BLOCK = {
  blockId: { max: 255 },
  actionsElements: { min: 1, max: 25 },
  alertText: { min: 1, max: 200 },
  cardTitle: { min: 1, max: 150 },
  cardBody: { min: 1, max: 200 },
  cardButtons: { max: 3 },
  carouselCards: { min: 1, max: 10 },
  containerTitle: { min: 1, max: 150 },
  containerBlocks: { max: 10 },
  contextElements: { min: 1, max: 10 },
  /** Slack documents no limit of its own for a text in a context block; a section's is known to pass. */
  contextText: { min: 1, max: 3_000 },
  contextActionsElements: { min: 1, max: 5 },
  dataTableRows: { min: 2, max: 101 },
  dataTableColumns: { min: 1, max: 20 },
  dataTableCharacters: { max: 10_000 },
  dataTablePageSize: { min: 1, max: 100 },
  headerText: { min: 1, max: 150 },
  imageAlt: { min: 1, max: 2_000 },
  imageTitle: { min: 1, max: 2_000 },
  imageUrl: { min: 1, max: 3_000 },
  inputLabel: { min: 1, max: 2_000 },
  inputHint: { min: 1, max: 2_000 },
  markdownText: { min: 1, max: 12_000 },
  /** Undocumented; what a section takes is known to pass. */
  richTextText: { max: 3_000 },
  sectionText: { min: 1, max: 3_000 },
  sectionFields: { min: 1, max: 10 },
  sectionField: { min: 1, max: 2_000 },
  tableRows: { min: 1, max: 100 },
  tableColumns: { min: 1, max: 20 },
  /** All cells of a message's tables together. */
  tableCharacters: { max: 10_000 },
} as const satisfies Record<string, Range>;

/** Types of which a message may hold only so many. The second is undocumented and was found live. */
export const PER_MESSAGE: Readonly<Record<string, number>> = { table: 1, data_table: 1, data_visualization: 2 };

/** Native charts; where documentation and adapters disagree, the smaller figure. */
export const CHART = {
  title: { min: 1, max: 50 },
  segments: { min: 1, max: 6 },
  series: { min: 1, max: 6 },
  points: { min: 1, max: 20 },
  label: { min: 1, max: 20 },
  axisLabel: { min: 1, max: 50 },
} as const satisfies Record<string, Range>;

/** Limits of interactive elements and of the objects inside them. */
export const ELEMENT = {
  actionId: { min: 1, max: 255 },
  placeholder: { min: 1, max: 150 },
  buttonText: { min: 1, max: 75 },
  buttonValue: { max: 2_000 },
  buttonUrl: { min: 1, max: 3_000 },
  accessibilityLabel: { max: 75 },
  confirmTitle: { min: 1, max: 100 },
  confirmText: { min: 1, max: 300 },
  confirmButton: { min: 1, max: 30 },
  /** 75 in the types; newer pages say 150 for the value, so 75 holds everywhere. */
  optionText: { min: 1, max: 75 },
  optionValue: { min: 1, max: 75 },
  optionDescription: { min: 1, max: 75 },
  optionUrl: { min: 1, max: 3_000 },
  optionGroups: { min: 1, max: 100 },
  optionGroupLabel: { min: 1, max: 75 },
  overflowOptions: { min: 2, max: 5 },
  checkboxesOptions: { min: 1, max: 10 },
  radioOptions: { min: 1, max: 10 },
  selectOptions: { min: 1, max: 100 },
  plainTextInput: { max: 3_000 },
  fileInputFiles: { min: 1, max: 10 },
  feedbackButtonText: { min: 1, max: 75 },
} as const satisfies Record<string, Range>;

/** Our own rules for a phone's width (design, section 2): Slack allows more. */
export const PHONE = {
  actionRows: { max: 1 },
  rowButtons: { max: 3 },
  rowOverflows: { max: 1 },
  buttonText: { max: 20 },
  modalInputs: { max: 5 },
  tableColumns: { max: 5 },
  chartPoints: { max: 8 },
} as const satisfies Record<string, Range>;
