import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import type { Choice } from './choices.ts';

/** From how many choices on there is a field to search them. */
const MANY = 8;

interface Props {
  readonly id: string;
  readonly label: string;
  readonly choices: readonly Choice[];
  readonly chosen: readonly string[];
  readonly isMulti: boolean;
  /** How many may be chosen. */
  readonly most: number;
  /** Whether a single choice may be taken back. */
  readonly mayBeEmpty: boolean;
  pick(value: string | null): void;
  leave(): void;
}

/** The opened list of a menu. The focus stays in one place; the arrow keys move a mark through the options. */
export function ChoiceList({ id, label, choices, chosen, isMulti, most, mayBeEmpty, pick, leave }: Props) {
  const optionId = useId();
  const focused = useRef<HTMLElement | null>(null);
  const [search, setSearch] = useState('');
  const hasSearch = choices.length > MANY;
  const found = choices.filter(({ label: words, description = '' }) =>
    `${words} ${description}`.toLowerCase().includes(search.trim().toLowerCase()),
  );
  const rows: readonly Row[] =
    mayBeEmpty && !isMulti && chosen.length > 0 ? [{ value: null, label: 'No choice' }, ...found] : found;
  const [active, setActive] = useState(() =>
    Math.max(
      0,
      rows.findIndex(({ value }) => chosen.includes(value ?? '')),
    ),
  );
  const isFull = isMulti && chosen.length >= most;

  useEffect(() => focused.current?.focus(), []);
  useEffect(() => {
    document.getElementById(`${optionId}-${active}`)?.scrollIntoView({ block: 'nearest' });
  }, [active, optionId]);

  const isOff = ({ value }: Row) => isFull && !chosen.includes(value ?? '');
  const take = (row: Row | undefined) => {
    if (row && !isOff(row)) pick(row.value);
  };

  function onKeyDown(event: KeyboardEvent) {
    const last = rows.length - 1;
    const next = { ArrowDown: active + 1, ArrowUp: active - 1, Home: 0, End: last }[event.key];
    if (next !== undefined) setActive(Math.min(Math.max(next, 0), last));
    else if (event.key === 'Enter' || (event.key === ' ' && !hasSearch)) take(rows[active]);
    else if (event.key === 'Escape' || event.key === 'Tab') leave();
    else if (!hasSearch && event.key.length === 1) {
      const at = rows.findIndex(({ label: words }) => words.toLowerCase().startsWith(event.key.toLowerCase()));
      if (at >= 0) setActive(at);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  const shared = { onKeyDown, 'aria-activedescendant': rows[active] && `${optionId}-${active}` };
  return (
    <>
      {hasSearch && (
        <input
          ref={(input) => {
            focused.current = input;
          }}
          type="text"
          className="kit-search"
          aria-label={`Search: ${label}`}
          aria-controls={id}
          placeholder="Search"
          autoComplete="off"
          value={search}
          onChange={({ target }) => {
            setSearch(target.value);
            setActive(0);
          }}
          {...shared}
        />
      )}
      <div
        ref={(list) => {
          if (!hasSearch) focused.current = list;
        }}
        id={id}
        role="listbox"
        className="kit-list"
        aria-label={label}
        aria-multiselectable={isMulti || undefined}
        tabIndex={hasSearch ? -1 : 0}
        {...(hasSearch ? {} : shared)}
      >
        {rows.map((row, at) => (
          <div key={row.value ?? ''} role="presentation">
            {row.group !== undefined && row.group !== rows[at - 1]?.group && (
              <div className="kit-group">{row.group}</div>
            )}
            <div
              id={`${optionId}-${at}`}
              role="option"
              tabIndex={-1}
              className={at === active ? 'kit-option active' : 'kit-option'}
              aria-selected={chosen.includes(row.value ?? '')}
              aria-disabled={isOff(row) || undefined}
              onClick={() => take(row)}
              onKeyDown={onKeyDown}
              onPointerMove={() => setActive(at)}
            >
              {row.label}
              {row.description !== undefined && <small>{row.description}</small>}
            </div>
          </div>
        ))}
      </div>
      {rows.length === 0 && <p className="kit-note">Nothing here is called that.</p>}
      {isFull && <p className="kit-note">No more than {most} can be chosen.</p>}
    </>
  );
}

interface Row extends Omit<Choice, 'value'> {
  /** Null takes the choice back. */
  readonly value: string | null;
}
