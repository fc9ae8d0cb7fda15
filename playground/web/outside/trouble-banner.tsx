import type { Trouble } from '../../wire.ts';
import './trouble-banner.css';
import { troublePhrase } from './trouble-words.ts';
import { type Doing, useDoing } from './use-doing.ts';

/** Says that Slack is made to misbehave, so that nobody takes that for Baton; nothing while it behaves. */
export function TroubleBanner({ troubles, act }: { troubles: readonly Trouble[]; act: Doing }) {
  const { doing, run } = useDoing(act);
  const behave = () => run(...troubles.map((which) => ({ kind: 'trouble', which, on: false }) as const));
  return (
    <div role="status">
      {troubles.length > 0 && (
        <div className="trouble-banner">
          <p>
            <b>You make Slack misbehave:</b> {troublePhrase(troubles)}.
          </p>
          <button type="button" className="button" disabled={doing !== undefined} onClick={() => void behave()}>
            Make it behave
          </button>
        </div>
      )}
    </div>
  );
}
