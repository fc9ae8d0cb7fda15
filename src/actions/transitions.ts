import type { Action, Consent } from '../core/action.ts';
import type { Aim } from '../core/aim.ts';
import type { Instant } from '../core/instants.ts';
import type { ActionChange } from './change.ts';
import { type ActionViewer, mayChange } from './rights.ts';
import type { Terms } from './terms.ts';

/** What came of a wish: the action as it is to be written, with the entry of its journal, or an outcome for the person. */
export type Decision<R> =
  | { readonly kind: 'move'; readonly action: Action; readonly change: ActionChange }
  | { readonly kind: 'refuse'; readonly why: R };

type NotYours = { readonly kind: 'not-yours' };
type Settled = { readonly kind: 'done-already' | 'dropped-already' };
/** The same again: nothing to do, and nothing wrong. */
type NotedAlready = { readonly kind: 'noted-already' };

export type SettleRefusal = NotYours | Settled;

/** It is done. */
export function finish(action: Action, by: ActionViewer, now: Instant): Decision<SettleRefusal> {
  if (!mayChange(action, by)) return refuse({ kind: 'not-yours' });
  if (action.state !== 'open') return refuse(settled(action));
  return move(action, { kind: 'done' }, { state: 'done', settledAt: now, settledBy: by.id, ...taken(action, by) });
}

/** It won't be done; everybody reads why. */
export function drop(action: Action, by: ActionViewer, reason: string, now: Instant): Decision<SettleRefusal> {
  if (!mayChange(action, by)) return refuse({ kind: 'not-yours' });
  if (action.state !== 'open') return refuse(settled(action));
  return move(action, { kind: 'dropped', reason }, { state: 'dropped', reason, settledAt: now, settledBy: by.id });
}

/** Its owner is still on it: asked again another day. */
export function keep(action: Action, by: ActionViewer, now: Instant): Decision<SettleRefusal> {
  if (!mayChange(action, by)) return refuse({ kind: 'not-yours' });
  if (action.state !== 'open') return refuse(settled(action));
  return move(action, { kind: 'kept' }, { keptAt: now, ...taken(action, by) });
}

export type ConsentRefusal = NotYours | Settled | { readonly kind: 'not-asked' };

/** Its owner says yes to what the other team has given them; nobody says that for them. */
export function accept(action: Action, by: ActionViewer): Decision<ConsentRefusal | NotedAlready> {
  const why = notTheirs(action, by);
  if (why !== undefined) return refuse(why);
  if (action.consent?.kind === 'given') return refuse({ kind: 'noted-already' });
  return action.consent?.kind === 'asked'
    ? move(action, { kind: 'accepted' }, { consent: { kind: 'given' } })
    : refuse({ kind: 'not-asked' });
}

/** Its owner says no: it is visibly nobody's, everybody reads why, and somebody else may have it. */
export function decline(action: Action, by: ActionViewer, reason: string): Decision<ConsentRefusal> {
  const why = notTheirs(action, by);
  if (why !== undefined) return refuse(why);
  return action.consent?.kind === 'asked'
    ? move(
        action,
        { kind: 'declined', reason },
        { owner: undefined, keptAt: undefined, consent: { kind: 'declined', by: by.id, reason } },
      )
    : refuse({ kind: 'not-asked' });
}

function notTheirs(action: Action, by: ActionViewer): NotYours | Settled | undefined {
  if (action.owner !== by.id) return { kind: 'not-yours' };
  return action.state === 'open' ? undefined : settled(action);
}

/** Whether two are about the same figure of the same leads. */
export const isSameAim = (one: Omit<Aim, 'baseline'> | undefined, other: Omit<Aim, 'baseline'> | undefined): boolean =>
  one?.metric === other?.metric && one?.of?.by === other?.of?.by && one?.of?.origin === other?.of?.origin;

export type ReopenRefusal = NotYours | { readonly kind: 'open-already' };

/** Takes back that it was done or dropped. */
export function reopen(action: Action, by: ActionViewer): Decision<ReopenRefusal> {
  if (!mayChange(action, by)) return refuse({ kind: 'not-yours' });
  if (action.state === 'open') return refuse({ kind: 'open-already' });
  return move(
    action,
    { kind: 'reopened' },
    { state: 'open', reason: undefined, settledAt: undefined, settledBy: undefined, keptAt: undefined },
  );
}

export type ChangeRefusal = SettleRefusal | NotedAlready;

/** What else a change brings with it: what a new owner has still to say, and what it is to move from now on. */
export interface ChangeTo {
  readonly consent: Consent | undefined;
  readonly aim: Aim | undefined;
}

/** Hands it to somebody else, moves its day, or what it is to move. */
export function change(
  action: Action,
  by: ActionViewer,
  terms: Terms,
  { consent, aim }: ChangeTo = { consent: undefined, aim: action.aim },
): Decision<ChangeRefusal> {
  if (!mayChange(action, by)) return refuse({ kind: 'not-yours' });
  if (action.state !== 'open') return refuse(settled(action));
  const { owner, dueOn } = action;
  const isAimed = !isSameAim(action.aim, aim) || action.aim?.target !== aim?.target;
  const isHanded = owner !== terms.owner;
  if (!isHanded && dueOn === terms.dueOn)
    return isAimed ? move(action, { kind: 'aimed' }, { aim }) : refuse({ kind: 'noted-already' });
  return move(
    action,
    { kind: 'changed', before: { owner, dueOn } },
    { owner: terms.owner, dueOn: terms.dueOn, aim, ...(isHanded && { keptAt: undefined, consent }) },
  );
}

/** PPL-1: what somebody had who is gone is visibly nobody's. Undefined if it isn't theirs. */
export function free(action: Action, from: string): Extract<Decision<never>, { kind: 'move' }> | undefined {
  if (action.owner !== from || action.state !== 'open') return undefined;
  const consent = action.consent && ({ kind: 'given' } as const);
  return move(action, { kind: 'freed', from }, { owner: undefined, keptAt: undefined, consent });
}

/** Whoever goes about it has said yes by that. */
const taken = (action: Action, by: ActionViewer): Partial<Pick<Action, 'consent'>> =>
  action.consent?.kind === 'asked' && action.owner === by.id ? { consent: { kind: 'given' } } : {};

const refuse = <R>(why: R): Extract<Decision<R>, { kind: 'refuse' }> => ({ kind: 'refuse', why });

const move = (
  action: Action,
  entry: ActionChange,
  patch: Partial<Omit<Action, 'id' | 'workspaceId' | 'lastEvent'>>,
): Extract<Decision<never>, { kind: 'move' }> => ({
  kind: 'move',
  action: { ...action, ...patch, lastEvent: action.lastEvent + 1 },
  change: entry,
});

const settled = ({ state }: Action): Settled => ({ kind: state === 'done' ? 'done-already' : 'dropped-already' });
