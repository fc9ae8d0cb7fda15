import { useId } from 'react';
import { record, records, textOr } from '../../../server/json.ts';
import { Text } from '../text.tsx';
import { useConfirming } from './confirming.tsx';
import { type ElementProps, isTold, labelling, listIn } from './field.ts';

/** Checkboxes, or radio buttons of which one is chosen. */
export function Boxes(props: ElementProps) {
  const { block, element, surface } = props;
  const name = useId();
  const { confirmed, question } = useConfirming(element);
  const isRadio = element.type === 'radio_buttons';
  const chosen = listIn(props);

  function pick(value: string, isOn: boolean) {
    const entry = isRadio ? value : isOn ? [...chosen, value] : chosen.filter((one) => one !== value);
    if (isTold(props)) confirmed(() => surface.choose(block, element, entry));
    else surface.enter(block, element, entry);
  }

  return (
    <div className="kit-boxes" role={isRadio ? 'radiogroup' : 'group'} {...labelling(props, 'Choose')}>
      {records(element.options).map((option) => {
        const value = textOr(option.value, '');
        return (
          <label key={value} className="kit-choice">
            <input
              type={isRadio ? 'radio' : 'checkbox'}
              name={name}
              checked={chosen.includes(value)}
              onChange={({ target }) => pick(value, target.checked)}
            />
            <span className="kit-choice-text">
              <Text of={option.text} />
              {option.description !== undefined && (
                <small>
                  <Text of={record(option.description)} />
                </small>
              )}
            </span>
          </label>
        );
      })}
      {question}
    </div>
  );
}
