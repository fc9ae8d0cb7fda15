import { type KeyboardEvent, type RefObject, type SyntheticEvent, useId, useLayoutEffect, useState } from 'react';
import type { Office } from '../../wire.ts';
import { type Suggestion, type Suggestions, suggestionsAt, withSuggestion } from './suggestions.ts';

interface Field {
  readonly field: RefObject<HTMLTextAreaElement | null>;
  readonly line: string;
  write(line: string): void;
  send(): void;
  readonly office: Office;
}

/** The suggestions at the caret, which of them is chosen, and what the field's keys do about it. */
export type Completion = ReturnType<typeof useCompletion>;

export function useCompletion({ field, line, write, send, office }: Field) {
  const listId = useId();
  const [caret, setCaret] = useState<number>();
  /** The line at which somebody closed the list. */
  const [closedAt, setClosedAt] = useState<string>();
  const [chosen, setChosen] = useState<{ line: string; at: number }>();
  const [nextCaret, setNextCaret] = useState<number>();

  const suggestions = caret === undefined || closedAt === line ? undefined : suggestionsAt(line, caret, office);
  const active = chosen?.line === line ? chosen.at : suggestions?.isEager ? 0 : -1;

  useLayoutEffect(() => {
    if (field.current === null) return;
    // Its height follows what is in it.
    field.current.style.height = 'auto';
    field.current.style.height = line === '' ? '' : `${field.current.scrollHeight}px`;
    if (nextCaret === undefined) return;
    field.current.setSelectionRange(nextCaret, nextCaret);
    setCaret(nextCaret);
    setNextCaret(undefined);
  }, [field, line, nextCaret]);

  function take(option: Suggestion, found: Suggestions): void {
    const completed = withSuggestion(line, found, option);
    write(completed.line);
    setNextCaret(completed.caret);
    field.current?.focus();
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing) return;
    if (suggestions !== undefined && listKey(event.key, suggestions)) {
      event.preventDefault();
      return;
    }
    if (event.key !== 'Enter' || event.shiftKey) return;
    event.preventDefault();
    send();
  }

  /** Whether the key was for the list. */
  function listKey(key: string, found: Suggestions): boolean {
    const { length } = found.options;
    switch (key) {
      case 'ArrowDown':
        setChosen({ line, at: (active + 1) % length });
        return true;
      case 'ArrowUp':
        setChosen({ line, at: active <= 0 ? length - 1 : active - 1 });
        return true;
      case 'Escape':
        setClosedAt(line);
        return true;
      case 'Tab':
      case 'Enter': {
        const option = found.options[key === 'Tab' ? Math.max(0, active) : active];
        if (option !== undefined) take(option, found);
        return option !== undefined;
      }
      default:
        return false;
    }
  }

  return {
    listId,
    suggestions,
    active,
    take,
    fieldProps: {
      role: 'combobox',
      'aria-autocomplete': 'list',
      'aria-haspopup': 'listbox',
      'aria-expanded': suggestions !== undefined,
      'aria-controls': suggestions === undefined ? undefined : listId,
      'aria-activedescendant': suggestions !== undefined && active >= 0 ? `${listId}-${active}` : undefined,
      onChange: (event: SyntheticEvent<HTMLTextAreaElement>) => {
        write(event.currentTarget.value);
        setCaret(event.currentTarget.selectionStart);
      },
      onSelect: (event: SyntheticEvent<HTMLTextAreaElement>) => setCaret(event.currentTarget.selectionStart),
      onBlur: () => setCaret(undefined),
      onKeyDown,
    },
  } as const;
}
