import type { Trouble } from '../../wire.ts';
import { Answer } from './answer.tsx';
import { TROUBLES } from './trouble-words.ts';
import { type Doing, useDoing } from './use-doing.ts';

/** A switch for each way in which Slack can misbehave. */
export function TroubleGroup({ troubles, act }: { troubles: readonly Trouble[]; act: Doing }) {
  const { doing, outcome, run } = useDoing(act);
  const isOn = (which: Trouble): boolean =>
    // A switch moves at once, not when the page hears of it.
    doing?.kind === 'trouble' && doing.which === which ? doing.on : troubles.includes(which);
  return (
    <div className="stack">
      {TROUBLES.map(({ which, name, what }) => (
        <label key={which} className="trouble">
          <input
            type="checkbox"
            role="switch"
            className="switch"
            checked={isOn(which)}
            aria-checked={isOn(which)}
            onChange={({ target }) => void run({ kind: 'trouble', which, on: target.checked })}
          />
          <span>
            <b>{name}</b>
            <span className="hint">{what}</span>
          </span>
        </label>
      ))}
      <div className="button-row">
        <button
          type="button"
          className="button"
          disabled={doing !== undefined}
          onClick={() => void run({ kind: 'refresh-socket' })}
        >
          New socket
        </button>
        <p className="hint">Slack asks for a new connection, as it does every few hours.</p>
      </div>
      <Answer outcome={outcome} />
    </div>
  );
}
