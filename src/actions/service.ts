import type { Action, ActionKind, ActionView, Consent } from '../core/action.ts';
import type { Aim, AimWish } from '../core/aim.ts';
import { DAY, type Instant } from '../core/instants.ts';
import { dateAt } from '../core/local-time.ts';
import type { PersonChange } from '../core/person-days.ts';
import type { Db, Tx } from '../platform/db/database.ts';
import { type AimAbout, originIn, wishIn } from './aiming.ts';
import { createAiming } from './aiming-service.ts';
import type { ActionChange } from './change.ts';
import { consentFor } from './consent.ts';
import { createActionDigests } from './digest-service.ts';
import * as journal from './journal-store.ts';
import type { PastMark, PastPage } from './past.ts';
import type { ActionActor, ActionsDeps, Decider } from './ports-service.ts';
import { type ActionViewer, mayDecide } from './rights.ts';
import * as store from './store.ts';
import { createTelling } from './telling-service.ts';
import type { Terms, TermsRefusal } from './terms.ts';
import * as transitions from './transitions.ts';
import { createViewing } from './viewing-service.ts';

export type { ActionActor, ActionsDeps } from './ports-service.ts';

/** The kind of the job that looks on its day whether an owner must hear of an action. */
export const LOOK = 'action.look';

/** An action on its way in, as somebody filled it in. */
export interface ActionDraft extends Terms {
  readonly kind: ActionKind;
  readonly text: string;
  readonly origin: string | undefined;
  readonly leadId: string | undefined;
  readonly source: string | undefined;
  readonly campaign: string | undefined;
  /** What it is to move: see `aimOf`. */
  readonly aim?: Aim | undefined;
  /** Whether an owner of the other team is asked to accept it. */
  readonly asksConsent?: boolean | undefined;
  /** What makes this action one: the view id of its form. */
  readonly madeFrom: string;
}

/** What a form says that an action is to move. */
export interface AimChoice extends AimAbout {
  /** The option that was chosen, if one was. */
  readonly chosen: string | undefined;
  /** In percent or minutes. */
  readonly target?: number | undefined;
}

type NotFound = { readonly kind: 'not-found' };
type Refused<R> = { readonly kind: 'refused'; readonly view: ActionView; readonly why: R };
export type Outcome<R> = { readonly kind: 'done'; readonly view: ActionView } | NotFound | Refused<R>;

/** What a phone shows without endless scrolling. */
const PAGE = 10;

/** Called with each change of an action, in its transaction, and with whose it was before. Listeners only write and enqueue. */
export type ActionListener = (
  tx: Tx,
  action: Action,
  change: ActionChange,
  concerned: readonly string[],
) => Promise<void>;

export type Actions = ReturnType<typeof createActionsService>;

