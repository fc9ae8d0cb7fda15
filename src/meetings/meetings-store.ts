import type { Selectable } from 'kysely';
import type { Instant } from '../core/instants.ts';
import { countOn } from '../platform/db/count-on.ts';
import type { Db, Tx } from '../platform/db/database.ts';
import { agendaSchema } from './agenda.ts';
import type { Meeting } from './meeting.ts';

interface MeetingRow {
  id: string;
  workspace_id: string;
  number: number;
  ritual_id: string;
  occurrence_id: string;
  meets_on: string;
  meets_at: number;
  zone: string;
  channel_id: string;
  is_monthly: number;
  period_from: number;
  period_until: number;
  agenda: string;
  prepared_at: number;
  closed_at: number | null;
  closed_by: string | null;
  is_called_off: number;
}

declare module '../platform/db/schema.ts' {
  interface Schema {
    meeting_numbers: { workspace_id: string; meetings_numbered: number };
    meetings: MeetingRow;
  }
}

/**
 * Holds the agenda of a workspace until the transaction ends: a topic that is put up while a meeting is prepared comes either before
 * or after that, and never between. `add` meetings get a number; gives the highest so far.
 */
export const holdAgenda = (tx: Tx, workspaceId: string, add: -1 | 0 | 1): Promise<number> =>
  countOn(tx, { table: 'meeting_numbers', column: 'meetings_numbered' }, workspaceId, add);

export async function insertMeeting(tx: Tx, meeting: Meeting): Promise<void> {
  await tx
    .insertInto('meetings')
    .values({
      id: meeting.id,
      workspace_id: meeting.workspaceId,
      number: meeting.number,
      ritual_id: meeting.ritualId,
      occurrence_id: meeting.occurrenceId,
      meets_on: meeting.meetsOn,
      meets_at: meeting.meetsAt,
      zone: meeting.zone,
      channel_id: meeting.channelId,
      is_monthly: meeting.isMonthly ? 1 : 0,
      period_from: meeting.period.from,
      period_until: meeting.period.until,
      agenda: JSON.stringify(meeting.agenda),
      prepared_at: meeting.preparedAt,
      closed_at: null,
      closed_by: null,
      is_called_off: 0,
    })
    .execute();
}

export const findMeeting = (read: Db | Tx, id: string): Promise<Meeting | undefined> =>
  read
    .selectFrom('meetings')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst()
    .then((row) => row && meetingOf(row));

export const findOfOccurrence = (read: Db | Tx, occurrenceId: string): Promise<Meeting | undefined> =>
  read
    .selectFrom('meetings')
    .selectAll()
    .where('occurrence_id', '=', occurrenceId)
    .executeTakeFirst()
    .then((row) => row && meetingOf(row));

/** The meeting that is prepared or held now; there is one at most. */
export const openMeeting = (read: Db | Tx, workspaceId: string): Promise<Meeting | undefined> =>
  read
    .selectFrom('meetings')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('closed_at', 'is', null)
    .executeTakeFirst()
    .then((row) => row && meetingOf(row));

/** The newest first, from a number downwards; those that were called off too. */
export const listMeetings = (read: Db | Tx, workspaceId: string, most: number): Promise<Meeting[]> =>
  read
    .selectFrom('meetings')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .orderBy('number', 'desc')
    .limit(most)
    .execute()
    .then((rows) => rows.map(meetingOf));

export const findNumbered = (read: Db | Tx, workspaceId: string, number: number): Promise<Meeting | undefined> =>
  read
    .selectFrom('meetings')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('number', '=', number)
    .executeTakeFirst()
    .then((row) => row && meetingOf(row));

/** The last one that was held before a date. */
export const lastHeldBefore = (read: Db | Tx, ritualId: string, meetsOn: string): Promise<Meeting | undefined> =>
  lastHeld(read, ritualId, meetsOn, [0, 1]);

/** The last monthly one before a date. */
export const lastMonthlyBefore = (read: Db | Tx, ritualId: string, meetsOn: string): Promise<Meeting | undefined> =>
  lastHeld(read, ritualId, meetsOn, [1]);

const lastHeld = (read: Db | Tx, ritualId: string, meetsOn: string, monthly: readonly number[]) =>
  read
    .selectFrom('meetings')
    .selectAll()
    .where('ritual_id', '=', ritualId)
    .where('meets_on', '<', meetsOn)
    .where('is_called_off', '=', 0)
    .where('is_monthly', 'in', monthly)
    .orderBy('meets_on', 'desc')
    .limit(1)
    .executeTakeFirst()
    .then((row) => row && meetingOf(row));

/** Its schedule has changed while it was prepared. */
export async function moveMeeting(
  tx: Tx,
  id: string,
  to: Pick<Meeting, 'meetsOn' | 'meetsAt' | 'zone' | 'channelId'>,
): Promise<void> {
  await tx
    .updateTable('meetings')
    .set({ meets_on: to.meetsOn, meets_at: to.meetsAt, zone: to.zone, channel_id: to.channelId })
    .where('id', '=', id)
    .execute();
}

/** False if it is over already. */
export async function closeMeeting(
  tx: Tx,
  id: string,
  how: { readonly at: Instant; readonly by: string | undefined; readonly isCalledOff: boolean },
): Promise<boolean> {
  const closed = await tx
    .updateTable('meetings')
    .set({ closed_at: how.at, closed_by: how.by ?? null, is_called_off: how.isCalledOff ? 1 : 0 })
    .where('id', '=', id)
    .where('closed_at', 'is', null)
    .executeTakeFirst();
  return closed.numUpdatedRows === 1n;
}

function meetingOf(row: Selectable<MeetingRow>): Meeting {
  return {
    id: row.id,
    workspaceId: row.workspace_id,
    number: row.number,
    ritualId: row.ritual_id,
    occurrenceId: row.occurrence_id,
    meetsOn: row.meets_on,
    meetsAt: row.meets_at,
    zone: row.zone,
    channelId: row.channel_id,
    isMonthly: row.is_monthly === 1,
    period: { from: row.period_from, until: row.period_until },
    agenda: agendaSchema.parse(JSON.parse(row.agenda)),
    preparedAt: row.prepared_at,
    closedAt: row.closed_at ?? undefined,
    closedBy: row.closed_by ?? undefined,
    isCalledOff: row.is_called_off === 1,
  };
}
