import { Temporal } from 'temporal-polyfill';
import { SECOND } from '../../src/core/instants.ts';
import { interactiveElements } from '../server/blocks/identifiers.ts';
import { STATE_FIELDS } from '../server/blocks/state.ts';
import { type Json, textOr } from '../server/json.ts';
import type { Entry } from '../server/people/entering.ts';

/** How a block's field is called in a form of the page, and by `fill` and `submit`. */
export const entryKey = (block: Json, element: Json): string =>
  textOr(block.type === 'input' ? block.block_id : element.action_id, '');

export const entryName = (block: Json, element: Json): string => `entry:${entryKey(block, element)}`;

/** What a form holds for all fields of these blocks. */
export function entriesIn(form: URLSearchParams, blocks: readonly Json[], zone: string): Record<string, Entry> {
  const fields = blocks.flatMap((block) => interactiveElements(block).map((element) => ({ block, element })));
  return Object.fromEntries(
    fields
      .filter(({ element }) => STATE_FIELDS[String(element.type)] !== undefined)
      .map(({ block, element }) => [entryKey(block, element), entryIn(form, block, element, zone)]),
  );
}

/** What it holds for one field; null if it is empty. */
export function entryIn(form: URLSearchParams, block: Json, element: Json, zone: string): Exclude<Entry, Json> {
  const name = entryName(block, element);
  if (Array.isArray(STATE_FIELDS[String(element.type)]?.empty)) return form.getAll(name).filter((one) => one !== '');
  // A browser sends line breaks as CR LF.
  const value = form.get(name)?.replaceAll('\r\n', '\n') || null;
  return element.type === 'datetimepicker' && value !== null ? String(secondsOf(value, zone)) : value;
}

/** A browser's `2026-11-23T10:00` in the person's zone, as Unix seconds. */
function secondsOf(local: string, zone: string): number {
  const at = Temporal.PlainDateTime.from(local).toZonedDateTime(zone).epochMilliseconds;
  return Math.floor(at / SECOND);
}
