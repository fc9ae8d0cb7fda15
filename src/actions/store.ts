import type { Action, ActionKind, ActionState, Consent } from '../core/action.ts';
import type { Aim, OriginOf } from '../core/aim.ts';
import type { Instant } from '../core/instants.ts';
import { countOn } from '../platform/db/count-on.ts';
import type { Db, Tx } from '../platform/db/database.ts';
import type { PastMark } from './past.ts';

interface ActionRow {
  id: string;
  workspace_id: string;
  number: number;
  kind: ActionKind;
  text: string;
  owner_id: string | null;
  due_on: string;
  origin: string | null;
  lead_id: string | null;
  source: string | null;
  campaign: string | null;
  state: ActionState;
  reason: string | null;
  made_by: string;
  made_at: number;
  made_from: string;
  settled_by: string | null;
  settled_at: number | null;
  kept_at: number | null;
  looked_on: string | null;
  last_event: number;
  metric: string | null;
  origin_by: OriginOf['by'] | null;
  origin_of: string | null;
  baseline_count: number | null;
  baseline_n: number | null;
  baseline_median: number | null;
  baseline_from: number | null;
  baseline_until: number | null;
  target: number | null;
  consent: Consent['kind'] | null;
  declined_by: string | null;
  declined_reason: string | null;
}

declare module '../platform/db/schema.ts' {
  interface Schema {
    actions: ActionRow;
    action_numbers: { workspace_id: string; actions_numbered: number };
  }
}

/** What made an action makes it once: false means that it has made one already. */
export async function insertAction(tx: Tx, action: Action, madeFrom: string): Promise<boolean> {
  const inserted = await tx
    .insertInto('actions')
    .values({
      id: action.id,
      workspace_id: action.workspaceId,
      number: action.number,
      kind: action.kind,
      text: action.text,
      origin: action.origin ?? null,
      lead_id: action.leadId ?? null,
      source: action.source ?? null,
      campaign: action.campaign ?? null,
      made_by: action.madeBy,
      made_at: action.madeAt,
      made_from: madeFrom,
      looked_on: null,
      ...changing(action),
    })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'made_from']).doNothing())
    .executeTakeFirst();
  return inserted.numInsertedOrUpdatedRows === 1n;
}

/** Writes an action as a transition made it, if nothing has happened to it since it was read; false otherwise. */
export async function moveAction(tx: Tx, action: Action): Promise<boolean> {
  const moved = await tx
    .updateTable('actions')
    .set(changing(action))
    .where('id', '=', action.id)
    .where('last_event', '=', action.lastEvent - 1)
    .executeTakeFirst();
  return moved.numUpdatedRows === 1n;
}

/** Somebody has looked on its day whether its owner must hear of it. */
export async function markLooked(tx: Tx, id: string, on: string): Promise<void> {
  await tx.updateTable('actions').set({ looked_on: on }).where('id', '=', id).execute();
}

export const nextNumber = (tx: Tx, workspaceId: string): Promise<number> =>
  countOn(tx, { table: 'action_numbers', column: 'actions_numbered' }, workspaceId);

export async function findAction(read: Db | Tx, id: string): Promise<Action | undefined> {
  const row = await all(read).where('id', '=', id).executeTakeFirst();
  return row && actionIn(row);
}

/** What a form has made already. */
export async function findMadeFrom(read: Db | Tx, workspaceId: string, madeFrom: string): Promise<Action | undefined> {
  const row = await all(read)
    .where('workspace_id', '=', workspaceId)
    .where('made_from', '=', madeFrom)
    .executeTakeFirst();
  return row && actionIn(row);
}

/** What somebody has to do, oldest first. */
export async function listOpenOf(read: Db | Tx, personId: string): Promise<Action[]> {
  return inOrder(await open(read).where('owner_id', '=', personId).execute());
}

/** Everything in a workspace that is to be done, oldest first. */
export async function listOpen(read: Db | Tx, workspaceId: string): Promise<Action[]> {
  return inOrder(await open(read).where('workspace_id', '=', workspaceId).execute());
}

/** What was decided in these places, in the order in which it was decided. */
export async function listFrom(read: Db | Tx, origins: readonly string[]): Promise<Action[]> {
  if (origins.length === 0) return [];
  return inOrder(await all(read).where('origin', 'in', origins).orderBy('made_at').orderBy('number').execute());
}

/** What was done or dropped in a half-open window. */
export async function listSettledBetween(
  read: Db | Tx,
  workspaceId: string,
  { from, until }: { readonly from: Instant; readonly until: Instant },
): Promise<Action[]> {
  const rows = await all(read)
    .where('workspace_id', '=', workspaceId)
    .where('settled_at', '>=', from)
    .where('settled_at', '<', until)
    .orderBy('settled_at')
    .limit(MOST_LISTED)
    .execute();
  return inOrder(rows);
}

