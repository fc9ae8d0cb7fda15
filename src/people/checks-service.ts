import type { Check, CheckDeps } from '../platform/check.ts';
import { unwelcomed } from './checks-store.ts';
import { WELCOME, welcomeKey } from './teams/welcoming-service.ts';

/** What must hold of people. */
export function peopleChecks({ clock, jobs }: CheckDeps): readonly Check[] {
  return [
    {
      name: 'person.unwelcomed',
      says: (count) =>
        `${count === 1 ? 'Somebody was' : `${count} people were`} added to a team and could not be welcomed; until then I tell them nothing else. The log says why, at job.failed.`,
      find: unwelcomed,
      repair: (tx, personId) =>
        jobs.enqueue(tx, {
          kind: WELCOME,
          key: welcomeKey(personId),
          payload: { personId },
          runAt: clock.now(),
          mode: 'latest',
        }),
    },
  ];
}
