import type { Instant } from '../core/instants.ts';
import { countOn } from '../platform/db/count-on.ts';
import type { Db, Tx } from '../platform/db/database.ts';
import type { Ask, AskKind, AskState, Team } from './ask.ts';

interface AskRow {
  id: string;
  workspace_id: string;
  number: number;
  from_person: string;
  from_team: Team;
  to_team: Team;
  to_person: string | null;
  owner_id: string | null;
  owned_at: number | null;
  kind: AskKind;
  lead_id: string | null;
  campaign: string | null;
  text: string;
  needed_by_on: string | null;
  state: AskState;
  answer: string | null;
  reason: string | null;
  created_at: number;
  settled_at: number | null;
  settled_by: string | null;
  closed_at: number | null;
  escalated_at: number | null;
  last_event: number;
  origin: string | null;
  made_by: string;
}

interface NumbersRow {
  workspace_id: string;
  asks_numbered: number;
}

declare module '../platform/db/schema.ts' {
  interface Schema {
    asks: AskRow;
    ask_numbers: NumbersRow;
  }
}

/** What made an ask makes it once: false means that it has made one already. */
export async function insertAsk(tx: Tx, ask: Ask, madeBy: string): Promise<boolean> {
  const inserted = await tx
    .insertInto('asks')
    .values({
      id: ask.id,
      workspace_id: ask.workspaceId,
      number: ask.number,
      from_person: ask.fromPerson,
      from_team: ask.fromTeam,
      created_at: ask.createdAt,
      origin: ask.origin ?? null,
      made_by: madeBy,
      ...changing(ask),
    })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'made_by']).doNothing())
    .executeTakeFirst();
  return inserted.numInsertedOrUpdatedRows === 1n;
}

/** Writes an ask as a transition made it, if nothing has happened to it since it was read; false otherwise. */
export async function moveAsk(tx: Tx, ask: Ask): Promise<boolean> {
  const moved = await tx
    .updateTable('asks')
    .set(changing(ask))
    .where('id', '=', ask.id)
    .where('last_event', '=', ask.lastEvent - 1)
    .executeTakeFirst();
  return moved.numUpdatedRows === 1n;
}

export const nextNumber = (tx: Tx, workspaceId: string): Promise<number> =>
  countOn(tx, { table: 'ask_numbers', column: 'asks_numbered' }, workspaceId);

/** Those of these that are there. */
export async function findAsks(read: Db | Tx, ids: readonly string[]): Promise<Ask[]> {
  if (ids.length === 0) return [];
  return (await read.selectFrom('asks').selectAll().where('id', 'in', ids).execute()).map(askOf);
}

export async function findAsk(read: Db | Tx, id: string): Promise<Ask | undefined> {
  const row = await read.selectFrom('asks').selectAll().where('id', '=', id).executeTakeFirst();
  return row && askOf(row);
}

export async function findByNumber(read: Db | Tx, workspaceId: string, number: number): Promise<Ask | undefined> {
  const row = await read
    .selectFrom('asks')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('number', '=', number)
    .executeTakeFirst();
  return row && askOf(row);
}

/** The ask that a modal has made already. */
export async function findMadeBy(read: Db | Tx, workspaceId: string, madeBy: string): Promise<Ask | undefined> {
  const row = await read
    .selectFrom('asks')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('made_by', '=', madeBy)
    .executeTakeFirst();
  return row && askOf(row);
}

/** What waits for this person: theirs, asked of them by name, or free and asked of one of these teams. Oldest first. */
export async function listWaitingFor(read: Db | Tx, personId: string, teams: readonly Team[]): Promise<Ask[]> {
  const rows = await waiting(read)
    .where(({ and, eb, or }) =>
      or([
        eb('owner_id', '=', personId),
        and([eb('owner_id', 'is', null), eb('to_person', '=', personId)]),
        ...(teams.length === 0
          ? []
          : [and([eb('owner_id', 'is', null), eb('to_person', 'is', null), eb('to_team', 'in', teams)])]),
      ]),
    )
    .execute();
  return rows.map(askOf);
}

/** Everything in a workspace that waits for an answer, oldest first. */
export async function listWaiting(read: Db | Tx, workspaceId: string): Promise<Ask[]> {
  const rows = await waiting(read).where('workspace_id', '=', workspaceId).execute();
  return rows.map(askOf);
}

