import type { Tx } from '../platform/db/database.ts';
import type { StandupAsk, StandupDeps } from './ports-service.ts';
import { STANDUP, type StandupDay, type StandupSlot, type StandupTurn } from './ritual.ts';
import { standupSettings } from './settings.ts';
import * as store from './store.ts';
import { LAST_DATE } from './viewing-service.ts';

/** Kinds of the jobs that bring messages up to date. */
export const PARENT = 'standup.parent';
export const POST = 'standup.post';
export const PROMPT_STATE = 'standup.prompt-state';
export const DIGEST = 'standup.digest';

/** The kind of the notice that tells owners who is missing. */
export const MISSING = 'standup.missing';

/** Names of messages. */
export const parentKey = (occurrenceId: string): string => `${PARENT}:${occurrenceId}`;
export const postKey = (slotId: string, part = 0): string => `${POST}:${slotId}${part === 0 ? '' : `:${part + 1}`}`;
export const digestKey = (occurrenceId: string): string => `${DIGEST}:${occurrenceId}`;
export const promptKey = (slotId: string): string => `slot.prompt:${slotId}`;
export const remindKey = (slotId: string): string => `slot.remind:${slotId}`;

/** Asks for messages to be brought up to date, in the transaction of what has changed. */
export function createTelling<A extends StandupAsk, C>(
  deps: Pick<StandupDeps<A, C>, 'clock' | 'jobs' | 'rituals' | 'notify' | 'onDay'>,
) {
  const { clock, jobs, rituals, notify } = deps;

  return {
    parent,
    post,
    promptState,

    /** Something about an occurrence has changed. */
    async changed(tx: Tx, { ritual, occurrence }: StandupDay, what: 'opened' | 'slot' | 'closed'): Promise<void> {
      await parent(tx, occurrence.id);
      if (what === 'opened') {
        // A last time, without what is now under the new one.
        const before = await rituals.occurrenceBefore(tx, ritual.id, occurrence.teamDate);
        if (before !== undefined) await parent(tx, before.id);
        return;
      }
      for (const slot of await rituals.slotsOf(tx, occurrence.id)) {
        // They were asked and need not answer any more: away, gone.
        if (slot.state === 'excused' && slot.promptedAt !== undefined) await promptState(tx, slot);
      }
      if (occurrence.state !== 'closed') return;
      await enqueue(tx, DIGEST, digestKey(occurrence.id), { occurrenceId: occurrence.id });
      if (what === 'closed') await tellOwners(tx, { ritual, occurrence });
    },

    /** Somebody has answered, skipped or taken that back. */
    async spoke(tx: Tx, { slot, occurrence }: StandupTurn, hasAnswered: boolean): Promise<void> {
      await promptState(tx, slot);
      if (hasAnswered && occurrence.state !== 'planned') await post(tx, slot.id);
    },

    /** An ask has changed: it may stand under the newest parent, and under the post that it came with. */
    async askChanged(tx: Tx, workspaceId: string, origin: string | undefined): Promise<void> {
      if (origin !== undefined && (await store.findAnswer(tx, origin)) !== undefined) {
        const slot = await rituals.slot(tx, origin);
        const day = slot && (await rituals.occurrence(tx, slot.occurrenceId));
        if (day !== undefined && day.occurrence.state !== 'planned') await post(tx, origin);
      }
      for (const { id } of await rituals.list(tx, workspaceId, STANDUP)) {
        const newest = await rituals.occurrenceBefore(tx, id, LAST_DATE);
        if (newest !== undefined) await parent(tx, newest.id);
      }
    },
  };

  function parent(tx: Tx, occurrenceId: string): Promise<void> {
    return enqueue(tx, PARENT, parentKey(occurrenceId), { occurrenceId });
  }

  function post(tx: Tx, slotId: string): Promise<void> {
    return enqueue(tx, POST, postKey(slotId), { slotId });
  }

  async function promptState(tx: Tx, { id, personId }: StandupSlot): Promise<void> {
    await enqueue(tx, PROMPT_STATE, `${PROMPT_STATE}:${id}`, { slotId: id });
    await deps.onDay?.(tx, [personId]);
  }

  /** Names are for those who look after it; the channel reads a number. */
  async function tellOwners(tx: Tx, { ritual, occurrence }: StandupDay): Promise<void> {
    if (!standupSettings.parse(ritual.config.settings).tellsMissing) return;
    for (const person of ritual.config.owners) {
      await notify(tx, {
        key: `${MISSING}:${occurrence.id}:${person}`,
        workspaceId: ritual.workspaceId,
        recipient: { person },
        kind: MISSING,
        subject: occurrence.id,
        at: clock.now(),
      });
    }
  }

  function enqueue(tx: Tx, kind: string, key: string, payload: unknown): Promise<void> {
    return jobs.enqueue(tx, { kind, key, payload, runAt: clock.now(), mode: 'latest' });
  }
}
