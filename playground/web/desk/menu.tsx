import { type KeyboardEvent, type ReactNode, type ToggleEvent, useId, useRef } from 'react';
import './menu.css';

export interface MenuItem {
  readonly key: string;
  readonly content: ReactNode;
  readonly isCurrent?: boolean;
  pick(): void;
}

interface MenuProps {
  /** What is written on the button that opens it. */
  children: ReactNode;
  /** What the button is for, where what is written doesn't say so. */
  label: string;
  className?: string;
  title: string;
  items: readonly MenuItem[];
}

/** A button that opens a list of things to do. It lies above everything, so that no scroller cuts it off. */
export function Menu({ children, label, className = 'icon-button', title, items }: MenuProps) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const list = useRef<HTMLDivElement>(null);

  function onToggle({ newState }: ToggleEvent<HTMLDivElement>): void {
    if (newState !== 'open' || button.current === null || list.current === null) return;
    place(list.current, button.current);
    const items = [...list.current.querySelectorAll<HTMLElement>('[role^=menuitem]')];
    (items.find((item) => item.ariaChecked === 'true') ?? items[0])?.focus();
  }

  return (
    <>
      <button
        ref={button}
        type="button"
        className={className}
        aria-label={label}
        title={label}
        aria-haspopup="menu"
        popoverTarget={id}
      >
        {children}
      </button>
      <div ref={list} id={id} popover="auto" className="menu" onToggle={onToggle}>
        <p className="menu-title hint" aria-hidden="true">
          {title}
        </p>
        <div role="menu" aria-label={title} onKeyDown={walk} tabIndex={-1}>
          {items.map((item) => (
            <button
              key={item.key}
              type="button"
              role={item.isCurrent === undefined ? 'menuitem' : 'menuitemradio'}
              {...(item.isCurrent !== undefined && { 'aria-checked': item.isCurrent })}
              className="menu-item"
              onClick={() => {
                list.current?.hidePopover();
                item.pick();
              }}
            >
              {item.content}
            </button>
          ))}
        </div>
      </div>
    </>
  );
}

/** Up and down go round. */
function walk(event: KeyboardEvent<HTMLDivElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined) return;
  event.preventDefault();
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>('[role^=menuitem]')];
  const at = items.findIndex((item) => item.matches(':focus'));
  items.at((at + step) % items.length)?.focus();
}

const GAP = 4;

/** Below the button if there is room, else above it; towards the middle of its desk, and never beyond the window. */
function place(list: HTMLElement, button: HTMLElement): void {
  const { offsetWidth: width, offsetHeight: height } = list;
  const from = button.getBoundingClientRect();
  const desk = (button.closest('.desk') ?? document.body).getBoundingClientRect();
  const isAtRight = from.left - desk.left > desk.right - from.right;
  const below = from.bottom + GAP;
  const top = below + height <= innerHeight - GAP ? below : Math.max(GAP, from.top - GAP - height);
  const left = isAtRight ? from.right - width : from.left;
  list.style.top = `${top}px`;
  list.style.left = `${Math.max(GAP, Math.min(left, innerWidth - width - GAP))}px`;
}
