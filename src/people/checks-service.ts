import type { Check } from '../platform/check.ts';
import type { Clock } from '../platform/clock.ts';
import type { Jobs } from '../platform/jobs/jobs.ts';
import { unwelcomed } from './checks-store.ts';
import { WELCOME } from './service.ts';

/** What must hold of people. */
export function peopleChecks({
  clock,
  jobs,
}: {
  readonly clock: Clock;
  readonly jobs: Pick<Jobs, 'enqueue'>;
}): readonly Check[] {
  return [
    {
      name: 'person.unwelcomed',
      says: (count) =>
        `${count === 1 ? 'Somebody was' : `${count} people were`} added to a team and could not be welcomed; until then I tell them nothing else. The log says why, at job.failed.`,
      find: unwelcomed,
      repair: (tx, personId) =>
        jobs.enqueue(tx, {
          kind: WELCOME,
          key: `welcome:${personId}`,
          payload: { personId },
          runAt: clock.now(),
          mode: 'latest',
        }),
    },
  ];
}
