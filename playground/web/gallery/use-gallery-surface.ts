import { useState } from 'react';
import { enteredKey, STATE_FIELDS } from '../../server/blocks/state.ts';
import { type Json, record, textOr } from '../../server/json.ts';
import type { Entry } from '../../wire.ts';
import type { Surface } from '../surface.ts';
import { READER } from './company.ts';

export interface GallerySurface {
  readonly surface: Surface;
  /** Marks the fields that Slack would not let be sent empty. */
  submit(): void;
}

/** A surface without an app: what is entered stays, and what would be told to the app is said aloud. */
export function useGallerySurface(blocks: readonly Json[], say: (words: string) => void): GallerySurface {
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({});
  const [entered, setEntered] = useState<ReadonlyMap<string, Entry>>(new Map());
  const keyOf = (block: Json, element: Json) => enteredKey(block.block_id, element.action_id);

  const surface: Surface = {
    reader: READER,
    errors,
    isBusy: false,
    stateOf(block, element) {
      const shape = STATE_FIELDS[String(element.type)];
      if (shape === undefined) return undefined;
      const entry = entered.get(keyOf(block, element));
      return {
        type: element.type,
        [shape.field]: entry === undefined ? element[shape.initial] : heldOf(shape.field, entry),
      };
    },
    enter(block, element, entry) {
      setEntered((before) => new Map([...before, [keyOf(block, element), entry]]));
    },
    press: (_block, element) => say(`Pressed: ${textOr(element.action_id, '?')} ${textOr(element.value, '')}`),
    choose(block, element, choice) {
      surface.enter(block, element, choice);
      say(`Chosen: ${textOr(element.action_id, '?')} ${JSON.stringify(choice)}`);
    },
  };
  return {
    surface,
    submit() {
      const missing = blocks.filter((block) => {
        const held = surface.stateOf(block, record(block.element)) ?? {};
        const isEmpty = !Object.entries(held).some(([name, value]) => name !== 'type' && !isNothing(value));
        return block.type === 'input' && block.optional !== true && isEmpty;
      });
      setErrors(Object.fromEntries(missing.map((block) => [String(block.block_id), 'Please complete this field.'])));
    },
  };
}

const isNothing = (value: unknown): boolean =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);

/** Enough of `state.values` to be drawn: options are known by their values alone. */
function heldOf(field: string, entry: Entry): unknown {
  if (field !== 'rich_text_value') return entry;
  const text = { type: 'text', text: textOr(entry, '') };
  return { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [text] }] };
}
