import { useState } from 'react';
import type { Act, Outcome } from '../../wire.ts';

/** Does what somebody asks for. */
export type Doing = (act: Act) => Promise<Outcome>;

/** What a button needs that takes a while: whether it is at work, what came of it, and how to set it off. */
export function useDoing(act: Doing) {
  const [doing, setDoing] = useState<Act>();
  const [outcome, setOutcome] = useState<Outcome>();

  return {
    /** What is being done right now. */
    doing,
    outcome,
    forget: () => setOutcome(undefined),
    /** Does one after the other, and stops at what doesn't work. */
    async run(...acts: readonly Act[]): Promise<Outcome> {
      let last: Outcome = { kind: 'ok' };
      setOutcome(undefined);
      for (const one of acts) {
        setDoing(one);
        last = await act(one);
        if (last.kind !== 'ok') break;
      }
      setDoing(undefined);
      setOutcome(last);
      return last;
    },
  };
}
