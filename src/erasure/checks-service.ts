import type { Check, CheckDeps } from '../platform/check.ts';
import { unforgotten } from './checks-store.ts';
import { FORGET } from './privacy-service.ts';

/** What must hold of forgetting: as long as something is to be forgotten, somebody does it. */
export function erasureChecks({ clock, jobs }: CheckDeps): readonly Check[] {
  return [
    {
      name: 'retention.without-job',
      says: () => 'What you have asked me to forget is not being forgotten. Save /baton privacy again, please.',
      find: (read) => unforgotten(read, FORGET),
      repair: (tx) => jobs.enqueue(tx, { kind: FORGET, key: FORGET, payload: {}, runAt: clock.now(), mode: 'latest' }),
    },
  ];
}
