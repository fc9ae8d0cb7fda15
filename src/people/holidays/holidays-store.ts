import type { Instant } from '../../core/instants.ts';
import type { Db, Tx } from '../../platform/db/database.ts';
import { prepared } from '../../platform/db/prepared.ts';
import type { DayOff, Holders, HolidayList } from '../hours/days-off.ts';

interface HolidayListRow {
  id: string;
  workspace_id: string;
  kind: HolidayList['kind'];
  name: string;
  region: string | null;
  is_for_everyone: number;
  made_by: string;
  made_at: number;
  /** Null while it is only shown. */
  taken_at: number | null;
  gesture: string | null;
}

interface HolidayRow {
  list_id: string;
  held_on: string;
  name: string;
}

interface HolidayListPersonRow {
  list_id: string;
  person_id: string;
}

declare module '../../platform/db/schema.ts' {
  interface Schema {
    holiday_lists: HolidayListRow;
    holidays: HolidayRow;
    holiday_list_people: HolidayListPersonRow;
  }
}

/** Dates, both included. */
interface Span {
  readonly fromOn: string;
  readonly untilOn?: string | undefined;
}

/** Days off that hold for everyone, and those of some of these people; of lists that are in force, in no order of dates. */
export async function listDaysOff(
  read: Db | Tx,
  workspaceId: string,
  personIds: readonly string[],
  span: Span,
): Promise<{ everyone: DayOff[]; own: ReadonlyMap<string, DayOff[]> }> {
  const { fromOn, untilOn = NO_END } = span;
  const everyone = await everyonesDays.all(read, { workspaceId, fromOn, untilOn });
  if (personIds.length === 0) return { everyone, own: new Map() };
  const own = await ownDays.all(read, { workspaceId, personIds, fromOn, untilOn });
  return { everyone, own: Map.groupBy(own, ({ person_id }) => person_id) };
}

const NO_END = '9999-12-31';

interface Asked {
  readonly workspaceId: string;
  readonly fromOn: string;
  readonly untilOn: string;
}

const everyonesDays = prepared((db, asked: Asked) =>
  daysInForce(db, asked).where('holiday_lists.is_for_everyone', '=', 1),
);

const ownDays = prepared((db, { personIds, ...asked }: Asked & { readonly personIds: readonly string[] }) =>
  daysInForce(db, asked)
    .innerJoin('holiday_list_people', 'holiday_list_people.list_id', 'holiday_lists.id')
    .select('holiday_list_people.person_id')
    .where('holiday_lists.is_for_everyone', '=', 0)
    .where('holiday_list_people.person_id', 'in', personIds),
);

const daysInForce = (db: Db | Tx, { workspaceId, fromOn, untilOn }: Asked) =>
  db
    .selectFrom('holidays')
    .innerJoin('holiday_lists', 'holiday_lists.id', 'holidays.list_id')
    .select(['holidays.held_on as on', 'holidays.name'])
    .where('holiday_lists.workspace_id', '=', workspaceId)
    .where('holiday_lists.taken_at', 'is not', null)
    .where('holidays.held_on', '>=', fromOn)
    .where('holidays.held_on', '<=', untilOn)
    // The company's own word for a day is the one that people read.
    .orderBy('holiday_lists.kind')
    .orderBy('holiday_lists.made_at');

/** All lists that are in force, with their days from `fromOn` on. The company's own comes first. */
export async function listHolidayLists(read: Db | Tx, workspaceId: string, fromOn: string): Promise<HolidayList[]> {
  const rows = await read
    .selectFrom('holiday_lists')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('taken_at', 'is not', null)
    .orderBy('kind')
    .orderBy('name')
    .orderBy('id')
    .execute();
  return Promise.all(rows.map((row) => wholeList(read, row, fromOn)));
}

/** The list that this gesture has made: Slack has delivered it again. */
export async function findListOf(read: Db | Tx, gesture: string): Promise<HolidayList | undefined> {
  const row = await read.selectFrom('holiday_lists').selectAll().where('gesture', '=', gesture).executeTakeFirst();
  return row && wholeList(read, row, '');
}

/** One list with its days from `fromOn` on; a draft only if it is asked for. */
export async function findHolidayList(
  read: Db | Tx,
  workspaceId: string,
  id: string,
  { fromOn = '', isDraft = false }: { fromOn?: string; isDraft?: boolean } = {},
): Promise<HolidayList | undefined> {
  const row = await read
    .selectFrom('holiday_lists')
    .selectAll()
    .where('id', '=', id)
    .where('workspace_id', '=', workspaceId)
    .where('taken_at', isDraft ? 'is' : 'is not', null)
    .executeTakeFirst();
  return row && wholeList(read, row, fromOn);
}

