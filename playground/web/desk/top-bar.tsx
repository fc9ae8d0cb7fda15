import type { ReactNode } from 'react';
import { dateText, wallTime } from '../../../src/core/time-text.ts';
import type { ClockFace } from '../../wire.ts';
import { cityOf } from './faces.ts';
import { ThemeToggle } from './theme-toggle.tsx';
import './top-bar.css';

interface TopBarProps {
  clock: ClockFace;
  /** Undefined where the window has no room for two desks. */
  sideBySide: { readonly isOn: boolean; toggle(): void } | undefined;
  panel: { readonly isOpen: boolean; toggle(): void };
  /** More buttons. */
  children: ReactNode;
}

/** The company's time, and what changes how the page is laid out. */
export function TopBar({ clock, sideBySide, panel, children }: TopBarProps) {
  return (
    <header className="top">
      <b className="top-brand">
        <span className="top-mark" aria-hidden="true" />
        Baton <span className="top-what">playground</span>
      </b>
      <p className="top-clock" title={clock.why ?? 'The real time.'}>
        <b>{wallTime(clock.now, clock.zone)}</b> {dateText(clock.now, clock.zone)}
        <span className="top-where">, {cityOf(clock.zone)}</span>
        {clock.why !== undefined && <span className="visually-hidden">. {clock.why}</span>}
      </p>
      <div className="top-buttons">
        {sideBySide !== undefined && (
          <button
            type="button"
            className="button"
            aria-pressed={sideBySide.isOn}
            title="Two people's Slacks beside each other"
            onClick={sideBySide.toggle}
          >
            Side by side
          </button>
        )}
        {children}
        <button
          type="button"
          className="button"
          aria-expanded={panel.isOpen}
          aria-controls="outside-world"
          onClick={panel.toggle}
        >
          <span className="top-long">Outside world</span>
          <span className="top-short">Outside</span>
        </button>
        <ThemeToggle />
      </div>
    </header>
  );
}
