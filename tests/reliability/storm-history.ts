import type { Database } from '../../src/platform/db/database.ts';
import type { Try } from './storm-claims.ts';

/** Somebody hears nothing if the process dies this soon after the acknowledgement, in milliseconds. */
const DIED_SOON = 3_000;

/** The journals, read from the beginning: never two owners at once, and nobody was told that a lead is theirs unless it was. */
export async function claimFaults(
  { db }: Database,
  claims: readonly Try[],
  killedAt: readonly number[],
): Promise<{ double: string[]; untold: string[] }> {
  const leads = await db.selectFrom('leads').select(['id', 'number', 'owner_id']).execute();
  const events = await db.selectFrom('lead_events').selectAll().orderBy('lead_id').orderBy('seq').execute();
  const double: string[] = [];
  for (const { id, number, owner_id } of leads) {
    const journal = events.filter(({ lead_id }) => lead_id === id);
    let owner: string | null = null;
    for (const { kind, by_id, seq } of journal) {
      if (kind === 'claimed' && owner !== null)
        double.push(`#${number} was claimed by ${by_id} while ${owner} had it (${seq})`);
      if (kind === 'claimed') owner = by_id;
      if (kind === 'released') owner = null;
    }
    if (owner !== owner_id) double.push(`#${number} is ${owner_id}'s and its journal says ${owner}`);
    for (const [person, tries] of Map.groupBy(
      claims.filter((one) => one.number === number),
      (one) => one.person,
    )) {
      const promised = tries.filter(({ told }) => told?.includes('is yours. ')).length;
      const won = journal.filter(({ kind, by_id }) => kind === 'claimed' && by_id === person).length;
      if (promised > won)
        double.push(`${person} was told ${promised} times that #${number} is theirs and won ${won} times`);
    }
  }
  const untold = claims
    .filter(
      ({ told, acknowledgedAt }) =>
        told === undefined && !killedAt.some((at) => at >= acknowledgedAt - 50 && at < acknowledgedAt + DIED_SOON),
    )
    .map(({ person, number }) => `${person} claimed #${number} and heard nothing`);
  return { double, untold };
}
