import type { ReactNode } from 'react';
import './panel.css';

/** What isn't Slack: a column at the right, or a sheet from below where there is no room for one. */
export function Panel({ isOpen, close, children }: { isOpen: boolean; close(): void; children: ReactNode }) {
  return (
    <aside id="outside-world" className="panel" aria-label="Outside world" hidden={!isOpen}>
      <button type="button" className="icon-button panel-close" aria-label="Close the outside world" onClick={close}>
        ✕
      </button>
      {isOpen && children}
    </aside>
  );
}
