import { STATE_FIELDS } from '../blocks/state.ts';
import { isRecord, type Json, records, textOr } from '../json.ts';
import { fileObject } from '../methods/files.ts';
import { labelOf } from '../seen.ts';
import type { World } from '../world.ts';

/** What a person can enter; `null` empties a field. */
export type Entry = string | number | readonly string[] | Json | readonly Json[] | null;

/** An entry as `state.values` shows it; throws for what this element doesn't let anybody enter. */
export function enter(world: World, element: Json, entry: Entry): Json {
  const type = String(element.type);
  const shape = STATE_FIELDS[type];
  if (!shape) throw new Error(`Nothing can be entered into a ${type}.`);
  const isEmpty = entry === null || entry === '' || (Array.isArray(entry) && entry.length === 0);
  return { type, [shape.field]: isEmpty ? shape.empty : enteredValue(world, element, shape.field, entry) };
}

function enteredValue(world: World, element: Json, field: string, entry: Entry): unknown {
  switch (field) {
    case 'selected_option':
      return option(element, entry);
    case 'selected_options':
      return atMost(
        element,
        [entry].flat().map((one) => option(element, one)),
      );
    case 'selected_user':
      return known(world.people, entry);
    case 'selected_users':
      return atMost(
        element,
        [entry].flat().map((one) => known(world.people, one)),
      );
    case 'selected_conversation':
    case 'selected_channel':
      return known(world.channels, entry);
    case 'selected_conversations':
    case 'selected_channels':
      return atMost(
        element,
        [entry].flat().map((one) => known(world.channels, one)),
      );
    case 'selected_date':
      return like(entry, /^\d{4}-\d{2}-\d{2}$/);
    case 'selected_time':
      return like(entry, /^([01]\d|2[0-3]):[0-5]\d$/);
    case 'selected_date_time':
      return Number(like(textOr(entry, ''), /^\d{10}$/));
    case 'files':
      return atMost(
        { max_selected_items: element.max_files ?? MOST_FILES },
        [entry].flat().map((one) => uploaded(world, element, one)),
      );
    case 'rich_text_value':
      return isRecord(entry) ? entry : richText(textOr(entry, ''));
    default:
      return textOr(entry, '');
  }
}

/** What a `file_input` takes where the app says nothing. */
const MOST_FILES = 10;

/** A file as forms hold it; `content` is its bytes as text in base64. */
function uploaded(world: World, element: Json, entry: unknown): Json {
  if (!isRecord(entry)) throw new Error('A file has a name and content.');
  const name = textOr(entry.name, 'leads.csv');
  const types = Array.isArray(element.filetypes) ? element.filetypes.map(String) : [];
  if (types.length > 0 && !types.some((type) => name.toLowerCase().endsWith(`.${type}`)))
    throw new Error(`Only ${types.join(', ')} can be chosen, and not ${name}.`);
  const file = { id: world.nextId('F'), name, content: Buffer.from(textOr(entry.content, ''), 'base64') };
  world.files.set(file.id, file);
  return fileObject(world, file);
}

function option(element: Json, entry: unknown): Json {
  if (isRecord(entry)) return entry;
  const grouped = records(element.option_groups).flatMap((group) => records(group.options));
  const options = [...records(element.options), ...grouped];
  const found = options.find((one) => one.value === entry) ?? options.find((one) => labelOf(one) === entry);
  if (found) return found;
  const there = options.map((one) => `${String(one.value)} (${labelOf(one)})`).join(', ');
  throw new Error(`There is no option ${textOr(entry, '')}, only ${there}.`);
}

function atMost<T>(element: Json, chosen: T[]): T[] {
  const most = element.max_selected_items;
  if (typeof most === 'number' && chosen.length > most) throw new Error(`No more than ${most} can be chosen.`);
  return chosen;
}

function known(where: ReadonlyMap<string, unknown>, id: unknown): string {
  if (typeof id !== 'string' || !where.has(id)) throw new Error(`There is no ${String(id)} to choose.`);
  return id;
}

function like(entry: unknown, pattern: RegExp): string {
  if (typeof entry !== 'string' || !pattern.test(entry))
    throw new Error(`${textOr(entry, '')} cannot be entered here.`);
  return entry;
}

const richText = (text: string): Json => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text }] }],
});
