import { timeText, weekdayName } from '../../../src/core/time-text.ts';
import type { Act, ClockFace } from '../../wire.ts';
import { cityOf, dateFromFormat } from '../dates.ts';
import { Answer } from './answer.tsx';
import { type Doing, useDoing } from './use-doing.ts';

type Stop = Extract<Act, { kind: 'time' }>['to'];

const STOPS: readonly { readonly to: Stop; readonly label: string }[] = [
  { to: '5min', label: '+5 min' },
  { to: '1h', label: '+1 h' },
  { to: 'tomorrow', label: 'Tomorrow 09:00' },
  { to: 'friday', label: 'Friday 16:00' },
];

/** The office's clock, and buttons that move it on. */
export function TimeGroup({ clock, act }: { clock: ClockFace; act: Doing }) {
  const { now, zone, why } = clock;
  const { doing, outcome, run } = useDoing(act);
  return (
    <div className="stack">
      <div className="clock-face">
        <time dateTime={new Date(now).toISOString()}>{timeText(now, zone)}</time>
        <span>
          {weekdayName(now, zone)}, {dateFromFormat(now, '{date}', { now, zone })}, in {cityOf(zone)}
        </span>
      </div>
      {why !== undefined && <p className="hint">{why}</p>}
      <div className="button-grid" aria-busy={doing !== undefined}>
        {STOPS.map(({ to, label }) => (
          <button
            key={to}
            type="button"
            className="button"
            disabled={doing !== undefined}
            onClick={() => void run({ kind: 'time', to })}
          >
            {doing?.kind === 'time' && doing.to === to ? 'On the way…' : label}
          </button>
        ))}
      </div>
      <Answer outcome={outcome} />
    </div>
  );
}
