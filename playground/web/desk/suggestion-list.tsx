import { useEffect } from 'react';
import type { Completion } from './use-completion.ts';

const TITLES = { command: 'Commands', word: 'What it can do', person: 'People', channel: 'Channels' } as const;

/** What could be written here, above the composer. The field keeps the focus. */
export function SuggestionList({ completion: { suggestions, listId, active, take } }: { completion: Completion }) {
  useEffect(() => {
    document.getElementById(`${listId}-${active}`)?.scrollIntoView({ block: 'nearest' });
  }, [listId, active]);
  if (suggestions === undefined) return null;
  return (
    <div className="suggestions">
      <p className="suggestions-title hint">
        <b>{TITLES[suggestions.kind]}</b>
        <span className="suggestions-keys">
          <kbd>↑</kbd> <kbd>↓</kbd> to choose, <kbd>Tab</kbd> to take, <kbd>Esc</kbd> to close
        </span>
      </p>
      <div id={listId} role="listbox" aria-label={TITLES[suggestions.kind]}>
        {suggestions.options.map((option, at) => (
          <div
            key={option.insert}
            id={`${listId}-${at}`}
            role="option"
            tabIndex={-1}
            aria-selected={at === active}
            className="suggestion"
            // The field would lose the focus before the click.
            onPointerDown={(event) => {
              event.preventDefault();
              take(option, suggestions);
            }}
          >
            <b>{option.label}</b>
            {option.usage !== '' && <span className="suggestion-usage">{option.usage}</span>}
            {option.detail !== '' && <span className="hint">{option.detail}</span>}
          </div>
        ))}
      </div>
    </div>
  );
}
