import type { Action, ActionView } from '../core/action.ts';
import type { Aim, AimWish } from '../core/aim.ts';
import { DAY, type Instant } from '../core/instants.ts';
import type { PersonChange } from '../core/person-days.ts';
import type { Tx } from '../platform/db/database.ts';
import { type AimAbout, originIn, wishIn } from './aiming.ts';
import { createAiming } from './aiming-service.ts';
import { createChanging, type Outcome } from './changing-service.ts';
import { createActionDigests } from './digest-service.ts';
import * as journal from './journal-store.ts';
import { createListing } from './listing-service.ts';
import { createMaking } from './making-service.ts';
import type { ActionActor, ActionsDeps } from './ports-service.ts';
import type { ActionViewer } from './rights.ts';
import * as store from './store.ts';
import { createTelling } from './telling-service.ts';
import type { Terms, TermsRefusal } from './terms.ts';
import * as transitions from './transitions.ts';
import { createViewing } from './viewing-service.ts';

/** What a form says that an action is to move. */
export interface AimChoice extends AimAbout {
  /** The option that was chosen, if one was. */
  readonly chosen: string | undefined;
  /** In percent or minutes. */
  readonly target?: number | undefined;
}

export type Actions = ReturnType<typeof createActionsService>;

/** What was decided, and who does it. */
export function createActionsService(deps: ActionsDeps) {
  const { database, clock, people } = deps;
  const { db } = database;
  const telling = createTelling(deps);
  const aiming = createAiming(deps);
  const viewing = createViewing(deps, aiming);
  const digests = createActionDigests(deps, viewing);
  const listing = createListing(deps, viewing);
  const { subscribe, change, record, freeAllOf } = createChanging(deps, telling, viewing);
  const { make, objection, faultOf, consentOf } = createMaking(deps, { record }, telling, viewing);

  return {
    ...listing,
    subscribe,
    make,
    objection,

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

    /** Somebody's rights now, for what is shown to them unasked. */
    viewer: async (personId: string): Promise<ActionViewer> => ({
      id: personId,
      ...(await people.rightsOf(db, personId)),
    }),

    /** People have changed; in the transaction of the change. */
    async onPersonChange(tx: Tx, { personIds, what }: PersonChange): Promise<void> {
      if (what !== 'deactivated' || personIds === 'everyone') return;
      for (const personId of personIds) await freeAllOf(tx, personId);
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

  /** Who has left meanwhile can't have it again. */
  async function withoutTheGone(tx: Tx, action: Action): Promise<Action> {
    const { owner, workspaceId } = action;
    if (owner === undefined) return action;
    const everyone = await people.roster(tx, workspaceId);
    return everyone.some(({ id }) => id === owner) ? action : { ...action, owner: undefined };
  }
}

/** How long after it was done it is looked what an action has moved. */
const MEASURED_FOR = 60 * DAY;

/** Nobody's words about these leads are kept any more. */
export async function forgetDecided(tx: Tx, leadIds: readonly string[]): Promise<void> {
  await store.clearWords(tx, leadIds);
  await journal.clearReasons(tx, leadIds);
}
