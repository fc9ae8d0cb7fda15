import { type FormEvent, type KeyboardEvent, type ReactNode, useEffect, useLayoutEffect, useRef } from 'react';
import type { SeenView } from '../../wire.ts';
import { Blocks } from '../blocks/blocks.tsx';
import { useDesk } from './desk-context.ts';
import { keepFocusIn } from './focus-trap.ts';
import { Guard } from './guard.tsx';
import './modal.css';
import { Icon } from './icon.tsx';
import { useSurface } from './use-surface.ts';
import { heldIn } from './view-values.ts';

/** A person's modals: the last one is used, those below it wait. They cover that person's desk only. */
export function Modals({ views }: { views: readonly SeenView[] }) {
  const top = views.at(-1);
  if (top === undefined) return null;
  return (
    <Veil>
      <Modal key={top.id} view={top} isStacked={views.length > 1} />
    </Veil>
  );
}

/** Shades the desk; when it goes, the focus goes back to where it was before. */
function Veil({ children }: { children: ReactNode }) {
  const before = useRef<Element>(null);
  // A desk that has become inert loses its focus as soon as it is painted.
  useLayoutEffect(() => {
    before.current = document.activeElement;
  }, []);
  useEffect(
    () => () => {
      if (before.current instanceof HTMLElement && before.current.isConnected) before.current.focus();
    },
    [],
  );
  return <div className="veil">{children}</div>;
}

function Modal({ view, isStacked }: { view: SeenView; isStacked: boolean }) {
  const { reader, act } = useDesk();
  const dialog = useRef<HTMLDialogElement>(null);
  const { surface, trouble, submit } = useSurface({
    on: { kind: 'view', id: view.id },
    blocks: view.blocks,
    errors: view.errors,
    heldBy: heldIn(view),
  });
  const close = (all: boolean) => void act({ kind: 'close', as: reader.id, view: view.id, all });

  useEffect(() => focusFirst(dialog.current), []);

  // An update may take away what had the focus; without it no key would reach the modal.
  useEffect(() => {
    if (document.activeElement === document.body) focusFirst(dialog.current);
  });

  // A long modal may hide what is wrong.
  const wrong = Object.keys(surface.errors).join(' ');
  useEffect(() => {
    if (wrong !== '')
      dialog.current?.querySelector('[aria-invalid="true"], .error')?.scrollIntoView({ block: 'nearest' });
  }, [wrong]);

  function onKeyDown(event: KeyboardEvent<HTMLDialogElement>): void {
    if (event.key === 'Escape' && !event.defaultPrevented) {
      event.preventDefault();
      close(false);
    }
    keepFocusIn(event);
  }

  function onSubmit(event: FormEvent): void {
    event.preventDefault();
    if (view.submit !== undefined) submit();
  }

  return (
    <dialog
      ref={dialog}
      open
      className="modal"
      aria-modal="true"
      tabIndex={-1}
      aria-labelledby={`${view.id}-title`}
      onKeyDown={onKeyDown}
    >
      <header className="modal-head">
        {isStacked && (
          <button type="button" className="icon-button" aria-label="Back" onClick={() => close(false)}>
            <Icon name="back" />
          </button>
        )}
        <h2 id={`${view.id}-title`}>{view.title}</h2>
        <button type="button" className="icon-button" aria-label="Close" onClick={() => close(true)}>
          <Icon name="close" />
        </button>
      </header>
      <form className="modal-form" noValidate onSubmit={onSubmit} aria-busy={surface.isBusy}>
        <div className="modal-blocks">
          <Guard of={view}>
            <Blocks blocks={view.blocks} surface={surface} />
          </Guard>
        </div>
        {trouble !== undefined && (
          <p className="modal-trouble error" role="alert">
            ⚠ {trouble}
          </p>
        )}
        <footer className="modal-foot">
          <button type="button" className="button" onClick={() => close(false)}>
            {view.close ?? (view.submit === undefined ? 'Close' : 'Cancel')}
          </button>
          {view.submit !== undefined && (
            <button type="submit" className="button primary" disabled={surface.isBusy}>
              {surface.isBusy && <span className="spinner" aria-hidden="true" />}
              {view.submit}
            </button>
          )}
        </footer>
      </form>
    </dialog>
  );
}

const FIELDS = '.modal-blocks :is(input, textarea, select, [role=combobox]):not([type=hidden], :disabled)';

/** The first field; the buttons at the foot where there is none. */
function focusFirst(dialog: HTMLDialogElement | null): void {
  const first =
    dialog?.querySelector<HTMLElement>(FIELDS) ?? dialog?.querySelector<HTMLElement>('.modal-foot :last-child');
  first?.focus();
}
