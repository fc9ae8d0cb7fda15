import { type KeyboardEvent, useEffect, useId, useRef } from 'react';
import { type Json, textOr } from '../../../server/json.ts';
import { Text, wordsOf } from '../text.tsx';

/** A question in front of everything else; Escape is a no. */
export function ConfirmDialog({ confirm, answer }: { readonly confirm: Json; answer(isYes: boolean): void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    return () => shown?.close();
  }, []);

  function onKeyDown(event: KeyboardEvent) {
    // Nothing that lies below is to hear of it: a modal would close as well.
    event.stopPropagation();
    if (event.key !== 'Escape') return;
    event.preventDefault();
    answer(false);
  }

  const style = textOr(confirm.style, 'primary');
  return (
    <dialog ref={dialog} className="kit-confirm" aria-labelledby={titleId} onKeyDown={onKeyDown}>
      <h2 id={titleId}>{wordsOf(confirm.title) || 'Are you sure?'}</h2>
      {confirm.text !== undefined && <Text of={confirm.text} />}
      <div className="kit-row">
        <button type="button" className="button" onClick={() => answer(false)}>
          {wordsOf(confirm.deny) || 'Cancel'}
        </button>
        <button type="button" className={`button ${style}`} onClick={() => answer(true)}>
          {wordsOf(confirm.confirm) || 'Yes'}
        </button>
      </div>
    </dialog>
  );
}
