import { sql } from 'kysely';
import type { Instant } from '../../core/instants.ts';
import type { Tx } from '../../platform/db/database.ts';
import { insertAll } from '../../platform/db/insert-all.ts';
import { type Asked, saidOfAsked } from '../asked.ts';
import { NOBODY } from '../nobody.ts';
import { ANONYMOUS_A_SIDE } from '../sides.ts';
import { ANY_TIME } from '../verdicts/verdict.ts';
import { rowOf, verdictIn } from '../verdicts/verdicts-store.ts';

/** From `at` on everybody may see what was said on this occasion, with whose it is. */
export async function showNamed(tx: Tx, occasion: string, at: Instant): Promise<void> {
  await tx
    .updateTable('lead_verdicts')
    .set({ shown_at: at })
    .where('occasion', '=', occasion)
    .where('shown_at', 'is', null)
    .execute();
}

/**
 * The same of a review that names nobody: from now on the database doesn't know either whose a verdict is. Each is a row of its
 * own, in no order, without what it was before and without the hour at which it was said, so that no two are known to be one
 * person's. Of a lead that fewer than three of a side have judged nothing of that side is shown, nor kept:
 * they could be told apart by who has come how far. Of leads that have become one it is said of the first of them from now on, by each
 * what they have said last: later nobody could tell that it was one person.
 */
export async function showUnnamed(
  tx: Tx,
  occasion: string,
  asked: Asked,
  at: Instant,
  nextId: () => string,
): Promise<void> {
  const rows = await tx
    .selectFrom('lead_verdicts')
    .selectAll()
    .where('occasion', '=', occasion)
    .where('ended_at', 'is', null)
    .execute();
  const said = saidOfAsked(rows.map(verdictIn), asked);
  const bySideOfLead = Map.groupBy(said, ({ side, leadId }) => `${side} ${leadId}`);
  const enough = [...bySideOfLead.values()].filter(
    (theirs) => new Set(theirs.map(({ personId }) => personId)).size >= ANONYMOUS_A_SIDE,
  );
  await tx.deleteFrom('lead_verdicts').where('occasion', '=', occasion).execute();
  const shown = inNoOrder(enough.flat(), nextId).map(({ insteadOf: _before, ...one }) => {
    const id = nextId();
    const unnamed = { personId: `${NOBODY}${id}`, givenAt: at, saidAt: at, shownAt: at, isAnonymous: true } as const;
    return rowOf({ ...one, ...unnamed, id, insteadOf: undefined });
  });
  await insertAll(tx, 'lead_verdicts', shown);
}

/** Chance is at the end of an id; its beginning is the time, and the order in which they were asked for. */
export const inNoOrder = <T>(all: readonly T[], nextId: () => string): T[] =>
  all
    .map((one) => ({ one, chance: nextId().slice(-12) }))
    .toSorted((a, b) => (a.chance < b.chance ? -1 : 1))
    .map(({ one }) => one);

/** Nothing is known any more of what was said on this occasion, by everybody or by one, nor of what was typed. */
export async function forgetOccasion(tx: Tx, occasion: string, personId?: string): Promise<void> {
  await tx
    .deleteFrom('lead_verdicts')
    .where('occasion', '=', occasion)
    .$if(personId !== undefined, (of) => of.where('person_id', '=', personId ?? ''))
    .execute();
  await forgetDrafts(tx, occasion, personId);
}

export async function forgetDrafts(tx: Tx, occasion: string, personId?: string): Promise<void> {
  await tx
    .deleteFrom('lead_verdict_drafts')
    .where('occasion', '=', occasion)
    .$if(personId !== undefined, (of) => of.where('person_id', '=', personId ?? ''))
    .execute();
}

/** What was typed and not sent can be sent at any time now, unless there is something of that kind already. */
export async function keepDrafts(tx: Tx, occasion: string): Promise<void> {
  await sql`
    insert into lead_verdict_drafts (lead_id, person_id, occasion, view_id, form, saved_at)
    select lead_id, person_id, ${ANY_TIME}, view_id, form, saved_at from lead_verdict_drafts
    where occasion = ${occasion} and form is not null
    on conflict (lead_id, person_id, occasion) do nothing`.execute(tx);
  await forgetDrafts(tx, occasion);
}
