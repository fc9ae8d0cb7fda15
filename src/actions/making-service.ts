import type { Action, ActionKind, ActionView, Consent } from '../core/action.ts';
import type { Aim } from '../core/aim.ts';
import { DAY } from '../core/instants.ts';
import { dateAt } from '../core/local-time.ts';
import type { Tx } from '../platform/db/database.ts';
import type { createChanging } from './changing-service.ts';
import { consentFor } from './consent.ts';
import type { ActionsDeps, Decider } from './ports-service.ts';
import { mayDecide } from './rights.ts';
import * as store from './store.ts';
import type { createTelling } from './telling-service.ts';
import type { Terms, TermsRefusal } from './terms.ts';
import type { createViewing } from './viewing-service.ts';

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

/** Later than that nobody knows what they will be doing. */
const FARTHEST = 366 * DAY;

/** How an action is decided, and which terms it may have. */
export function createMaking(
  { clock, ids, people }: Pick<ActionsDeps, 'clock' | 'ids' | 'people'>,
  { record }: Pick<ReturnType<typeof createChanging>, 'record'>,
  telling: Pick<ReturnType<typeof createTelling>, 'given'>,
  { viewOf }: Pick<ReturnType<typeof createViewing>, 'viewOf'>,
) {
  return { make, objection, faultOf, consentOf };

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
    await record(tx, action, { kind: 'made' }, { by: actor.id });
    await telling.given(tx, action, actor.id);
    return { kind: 'made', view: await viewOf(tx, action) };
  }

  /** Why an action would be refused. */
  async function objection(tx: Tx, actor: Decider, draft: ActionDraft): Promise<TermsRefusal | undefined> {
    return mayDecide(actor) ? faultOf(tx, actor, draft, undefined) : { kind: 'not-in-teams' };
  }

  /** What is wrong with terms, as far as they differ from those of `before`. */
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

  /** What an owner has still to say to what `giver` gives them. */
  async function consentOf(tx: Tx, giver: Decider, owner: string | undefined): Promise<Consent> {
    return consentFor({ owner }, giver, owner === undefined ? undefined : await people.rightsOf(tx, owner));
  }
}
