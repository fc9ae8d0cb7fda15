import { DAY, type Instant } from '../../src/core/instants.ts';
import type { Tx } from '../../src/platform/db/database.ts';
import type { Plant } from './plants.ts';

const MEETING = 'planted-meeting';
const RITUAL = 'planted-meetings';

export const meetingPlants: readonly Plant[] = [
  {
    what: 'nothing would end a meeting',
    check: 'meeting.never-ending',
    outcome: 'repaired',
    plant: (tx, _office, now) => preparedMeeting(tx, now),
    undo: dropMeeting,
  },
  {
    what: 'the secret of a definition check that is over is still there',
    check: 'meeting.secret-kept',
    outcome: 'repaired',
    async plant(tx, _office, now) {
      await preparedMeeting(tx, now, now);
      const check = { meeting_id: MEETING, workspace_id: 'T_ACME', is_split: 0, agreed_turns: 0 };
      await tx
        .insertInto('meeting_checks')
        .values({
          ...check,
          state: 'open',
          secret: 'planted',
          word: null,
          agreed_before: null,
          agreed: null,
          agreed_by: null,
        })
        .execute();
    },
    undo: dropMeeting,
  },
];

/** A meeting of tomorrow, or one that is over. */
async function preparedMeeting(tx: Tx, now: Instant, closedAt?: Instant): Promise<void> {
  await tx
    .insertInto('rituals')
    .values({
      id: RITUAL,
      workspace_id: 'T_ACME',
      kind: 'meeting',
      version: 1,
      state: 'ended',
      paused_until_on: null,
      decisions: 0,
      created_at: now,
    })
    .execute();
  await tx
    .insertInto('meetings')
    .values({
      id: MEETING,
      workspace_id: 'T_ACME',
      number: 1,
      ritual_id: RITUAL,
      occurrence_id: 'planted-occurrence',
      meets_on: '2026-03-05',
      meets_at: now + DAY,
      zone: 'Europe/Berlin',
      channel_id: 'C_LEADS',
      is_monthly: 0,
      period_from: now - 7 * DAY,
      period_until: now,
      agenda: '[]',
      prepared_at: now,
      closed_at: closedAt ?? null,
      closed_by: null,
      is_called_off: 0,
    })
    .execute();
}

async function dropMeeting(tx: Tx): Promise<void> {
  await tx.deleteFrom('jobs').where('key', '=', `meeting.close:${MEETING}`).execute();
  await tx.deleteFrom('meeting_answers').where('meeting_id', '=', MEETING).execute();
  await tx.deleteFrom('meeting_checks').where('meeting_id', '=', MEETING).execute();
  await tx.deleteFrom('meetings').where('id', '=', MEETING).execute();
  await tx.deleteFrom('rituals').where('id', '=', RITUAL).execute();
}
