import { type Json, records, textOr } from '../../server/json.ts';
import { keyed } from './keyed.ts';
import { Picture } from './picture.tsx';
import { Text } from './text.tsx';

/** Small print. */
export const Context = ({ block }: { readonly block: Json }) => (
  <div className="kit-context">
    {keyed(records(block.elements), (element) => textOr(element.text, 'image')).map(({ key, item }) =>
      item.type === 'image' ? <Picture key={key} image={item} size="tiny" /> : <Text key={key} of={item} />,
    )}
  </div>
);
