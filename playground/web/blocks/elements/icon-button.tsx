import { text, textOr } from '../../../server/json.ts';
import { wordsOf } from '../text.tsx';
import { useConfirming } from './confirming.tsx';
import type { ElementProps } from './field.ts';

const ICONS: Readonly<Record<string, string>> = { trash: '🗑' };

/** A button with a picture, which only some may see. */
export function IconButton({ block, element, surface }: ElementProps) {
  const { confirmed, question } = useConfirming(element);
  const visibleTo = element.visible_to_user_ids;
  if (Array.isArray(visibleTo) && !visibleTo.includes(surface.reader.id)) return null;
  const words = wordsOf(element.text);
  return (
    <>
      <button
        type="button"
        className="button quiet"
        aria-label={text(element.accessibility_label) ?? words}
        title={words}
        onClick={() => confirmed(() => surface.press(block, element))}
      >
        <span aria-hidden="true">{ICONS[textOr(element.icon, '')] ?? words}</span>
      </button>
      {question}
    </>
  );
}
