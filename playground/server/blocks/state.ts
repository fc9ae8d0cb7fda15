import type { Json } from '../json.ts';
import { interactiveElements } from './identifiers.ts';

/** How `state.values` shows an element: the field, what fills it at first, and what an empty one holds. */
export interface StateField {
  readonly field: string;
  readonly initial: string;
  readonly empty: unknown;
}

const one = (field: string, initial: string): StateField => ({ field, initial, empty: null });
const several = (field: string, initial: string): StateField => ({ field, initial, empty: [] });

/** The elements that hold a value. */
export const STATE_FIELDS: Readonly<Record<string, StateField>> = {
  plain_text_input: one('value', 'initial_value'),
  email_text_input: one('value', 'initial_value'),
  url_text_input: one('value', 'initial_value'),
  number_input: one('value', 'initial_value'),
  rich_text_input: one('rich_text_value', 'initial_value'),
  static_select: one('selected_option', 'initial_option'),
  external_select: one('selected_option', 'initial_option'),
  radio_buttons: one('selected_option', 'initial_option'),
  users_select: one('selected_user', 'initial_user'),
  conversations_select: one('selected_conversation', 'initial_conversation'),
  channels_select: one('selected_channel', 'initial_channel'),
  checkboxes: several('selected_options', 'initial_options'),
  multi_static_select: several('selected_options', 'initial_options'),
  multi_external_select: several('selected_options', 'initial_options'),
  multi_users_select: several('selected_users', 'initial_users'),
  multi_conversations_select: several('selected_conversations', 'initial_conversations'),
  multi_channels_select: several('selected_channels', 'initial_channels'),
  datepicker: one('selected_date', 'initial_date'),
  timepicker: one('selected_time', 'initial_time'),
  datetimepicker: one('selected_date_time', 'initial_date_time'),
  file_input: several('files', ''),
};

export const enteredKey = (blockId: unknown, actionId: unknown): string => JSON.stringify([blockId, actionId]);

/** `state.values` of blocks: what the person has entered, else what the blocks start with. */
export function stateValues(blocks: readonly Json[], entered: ReadonlyMap<string, Json>): Json {
  const values: Record<string, Json> = {};
  for (const block of blocks) {
    for (const element of interactiveElements(block)) {
      const value = elementState(block, element, entered);
      if (value)
        values[String(block.block_id)] = {
          ...values[String(block.block_id)],
          [String(element.action_id)]: value,
        };
    }
  }
  return values;
}

/** What one element holds now, as in `state.values`; undefined for elements that hold nothing, such as buttons. */
export function elementState(block: Json, element: Json, entered: ReadonlyMap<string, Json>): Json | undefined {
  const shape = STATE_FIELDS[String(element.type)];
  if (!shape) return undefined;
  const own = entered.get(enteredKey(block.block_id, element.action_id));
  if (own && own.type === element.type) return own;
  return { type: element.type, [shape.field]: element[shape.initial] ?? shape.empty };
}
