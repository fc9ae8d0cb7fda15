import type { Check, CheckDeps } from '../platform/check.ts';
import type { Tx } from '../platform/db/database.ts';
import type { MessageOwner } from '../platform/message-owner.ts';
import { answersUnposted, parentsBehind } from './checks-store.ts';
import { DIGEST, PARENT, POST, PROMPT_STATE, parentKey, postKey } from './telling-service.ts';

const ANSWERS = 300;

/** What must hold between standups and their messages. */
export function standupChecks({ clock, jobs }: CheckDeps): {
  readonly checks: readonly Check[];
  readonly messageOwners: readonly MessageOwner[];
} {
  return {
    checks: [
      {
        name: 'standup.parent-behind',
        says: () =>
          'The message of a standup in its channel does not show the last answers, and could not be brought up to date. The log says why, at job.failed.',
        find: parentsBehind,
        repair: (tx, occurrenceId) => enqueue(tx, PARENT, parentKey(occurrenceId), { occurrenceId }),
      },
      {
        name: 'standup.answer-unposted',
        says: (count) =>
          `${count === 1 ? 'An answer' : `${count} answers`} of a standup could not be posted under its message in the channel. The log says why, at job.failed.`,
        find: (read) => answersUnposted(read, ANSWERS),
        repair: (tx, slotId) => enqueue(tx, POST, postKey(slotId), { slotId }),
      },
    ],
    messageOwners: [
      {
        drivenBy: ({ key, state }) => (state === 'blocked' ? undefined : jobOf(key, state)?.key),
        async redo(tx, messageKey) {
          const job = jobOf(messageKey, 'shown');
          if (job !== undefined) await enqueue(tx, job.kind, job.key, job.payload);
        },
      },
    ],
  };

  function enqueue(tx: Tx, kind: string, key: string, payload: object): Promise<void> {
    return jobs.enqueue(tx, { kind, key, payload, runAt: clock.now(), mode: 'latest' });
  }
}

/** The work that brings a message up to date. A prompt that was never seen to arrive is left alone: its time may be over. */
function jobOf(messageKey: string, state: 'waiting' | 'sending' | 'shown') {
  const [kind = '', id = ''] = messageKey.split(':');
  if (kind === PARENT || kind === DIGEST) return { kind, key: `${kind}:${id}`, payload: { occurrenceId: id } };
  if (kind === POST) return { kind, key: postKey(id), payload: { slotId: id } };
  const isPrompt = kind === 'slot.prompt' || kind === 'slot.remind';
  if (!isPrompt || state !== 'shown') return undefined;
  return { kind: PROMPT_STATE, key: `${PROMPT_STATE}:${id}`, payload: { slotId: id } };
}
