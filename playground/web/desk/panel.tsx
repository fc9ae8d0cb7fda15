import type { ReactNode } from 'react';
import './panel.css';
import { Icon } from './icon.tsx';

/** What isn't Slack: a column at the right, or a sheet from below where there is no room for one. */
export function Panel({ close, children }: { close(): void; children: ReactNode }) {
  return (
    <aside id="outside-world" className="panel" aria-label="Outside world">
      <button type="button" className="icon-button panel-close" aria-label="Close the outside world" onClick={close}>
        <Icon name="close" />
      </button>
      {children}
    </aside>
  );
}
