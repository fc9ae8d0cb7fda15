import { sql } from 'kysely';
import { z } from 'zod';
import type { Db, Tx } from '../platform/db/database.ts';

declare module '../platform/db/schema.ts' {
  interface Schema {
    sla_merges: { from_lead: string; into_lead: string; clocks_from: string; clocks_into: string };
  }
}

const column = z.union([z.string(), z.number(), z.null()]);

/** A clock as it stands in its row, whatever its columns are: it is put back as it was. */
const clockSchema = z
  .object({
    id: z.string(),
    kind: z.string(),
    cycle: z.number(),
    state: z.enum(['running', 'met', 'late', 'met-late', 'cancelled']),
    due_at: z.number(),
    stopped_at: z.number().nullable(),
  })
  .catchall(column);

/** A clock with what has been recorded of it. */
const keptSchema = z.object({ clock: clockSchema, events: z.array(z.record(z.string(), column)) });

export type KeptClock = z.output<typeof keptSchema>;

/** The clocks of a lead, in the order of their rounds. */
export async function keptClocks(db: Db | Tx, leadId: string): Promise<readonly KeptClock[]> {
  const { rows } = await sql`select * from sla_clocks where lead_id = ${leadId} order by cycle, kind`.execute(db);
  const kept: KeptClock[] = [];
  for (const clock of z.array(clockSchema).parse(rows)) {
    const events = await sql`select * from sla_events where clock_id = ${clock.id}`.execute(db);
    kept.push(keptSchema.parse({ clock, events: events.rows }));
  }
  return kept;
}

/** Remembers how the clocks of two leads stand that are about to become one. */
export async function rememberClocks(
  tx: Tx,
  leads: { from: string; into: string },
  clocks: { from: readonly KeptClock[]; into: readonly KeptClock[] },
): Promise<void> {
  await forgetClocks(tx, leads.from);
  await tx
    .insertInto('sla_merges')
    .values({
      from_lead: leads.from,
      into_lead: leads.into,
      clocks_from: JSON.stringify(clocks.from),
      clocks_into: JSON.stringify(clocks.into),
    })
    .execute();
}

/** How they stood; undefined if nothing is remembered. */
export async function rememberedClocks(
  tx: Tx,
  from: string,
): Promise<{ from: readonly KeptClock[]; into: readonly KeptClock[] } | undefined> {
  const row = await tx.selectFrom('sla_merges').selectAll().where('from_lead', '=', from).executeTakeFirst();
  if (row === undefined) return undefined;
  const read = (text: string) => z.array(keptSchema).parse(JSON.parse(text));
  return { from: read(row.clocks_from), into: read(row.clocks_into) };
}

export async function forgetClocks(tx: Tx, from: string): Promise<void> {
  await tx.deleteFrom('sla_merges').where('from_lead', '=', from).execute();
}

/** Adds a clock as it is given. */
export async function addClock(tx: Tx, { clock, events }: KeptClock): Promise<void> {
  await addRow(tx, 'sla_clocks', clock);
  await addEvents(tx, clock.id, events);
}

/** Makes a clock what it is given to be; what has been recorded of it besides goes. */
export async function putClock(tx: Tx, { clock, events }: KeptClock): Promise<void> {
  const { id, ...columns } = clock;
  const set = Object.entries(columns).map(([name, value]) => sql`${sql.ref(name)} = ${value}`);
  await sql`update sla_clocks set ${sql.join(set)} where id = ${id}`.execute(tx);
  await sql`delete from sla_events where clock_id = ${id}`.execute(tx);
  await addEvents(tx, id, events);
}

/** Takes a clock away that stood in for another one. */
export async function removeClock(tx: Tx, id: string): Promise<void> {
  await sql`delete from sla_events where clock_id = ${id}`.execute(tx);
  await sql`delete from sla_clocks where id = ${id}`.execute(tx);
}

async function addEvents(tx: Tx, clockId: string, events: KeptClock['events']): Promise<void> {
  for (const event of events) await addRow(tx, 'sla_events', { ...event, clock_id: clockId });
}

async function addRow(tx: Tx, table: string, row: Readonly<Record<string, z.output<typeof column>>>): Promise<void> {
  const names = sql.join(Object.keys(row).map((name) => sql.ref(name)));
  await sql`insert into ${sql.table(table)} (${names}) values (${sql.join(Object.values(row))})`.execute(tx);
}