/** What was decided, and who does it. */
export function createActionsService(deps: ActionsDeps) {
  const { database, clock, ids, jobs, people } = deps;
  const { db } = database;
  const telling = createTelling(deps);
  const aiming = createAiming(deps);
  const viewing = createViewing(deps, aiming);
  const digests = createActionDigests(deps, viewing);
  const listeners: ActionListener[] = [];

  return {
    subscribe(listener: ActionListener): void {
      listeners.push(listener);
    },

    make,

    /** What can be measured of leads, and chosen as what an action is to move. */
    measurable: aiming.measurable,

    /** Measures where it stands now, for a draft; before its transaction. Undefined for a key that nobody knows. */
    aimOf: aiming.aimOf,

    /** The same of what was chosen in a form by the inputs of `index.ts`, about leads of this source or campaign. */
    async aimChosen(workspaceId: string, { chosen, target, ...about }: AimChoice): Promise<Aim | undefined> {
      const origin = originIn(about);
      const wish = wishIn(aiming.measurable(), chosen, origin, target);
      return wish && aiming.aimOf(workspaceId, wish);
    },

    /** Each week, for whoever has chosen that. */
    digests,

    /** Why an action would be refused. */
    objection: (tx: Tx, actor: Decider, draft: ActionDraft) => objection(tx, actor, draft),

    /** What a form has made already. */
    async knownFrom(tx: Tx, workspaceId: string, madeFrom: string): Promise<ActionView | undefined> {
      const known = await store.findMadeFrom(tx, workspaceId, madeFrom);
      return known && viewOf(tx, known);
    },

    finish: (actor: ActionActor, id: string) =>
      change<transitions.SettleRefusal>(actor, id, async (_tx, action, now) => transitions.finish(action, actor, now)),

    drop: (actor: ActionActor, id: string, reason: string) =>
      change<transitions.SettleRefusal>(actor, id, async (_tx, action, now) =>
        transitions.drop(action, actor, reason, now),
      ),

    keep: (actor: ActionActor, id: string) =>
      change<transitions.SettleRefusal>(actor, id, async (_tx, action, now) => transitions.keep(action, actor, now)),

    reopen: (actor: ActionActor, id: string) =>
      change<transitions.ReopenRefusal>(actor, id, async (tx, action) =>
        transitions.reopen(await withoutTheGone(tx, action), actor),
      ),

    /** Hands it to somebody else, moves its day, and what it is to move: `to` says what, undefined leaves that as it is. */
    async change(
      actor: ActionActor,
      id: string,
      terms: Terms,
      to?: { readonly aim: AimWish | undefined },
    ): Promise<Outcome<transitions.ChangeRefusal | TermsRefusal>> {
      const wish = to?.aim;
      const known = (await store.findAction(db, id))?.aim;
      const isSame = wish !== undefined && known !== undefined && transitions.isSameAim(known, wish);
      // Where it stood is measured when that is chosen, and not again for another target.
      const aim = isSame ? { ...known, target: wish.target } : wish && (await aiming.aimOf(actor.workspaceId, wish));
      return change<transitions.ChangeRefusal | TermsRefusal>(actor, id, async (tx, action) => {
        const consent = action.consent && (await consentOf(tx, actor, terms.owner));
        const decision = transitions.change(action, actor, terms, {
          consent,
          aim: to === undefined ? action.aim : aim,
        });
        if (decision.kind === 'refuse') return decision;
        const why = await faultOf(tx, actor, terms, action);
        return why === undefined ? decision : { kind: 'refuse', why };
      });
    },

    /** Its owner says yes to what the other team has given them. */
    accept: (actor: ActionActor, id: string) =>
      change<transitions.ConsentRefusal | transitions.ChangeRefusal>(actor, id, async (_tx, action) =>
        transitions.accept(action, actor),
      ),

    /** Its owner says no, and everybody reads why. */
    decline: (actor: ActionActor, id: string, reason: string) =>
      change<transitions.ConsentRefusal>(actor, id, async (_tx, action) => transitions.decline(action, actor, reason)),

    /**
     * Measures on some occasion, such as `retro:<id>`, what everything that is to be done or was done lately has moved; answers that with
     * what was measured, oldest first. Each is measured once on an occasion.
     */
    async remeasure(workspaceId: string, occasion: string): Promise<readonly ActionView[]> {
      const now = clock.now();
      const settled = await store.listSettledBetween(db, workspaceId, { from: now - MEASURED_FOR, until: now });
      const aimed = [...(await store.listOpen(db, workspaceId)), ...settled].filter(
        ({ aim, state }) => aim !== undefined && state !== 'dropped',
      );
      await aiming.remeasure(occasion, aimed);
      return viewing.viewsOf(
        db,
        aimed.toSorted((a, b) => a.madeAt - b.madeAt || a.number - b.number),
      );
    },

    /** An action of this workspace by its id; ids come back from Slack and may be anybody's. */
    async byId(workspaceId: string, id: string): Promise<ActionView | undefined> {
      const action = await store.findAction(db, id);
      return action?.workspaceId === workspaceId ? viewOf(db, action) : undefined;
    },

    find: (read: Db | Tx, id: string): Promise<Action | undefined> => store.findAction(read, id),

    history: (id: string) => journal.listEvents(db, id),

    /** What somebody has to do, oldest first; without what they are still on since `keptSince`. */
    async openOf(read: Db | Tx, personId: string, keptSince?: Instant): Promise<ActionView[]> {
      const all = await store.listOpenOf(read, personId);
      const asked = all.filter(({ keptAt }) => keptAt === undefined || keptSince === undefined || keptAt < keptSince);
      return viewing.viewsOf(read, asked);
    },

    /** What was decided in these places, such as `review:<id>`, in the order in which it was. */
    madeIn: async (read: Db | Tx, origins: readonly string[]): Promise<ActionView[]> =>
      viewing.viewsOf(read, await store.listFrom(read, origins)),

    /** Everything that is to be done, oldest first. */
    openHere: async (workspaceId: string): Promise<ActionView[]> =>
      viewing.viewsOf(db, await store.listOpen(db, workspaceId)),

    /** What was done or dropped, the newest first, a page at a time; with where the next one begins, if there is one. */
    async past(workspaceId: string, before?: PastMark): Promise<PastPage> {
      const found = await store.listSettled(db, workspaceId, before, PAGE + 1);
      const shown = found.slice(0, PAGE);
      const last = shown.at(-1);
      const isMore = found.length > PAGE && last?.settledAt !== undefined;
      return {
        views: await viewing.viewsOf(db, shown),
        next: isMore ? { settledAt: last.settledAt, number: last.number } : undefined,
      };
    },

    /** What is to be done, and what was done or dropped in a window, about leads of some campaign or source. */
    async aboutOrigins(
      read: Db | Tx,
      workspaceId: string,
      window: { readonly from: Instant; readonly until: Instant },
    ): Promise<ActionView[]> {
      const open = await store.listOpen(read, workspaceId);
      const settled = await store.listSettledBetween(read, workspaceId, window);
      return viewing.viewsOf(
        read,
        [...open, ...settled].filter(({ source, campaign }) => (source ?? campaign) !== undefined),
      );
    },

    /** Somebody's rights now, for what is shown to them unasked. */
    viewer: async (personId: string): Promise<ActionViewer> => ({
      id: personId,
      ...(await people.rightsOf(db, personId)),
    }),

    /** People have changed; in the transaction of the change. */
    async onPersonChange(tx: Tx, { personIds, what }: PersonChange): Promise<void> {
      if (what !== 'deactivated' || personIds === 'everyone') return;
      for (const personId of personIds) await personGone(tx, personId);
    },

    /** Tells an owner who has no standup that the day has come, once; answers when to look again, if it is not there yet. */
    look: (id: string, settle: (tx: Tx) => Promise<void>): Promise<Instant | undefined> =>
      database.transaction(async (tx) => {
        const action = await store.findAction(tx, id);
        if (action?.state !== 'open' || action.owner === undefined) return undefined;
        const at = await viewing.dueAt(tx, action);
        if (at > clock.now()) return at;
        await telling.due(tx, action);
        await store.markLooked(tx, id, action.dueOn);
        await settle(tx);
        return undefined;
      }),
  };

  /** Decides something, in the transaction of whatever it was decided in. One `madeFrom` makes one action. */
  async function make(
    tx: Tx,
    actor: Decider,
    draft: ActionDraft,
  ): Promise<{ kind: 'made'; view: ActionView } | { kind: 'refused'; why: TermsRefusal }> {
    const known = await store.findMadeFrom(tx, actor.workspaceId, draft.madeFrom);
    if (known !== undefined) return { kind: 'made', view: await viewOf(tx, known) };
    const why = await objection(tx, actor, draft);
    if (why !== undefined) return { kind: 'refused', why };
    const { madeFrom, asksConsent = false, aim, ...what } = draft;
    const action: Action = {
      ...what,
      id: ids.next(),
      workspaceId: actor.workspaceId,
      number: await store.nextNumber(tx, actor.workspaceId),
      state: 'open',
      reason: undefined,
      madeBy: actor.id,
      madeAt: clock.now(),
      settledBy: undefined,
      settledAt: undefined,
      keptAt: undefined,
      aim,
      consent: asksConsent ? await consentOf(tx, actor, draft.owner) : undefined,
      lastEvent: 1,
    };
    // The same form was sent twice at once, and the other one was faster.
    if (!(await store.insertAction(tx, action, madeFrom))) return make(tx, actor, draft);
    await record(tx, action, { kind: 'made' }, actor.id, undefined);
    await telling.given(tx, action, actor.id);
    return { kind: 'made', view: await viewOf(tx, action) };
  }

  async function consentOf(tx: Tx, giver: Decider, owner: string | undefined): Promise<Consent> {
    return consentFor({ owner }, giver, owner === undefined ? undefined : await people.rightsOf(tx, owner));
  }

  async function objection(tx: Tx, actor: Decider, draft: ActionDraft): Promise<TermsRefusal | undefined> {
    return mayDecide(actor) ? faultOf(tx, actor, draft, undefined) : { kind: 'not-in-teams' };
  }

  async function faultOf(
    tx: Tx,
    actor: Decider,
    { owner, dueOn }: Terms,
    before: Action | undefined,
  ): Promise<TermsRefusal | undefined> {
    if (owner !== undefined && owner !== before?.owner) {
      const everyone = await people.roster(tx, actor.workspaceId);
      if (!everyone.some(({ id }) => id === owner)) return { kind: 'owner-not-in-teams' };
    }
    if (dueOn === before?.dueOn) return undefined;
    const now = clock.now();
    if (dueOn < dateAt(now, actor.zone)) return { kind: 'day-is-over' };
    return dueOn > dateAt(now + FARTHEST, actor.zone) ? { kind: 'day-is-far' } : undefined;
  }

  /** PPL-1: what somebody had who is deactivated is visibly nobody's, and the managers of both teams are told once. */
  async function personGone(tx: Tx, personId: string): Promise<void> {
    for (;;) {
      const [action] = await store.listOpenOf(tx, personId);
      const freed = action && transitions.free(action, personId);
      if (freed === undefined) return;
      if (await write(tx, freed.action, freed.change, undefined, undefined, [personId]))
        await telling.freed(tx, freed.action);
    }
  }

  /**
   * Reads an action, lets `decide` say what should become of it, and writes that if the action is still as it was read. Somebody
   * else's change in between means reading and deciding again, so one of two wins and the other sees why.
   */
  async function change<R>(
    actor: ActionActor,
    id: string,
    decide: (tx: Tx, action: Action, now: Instant) => Promise<transitions.Decision<R>>,
  ): Promise<Outcome<R>> {
    for (;;) {
      const outcome = await database.transaction(async (tx): Promise<Outcome<R> | undefined> => {
        const action = await store.findAction(tx, id);
        if (action?.workspaceId !== actor.workspaceId) return { kind: 'not-found' };
        // Slack has delivered it again: it has been done, and what has happened since stays.
        const isRepeat = actor.gesture !== undefined && (await journal.hasGesture(tx, actor.gesture));
        if (isRepeat) return { kind: 'done', view: await viewOf(tx, action) };
        const decision = await decide(tx, action, clock.now());
        if (decision.kind === 'refuse') return { kind: 'refused', view: await viewOf(tx, action), why: decision.why };
        const before = action.owner === undefined ? [] : [action.owner];
        if (!(await write(tx, decision.action, decision.change, actor.id, actor.gesture, before))) return undefined;
        const isHanded = decision.change.kind === 'changed' && decision.action.owner !== action.owner;
        if (isHanded) await telling.given(tx, decision.action, actor.id);
        if (decision.change.kind === 'declined') await telling.declined(tx, decision.action, actor.id);
        return { kind: 'done', view: await viewOf(tx, decision.action) };
      });
      if (outcome !== undefined) return outcome;
    }
  }

  /** False if the action has changed since it was read. */
  async function write(
    tx: Tx,
    action: Action,
    entry: ActionChange,
    by: string | undefined,
    gesture: string | undefined,
    before: readonly string[],
  ): Promise<boolean> {
    if (!(await store.moveAction(tx, action))) return false;
    await record(tx, action, entry, by, gesture, before);
    return true;
  }

  async function record(
    tx: Tx,
    action: Action,
    entry: ActionChange,
    by: string | undefined,
    gesture: string | undefined,
    before: readonly string[] = [],
  ): Promise<void> {
    const event = { actionId: action.id, seq: action.lastEvent, at: clock.now(), by, change: entry };
    await journal.insertEvent(tx, event, gesture);
    await enqueueLook(tx, action);
    const concerned = [...new Set([...before, ...(action.owner === undefined ? [] : [action.owner])])];
    for (const listen of listeners) await listen(tx, action, entry, concerned);
  }

  async function enqueueLook(tx: Tx, action: Action): Promise<void> {
    if (action.state !== 'open' || action.owner === undefined) return;
    const runAt = await viewing.dueAt(tx, action);
    await jobs.enqueue(tx, { kind: LOOK, key: lookKey(action.id), payload: { id: action.id }, runAt, mode: 'latest' });
  }

  /** Who has left meanwhile can't have it again. */
  async function withoutTheGone(tx: Tx, action: Action): Promise<Action> {
    const { owner, workspaceId } = action;
    if (owner === undefined) return action;
    const everyone = await people.roster(tx, workspaceId);
    return everyone.some(({ id }) => id === owner) ? action : { ...action, owner: undefined };
  }

  async function viewOf(read: Db | Tx, action: Action): Promise<ActionView> {
    const [view] = await viewing.viewsOf(read, [action]);
    if (view === undefined) throw new Error(`No view of action ${action.id}`);
    return view;
  }
}

/** Names the job that looks. */
export const lookKey = (id: string): string => `action:${id}`;

/** How long after it was done it is looked what an action has moved. */
const MEASURED_FOR = 60 * DAY;

/** Later than that nobody knows what they will be doing. */
const FARTHEST = 366 * DAY;

/** Nobody's words about these leads are kept any more. */
export async function forgetDecided(tx: Tx, leadIds: readonly string[]): Promise<void> {
  await store.clearWords(tx, leadIds);
  await journal.clearReasons(tx, leadIds);
}