/** The list in force for the same region, or the imported one of the same name, or the company's. */
export async function findSuchList(
  read: Db | Tx,
  workspaceId: string,
  { kind, name, region }: Pick<HolidayList, 'kind' | 'name' | 'region'>,
): Promise<HolidayList | undefined> {
  const row = await read
    .selectFrom('holiday_lists')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('kind', '=', kind)
    .where('taken_at', 'is not', null)
    .$if(kind === 'region', (query) => query.where('region', '=', region ?? ''))
    .$if(kind === 'imported', (query) => query.where('name', '=', name))
    .orderBy('made_at')
    .executeTakeFirst();
  return row && wholeList(read, row, '');
}

export async function insertHolidayList(
  tx: Tx,
  list: Pick<HolidayList, 'id' | 'kind' | 'name' | 'region'> & {
    workspaceId: string;
    isForEveryone: boolean;
    madeBy: string;
    madeAt: Instant;
    takenAt: Instant | undefined;
    gesture?: string | undefined;
  },
): Promise<void> {
  await tx
    .insertInto('holiday_lists')
    .values({
      id: list.id,
      workspace_id: list.workspaceId,
      kind: list.kind,
      name: list.name,
      region: list.region ?? null,
      is_for_everyone: list.isForEveryone ? 1 : 0,
      made_by: list.madeBy,
      made_at: list.madeAt,
      taken_at: list.takenAt ?? null,
      gesture: list.gesture ?? null,
    })
    // Two may add the company's first day off at the same moment.
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Puts a draft in force; false if somebody has done so, or it is gone. */
export async function takeHolidayList(tx: Tx, id: string, at: Instant): Promise<boolean> {
  const taken = await tx
    .updateTable('holiday_lists')
    .set({ taken_at: at })
    .where('id', '=', id)
    .where('taken_at', 'is', null)
    .executeTakeFirst();
  return taken.numUpdatedRows === 1n;
}

export async function saveDaysOff(tx: Tx, listId: string, days: readonly DayOff[]): Promise<void> {
  if (days.length === 0) return;
  await tx
    .insertInto('holidays')
    .values(days.map(({ on, name }) => ({ list_id: listId, held_on: on, name })))
    .onConflict((conflict) =>
      conflict.columns(['list_id', 'held_on']).doUpdateSet(({ ref }) => ({ name: ref('excluded.name') })),
    )
    .execute();
}

/** Takes days out of a list; how many there were. */
export async function deleteDaysOff(tx: Tx, listId: string, span: Span): Promise<number> {
  const deleted = await tx
    .deleteFrom('holidays')
    .where('list_id', '=', listId)
    .where('held_on', '>=', span.fromOn)
    .$if(span.untilOn !== undefined, (query) => query.where('held_on', '<=', span.untilOn ?? ''))
    .executeTakeFirst();
  return Number(deleted.numDeletedRows);
}

export async function setHolders(tx: Tx, listId: string, holders: Holders): Promise<void> {
  const isForEveryone = holders.kind === 'everyone' ? 1 : 0;
  await tx.updateTable('holiday_lists').set({ is_for_everyone: isForEveryone }).where('id', '=', listId).execute();
  await tx.deleteFrom('holiday_list_people').where('list_id', '=', listId).execute();
  if (holders.kind === 'everyone' || holders.ids.length === 0) return;
  await tx
    .insertInto('holiday_list_people')
    .values([...new Set(holders.ids)].map((id) => ({ list_id: listId, person_id: id })))
    .execute();
}

export async function deleteHolidayList(tx: Tx, id: string): Promise<void> {
  await tx.deleteFrom('holiday_list_people').where('list_id', '=', id).execute();
  await tx.deleteFrom('holidays').where('list_id', '=', id).execute();
  await tx.deleteFrom('holiday_lists').where('id', '=', id).execute();
}

/** Lists that were shown before `at` and never taken. */
export async function listDrafts(read: Db | Tx, at: Instant): Promise<readonly string[]> {
  const rows = await read
    .selectFrom('holiday_lists')
    .select('id')
    .where('taken_at', 'is', null)
    .where('made_at', '<', at)
    .execute();
  return rows.map(({ id }) => id);
}

async function wholeList(read: Db | Tx, row: HolidayListRow, fromOn: string): Promise<HolidayList> {
  const days = await read
    .selectFrom('holidays')
    .select(['held_on as on', 'name'])
    .where('list_id', '=', row.id)
    .where('held_on', '>=', fromOn)
    .orderBy('held_on')
    .execute();
  const people = await read
    .selectFrom('holiday_list_people')
    .select('person_id')
    .where('list_id', '=', row.id)
    .orderBy('person_id')
    .execute();
  return {
    id: row.id,
    kind: row.kind,
    name: row.name,
    region: row.region ?? undefined,
    holders:
      row.is_for_everyone === 1
        ? { kind: 'everyone' }
        : { kind: 'people', ids: people.map(({ person_id }) => person_id) },
    days,
  };
}
