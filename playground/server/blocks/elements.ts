import { BLOCK, ELEMENT } from '../../../src/blockkit/limits.ts';
import { isRecord, type Json, records } from '../json.ts';
import { all, boolean, type Check, list, matching, number, object, oneOf, rule, string, typed, url } from './checks.ts';
import {
  anyText,
  confirm,
  mrkdwn,
  optionGroup,
  overflowOption,
  placeholder,
  plainOption,
  plainText,
  richOption,
  slackFile,
} from './composition.ts';
import { richText } from './rich-text.ts';

const interactive = { action_id: string(ELEMENT.actionId) };
const input = { ...interactive, placeholder, focus_on_load: boolean };
const menu = { ...input, confirm };
const date = matching(/^\d{4}-\d{2}-\d{2}$/, 'a date such as 2026-11-21');
const time = matching(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time such as 09:30');

const button = object({
  required: { text: plainText(ELEMENT.buttonText) },
  optional: {
    ...interactive,
    value: string(ELEMENT.buttonValue),
    url: url(ELEMENT.buttonUrl),
    style: oneOf('primary', 'danger'),
    confirm,
    accessibility_label: string(ELEMENT.accessibilityLabel),
  },
});

const image = all(
  object({
    required: { alt_text: string(BLOCK.imageAlt) },
    optional: { image_url: url(BLOCK.imageUrl), slack_file: slackFile },
  }),
  rule((value) => (value.image_url || value.slack_file ? undefined : 'must have an image_url or a slack_file')),
);

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/** What is chosen at first must be one of the options. */
const initialIsOption: Check = rule((element) => {
  const grouped = records(element.option_groups).flatMap((group) => records(group.options));
  const options: Json[] = [...records(element.options), ...grouped];
  const initial = [element.initial_option, element.initial_options].flat().filter(isRecord);
  const isFine = initial.every((one) =>
    options.some((option) => option.value === one.value && same(option.text, one.text)),
  );
  return isFine ? undefined : 'initial option must be one of the options';
});

const eitherOptions = rule((element) =>
  (element.options === undefined) === (element.option_groups === undefined)
    ? 'must have either options or option_groups'
    : undefined,
);

const optionLists = {
  options: list(plainOption, ELEMENT.selectOptions),
  option_groups: list(optionGroup, ELEMENT.optionGroups),
};
const several = { max_selected_items: number({ min: 1 }) };
const filter = {
  filter: object({
    required: {},
    optional: {
      include: list(oneOf('im', 'mpim', 'private', 'public')),
      exclude_external_shared_channels: boolean,
      exclude_bot_users: boolean,
    },
  }),
};
const ids = list(string());
const conversations = { ...menu, ...filter, default_to_current_conversation: boolean };
const responseUrl = { response_url_enabled: boolean };

const textInput = (extra: Readonly<Record<string, Check>>): Check =>
  object({
    required: {},
    optional: { ...input, initial_value: string(ELEMENT.plainTextInput), dispatch_action_config: dispatch, ...extra },
  });

const dispatch = object({
  required: {},
  optional: { trigger_actions_on: list(oneOf('on_enter_pressed', 'on_character_entered')) },
});

const lengths = {
  min_length: number({ min: 0, max: ELEMENT.plainTextInput.max }),
  max_length: number({ min: 1, max: ELEMENT.plainTextInput.max }),
};

/** Every element, by its type. */
const ELEMENTS: Readonly<Record<string, Check>> = {
  button,
  workflow_button: object({
    required: {
      text: plainText(ELEMENT.buttonText),
      workflow: object({ required: { trigger: rule(() => undefined) } }),
    },
    optional: {
      ...interactive,
      style: oneOf('primary', 'danger'),
      accessibility_label: string(ELEMENT.accessibilityLabel),
    },
  }),
  image,
  overflow: object({
    required: { options: list(overflowOption, ELEMENT.overflowOptions) },
    optional: { ...interactive, confirm },
  }),
  checkboxes: all(
    object({
      required: { options: list(richOption, ELEMENT.checkboxesOptions) },
      optional: { ...interactive, initial_options: list(richOption), confirm, focus_on_load: boolean },
    }),
    initialIsOption,
  ),
  radio_buttons: all(
    object({
      required: { options: list(richOption, ELEMENT.radioOptions) },
      optional: { ...interactive, initial_option: richOption, confirm, focus_on_load: boolean },
    }),
    initialIsOption,
  ),
  static_select: all(
    object({ required: {}, optional: { ...menu, ...optionLists, initial_option: plainOption } }),
    eitherOptions,
    initialIsOption,
  ),
  multi_static_select: all(
    object({ required: {}, optional: { ...menu, ...optionLists, ...several, initial_options: list(plainOption) } }),
    eitherOptions,
    initialIsOption,
  ),
  external_select: object({
    required: {},
    optional: { ...menu, initial_option: plainOption, min_query_length: number({ min: 0 }) },
  }),
  multi_external_select: object({
    required: {},
    optional: { ...menu, ...several, initial_options: list(plainOption), min_query_length: number({ min: 0 }) },
  }),
  users_select: object({ required: {}, optional: { ...menu, initial_user: string() } }),
  multi_users_select: object({ required: {}, optional: { ...menu, ...several, initial_users: ids } }),
  conversations_select: object({
    required: {},
    optional: { ...conversations, ...responseUrl, initial_conversation: string() },
  }),
  multi_conversations_select: object({
    required: {},
    optional: { ...conversations, ...several, initial_conversations: ids },
  }),
  channels_select: object({ required: {}, optional: { ...menu, ...responseUrl, initial_channel: string() } }),
  multi_channels_select: object({ required: {}, optional: { ...menu, ...several, initial_channels: ids } }),
  datepicker: object({ required: {}, optional: { ...menu, initial_date: date } }),
  timepicker: object({ required: {}, optional: { ...menu, initial_time: time, timezone: string() } }),
  datetimepicker: object({
    required: {},
    optional: {
      ...interactive,
      confirm,
      focus_on_load: boolean,
      initial_date_time: number({ min: 1e9, max: 9_999_999_999 }),
    },
  }),
  plain_text_input: textInput({ ...lengths, multiline: boolean }),
  email_text_input: textInput({}),
  url_text_input: textInput({}),
  number_input: object({
    required: { is_decimal_allowed: boolean },
    optional: {
      ...input,
      initial_value: string(),
      min_value: string(),
      max_value: string(),
      dispatch_action_config: dispatch,
    },
  }),
  rich_text_input: object({
    required: {},
    optional: {
      ...input,
      initial_value: richText,
      dispatch_action_config: dispatch,
      min_lines: number({ min: 1 }),
      max_lines: number({ min: 1 }),
    },
  }),
  file_input: object({
    required: {},
    optional: {
      ...interactive,
      filetypes: list(string()),
      max_files: number({ min: 1, max: ELEMENT.fileInputFiles.max }),
    },
  }),
  feedback_buttons: object({
    required: { positive_button: feedbackButton(), negative_button: feedbackButton() },
    optional: interactive,
  }),
  icon_button: object({
    required: { icon: oneOf('trash'), text: plainText(ELEMENT.buttonText) },
    optional: {
      ...interactive,
      value: string(ELEMENT.buttonValue),
      confirm,
      accessibility_label: string(ELEMENT.accessibilityLabel),
      visible_to_user_ids: ids,
    },
  }),
};

function feedbackButton(): Check {
  return object({
    required: { text: plainText(ELEMENT.feedbackButtonText), value: string(ELEMENT.buttonValue) },
    optional: { accessibility_label: string(ELEMENT.accessibilityLabel) },
  });
}

const some = (...types: readonly string[]): Check => {
  const allowed = Object.fromEntries(Object.entries(ELEMENTS).filter(([type]) => types.includes(type)));
  return typed(() => allowed);
};

const MENUS = ['static_select', 'external_select', 'users_select', 'conversations_select', 'channels_select'];
const MULTI_MENUS = MENUS.map((menuType) => `multi_${menuType}`);
const CHOICES = ['checkboxes', 'radio_buttons', 'datepicker', 'timepicker'];

/** What may stand in an actions block. */
export const actionElement = some(
  'button',
  'workflow_button',
  'overflow',
  'datetimepicker',
  'rich_text_input',
  ...MENUS,
  ...CHOICES,
);

/** What may stand beside a section's text. */
export const accessory = some('button', 'workflow_button', 'overflow', 'image', ...MENUS, ...MULTI_MENUS, ...CHOICES);

/** What may stand in an input block. */
export const inputElement = some(
  'plain_text_input',
  'email_text_input',
  'url_text_input',
  'number_input',
  'rich_text_input',
  'file_input',
  'datetimepicker',
  ...MENUS,
  ...MULTI_MENUS,
  ...CHOICES,
);

export const contextActionElement = some('feedback_buttons', 'icon_button');
export const cardAction = some('button');
export const imageElement = some('image');

/** What may stand in a context block. */
export const contextElement = typed(() => ({
  image,
  mrkdwn: mrkdwn(BLOCK.contextText),
  plain_text: anyText(BLOCK.contextText),
}));
