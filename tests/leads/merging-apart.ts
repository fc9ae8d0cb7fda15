import type { Lead } from '../../src/leads/lead.ts';
import type { Merged } from '../../src/leads/merging/merging-service.ts';
import type { Features } from '../support/features.ts';

/** Both leads of a merge that must have been done. */
export function done<R>(outcome: Merged<R>): { into: Lead; from: Lead } {
  if (outcome.kind !== 'done') throw new Error(`It was ${JSON.stringify(outcome)}`);
  return outcome;
}

/** All that is known of leads and their promises, but for their journals and what counts their entries. */
export async function everything({ database: { db } }: Features) {
  const leads = await db.selectFrom('leads').selectAll().orderBy('number').execute();
  const clocks = await db.selectFrom('sla_clocks').selectAll().orderBy('id').execute();
  const told = await db.selectFrom('sla_events').selectAll().orderBy('clock_id').orderBy('kind').execute();
  return { leads: leads.map((lead) => ({ ...lead, last_event: 0 })), clocks, told };
}