/** What was done or dropped, the newest first; from `before` on backwards. */
export async function listSettled(
  read: Db | Tx,
  workspaceId: string,
  before: PastMark | undefined,
  most: number,
): Promise<Action[]> {
  const rows = await all(read)
    .where('workspace_id', '=', workspaceId)
    .where('settled_at', 'is not', null)
    .$if(before !== undefined, (query) =>
      query
        .where('settled_at', '<=', before?.settledAt ?? 0)
        .where((is) => is.or([is('settled_at', '<', before?.settledAt ?? 0), is('number', '<', before?.number ?? 0)])),
    )
    .orderBy('settled_at', 'desc')
    .orderBy('number', 'desc')
    .limit(most)
    .execute();
  return inOrder(rows);
}

/** What was decided about these leads. */
export async function listAbout(read: Db | Tx, leadIds: readonly string[]): Promise<Action[]> {
  if (leadIds.length === 0) return [];
  return inOrder(await all(read).where('lead_id', 'in', leadIds).orderBy('made_at').orderBy('number').execute());
}

/** Nobody's words about these leads are kept any more; that something was decided stays. */
export async function clearWords(tx: Tx, leadIds: readonly string[]): Promise<void> {
  if (leadIds.length === 0) return;
  await tx.updateTable('actions').set({ text: '' }).where('lead_id', 'in', leadIds).execute();
  await tx
    .updateTable('actions')
    .set({ reason: '' })
    .where('lead_id', 'in', leadIds)
    .where('reason', 'is not', null)
    .execute();
  await tx
    .updateTable('actions')
    .set({ declined_reason: '' })
    .where('lead_id', 'in', leadIds)
    .where('declined_reason', 'is not', null)
    .execute();
}

/** More than anybody reads at once, so that a list never grows without end. */
const MOST_LISTED = 200;

const all = (read: Db | Tx) => read.selectFrom('actions').selectAll();

const open = (read: Db | Tx) =>
  all(read).where('settled_at', 'is', null).orderBy('made_at').orderBy('number').limit(MOST_LISTED);

const inOrder = (rows: readonly ActionRow[]): Action[] => rows.map(actionIn);

/** What a transition may change. */
const changing = (action: Action) => ({
  owner_id: action.owner ?? null,
  due_on: action.dueOn,
  state: action.state,
  reason: action.reason ?? null,
  settled_by: action.settledBy ?? null,
  settled_at: action.settledAt ?? null,
  kept_at: action.keptAt ?? null,
  last_event: action.lastEvent,
  ...aimed(action.aim),
  consent: action.consent?.kind ?? null,
  declined_by: action.consent?.kind === 'declined' ? action.consent.by : null,
  declined_reason: action.consent?.kind === 'declined' ? action.consent.reason : null,
});

const aimed = (aim: Aim | undefined) => ({
  metric: aim?.metric ?? null,
  origin_by: aim?.of?.by ?? null,
  origin_of: aim?.of?.origin ?? null,
  baseline_count: aim?.baseline.count ?? null,
  baseline_n: aim?.baseline.n ?? null,
  baseline_median: aim?.baseline.median ?? null,
  baseline_from: aim?.baseline.from ?? null,
  baseline_until: aim?.baseline.until ?? null,
  target: aim?.target ?? null,
});

const actionIn = (row: ActionRow): Action => ({
  id: row.id,
  workspaceId: row.workspace_id,
  number: row.number,
  kind: row.kind,
  text: row.text,
  owner: row.owner_id ?? undefined,
  dueOn: row.due_on,
  origin: row.origin ?? undefined,
  leadId: row.lead_id ?? undefined,
  source: row.source ?? undefined,
  campaign: row.campaign ?? undefined,
  state: row.state,
  reason: row.reason ?? undefined,
  madeBy: row.made_by,
  madeAt: row.made_at,
  settledBy: row.settled_by ?? undefined,
  settledAt: row.settled_at ?? undefined,
  keptAt: row.kept_at ?? undefined,
  aim: aimIn(row),
  consent: consentIn(row),
  lastEvent: row.last_event,
});

const aimIn = (row: ActionRow): Aim | undefined =>
  row.metric === null
    ? undefined
    : {
        metric: row.metric,
        of: row.origin_by === null ? undefined : { by: row.origin_by, origin: row.origin_of ?? '' },
        baseline: {
          count: row.baseline_count ?? 0,
          n: row.baseline_n ?? 0,
          ...(row.baseline_median !== null && { median: row.baseline_median }),
          from: row.baseline_from ?? 0,
          until: row.baseline_until ?? 0,
        },
        target: row.target ?? undefined,
      };

function consentIn({ consent, declined_by, declined_reason }: ActionRow): Consent | undefined {
  if (consent === null) return undefined;
  return consent === 'declined'
    ? { kind: consent, by: declined_by ?? '', reason: declined_reason ?? '' }
    : { kind: consent };
}
