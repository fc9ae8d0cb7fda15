import { records, textOr } from '../../server/json.ts';
import type { BlockProps } from './block-props.ts';
import { Element } from './elements/element.tsx';
import { keyed } from './keyed.ts';

/** Buttons, menus and fields beside one another. */
export const Row = ({ block, surface, of = 'elements' }: BlockProps & { readonly of?: 'elements' | 'actions' }) => (
  <div className="kit-row">
    {keyed(records(block[of]), (element) => textOr(element.action_id, '')).map(({ key, item }) => (
      <Element key={key} block={block} element={item} surface={surface} />
    ))}
  </div>
);
