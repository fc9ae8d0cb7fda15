import type { Instant } from '../core/instants.ts';
import type { Database, Db, Tx } from '../platform/db/database.ts';
import type { Jobs } from '../platform/jobs/jobs.ts';
import { type Ask, type AskChange, isWaiting } from './ask.ts';
import { whenDaysOld } from './ask-age.ts';
import type { AskView } from './ask-view.ts';
import type { AskActor } from './draft-service.ts';
import * as journal from './journal-store.ts';
import * as store from './store.ts';
import { createTelling, type TellingDeps } from './telling-service.ts';
import * as transitions from './transitions.ts';
import { createViewing, type ViewingDeps } from './viewing-service.ts';

/** Called with each change of an ask, in its transaction. Listeners only write and enqueue. */
export type AskListener = (tx: Tx, ask: Ask, what: AskChange['kind']) => Promise<void>;

export interface ChangingDeps extends Omit<TellingDeps, 'people'>, Omit<ViewingDeps, 'people'> {
  readonly database: Database;
  readonly jobs: Pick<Jobs, 'enqueue'>;
  readonly people: ViewingDeps['people'] & TellingDeps['people'];
  /** Working days after which the managers of both teams hear of an ask that waits; three if nobody says. */
  readonly escalateAfterDays?: (read: Db | Tx, ask: Ask) => Promise<number | undefined>;
}

type NotFound = { readonly kind: 'not-found' };
type Refused<R> = { readonly kind: 'refused'; readonly view: AskView; readonly why: R };
export type Outcome<R> = { readonly kind: 'done'; readonly view: AskView } | NotFound | Refused<R>;

/** The kind of the job that looks whether an ask has waited too long. */
export const LOOK = 'ask.look';

const USUAL_DAYS = 3;

/** How asks change: each time once, written down, with whoever must hear of it told. */
export function createChanging(deps: ChangingDeps) {
  const { database, clock, jobs } = deps;
  const telling = createTelling(deps);
  const viewing = createViewing(deps);
  const listeners: AskListener[] = [];

  return {
    subscribe(listener: AskListener): void {
      listeners.push(listener);
    },

    change,
    write,
    record,
    enqueueLook,

    /** Tells the managers of both teams when an ask has waited too long; answers when to look again, if there is reason to. */
    look: (askId: string, settle: (tx: Tx) => Promise<void>): Promise<Instant | undefined> =>
      database.transaction(async (tx) => {
        const ask = await store.findAsk(tx, askId);
        const escalated = ask && transitions.escalate(ask, clock.now());
        if (ask === undefined || escalated === undefined) return undefined;
        const at = await escalatesAt(tx, ask);
        if (at === undefined || at > clock.now()) return at;
        // Somebody has just done something to it: look again.
        if (!(await write(tx, escalated.ask, escalated.change, undefined))) return clock.now();
        await telling.tellManagers(tx, escalated.ask);
        await settle(tx);
        return undefined;
      }),
  };

  /**
   * Reads an ask, lets `decide` say what should become of it, and writes that if the ask is still as it was read.
   * Somebody else's change in between means reading and deciding again, so one of two wins and the other sees why.
   */
  async function change<R>(
    actor: AskActor,
    askId: string,
    decide: (tx: Tx, ask: Ask, now: Instant) => Promise<transitions.Decision<R>>,
  ): Promise<Outcome<R>> {
    for (;;) {
      const outcome = await database.transaction(async (tx): Promise<Outcome<R> | undefined> => {
        const ask = await store.findAsk(tx, askId);
        if (ask?.workspaceId !== actor.workspaceId) return { kind: 'not-found' };
        // Slack has delivered it again: it has been done, and what has happened since stays.
        const isRepeat = actor.gesture !== undefined && (await journal.hasGesture(tx, actor.gesture));
        if (isRepeat) return { kind: 'done', view: await viewing.viewOf(tx, ask, clock.now()) };
        const decision = await decide(tx, ask, clock.now());
        if (decision.kind === 'refuse')
          return { kind: 'refused', view: await viewing.viewOf(tx, ask, clock.now()), why: decision.why };
        if (!(await write(tx, decision.ask, decision.change, actor.id, actor.gesture))) return undefined;
        return { kind: 'done', view: await viewing.viewOf(tx, decision.ask, clock.now()) };
      });
      if (outcome !== undefined) return outcome;
    }
  }

  /** False if the ask has changed since it was read. */
  async function write(tx: Tx, ask: Ask, entry: AskChange, by: string | undefined, gesture?: string): Promise<boolean> {
    if (!(await store.moveAsk(tx, ask))) return false;
    await record(tx, ask, entry, by, gesture);
    if (entry.kind === 'answered' || entry.kind === 'declined') await telling.tellAsker(tx, ask);
    return true;
  }

  async function record(tx: Tx, ask: Ask, entry: AskChange, by: string | undefined, gesture?: string): Promise<void> {
    const event = { askId: ask.id, seq: ask.lastEvent, at: clock.now(), by, change: entry };
    await journal.insertEvent(tx, event, gesture);
    await enqueueLook(tx, ask);
    for (const listen of listeners) await listen(tx, ask, entry.kind);
  }

  /** Its clock is its owner's, so whenever that may be another one, the time to look is reckoned anew. */
  async function enqueueLook(tx: Tx, ask: Ask): Promise<void> {
    if (!isWaiting(ask) || ask.escalatedAt !== undefined) return;
    const runAt = await escalatesAt(tx, ask);
    if (runAt === undefined) return;
    await jobs.enqueue(tx, { kind: LOOK, key: `ask:${ask.id}`, payload: { askId: ask.id }, runAt, mode: 'latest' });
  }

  async function escalatesAt(read: Db | Tx, ask: Ask): Promise<Instant | undefined> {
    const days = (await deps.escalateAfterDays?.(read, ask)) ?? USUAL_DAYS;
    return whenDaysOld(await viewing.calendarOf(read, ask), ask.createdAt, days);
  }
}
