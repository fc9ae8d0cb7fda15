import { useState } from 'react';
import type { OutsideWorld } from '../../wire.ts';
import { Answer } from './answer.tsx';
import { type Doing, useDoing } from './use-doing.ts';

const STATES: Readonly<Record<OutsideWorld['bot'], string>> = { up: 'Up', busy: 'Busy', restarting: 'Restarting' };

/** What the bot is doing, in one word and a dot. */
export const BotState = ({ bot }: Pick<OutsideWorld, 'bot'>) => (
  <span className={`bot-state ${bot}`}>{STATES[bot]}</span>
);

/** Restarts the bot, or everything. */
export function BotGroup({ world, act }: { world: OutsideWorld; act: Doing }) {
  const { doing, outcome, run } = useDoing(act);
  const [isAsking, setAsking] = useState(false);
  const isRestarting = world.bot === 'restarting' || doing !== undefined;
  const { openSockets } = world;
  return (
    <div className="stack">
      <p>
        <BotState bot={world.bot} /> · {openSockets === 1 ? '1 open socket' : `${openSockets} open sockets`} to Slack
      </p>
      <div className="button-row">
        <button type="button" className="button" disabled={isRestarting} onClick={() => void run({ kind: 'restart' })}>
          {doing?.kind === 'restart' ? 'Restarting…' : 'Restart the bot'}
        </button>
        <p className="hint">It stops in the middle of its work and picks it up again.</p>
      </div>
      {isAsking ? (
        <fieldset className="confirm">
          <legend>Start over?</legend>
          <p>
            Everything that happened here is lost: leads, claims, messages and settings. The company begins as it was.
          </p>
          <div className="button-row">
            <button
              type="button"
              className="button danger"
              onClick={() => {
                setAsking(false);
                void run({ kind: 'reset' });
              }}
            >
              Start over
            </button>
            {/* Whoever came here by mistake leaves with one key. */}
            <button ref={(button) => button?.focus()} type="button" className="button" onClick={() => setAsking(false)}>
              Keep it
            </button>
          </div>
        </fieldset>
      ) : (
        <div className="button-row">
          <button type="button" className="button" disabled={isRestarting} onClick={() => setAsking(true)}>
            {doing?.kind === 'reset' ? 'Starting over…' : 'Start over…'}
          </button>
          <p className="hint">Begins with the company as it was at the start.</p>
        </div>
      )}
      <Answer outcome={outcome} />
    </div>
  );
}
