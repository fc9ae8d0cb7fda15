import type { Instant } from '../core/instants.ts';
import { type Ask, type AskChange, type AskDetails, isWaiting, otherTeam, personAsked } from './ask.ts';
import { type AskViewer, mayClose, mayEdit, mayWork } from './rights.ts';

/** What came of a wish: the ask as it is to be written, with the entry of its journal, or an outcome for the person. */
export type Decision<Refusal> =
  | { readonly kind: 'move'; readonly ask: Ask; readonly change: AskChange }
  | { readonly kind: 'refuse'; readonly why: Refusal };

/** The ask is for others to work on. */
type NotAsked = { readonly kind: 'not-asked' };
/** The ask is for others to close. */
type NotYours = { readonly kind: 'not-yours' };
/** It waits for nobody any more. */
type Settled = { readonly kind: 'answered-already' | 'declined-already' | 'closed-already' };
/** The same press or the same words again: nothing to do, and nothing wrong. */
type NotedAlready = { readonly kind: 'noted-already' };

export type TakeRefusal =
  | NotAsked
  | Settled
  | { readonly kind: 'already-yours' }
  | { readonly kind: 'taken'; readonly by: string; readonly since: Instant };

/** Makes a free ask somebody's; of two who press at once, one hears that the other has it. */
export function take(ask: Ask, by: AskViewer, now: Instant): Decision<TakeRefusal> {
  if (!mayWork(ask, by)) return refuse({ kind: 'not-asked' });
  if (!isWaiting(ask)) return refuse(settled(ask));
  if (ask.owner === by.id) return refuse({ kind: 'already-yours' });
  if (ask.owner !== undefined) return refuse({ kind: 'taken', by: ask.owner, since: ask.ownedAt ?? ask.createdAt });
  return move(ask, { kind: 'taken' }, { state: 'taken', owner: by.id, ownedAt: now });
}

export type AnswerRefusal = NotAsked | Settled | NotedAlready;

/**
 * Answers an ask, also one that somebody else of the team has taken. Whoever answers a free one becomes its owner. An answer may be
 * worded anew by who gave it; one that was declined may still be answered.
 */
export function answer(ask: Ask, by: AskViewer, words: string, now: Instant): Decision<AnswerRefusal> {
  if (!mayWork(ask, by)) return refuse({ kind: 'not-asked' });
  if (ask.state === 'closed') return refuse({ kind: 'closed-already' });
  if (ask.state === 'answered' && ask.settledBy !== by.id) return refuse({ kind: 'answered-already' });
  if (ask.state === 'answered' && ask.answer === words) return refuse({ kind: 'noted-already' });
  return move(
    ask,
    { kind: 'answered', answer: words },
    {
      state: 'answered',
      answer: words,
      reason: undefined,
      owner: ask.owner ?? by.id,
      ownedAt: ask.ownedAt ?? now,
      settledAt: now,
      settledBy: by.id,
    },
  );
}

export type DeclineRefusal = NotAsked | Settled | NotedAlready;

/** Declines what waits; the asker reads the reason. */
export function decline(ask: Ask, by: AskViewer, reason: string, now: Instant): Decision<DeclineRefusal> {
  if (!mayWork(ask, by)) return refuse({ kind: 'not-asked' });
  if (ask.state === 'declined' && ask.settledBy === by.id && ask.reason === reason) {
    return refuse({ kind: 'noted-already' });
  }
  if (!isWaiting(ask)) return refuse(settled(ask));
  const change: AskChange = { kind: 'declined', reason };
  return move(ask, change, { state: 'declined', reason, settledAt: now, settledBy: by.id });
}

export type CloseRefusal = NotYours | { readonly kind: 'closed-already' };

/** Closes an ask, answered or not. Nothing else ever does. */
export function close(ask: Ask, by: AskViewer, now: Instant): Decision<CloseRefusal> {
  if (!mayClose(ask, by)) return refuse({ kind: 'not-yours' });
  if (ask.state === 'closed') return refuse({ kind: 'closed-already' });
  return move(
    ask,
    { kind: 'closed' },
    { state: 'closed', closedAt: now, settledAt: ask.settledAt ?? now, settledBy: ask.settledBy ?? by.id },
  );
}

export type ReopenRefusal = NotYours | { readonly kind: 'open-already' };

/** Asks again: whoever answered has it again; what was declined waits for anybody of the team. The journal keeps the words. */
export function reopen(ask: Ask, by: AskViewer): Decision<ReopenRefusal> {
  if (!mayClose(ask, by)) return refuse({ kind: 'not-yours' });
  if (isWaiting(ask)) return refuse({ kind: 'open-already' });
  const keepsOwner = ask.owner !== undefined && ask.reason === undefined;
  return move(
    ask,
    { kind: 'reopened' },
    {
      state: keepsOwner ? 'taken' : 'open',
      ...(keepsOwner ? {} : FREE),
      answer: undefined,
      reason: undefined,
      settledAt: undefined,
      settledBy: undefined,
      closedAt: undefined,
    },
  );
}

export type EditRefusal = { readonly kind: 'not-asker' } | Settled | NotedAlready;

/** Words an ask anew, as long as it waits. */
export function edit(ask: Ask, by: AskViewer, details: AskDetails): Decision<EditRefusal> {
  if (!mayEdit(ask, by)) return refuse({ kind: 'not-asker' });
  if (!isWaiting(ask)) return refuse(settled(ask));
  const before = detailsOf(ask);
  if (JSON.stringify(before) === JSON.stringify(detailsOf(details))) return refuse({ kind: 'noted-already' });
  return move(ask, { kind: 'edited', before }, detailsOf(details));
}

/**
 * PPL-1: what somebody had who is gone is free again, and what they were asked by name is asked of their team.
 * Undefined if the ask doesn't wait for them.
 */
export function free(ask: Ask, from: string): Extract<Decision<never>, { kind: 'move' }> | undefined {
  const had = ask.owner === from;
  const wasAsked = personAsked(ask) === from;
  if (!isWaiting(ask) || !(had || wasAsked)) return undefined;
  const patch: Patch = {
    ...(had ? { state: 'open' as const, ...FREE } : {}),
    ...(wasAsked ? { to: { team: otherTeam(ask.fromTeam) } } : {}),
  };
  return move(ask, { kind: 'freed', from }, patch);
}

/** Notes that the managers were told; once, however often it is asked again. Undefined if there is no reason to. */
export function escalate(ask: Ask, now: Instant): Extract<Decision<never>, { kind: 'move' }> | undefined {
  if (!isWaiting(ask) || ask.escalatedAt !== undefined) return undefined;
  return move(ask, { kind: 'escalated' }, { escalatedAt: now });
}

const FREE = { owner: undefined, ownedAt: undefined } as const;

type Patch = Partial<Omit<Ask, 'id' | 'workspaceId' | 'lastEvent'>>;

const refuse = <R>(why: R): Extract<Decision<R>, { kind: 'refuse' }> => ({ kind: 'refuse', why });

const move = (ask: Ask, change: AskChange, patch: Patch): Extract<Decision<never>, { kind: 'move' }> => ({
  kind: 'move',
  ask: { ...ask, ...patch, lastEvent: ask.lastEvent + 1 },
  change,
});

function settled({ state }: Ask): Settled {
  if (state === 'answered') return { kind: 'answered-already' };
  return { kind: state === 'declined' ? 'declined-already' : 'closed-already' };
}

const detailsOf = ({ kind, leadId, campaign, text, neededBy }: AskDetails): AskDetails => ({
  kind,
  leadId,
  campaign,
  text,
  neededBy,
});
