import type { Instant } from '../core/instants.ts';
import type { Tx } from '../platform/db/database.ts';
import type { Enqueued } from '../platform/jobs/queue.ts';
import type { Part } from './pairing.ts';
import type { PairingDeps } from './ports-service.ts';

/** The kind of the job that keeps somebody's one message of a round like the round. */
export const TURN = 'pairings.turn';

/** The kind of the notice that tells somebody that nobody is left to meet. */
export const ALONE = 'pairing.alone';
/** The same of whether they have met. */
export const ASKED_AGAIN = 'pairing.asked-again';
/** The same of an offer to pair people. */
export const OFFER = 'pairing.offer';

/** The name of somebody's message of a round, and of its job. */
export const turnKey = (occurrenceId: string, personId: string): string => `pairing.turn:${occurrenceId}:${personId}`;

/** Whose message of which round this is; undefined for any other message. */
export function turnPlaceOf(key: string): Pick<Part, 'occurrenceId' | 'personId'> | undefined {
  const [, occurrenceId, personId] = /^pairing\.turn:([^:]+):([^:]+)$/.exec(key) ?? [];
  return occurrenceId !== undefined && personId !== undefined ? { occurrenceId, personId } : undefined;
}

export const turnJob = (
  { occurrenceId, personId }: Pick<Part, 'occurrenceId' | 'personId'>,
  runAt: Instant,
): Enqueued => ({
  kind: TURN,
  key: turnKey(occurrenceId, personId),
  payload: { occurrenceId, personId },
  runAt,
  mode: 'latest',
});

/** Brings the messages of these up to date. */
export const redrawTurns = (
  { jobs, clock }: { readonly jobs: Pick<PairingDeps['jobs'], 'enqueueAll'>; readonly clock: PairingDeps['clock'] },
  tx: Tx,
  parts: readonly Pick<Part, 'occurrenceId' | 'personId'>[],
  at: Instant = clock.now(),
): Promise<void> =>
  jobs.enqueueAll(
    tx,
    parts.map((part) => turnJob(part, at)),
  );
