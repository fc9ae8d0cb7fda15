import type { ReactNode } from 'react';

interface GroupProps {
  readonly title: string;
  /** What it is for, in one sentence. */
  readonly about: string;
  /** What one sees while it is closed, such as the time. */
  readonly brief?: ReactNode;
  readonly isOpen: boolean;
  readonly onOpen: (isOpen: boolean) => void;
  readonly children: ReactNode;
}

/** A part of the panel that can be closed. What is in it is drawn only while it is open. */
export function Group({ title, about, brief, isOpen, onOpen, children }: GroupProps) {
  return (
    <details className="group" open={isOpen} onToggle={({ currentTarget }) => onOpen(currentTarget.open)}>
      <summary>
        <h3>{title}</h3>
        <span className="brief">{brief}</span>
      </summary>
      {isOpen && (
        <div className="inside">
          <p className="hint">{about}</p>
          {children}
        </div>
      )}
    </details>
  );
}
