import { useCallback, useId, useRef, useState } from 'react';
import { wordsOf } from '../text.tsx';
import { ChoiceList } from './choice-list.tsx';
import { choicesOf, labelOf } from './choices.ts';
import { useConfirming } from './confirming.tsx';
import { type ElementProps, isTold, labelling, listIn } from './field.ts';
import { Popup } from './popup.tsx';

/** A menu of options, people, channels or conversations, of which one or several may be chosen. */
export function Select(props: ElementProps) {
  const { block, element, surface } = props;
  const { office } = surface.reader;
  const [isOpen, setOpen] = useState(false);
  const before = useRef<readonly string[]>([]);
  const anchor = useRef<HTMLButtonElement>(null);
  const valueId = useId();
  const { confirmed, question } = useConfirming(element);
  const isMulti = String(element.type).startsWith('multi_');
  const chosen = listIn(props);

  const tell = (entry: string | null | string[]) => confirmed(() => surface.choose(block, element, entry));

  // Of several, the app is told once, when the menu closes.
  const finish = () => {
    setOpen(false);
    if (isMulti && isTold(props) && chosen.join() !== before.current.join()) tell([...chosen]);
  };
  const latest = useRef(finish);
  latest.current = finish;
  const close = useCallback(() => latest.current(), []);

  function pick(value: string | null) {
    if (isMulti) {
      const next = chosen.includes(value ?? '') ? chosen.filter((one) => one !== value) : [...chosen, value ?? ''];
      return surface.enter(block, element, next);
    }
    setOpen(false);
    anchor.current?.focus();
    if (!isTold(props)) surface.enter(block, element, value);
    else tell(value);
  }

  function open() {
    before.current = chosen;
    setOpen(true);
  }

  const names = chosen.map((value) => labelOf(value, element, office));
  const placeholder = wordsOf(element.placeholder) || PLACEHOLDERS[String(element.type)] || 'Choose…';
  const { 'aria-labelledby': labelledBy, ...label } = labelling(props, placeholder);
  return (
    <span className="kit-select">
      <button
        ref={anchor}
        type="button"
        role="combobox"
        className={chosen.length === 0 ? 'kit-value empty' : 'kit-value'}
        {...label}
        aria-labelledby={labelledBy && `${labelledBy} ${valueId}`}
        aria-haspopup="listbox"
        aria-controls={`${valueId}-list`}
        aria-expanded={isOpen}
        onClick={() => (isOpen ? close() : open())}
        onKeyDown={(event) => {
          if (isOpen || !['ArrowDown', 'ArrowUp'].includes(event.key)) return;
          event.preventDefault();
          open();
        }}
      >
        <span id={valueId}>{names.join(', ') || placeholder}</span>
      </button>
      {isOpen && (
        <Popup anchor={anchor} close={close}>
          <ChoiceList
            id={`${valueId}-list`}
            label={placeholder}
            choices={choicesOf(element, office)}
            chosen={chosen}
            isMulti={isMulti}
            most={
              typeof element.max_selected_items === 'number' ? element.max_selected_items : Number.POSITIVE_INFINITY
            }
            mayBeEmpty={block.type === 'input' && block.optional === true}
            pick={pick}
            leave={() => {
              close();
              anchor.current?.focus();
            }}
          />
        </Popup>
      )}
      {question}
    </span>
  );
}

const PLACEHOLDERS: Readonly<Record<string, string>> = {
  users_select: 'Choose somebody…',
  multi_users_select: 'Choose people…',
  channels_select: 'Choose a channel…',
  multi_channels_select: 'Choose channels…',
  conversations_select: 'Choose a conversation…',
  multi_conversations_select: 'Choose conversations…',
};
