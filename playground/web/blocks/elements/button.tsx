import { text, textOr } from '../../../server/json.ts';
import { Label } from '../label.tsx';
import { isSafeUrl } from '../link.tsx';
import { useConfirming } from './confirming.tsx';
import type { ElementProps } from './field.ts';

/** A button; one with an address opens it, and the app is told all the same. */
export function Button({ block, element, surface }: ElementProps) {
  const { confirmed, question } = useConfirming(element);
  const url = text(element.url);
  const shared = {
    className: `button ${textOr(element.style, '')}`.trim(),
    'aria-label': text(element.accessibility_label),
  };
  const press = () => confirmed(() => surface.press(block, element));
  if (url !== undefined && isSafeUrl(url)) {
    return (
      <>
        <a
          {...shared}
          href={url}
          target="_blank"
          rel="noopener noreferrer"
          onClick={(event) => {
            if (element.confirm === undefined) return surface.press(block, element);
            event.preventDefault();
            confirmed(() => {
              surface.press(block, element);
              window.open(url, '_blank', 'noopener,noreferrer');
            });
          }}
        >
          <Label of={element.text} />
        </a>
        {question}
      </>
    );
  }
  return (
    <>
      {/* Not `disabled`, which would take the focus away while the app answers. */}
      <button
        type="button"
        {...shared}
        aria-disabled={surface.isBusy || undefined}
        onClick={surface.isBusy ? undefined : press}
      >
        <Label of={element.text} />
      </button>
      {question}
    </>
  );
}
