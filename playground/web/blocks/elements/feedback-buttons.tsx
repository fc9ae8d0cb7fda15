import { record, text } from '../../../server/json.ts';
import { wordsOf } from '../text.tsx';
import type { ElementProps } from './field.ts';

/** Two buttons for whether an answer was good; the app is told the value of the one that was pressed. */
export function FeedbackButtons({ block, element, surface }: ElementProps) {
  const button = (which: string, icon: string) => {
    const { text: label, value, accessibility_label: spoken } = record(element[which]);
    return (
      <button
        type="button"
        className="button quiet"
        aria-label={text(spoken)}
        onClick={() => surface.press(block, { ...element, value })}
      >
        <span aria-hidden="true">{icon}</span> {wordsOf(label)}
      </button>
    );
  };
  return (
    <>
      {button('positive_button', '👍')}
      {button('negative_button', '👎')}
    </>
  );
}
