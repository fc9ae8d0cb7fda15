import { DAY, type Instant } from '../../src/core/instants.ts';
import type { Tx } from '../../src/platform/db/database.ts';
import type { Plant } from './plants.ts';

const RETRO = 'planted-retro';

/** What can be wrong with retros. */
export const retroPlants: readonly Plant[] = [
  {
    what: 'nothing would move a retro on',
    check: 'retro.never-moving',
    outcome: 'repaired',
    async plant(tx, _office, now) {
      await tx
        .insertInto('retros')
        .values({
          id: RETRO,
          workspace_id: 'T_ACME',
          number: 90,
          channel_id: 'C_LEADS',
          format: 'keep-fix-handoff',
          is_anonymous: 0,
          phase: 'voting',
          phase_since: now - 1,
          phase_due_at: now + DAY,
          collect_days: 2,
          vote_days: 1,
          decide_days: 2,
          period_from: 0,
          period_until: now - 1,
          started_at: now - 1,
          zone: 'Europe/Berlin',
          last_event: 1,
        })
        .execute();
    },
    undo: dropRetro,
  },
  {
    what: 'it is still known who voted for what in a vote that is over',
    check: 'retro.ballots-kept',
    outcome: 'repaired',
    async plant(tx, _office, now) {
      await closedRetro(tx, now);
      await tx.insertInto('retro_voters').values({ retro_id: RETRO, person_id: 'U_ANA', turns: 1 }).execute();
    },
    undo: dropRetro,
  },
  {
    what: 'the secret of a retro without names that is over is still there',
    check: 'retro.secret-kept',
    outcome: 'repaired',
    async plant(tx, _office, now) {
      await closedRetro(tx, now);
      const card = { id: 'planted-card', retro_id: RETRO, column_id: 'fix', text: 'Late', proof: 'planted' };
      await tx.insertInto('retro_unsigned_cards').values(card).execute();
      await tx.insertInto('retro_secrets').values({ retro_id: RETRO, secret: 'planted' }).execute();
    },
    async undo(tx) {
      await tx.deleteFrom('retro_unsigned_cards').where('retro_id', '=', RETRO).execute();
      await dropRetro(tx);
    },
  },
];

async function closedRetro(tx: Tx, now: Instant): Promise<void> {
  await tx
    .insertInto('retros')
    .values({
      id: RETRO,
      workspace_id: 'T_ACME',
      number: 90,
      channel_id: 'C_LEADS',
      format: 'keep-fix-handoff',
      is_anonymous: 1,
      phase: 'closed',
      phase_since: now - 1,
      collect_days: 2,
      vote_days: 1,
      decide_days: 2,
      period_from: 0,
      period_until: now - 1,
      started_at: now - 1,
      closed_at: now - 1,
      zone: 'Europe/Berlin',
      last_event: 1,
    })
    .execute();
}

async function dropRetro(tx: Tx): Promise<void> {
  await tx.deleteFrom('jobs').where('key', 'like', `%${RETRO}%`).execute();
  await tx.deleteFrom('retros').where('id', '=', RETRO).execute();
}
