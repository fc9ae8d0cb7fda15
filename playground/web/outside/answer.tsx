import type { Outcome } from '../../wire.ts';

/** What came of a button, under it; read out as soon as it is there. Nothing if nothing is to be said. */
export function Answer({ outcome }: { outcome: Outcome | undefined }) {
  const text = outcome?.kind === 'ok' ? outcome.note : outcome?.kind === 'failed' ? outcome.text : undefined;
  return (
    <p className={`answer ${outcome?.kind === 'failed' ? 'wrong' : ''}`} role="status">
      {text}
    </p>
  );
}
