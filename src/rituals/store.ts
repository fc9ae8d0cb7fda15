import type { Instant } from '../core/instants.ts';
import type { Db, Tx } from '../platform/db/database.ts';
import { configSchema, type Ritual, type RitualConfig, type RitualState } from './ritual.ts';

interface RitualRow {
  id: string;
  workspace_id: string;
  kind: string;
  version: number;
  state: RitualState;
  paused_until_on: string | null;
  decisions: number;
  created_at: number;
}

interface VersionRow {
  ritual_id: string;
  version: number;
  config: string;
  created_by: string;
  created_at: number;
  gesture: string | null;
}

declare module '../platform/db/schema.ts' {
  interface Schema {
    rituals: RitualRow;
    ritual_versions: VersionRow;
  }
}

/** False where a workspace holds one of its kind only, and has it (`rituals_only_one`). */
export async function insertRitual(tx: Tx, ritual: Ritual, author: Author): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('rituals')
    .values({
      id: ritual.id,
      workspace_id: ritual.workspaceId,
      kind: ritual.kind,
      version: ritual.version,
      state: ritual.state,
      paused_until_on: ritual.pausedUntilOn ?? null,
      decisions: 0,
      created_at: ritual.createdAt,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow();
  if (numInsertedOrUpdatedRows === 0n) return false;
  await insertVersion(tx, ritual, author, ritual.createdAt);
  return true;
}

/** Who writes a version, and by which gesture. */
export interface Author {
  readonly id: string;
  readonly gesture?: string | undefined;
}

/** The ritual of which this gesture has written a version: Slack has delivered it again. */
export async function findByGesture(db: Db | Tx, gesture: string): Promise<Ritual | undefined> {
  const row = await db
    .selectFrom('ritual_versions')
    .select('ritual_id')
    .where('gesture', '=', gesture)
    .executeTakeFirst();
  return row && findRitual(db, row.ritual_id);
}

/** Writes the next version and makes it current; false if somebody else wrote one meanwhile. */
export async function replaceConfig(
  tx: Tx,
  ritual: Ritual,
  config: RitualConfig,
  author: Author,
  at: Instant,
): Promise<boolean> {
  const next = { id: ritual.id, version: ritual.version + 1, config };
  const moved = await tx
    .updateTable('rituals')
    .set({ version: next.version })
    .where('id', '=', ritual.id)
    .where('version', '=', ritual.version)
    .executeTakeFirst();
  if (moved.numUpdatedRows === 0n) return false;
  await insertVersion(tx, next, author, at);
  return true;
}

/** Moves a ritual from one of the states; false if it is in none of them. */
export async function moveRitual(
  tx: Tx,
  ritualId: string,
  from: readonly RitualState[],
  to: { readonly state: RitualState; readonly pausedUntilOn?: string | undefined },
): Promise<boolean> {
  const moved = await tx
    .updateTable('rituals')
    .set({ state: to.state, paused_until_on: to.pausedUntilOn ?? null })
    .where('id', '=', ritualId)
    .where('state', 'in', from)
    .executeTakeFirst();
  return moved.numUpdatedRows === 1n;
}

/** Makes this transaction the only one that decides about the ritual's dates until it ends. Undefined if there is none. */
export async function holdRitual(tx: Tx, ritualId: string): Promise<Ritual | undefined> {
  await tx
    .updateTable('rituals')
    .set((set) => ({ decisions: set('decisions', '+', 1) }))
    .where('id', '=', ritualId)
    .execute();
  return findRitual(tx, ritualId);
}

export async function findRitual(db: Db | Tx, id: string): Promise<Ritual | undefined> {
  const row = await rituals(db).where('rituals.id', '=', id).executeTakeFirst();
  return row && ritualOf(row);
}

/** Every ritual of a workspace that hasn't ended, of one kind or of all. */
export async function listRituals(db: Db | Tx, workspaceId: string, kind?: string): Promise<Ritual[]> {
  let query = rituals(db).where('workspace_id', '=', workspaceId).where('state', '<>', 'ended');
  if (kind !== undefined) query = query.where('kind', '=', kind);
  const rows = await query.orderBy('rituals.created_at').orderBy('rituals.id').execute();
  return rows.map(ritualOf);
}

/** The same with those that have ended: their record is still to be read. */
export async function listAll(db: Db | Tx, workspaceId: string): Promise<Ritual[]> {
  const rows = await rituals(db).where('workspace_id', '=', workspaceId).orderBy('rituals.created_at').execute();
  return rows.map(ritualOf);
}

/** Rituals that haven't ended and are shown in this channel. */
export async function listRitualsOfChannel(db: Db | Tx, channelId: string): Promise<Ritual[]> {
  const rows = await rituals(db).where('state', '<>', 'ended').execute();
  return rows.map(ritualOf).filter(({ config }) => config.channelId === channelId);
}

/** Rows of one statement; both databases bound the number of parameters. */
export const MOST_AT_ONCE = 500;

export function* chunks<T>(all: readonly T[], size: number): Generator<readonly T[]> {
  for (let from = 0; from < all.length; from += size) yield all.slice(from, from + size);
}

async function insertVersion(
  tx: Tx,
  { id, version, config }: Pick<Ritual, 'id' | 'version' | 'config'>,
  { id: by, gesture }: Author,
  at: Instant,
): Promise<void> {
  const row = { ritual_id: id, version, config: JSON.stringify(config), created_by: by, created_at: at };
  await tx
    .insertInto('ritual_versions')
    .values({ ...row, gesture: gesture ?? null })
    .execute();
}

const rituals = (db: Db | Tx) =>
  db
    .selectFrom('rituals')
    .innerJoin('ritual_versions', (join) =>
      join
        .onRef('ritual_versions.ritual_id', '=', 'rituals.id')
        .onRef('ritual_versions.version', '=', 'rituals.version'),
    )
    .selectAll('rituals')
    .select('ritual_versions.config');

function ritualOf(row: RitualRow & Pick<VersionRow, 'config'>): Ritual {
  return {
    id: row.id,
    workspaceId: row.workspace_id,
    kind: row.kind,
    version: row.version,
    config: configOf(row.config),
    state: row.state,
    pausedUntilOn: row.paused_until_on ?? undefined,
    createdAt: row.created_at,
  };
}

// A configuration is read with every slot and never changes; checking it each time took a tenth of the work.
const parsed = new Map<string, RitualConfig>();
const MOST_PARSED = 500;

export function configOf(text: string): RitualConfig {
  const known = parsed.get(text);
  if (known !== undefined) return known;
  const config = configSchema.parse(JSON.parse(text));
  if (parsed.size >= MOST_PARSED) parsed.clear();
  parsed.set(text, config);
  return config;
}
