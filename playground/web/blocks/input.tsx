import { useId } from 'react';
import { record, textOr } from '../../server/json.ts';
import type { BlockProps } from './block-props.ts';
import { Element } from './elements/element.tsx';
import { Label } from './label.tsx';
import { Text } from './text.tsx';

/** A field with its label, its hint, and what is wrong with it. */
export function Input({ block, surface }: BlockProps) {
  const id = useId();
  const error = surface.errors[textOr(block.block_id, '')];
  const hint = block.hint !== undefined && `${id}-hint`;
  const described = [error !== undefined && `${id}-error`, hint].filter((one) => one !== false).join(' ');
  const input = {
    id: `${id}-field`,
    labelId: `${id}-label`,
    describedBy: described || undefined,
    isInvalid: error !== undefined,
  };
  return (
    <div className={error === undefined ? 'kit-input' : 'kit-input wrong'}>
      <label id={input.labelId} htmlFor={input.id}>
        <Label of={block.label} />
        {block.optional === true && <small> (optional)</small>}
      </label>
      <Element block={block} element={record(block.element)} surface={surface} input={input} />
      {error !== undefined && (
        <p id={`${id}-error`} className="error" role="alert">
          {error}
        </p>
      )}
      {hint !== false && (
        <div id={hint} className="kit-hint">
          <Text of={block.hint} />
        </div>
      )}
    </div>
  );
}
