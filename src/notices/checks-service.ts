import type { Instant } from '../core/instants.ts';
import type { Check, CheckDeps } from '../platform/check.ts';
import type { Db } from '../platform/db/database.ts';
import { rollingWindow } from '../platform/rolling-window.ts';
import { isTold, recipientsUntold } from './checks-store.ts';
import { recipientKey } from './notice.ts';
import { TELL, tellKey } from './service.ts';

const RECIPIENTS = 200;

/** What must hold of notices. */
export function noticeChecks({ clock, jobs }: CheckDeps): readonly Check[] {
  return [
    {
      name: 'notice.without-job',
      says: (count) =>
        `${count === 1 ? 'Somebody or some channel is' : `${count} people or channels are`} not told what waits for them. The log names them, at audit.found.`,
      find: rollingWindow('', async (read, after) => {
        const { untold, last } = await recipientsUntold(read, after, RECIPIENTS);
        return { subjects: untold, next: last };
      }),
      repair: (tx, recipient) =>
        jobs.enqueue(tx, {
          kind: TELL,
          key: tellKey(recipient),
          payload: { recipient },
          runAt: clock.now(),
          mode: 'latest',
        }),
    },
  ];
}

/** Whether one of these people has been told news of a kind since then, or is about to be; for checks of other features. */
export const areTold = (read: Db, people: readonly string[], kind: string, since: Instant): Promise<boolean> =>
  isTold(
    read,
    people.map((person) => recipientKey({ person })),
    kind,
    since,
  );
