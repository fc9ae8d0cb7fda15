import { type KeyboardEvent, useCallback, useEffect, useRef, useState } from 'react';
import { type Json, record, records, text, textOr } from '../../../server/json.ts';
import { Label } from '../label.tsx';
import { isSafeUrl } from '../link.tsx';
import { useConfirming } from './confirming.tsx';
import { type ElementProps, labelling } from './field.ts';
import { Popup } from './popup.tsx';

/** The menu behind the three dots. */
export function OverflowMenu(props: ElementProps) {
  const { block, element, surface } = props;
  const [isOpen, setOpen] = useState(false);
  const anchor = useRef<HTMLButtonElement>(null);
  const { confirmed, question } = useConfirming(element);
  const close = useCallback(() => setOpen(false), []);

  function choose(option: Json) {
    close();
    anchor.current?.focus();
    const url = text(option.url);
    if (url !== undefined && isSafeUrl(url)) window.open(url, '_blank', 'noopener,noreferrer');
    if (!surface.isBusy) confirmed(() => surface.choose(block, element, textOr(option.value, '')));
  }

  return (
    <>
      <button
        ref={anchor}
        type="button"
        className="button kit-dots"
        {...labelling(props, 'More actions')}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown') return;
          event.preventDefault();
          setOpen(true);
        }}
      >
        <span aria-hidden="true">⋯</span>
      </button>
      {isOpen && (
        <Popup anchor={anchor} close={close}>
          <Menu
            options={records(element.options)}
            choose={choose}
            leave={() => {
              close();
              anchor.current?.focus();
            }}
          />
        </Popup>
      )}
      {question}
    </>
  );
}

interface MenuProps {
  readonly options: readonly Json[];
  choose(option: Json): void;
  leave(): void;
}

function Menu({ options, choose, leave }: MenuProps) {
  const menu = useRef<HTMLDivElement>(null);
  useEffect(() => itemsIn(menu.current)[0]?.focus(), []);

  function onKeyDown(event: KeyboardEvent) {
    const items = itemsIn(menu.current);
    const { activeElement } = document;
    const at = activeElement instanceof HTMLElement ? items.indexOf(activeElement) : -1;
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
    if (next !== undefined) items.at(next % items.length)?.focus();
    else if (event.key === 'Escape' || event.key === 'Tab') leave();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <div ref={menu} role="menu" tabIndex={-1} onKeyDown={onKeyDown}>
      {options.map((option) => (
        <button
          key={textOr(option.value, '')}
          type="button"
          role="menuitem"
          className="kit-option"
          onClick={() => choose(option)}
        >
          <Label of={option.text} />
          {option.description !== undefined && <small>{textOr(record(option.description).text, '')}</small>}
        </button>
      ))}
    </div>
  );
}

const itemsIn = (menu: HTMLElement | null): HTMLElement[] => [
  ...(menu?.querySelectorAll<HTMLElement>('[role="menuitem"]') ?? []),
];
