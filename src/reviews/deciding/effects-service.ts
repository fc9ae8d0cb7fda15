import type { Action } from '../../core/action.ts';
import { type Instant, MINUTE } from '../../core/instants.ts';
import type { Db, Tx } from '../../platform/db/database.ts';
import type { ReviewsDeps } from '../ports-service.ts';
import { findReview, leadsOf, ratersOf } from '../reviews-store.ts';
import { openOfLeads } from '../verdicts/verdicts-store.ts';
import { reviewIn } from './agenda.ts';
import { countedOf, type Effect, SPAN } from './effect.ts';
import * as store from './effects-store.ts';

/** The kind of the job that counts, before and after. */
export const EFFECT = 'reviews.effect';

/** Kinds of notices: that something was done, and what has changed since. */
export const DID = 'review.did';
export const CHANGED = 'review.changed';

export const effectKey = ({ actionId, seq }: store.EffectKey): string => `${EFFECT}:${actionId}:${seq}`;

/** Which one a notice or a finding is about: `<action>:<seq>`. */
export function effectNamed(subject: string): store.EffectKey {
  const [actionId = '', seq = ''] = subject.split(':');
  return { actionId, seq: Number(seq) };
}

/** What a notice says of an effect. */
export interface EffectView {
  readonly effect: Effect;
  readonly review: number;
  readonly decision: number;
  /** Without what identifies anybody; empty once it was deleted. */
  readonly text: string;
}

/** You said, we did: whoever judged leads hears what was done about it, and what that has changed. */
export function createEffects(deps: ReviewsDeps) {
  const { database, clock, jobs, leads, decisions, noFit, notify } = deps;
  const { db } = database;

  return {
    /** A decision is done, in the transaction that says so. A press that is taken back at once is told to nobody. */
    async asked(tx: Tx, action: Action): Promise<void> {
      if (action.state !== 'done' || reviewIn(action.origin) === undefined || countedOf(action) === undefined) return;
      await enqueue(tx, { actionId: action.id, seq: action.lastEvent }, clock.now() + TAKEN_BACK);
    },

    /** Counts what is due; answers when there is more to count. */
    async count(key: store.EffectKey): Promise<Instant | undefined> {
      const action = await decisions.find(db, key.actionId);
      const reviewId = reviewIn(action?.origin);
      const of = action && countedOf(action);
      const isDone = action?.state === 'done' && action.lastEvent === key.seq && action.settledAt !== undefined;
      if (!isDone || reviewId === undefined || of === undefined) {
        await database.transaction((tx) => store.deleteEffect(tx, key));
        return undefined;
      }
      const doneAt = action.settledAt;
      const known = await store.findEffect(db, key);
      if (known === undefined) return countBefore(key, { action, reviewId, of, doneAt });
      const at = known.doneAt + known.span;
      if (known.after !== undefined || clock.now() < at) return known.after === undefined ? at : undefined;
      const after = await noFit(db, action.workspaceId, { window: { from: known.doneAt, until: at }, of: known.of });
      await database.transaction(async (tx) => {
        if (await store.saveAfter(tx, key, after)) await tell(tx, CHANGED, action, await causers(tx, known));
      });
      return undefined;
    },

    /** What a notice says; undefined if it was taken back. */
    async effect(subject: string): Promise<EffectView | undefined> {
      const key = effectNamed(subject);
      const effect = await store.findEffect(db, key);
      const action = effect && (await decisions.find(db, key.actionId));
      const review = effect && (await findReview(db, effect.reviewId));
      if (effect === undefined || review === undefined || action?.state !== 'done' || action.lastEvent !== key.seq)
        return undefined;
      const masked = action.leadId === undefined ? undefined : await leads.maskingOf(db, action.leadId);
      return { effect, review: review.number, decision: action.number, text: masked?.(action.text) ?? action.text };
    },
  };

  async function countBefore(
    key: store.EffectKey,
    { action, reviewId, of, doneAt }: { action: Action; reviewId: string; of: Effect['of']; doneAt: Instant },
  ): Promise<Instant> {
    const window = { from: doneAt - SPAN, until: doneAt };
    const { metric, count, n } = await noFit(db, action.workspaceId, { window, of });
    const effect = { ...key, reviewId, doneAt, metric: metric.name, of, span: SPAN, before: { count, n } };
    await database.transaction(async (tx) => {
      if (!(await store.insertEffect(tx, effect))) return;
      // Who did it knows.
      const others = (await causers(tx, effect)).filter((id) => id !== action.settledBy);
      await tell(tx, DID, action, others);
    });
    return doneAt + SPAN;
  }

  /**
   * Those who called such leads no good fit in the review. Of one that names nobody all who judged: whoever is told must not be
   * known by it.
   */
  async function causers(read: Db | Tx, { reviewId, of }: Pick<Effect, 'reviewId' | 'of'>): Promise<readonly string[]> {
    const raters = (await ratersOf(read, reviewId)).map(({ personId }) => personId);
    if ((await findReview(read, reviewId))?.isAnonymous !== false) return raters;
    const ids = (await leadsOf(read, reviewId)).map(({ leadId }) => leadId);
    const seenAs = await leads.seenAs(read, ids);
    const such = ids.filter((id) => seenAs.get(id)?.[of.by] === of.origin);
    const said = (await openOfLeads(read, such)).filter(({ occasion }) => occasion === reviewId);
    const those = new Set(said.flatMap(({ personId, verdict }) => (verdict === 'not' ? [personId] : [])));
    return those.size === 0 ? raters : [...those];
  }

  async function tell(
    tx: Tx,
    kind: string,
    { id, workspaceId, lastEvent }: Action,
    people: readonly string[],
  ): Promise<void> {
    const subject = `${id}:${lastEvent}`;
    for (const person of people) {
      const key = `${kind}:${subject}:${person}`;
      await notify(tx, { key, workspaceId, recipient: { person }, kind, subject, at: clock.now() });
    }
  }

  function enqueue(tx: Tx, key: store.EffectKey, runAt: Instant): Promise<void> {
    return jobs.enqueue(tx, { kind: EFFECT, key: effectKey(key), payload: key, runAt, mode: 'latest' });
  }
}

const TAKEN_BACK = 10 * MINUTE;
