import { interactiveElements } from '../../server/blocks/identifiers.ts';
import { enteredKey, STATE_FIELDS } from '../../server/blocks/state.ts';
import { type Json, record, records, textOr } from '../../server/json.ts';
import type { Entries, Entry } from '../../wire.ts';
import { entryKey } from '../blocks/entry-key.ts';

/** What somebody has entered on one message or view and nobody has been told yet, by block id and action id. */
export type Typed = ReadonlyMap<string, { readonly type: string; readonly entry: Entry }>;

export const NOTHING_TYPED: Typed = new Map();

/** With one more entry; the same as before for elements that hold nothing. */
export function withEntry(typed: Typed, block: Json, element: Json, entry: Entry): Typed {
  const type = String(element.type);
  if (STATE_FIELDS[type] === undefined) return typed;
  return new Map([...typed, [enteredKey(block.block_id, element.action_id), { type, entry }]]);
}

/** The entries as they are sent: those whose field is still there, as an update keeps what has the same ids. */
export function entriesFor(typed: Typed, blocks: readonly Json[]): Entries {
  const entries: Record<string, Entry> = {};
  for (const block of blocks) {
    for (const element of interactiveElements(block)) {
      const own = entryFor(typed, block, element);
      if (own !== undefined) entries[entryKey(block, element)] = own.entry;
    }
  }
  return entries;
}

/** What an element holds, as in `state.values`: what was entered here, else `otherwise`. */
export function stateFor(typed: Typed, block: Json, element: Json, otherwise: Json | undefined): Json | undefined {
  const own = entryFor(typed, block, element);
  return own === undefined ? otherwise : stateOf(element, own.entry);
}

function entryFor(typed: Typed, block: Json, element: Json) {
  const own = typed.get(enteredKey(block.block_id, element.action_id));
  return own?.type === element.type ? own : undefined;
}

function stateOf(element: Json, entry: Entry): Json | undefined {
  const type = String(element.type);
  const shape = STATE_FIELDS[type];
  if (shape === undefined) return undefined;
  const isEmpty = entry === null || entry === '' || (Array.isArray(entry) && entry.length === 0);
  return { type, [shape.field]: isEmpty ? shape.empty : heldValue(element, shape.field, entry) };
}

function heldValue(element: Json, field: string, entry: Exclude<Entry, null>): unknown {
  const several = typeof entry === 'string' ? [entry] : entry;
  switch (field) {
    case 'selected_option':
      return option(element, textOr(entry, ''));
    case 'selected_options':
      return several.map((one) => option(element, textOr(one, '')));
    case 'selected_users':
    case 'selected_conversations':
    case 'selected_channels':
      return several;
    case 'selected_date_time':
      return Number(entry);
    case 'rich_text_value':
      return richText(textOr(entry, ''));
    default:
      return entry;
  }
}

function option(element: Json, value: string): Json {
  const grouped = records(element.option_groups).flatMap((group) => records(group.options));
  const known = [...records(element.options), ...grouped].find((one) => one.value === value);
  return record(known ?? { text: { type: 'plain_text', text: value }, value });
}

const richText = (text: string): Json => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text }] }],
});
