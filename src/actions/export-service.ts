import type { ActionView } from '../core/action.ts';
import { isoText } from '../core/iso-text.ts';
import type { Db } from '../platform/db/database.ts';
import type { ActionsDeps } from './ports-service.ts';
import { listAbout, listFrom } from './store.ts';

/** What was decided about these leads, for the person behind them. */
export async function decidedAbout(db: Db, leadIds: readonly string[]) {
  return (await listAbout(db, leadIds)).map((one) => ({
    lead_id: one.leadId,
    number: one.number,
    kind: one.kind,
    text: one.text,
    state: one.state,
    reason: one.reason ?? null,
    by: one.madeBy,
    at: isoText(one.madeAt),
  }));
}

/** What was decided in these places, with the names of those who do it; without a word of the leads that it is about. */
export async function decidedIn(
  read: Parameters<typeof listFrom>[0],
  origins: readonly string[],
  namesOf: ActionsDeps['people']['namesOf'],
): Promise<ActionView[]> {
  const all = await listFrom(read, origins);
  const names = await namesOf(read, [...new Set(all.flatMap(({ owner }) => owner ?? []))]);
  return all.map((action) => ({ action, names, lead: undefined, progress: undefined, today: '' }));
}
