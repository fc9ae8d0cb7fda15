import { DAY } from '../../src/core/instants.ts';
import type { Tx } from '../../src/platform/db/database.ts';
import type { Plant } from './plants.ts';

const PAIRING = 'planted-pairing';

/** What can be wrong with who meets whom. */
export const pairingPlants: readonly Plant[] = [
  {
    what: 'two are to meet although the time has passed',
    check: 'pairing.never-ending',
    outcome: 'repaired',
    async plant(tx, _office, now) {
      const { id, ritual_id } = await tx
        .selectFrom('ritual_occurrences')
        .select(['id', 'ritual_id'])
        .limit(1)
        .executeTakeFirstOrThrow();
      const run = { occurrence_id: id, ritual_id, workspace_id: 'T_ACME', outcome: 'paired' as const };
      await tx
        .insertInto('pairing_runs')
        .values({ ...run, ran_at: now - 8 * DAY, until_at: now - DAY })
        .execute();
      const nothing = { lead_id: null, campaign: null, met_at: null, met_by: null };
      await tx
        .insertInto('pairings')
        .values({ id: PAIRING, occurrence_id: id, state: 'open', ...nothing })
        .execute();
    },
    undo: dropPairing,
  },
];

async function dropPairing(tx: Tx): Promise<void> {
  await tx.deleteFrom('pairings').where('id', '=', PAIRING).execute();
  await tx.deleteFrom('pairing_runs').execute();
}
