import type { Action, ActionView } from '../core/action.ts';
import type { Instant } from '../core/instants.ts';
import type { Tx } from '../platform/db/database.ts';
import type { ActionChange } from './change.ts';
import * as journal from './journal-store.ts';
import type { ActionActor, ActionsDeps } from './ports-service.ts';
import * as store from './store.ts';
import type { createTelling } from './telling-service.ts';
import { type Decision, free } from './transitions.ts';
import type { createViewing } from './viewing-service.ts';

/** The kind of the job that looks on its day whether an owner must hear of an action. */
export const LOOK = 'action.look';

/** Names the job that looks. */
export const lookKey = (id: string): string => `action:${id}`;

type NotFound = { readonly kind: 'not-found' };
type Refused<R> = { readonly kind: 'refused'; readonly view: ActionView; readonly why: R };
export type Outcome<R> = { readonly kind: 'done'; readonly view: ActionView } | NotFound | Refused<R>;

/** Called with each change of an action, in its transaction, and with whose it was before. Listeners only write and enqueue. */
export type ActionListener = (
  tx: Tx,
  action: Action,
  change: ActionChange,
  concerned: readonly string[],
) => Promise<void>;

/** Whose change it is. */
interface By {
  /** Undefined for what nobody does. */
  readonly by: string | undefined;
  readonly gesture?: string | undefined;
  /** Who had it until then. */
  readonly before?: readonly string[];
}

/** The one way in which an action changes: with its journal, the look at its day, and whoever listens, in one transaction. */
export function createChanging(
  { database, clock, jobs }: Pick<ActionsDeps, 'database' | 'clock' | 'jobs'>,
  telling: ReturnType<typeof createTelling>,
  { viewOf, dueAt }: Pick<ReturnType<typeof createViewing>, 'viewOf' | 'dueAt'>,
) {
  const listeners: ActionListener[] = [];

  return {
    subscribe(listener: ActionListener): void {
      listeners.push(listener);
    },

    /**
     * Reads an action, lets `decide` say what should become of it, and writes that if the action is still as it was read. Somebody
     * else's change in between means reading and deciding again, so one of two wins and the other sees why.
     */
    async change<R>(
      actor: ActionActor,
      id: string,
      decide: (tx: Tx, action: Action, now: Instant) => Promise<Decision<R>>,
    ): Promise<Outcome<R>> {
      for (;;) {
        const outcome = await database.transaction((tx) => changeOnce(tx, actor, id, decide));
        if (outcome !== undefined) return outcome;
      }
    },

    /** PPL-1: what somebody had who is deactivated is visibly nobody's, and the managers of both teams are told once. */
    async freeAllOf(tx: Tx, personId: string): Promise<void> {
      for (;;) {
        const [action] = await store.listOpenOf(tx, personId);
        const freed = action && free(action, personId);
        if (freed === undefined) return;
        if (await write(tx, freed.action, freed.change, { by: undefined, before: [personId] }))
          await telling.freed(tx, freed.action);
      }
    },

    record,
  };

  /** Undefined if somebody else has changed the action since it was read. */
  async function changeOnce<R>(
    tx: Tx,
    actor: ActionActor,
    id: string,
    decide: (tx: Tx, action: Action, now: Instant) => Promise<Decision<R>>,
  ): Promise<Outcome<R> | undefined> {
    const action = await store.findAction(tx, id);
    if (action?.workspaceId !== actor.workspaceId) return { kind: 'not-found' };
    // Slack has delivered it again: it has been done, and what has happened since stays.
    const isRepeat = actor.gesture !== undefined && (await journal.hasGesture(tx, actor.gesture));
    if (isRepeat) return { kind: 'done', view: await viewOf(tx, action) };
    const decision = await decide(tx, action, clock.now());
    if (decision.kind === 'refuse') return { kind: 'refused', view: await viewOf(tx, action), why: decision.why };
    const before = action.owner === undefined ? [] : [action.owner];
    const whose = { by: actor.id, gesture: actor.gesture, before };
    if (!(await write(tx, decision.action, decision.change, whose))) return undefined;
    const isHanded = decision.change.kind === 'changed' && decision.action.owner !== action.owner;
    if (isHanded) await telling.given(tx, decision.action, actor.id);
    if (decision.change.kind === 'declined') await telling.declined(tx, decision.action, actor.id);
    return { kind: 'done', view: await viewOf(tx, decision.action) };
  }

  /** False if the action has changed since it was read. */
  async function write(tx: Tx, action: Action, entry: ActionChange, whose: By): Promise<boolean> {
    if (!(await store.moveAction(tx, action))) return false;
    await record(tx, action, entry, whose);
    return true;
  }

  /** What follows from a change that is written. */
  async function record(tx: Tx, action: Action, entry: ActionChange, { by, gesture, before = [] }: By): Promise<void> {
    const event = { actionId: action.id, seq: action.lastEvent, at: clock.now(), by, change: entry };
    await journal.insertEvent(tx, event, gesture);
    await enqueueLook(tx, action);
    const concerned = [...new Set([...before, ...(action.owner === undefined ? [] : [action.owner])])];
    for (const listen of listeners) await listen(tx, action, entry, concerned);
  }

  async function enqueueLook(tx: Tx, action: Action): Promise<void> {
    if (action.state !== 'open' || action.owner === undefined) return;
    const runAt = await dueAt(tx, action);
    await jobs.enqueue(tx, { kind: LOOK, key: lookKey(action.id), payload: { id: action.id }, runAt, mode: 'latest' });
  }
}
