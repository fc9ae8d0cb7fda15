import { MINUTE } from '../../src/core/instants.ts';
import type { Candidate, PoolAtTurn } from '../../src/routing/decide.ts';
import { decide } from '../../src/routing/decide.ts';

/** Somebody who can take a lead now, unless `differing` says otherwise. */
export const candidate = (personId: string, differing: Partial<Candidate> = {}): Candidate => ({
  personId,
  weight: 1,
  credit: 0,
  open: 0,
  today: 0,
  presence: { kind: 'on-shift' },
  isAsked: false,
  ...differing,
});

export const pool = (candidates: readonly Candidate[], poolId = 'P1'): PoolAtTurn => ({
  poolId,
  timeout: 30 * MINUTE,
  candidates,
});

/** Whose turns the next `count` leads are, each taken and finished at once. */
export function turns(candidates: readonly Candidate[], count: number): string[] {
  let now = candidates;
  return Array.from({ length: count }, () => {
    const { choice, looks } = decide([pool(now)], []);
    const credits = looks[0]?.credits ?? new Map<string, number>();
    now = now.map((one) => ({ ...one, credit: credits.get(one.personId) ?? one.credit }));
    return choice.kind === 'offer' ? choice.to : choice.kind;
  });
}