/** What waits and is this person's; or was until they left, and nobody has it since. */
export async function listLeftBy(read: Db | Tx, workspaceId: string, personId: string): Promise<Ask[]> {
  const rows = await waiting(read)
    .where('workspace_id', '=', workspaceId)
    .where(({ and, eb, exists, or, selectFrom }) =>
      or([
        eb('owner_id', '=', personId),
        eb('to_person', '=', personId),
        and([
          eb('owner_id', 'is', null),
          exists(
            selectFrom('ask_events')
              .select('seq')
              .whereRef('ask_events.ask_id', '=', 'asks.id')
              .where('ask_events.kind', '=', 'freed')
              .where('ask_events.data', '=', JSON.stringify({ from: personId })),
          ),
        ]),
      ]),
    )
    .execute();
  return rows.map(askOf);
}

/** What waits for this person by name or as its owner, oldest first. */
export async function listHeldBy(read: Db | Tx, personId: string): Promise<Ask[]> {
  const rows = await waiting(read)
    .where(({ eb, or }) => or([eb('owner_id', '=', personId), eb('to_person', '=', personId)]))
    .execute();
  return rows.map(askOf);
}

/** What this person has asked and not closed, oldest first. */
export async function listAskedBy(read: Db | Tx, personId: string): Promise<Ask[]> {
  const rows = await read
    .selectFrom('asks')
    .selectAll()
    .where('from_person', '=', personId)
    .where('closed_at', 'is', null)
    .orderBy('created_at')
    .orderBy('number')
    .limit(MOST_LISTED)
    .execute();
  return rows.map(askOf);
}

/** What was asked from these places, in the order in which it was asked. */
export async function listFrom(read: Db | Tx, origins: readonly string[]): Promise<Ask[]> {
  if (origins.length === 0) return [];
  const rows = await read
    .selectFrom('asks')
    .selectAll()
    .where('origin', 'in', origins)
    .orderBy('created_at')
    .orderBy('number')
    .execute();
  return rows.map(askOf);
}

/** What was waiting, settled or closed at any time from `from` (inclusive) to `until` (exclusive). */
export async function listBetween(read: Db | Tx, workspaceId: string, from: Instant, until: Instant): Promise<Ask[]> {
  const rows = await read
    .selectFrom('asks')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('created_at', '<', until)
    .where(({ eb, or }) =>
      or([eb('settled_at', 'is', null), eb('settled_at', '>=', from), eb('closed_at', '>=', from)]),
    )
    .orderBy('created_at')
    .orderBy('number')
    .execute();
  return rows.map(askOf);
}

/** More than anybody reads at once, so that a list never grows without end. */
const MOST_LISTED = 200;

const waiting = (read: Db | Tx) =>
  read
    .selectFrom('asks')
    .selectAll()
    .where('settled_at', 'is', null)
    .orderBy('created_at')
    .orderBy('number')
    .limit(MOST_LISTED);

/** What a transition may change. */
const changing = (ask: Ask) => ({
  to_team: ask.to.team,
  to_person: 'person' in ask.to ? ask.to.person : null,
  owner_id: ask.owner ?? null,
  owned_at: ask.ownedAt ?? null,
  kind: ask.kind,
  lead_id: ask.leadId ?? null,
  campaign: ask.campaign ?? null,
  text: ask.text,
  needed_by_on: ask.neededBy ?? null,
  state: ask.state,
  answer: ask.answer ?? null,
  reason: ask.reason ?? null,
  settled_at: ask.settledAt ?? null,
  settled_by: ask.settledBy ?? null,
  closed_at: ask.closedAt ?? null,
  escalated_at: ask.escalatedAt ?? null,
  last_event: ask.lastEvent,
});

function askOf(row: AskRow): Ask {
  return {
    id: row.id,
    workspaceId: row.workspace_id,
    number: row.number,
    fromPerson: row.from_person,
    fromTeam: row.from_team,
    to: row.to_person === null ? { team: row.to_team } : { person: row.to_person, team: row.to_team },
    owner: row.owner_id ?? undefined,
    ownedAt: row.owned_at ?? undefined,
    kind: row.kind,
    leadId: row.lead_id ?? undefined,
    campaign: row.campaign ?? undefined,
    text: row.text,
    neededBy: row.needed_by_on ?? undefined,
    state: row.state,
    answer: row.answer ?? undefined,
    reason: row.reason ?? undefined,
    createdAt: row.created_at,
    settledAt: row.settled_at ?? undefined,
    settledBy: row.settled_by ?? undefined,
    closedAt: row.closed_at ?? undefined,
    escalatedAt: row.escalated_at ?? undefined,
    lastEvent: row.last_event,
    origin: row.origin ?? undefined,
  };
}
