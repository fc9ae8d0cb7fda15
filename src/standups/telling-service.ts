import { type Instant, SECOND } from '../core/instants.ts';
import type { Tx } from '../platform/db/database.ts';
import type { Enqueued } from '../platform/jobs/queue.ts';
import type { ChangedAsk, StandupAsk, StandupDeps } from './ports-service.ts';
import { STANDUP, type StandupDay, type StandupSlot, type StandupTurn } from './ritual.ts';
import { standupSettings } from './settings.ts';
import * as store from './store.ts';
import { LAST_DATE } from './viewing-service.ts';

/** Kinds of the jobs that bring messages up to date. */
export const PARENT = 'standup.parent';
export const POST = 'standup.post';
export const PROMPT_STATE = 'standup.prompt-state';
export const DIGEST = 'standup.digest';
/** Looks in whose prompt an ask stands that has changed. */
export const PROMPTS_WITH = 'standup.prompts-with';

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
  deps: Pick<StandupDeps<A, C>, 'database' | 'clock' | 'jobs' | 'rituals' | 'asks' | 'notify' | 'onDay'>,
) {
  const { clock, jobs, rituals, notify } = deps;
  const { db } = deps.database;

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

    /**
     * An ask has changed: it may stand under the newest parent, under the post that it came with, and in the prompts of those who
     * haven't answered yet. Those who could be many are looked for later; a new ask waits for their next prompt.
     */
    async askChanged(tx: Tx, { id: askId, workspaceId, origin }: ChangedAsk, what: string): Promise<void> {
      if (what !== 'asked') await enqueue(tx, PROMPTS_WITH, `${PROMPTS_WITH}:${askId}`, { workspaceId, askId });
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

    /** What somebody has decided to do has changed: of those whose it is or was, whoever is asked now. */
    async actionChanged(tx: Tx, workspaceId: string, personIds: readonly string[]): Promise<void> {
      for (const { id } of await rituals.list(tx, workspaceId, STANDUP)) {
        for (const personId of personIds) {
          const slot = await rituals.currentSlot(tx, id, personId, clock.now());
          if (slot?.state === 'sent') await promptState(tx, slot);
        }
      }
    },

    /** Brings the prompts up to date in which an ask may stand: of those for whom it waits, as far as they are still asked. */
    async promptsWith(workspaceId: string, askId: string): Promise<void> {
      const concerned = new Set(await deps.asks.concernedBy(db, askId));
      const slots = (await openSlots(workspaceId)).filter(({ personId }) => concerned.has(personId));
      const now = clock.now();
      const due = slots.map(({ id }, at) => promptStateJob(id, now + Math.max(0, at + 1 - AT_ONCE) * PACE));
      if (due.length > 0) await deps.database.transaction((tx) => jobs.enqueueAll(tx, due));
    },
  };

  /** Those who are asked now. Two days at most are open at once, where the team spans the date line. */
  async function openSlots(workspaceId: string): Promise<StandupSlot[]> {
    const open: StandupSlot[] = [];
    for (const { id } of await rituals.list(db, workspaceId, STANDUP)) {
      const newest = await rituals.occurrenceBefore(db, id, LAST_DATE);
      const before = newest && (await rituals.occurrenceBefore(db, id, newest.teamDate));
      for (const day of [newest, before]) {
        if (day?.state === 'open') open.push(...(await rituals.slotsOf(db, day.id)));
      }
    }
    return open.filter(({ state }) => state === 'sent');
  }

  function parent(tx: Tx, occurrenceId: string): Promise<void> {
    return enqueue(tx, PARENT, parentKey(occurrenceId), { occurrenceId });
  }

  function post(tx: Tx, slotId: string): Promise<void> {
    return enqueue(tx, POST, postKey(slotId), { slotId });
  }

  async function promptState(tx: Tx, { id, personId }: StandupSlot): Promise<void> {
    await jobs.enqueue(tx, promptStateJob(id, clock.now()));
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

const promptStateJob = (slotId: string, runAt: Instant): Enqueued => ({
  kind: PROMPT_STATE,
  key: `${PROMPT_STATE}:${slotId}`,
  payload: { slotId },
  runAt,
  mode: 'latest',
});

// A team sees it at once. Of hundreds the rest follows at a pace that leaves Slack room for the cards of leads.
const AT_ONCE = 10;
const PACE = 1.5 * SECOND;
