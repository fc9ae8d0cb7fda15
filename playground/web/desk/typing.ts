import { useSyncExternalStore } from 'react';
import { NOTHING_TYPED, type Typed } from './entries.ts';

/**
 * What is typed on the page and hasn't been sent: fields by the message or view that they are on, and the lines of the
 * composers. It outlives what is drawn, so that nothing is lost when somebody looks elsewhere for a moment.
 */
export interface Typing {
  fields(surface: string): Typed;
  setFields(surface: string, typed: Typed): void;
  line(composer: string): string;
  setLine(composer: string, line: string): void;
  subscribe(listener: () => void): () => void;
}

export function createTyping(): Typing {
  const fields = new Map<string, Typed>();
  const lines = new Map<string, string>();
  const listeners = new Set<() => void>();
  const tell = () => {
    for (const listener of listeners) listener();
  };
  return {
    fields: (surface) => fields.get(surface) ?? NOTHING_TYPED,
    setFields(surface, typed) {
      fields.set(surface, typed);
      tell();
    },
    line: (composer) => lines.get(composer) ?? '',
    setLine(composer, line) {
      lines.set(composer, line);
      tell();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** What is entered on a message or view. */
export const useFields = (typing: Typing, surface: string): Typed =>
  useSyncExternalStore(typing.subscribe, () => typing.fields(surface));

/** The line that stands in a composer, and what changes it. */
export const useLine = (typing: Typing, composer: string): readonly [string, (line: string) => void] => [
  useSyncExternalStore(typing.subscribe, () => typing.line(composer)),
  (line) => typing.setLine(composer, line),
];
