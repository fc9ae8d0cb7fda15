import { STATE_FIELDS } from '../../../server/blocks/state.ts';
import { type Json, record, textOr } from '../../../server/json.ts';
import { plainBlocks } from '../../../server/plain-text.ts';
import type { Words } from '../../../wire.ts';
import type { Surface } from '../../surface.ts';

/** An element where it stands, and how it is labelled there. */
export interface ElementProps {
  readonly block: Json;
  readonly element: Json;
  readonly surface: Surface;
  /** What an input block says about it; undefined outside of one. */
  readonly input?: InputLabels | undefined;
}

export interface InputLabels {
  /** The id that a label's `for` names. */
  readonly id: string;
  readonly labelId: string;
  /** The ids of its error and hint, apart by spaces. */
  readonly describedBy: string | undefined;
  readonly isInvalid: boolean;
}

/** What an element holds now: a text, an id or an option's value; several for elements that may hold several. */
export function entryOf({ block, element, surface }: ElementProps): Words {
  const shape = STATE_FIELDS[String(element.type)];
  const value = shape && record(surface.stateOf(block, element))[shape.field];
  if (Array.isArray(shape?.empty)) return Array.isArray(value) ? value.map(keyOf).filter((key) => key !== '') : [];
  if (shape?.field === 'rich_text_value') return plainBlocks([record(value)]) || null;
  return keyOf(value) || null;
}

const keyOf = (value: unknown): string => textOr(record(value).value, textOr(value, ''));

/** It as text; empty if it holds nothing. */
export const textIn = (props: ElementProps): string => [entryOf(props)].flat().join('');

export const listIn = (props: ElementProps): readonly string[] =>
  [entryOf(props)].flat().filter((one): one is string => one !== null);

/** Whether a choice is told to the app at once: always outside of input blocks. */
export const isTold = ({ block }: ElementProps): boolean => block.type !== 'input' || block.dispatch_action === true;

/** How a field is named for those who don't see it: by the input's label, else by its own words. */
export function labelling({ element, input }: ElementProps, otherwise: string) {
  if (input === undefined)
    return { 'aria-label': textOr(element.accessibility_label, textOr(record(element.placeholder).text, otherwise)) };
  return {
    id: input.id,
    'aria-labelledby': input.labelId,
    'aria-describedby': input.describedBy,
    'aria-invalid': input.isInvalid || undefined,
  };
}
