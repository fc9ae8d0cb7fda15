import type {
  Checkboxes,
  InputBlock,
  InputBlockElement,
  MultiStaticSelect,
  RadioButtons,
  StaticSelect,
} from '@slack/types';
import { type Choice, options, ours } from './elements.ts';
import { cut } from './escape.ts';
import { BLOCK, ELEMENT } from './limits.ts';
import { plainLine } from './text.ts';

/** What all inputs share. They are read by block id (values.ts), so the element's own id is always the same. */
export interface InputOptions {
  readonly optional?: boolean;
  readonly hint?: string | undefined;
  /** Tells us at once, before the modal is submitted: of a text on Enter, or with each letter. The action's id is then the block's. */
  readonly live?: boolean | 'as-typed';
  readonly focus?: boolean;
}

export interface TypedOptions extends InputOptions {
  readonly initial?: string | undefined;
  readonly placeholder?: string;
}

export const VALUE = 'value';

export function textInput(
  id: string,
  label: string,
  options: TypedOptions & { multiline?: boolean; minLength?: number; maxLength?: number } = {},
): InputBlock {
  const { initial, multiline, minLength, maxLength = ELEMENT.plainTextInput.max } = options;
  const max = Math.min(maxLength, ELEMENT.plainTextInput.max);
  return input(id, label, options, {
    type: 'plain_text_input',
    max_length: max,
    ...(multiline && { multiline }),
    ...(minLength !== undefined && { min_length: minLength }),
    ...(initial && { initial_value: cut(initial.toWellFormed(), max) }),
    ...(options.live === 'as-typed' && { dispatch_action_config: { trigger_actions_on: ['on_character_entered'] } }),
    ...placeholder(options),
  });
}

export function numberInput(
  id: string,
  label: string,
  options: Omit<TypedOptions, 'initial'> & {
    initial?: number | undefined;
    min?: number;
    max?: number;
    decimals?: boolean;
  } = {},
): InputBlock {
  const { initial, min, max, decimals = false } = options;
  return input(id, label, options, {
    type: 'number_input',
    is_decimal_allowed: decimals,
    ...(min !== undefined && { min_value: String(min) }),
    ...(max !== undefined && { max_value: String(max) }),
    ...(initial !== undefined && { initial_value: String(initial) }),
    ...placeholder(options),
  });
}

export function emailInput(id: string, label: string, options: TypedOptions = {}): InputBlock {
  const { initial } = options;
  return input(id, label, options, {
    type: 'email_text_input',
    ...(initial && { initial_value: initial.toWellFormed() }),
    ...placeholder(options),
  });
}

/** One of up to a hundred choices; the hundred-and-first is left out. */
export function selectInput(
  id: string,
  label: string,
  choices: readonly Choice[],
  options: TypedOptions = {},
): InputBlock {
  return input(id, label, options, { ...selectElement(choices, options.initial), ...placeholder(options) });
}

/** Any of up to a hundred choices. */
export function multiSelectInput(
  id: string,
  label: string,
  choices: readonly Choice[],
  settings: Omit<TypedOptions, 'initial'> & { initial?: readonly string[] } = {},
): InputBlock {
  const all = options(choices, ELEMENT.selectOptions);
  const chosen = all.filter(({ value }) => value !== undefined && settings.initial?.includes(value));
  const element: MultiStaticSelect = {
    type: 'multi_static_select',
    options: all,
    ...(chosen.length > 0 && { initial_options: chosen }),
    ...placeholder(settings),
  };
  return input(id, label, settings, element);
}

/** A choice, and what it stands under where there are many. */
export interface HeadedChoice extends Choice {
  readonly heading: string;
}

/** More choices than that are no more one window: Slack takes 250 kB, and each may hold letters of four bytes. */
export const MOST_HEADED = 500;
/** From so many on each is said in so few letters. */
const MANY = 250;
const SHORT_CHOICE = 40;

/**
 * Any of many choices. Up to a hundred stand in one list; more stand under their headings, a hundred each at most, and a heading is
 * enough of a description there. Those beyond MOST_HEADED are left out.
 */
export function headedMultiSelectInput(
  id: string,
  label: string,
  choices: readonly HeadedChoice[],
  settings: Omit<TypedOptions, 'initial'> & { initial?: readonly string[] } = {},
): InputBlock {
  const most = ELEMENT.selectOptions.max;
  if (choices.length <= most) return multiSelectInput(id, label, choices, settings);
  const shown = choices.slice(0, MOST_HEADED).map(({ value, text, heading }) => ({
    value,
    text: choices.length > MANY ? cut(text, SHORT_CHOICE) : text,
    heading,
  }));
  const groups = [...Map.groupBy(shown, ({ heading }) => heading)].flatMap(([heading, under]) =>
    Array.from({ length: Math.ceil(under.length / most) }, (_, at) => {
      const some = under.slice(at * most, (at + 1) * most);
      const part = under.length > most ? `, ${at * most + 1}–${at * most + some.length}` : '';
      return {
        label: plainLine(
          `${cut(heading, ELEMENT.optionGroupLabel.max - part.length)}${part}`,
          ELEMENT.optionGroupLabel,
        ),
        options: options(some, ELEMENT.selectOptions),
      };
    }),
  );
  const chosen = groups
    .flatMap((group) => group.options)
    .filter(({ value }) => value !== undefined && settings.initial?.includes(value));
  const element: MultiStaticSelect = {
    type: 'multi_static_select',
    option_groups: groups,
    ...(chosen.length > 0 && { initial_options: chosen }),
    ...placeholder(settings),
  };
  return input(id, label, settings, element);
}

