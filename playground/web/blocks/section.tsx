import { isRecord, records } from '../../server/json.ts';
import type { BlockProps } from './block-props.ts';
import { Element } from './elements/element.tsx';
import { keyed } from './keyed.ts';
import { Text } from './text.tsx';

const BELOW: ReadonlySet<unknown> = new Set(['checkboxes', 'radio_buttons']);

/** Text and facts, and at most one thing to press or choose beside them. */
export function Section({ block, surface }: BlockProps) {
  const { text, accessory } = block;
  const fields = records(block.fields);
  const layout = isRecord(accessory) && BELOW.has(accessory.type) ? 'kit-section below' : 'kit-section';
  return (
    <div className={layout}>
      <div className="kit-words">
        {text !== undefined && <Text of={text} />}
        {fields.length > 0 && (
          <div className="kit-fields">
            {keyed(fields, ({ text: words }) => String(words)).map(({ key, item }) => (
              <Text key={key} of={item} />
            ))}
          </div>
        )}
      </div>
      {isRecord(accessory) && <Element block={block} element={accessory} surface={surface} />}
    </div>
  );
}
