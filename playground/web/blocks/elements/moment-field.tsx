import { useState } from 'react';
import { text } from '../../../server/json.ts';
import { cityOf } from '../../dates.ts';
import { useConfirming } from './confirming.tsx';
import { type ElementProps, isTold, labelling, textIn } from './field.ts';
import { localFromSeconds, secondsFromLocal } from './wall-clock.ts';

const TYPES: Readonly<Record<string, 'date' | 'time' | 'datetime-local'>> = {
  datepicker: 'date',
  timepicker: 'time',
  datetimepicker: 'datetime-local',
};

const NAMES = { date: 'Choose a date', time: 'Choose a time', 'datetime-local': 'Choose a date and a time' };

/**
 * A date, a time, or both; the last in the reader's own zone, as the app gets an instant. Where the app is told at once, it
 * is told of a date when it is complete and of a time when the field is left or Enter is pressed: a time changes twice.
 */
export function MomentField(props: ElementProps) {
  const { block, element, surface } = props;
  const { zone } = surface.reader;
  const { confirmed, question } = useConfirming(element);
  const type = TYPES[String(element.type)] ?? 'date';
  const held = textIn(props);
  const shown = type === 'datetime-local' ? localFromSeconds(held, zone) : held;
  const [draft, setDraft] = useDraft(shown);
  const placed = type === 'datetime-local' ? zone : text(element.timezone);

  function change(value: string) {
    setDraft(value);
    // While a year is typed, its first digits are years of antiquity.
    const isComplete = type === 'time' || !value.startsWith('0');
    if (!isComplete) return;
    if (!isTold(props)) surface.enter(block, element, entryFor(value));
    else if (type === 'date') tell(value);
  }

  function tell(value: string) {
    if (value !== shown) confirmed(() => surface.choose(block, element, entryFor(value)));
  }

  const entryFor = (value: string) => {
    if (value === '') return null;
    return type === 'datetime-local' ? secondsFromLocal(value, zone) : value;
  };

  return (
    <span className="kit-moment">
      <input
        type={type}
        {...labelling(props, NAMES[type])}
        value={draft}
        onChange={({ target }) => change(target.value)}
        onBlur={() => isTold(props) && tell(draft)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !isTold(props)) return;
          event.preventDefault();
          tell(draft);
        }}
      />
      {placed !== undefined && <small>{cityOf(placed)} time</small>}
      {question}
    </span>
  );
}

/** What is in the field while it is edited; what is held anew replaces it. */
function useDraft(held: string) {
  const [from, setFrom] = useState(held);
  const [draft, setDraft] = useState(held);
  if (from !== held) {
    setFrom(held);
    setDraft(held);
  }
  return [draft, setDraft] as const;
}