/** One of up to ten choices, all in sight. */
export function radioInput(
  id: string,
  label: string,
  choices: readonly Choice[],
  settings: InputOptions & { initial?: string | undefined } = {},
): InputBlock {
  const all = options(choices, ELEMENT.radioOptions);
  const chosen = all.find(({ value }) => value === settings.initial);
  const element: RadioButtons = { type: 'radio_buttons', options: all, ...(chosen && { initial_option: chosen }) };
  return input(id, label, settings, element);
}

/** Any of up to ten choices. */
export function checkboxesInput(
  id: string,
  label: string,
  choices: readonly Choice[],
  settings: InputOptions & { initial?: readonly string[] } = {},
): InputBlock {
  const all = options(choices, ELEMENT.checkboxesOptions);
  const chosen = all.filter(({ value }) => value !== undefined && settings.initial?.includes(value));
  const element: Checkboxes = {
    type: 'checkboxes',
    options: all,
    ...(chosen.length > 0 && { initial_options: chosen }),
  };
  return input(id, label, settings, element);
}

export function personInput(id: string, label: string, options: TypedOptions = {}): InputBlock {
  const { initial } = options;
  return input(id, label, options, {
    type: 'users_select',
    ...(initial && { initial_user: initial }),
    ...placeholder(options),
  });
}

export function peopleInput(
  id: string,
  label: string,
  options: Omit<TypedOptions, 'initial'> & { initial?: readonly string[]; most?: number } = {},
): InputBlock {
  const { initial = [], most } = options;
  return input(id, label, options, {
    type: 'multi_users_select',
    ...(initial.length > 0 && { initial_users: [...initial] }),
    ...(most !== undefined && { max_selected_items: most }),
    ...placeholder(options),
  });
}

/** A channel of this workspace, public or private; not a conversation of people, and none shared with other companies. */
export function channelInput(
  id: string,
  label: string,
  options: TypedOptions & { current?: boolean } = {},
): InputBlock {
  const { initial, current } = options;
  return input(id, label, options, {
    type: 'conversations_select',
    filter: { include: ['public', 'private'], exclude_bot_users: true, exclude_external_shared_channels: true },
    ...(initial && { initial_conversation: initial }),
    ...(current && { default_to_current_conversation: current }),
    ...placeholder(options),
  });
}

/** One file with one of these endings. Needs the scope `files:read`. */
export const fileInput = (
  id: string,
  label: string,
  endings: readonly string[],
  options: InputOptions = {},
): InputBlock => input(id, label, options, { type: 'file_input', filetypes: [...endings], max_files: 1 });

/** `initial` is "YYYY-MM-DD". */
export function dateInput(id: string, label: string, options: TypedOptions = {}): InputBlock {
  const { initial } = options;
  return input(id, label, options, {
    type: 'datepicker',
    ...(initial && { initial_date: initial }),
    ...placeholder(options),
  });
}

/** `initial` is "HH:MM"; `zone` is shown beside it. */
export function timeInput(id: string, label: string, options: TypedOptions & { zone?: string } = {}): InputBlock {
  const { initial, zone } = options;
  return input(id, label, options, {
    type: 'timepicker',
    ...(initial && { initial_time: initial }),
    ...(zone !== undefined && { timezone: zone }),
    ...placeholder(options),
  });
}

/** A menu outside an input block, such as at the side of a section. */
export function select(actionId: string, choices: readonly Choice[], initial?: string): StaticSelect {
  return { ...selectElement(choices, initial), action_id: ours(actionId, ELEMENT.actionId) };
}

function selectElement(choices: readonly Choice[], initial: string | undefined): StaticSelect {
  const all = options(choices, ELEMENT.selectOptions);
  const chosen = all.find(({ value }) => value === initial);
  return { type: 'static_select', options: all, ...(chosen && { initial_option: chosen }) };
}

function input(
  id: string,
  label: string,
  { optional, hint, live, focus }: InputOptions,
  element: InputBlockElement,
): InputBlock {
  const whole = { ...element, action_id: live ? id : VALUE, ...(focus && { focus_on_load: true }) };
  return {
    type: 'input',
    block_id: ours(id, BLOCK.blockId),
    label: plainLine(label, BLOCK.inputLabel),
    element: whole,
    ...(optional && { optional }),
    ...(hint && { hint: plainLine(hint, BLOCK.inputHint) }),
    ...(live && { dispatch_action: true }),
  };
}

const placeholder = ({ placeholder: text }: { readonly placeholder?: string }) =>
  text === undefined ? {} : { placeholder: plainLine(text, ELEMENT.placeholder) };
