import { type Instant, MINUTE } from '../core/instants.ts';
import type { Check } from '../platform/check.ts';
import type { Db } from '../platform/db/database.ts';
import { givenUp } from './checks-store.ts';
import { TROUBLE } from './service.ts';

export interface StatusChecksDeps {
  readonly slack: { ready(): boolean };
  /** Whether an admin has been told news of this kind since then, or is about to be. */
  readonly adminsTold: (read: Db, kind: string, since: Instant) => Promise<boolean>;
}

/** The name of the rule that is broken while Slack can't reach us, or we Slack. */
export const AWAY = 'slack.away';

/** What must hold of the whole. */
export function statusChecks({ slack, adminsTold }: StatusChecksDeps): readonly Check[] {
  return [
    {
      name: AWAY,
      says: () =>
        'I have not been connected to Slack for some minutes, and keep trying. What came in meanwhile is kept.',
      patience: 5 * MINUTE,
      find: async () => (slack.ready() ? [] : ['slack']),
    },
    {
      name: 'work.given-up-untold',
      says: (count) =>
        `${count === 1 ? 'A piece of work was' : `${count} pieces of work were`} given up, and nobody was told. The log says why, at job.parked; once that is mended, save /baton setup again.`,
      async find(read) {
        const parked = await givenUp(read);
        const since = Math.min(...parked.map((job) => job.since));
        if (parked.length === 0 || (await adminsTold(read, TROUBLE, since))) return [];
        return parked.map(({ key }) => key);
      },
    },
  ];
}
