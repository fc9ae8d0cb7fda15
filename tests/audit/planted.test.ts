import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { MINUTE, SECOND } from '../../src/core/instants.ts';
import type { Tx } from '../../src/platform/db/database.ts';
import { backends } from '../support/backends.ts';
import { atRest, audited, auditedTwice, type BusyOffice, busyOffice } from './audited-office.ts';
import { type Plant, plants } from './plants.ts';

/** Audits that are further apart don't confirm each other. */
const STEP = 4;
/** How long a busy machine may take. */

/** What no row of the database shows: the disk, who reads the file, and whether Slack answers. They are found in tests of their own. */
const UNPLANTED = { sqlite: ['database.held-open', 'disk.low', 'slack.away'], postgres: ['slack.away'] } as const;

/** Everything that the auditor looks at, by name. */
async function checksOf({ port }: BusyOffice['office']): Promise<string[]> {
  const metrics = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  return [...metrics.matchAll(/^baton_audit_findings\{check="(.+?)"\}/gm)].map(([, check = '']) => check).toSorted();
}

/** Plants it, audits twice, and says what the auditor made of it; afterwards all is well again. */
async function tried(world: BusyOffice, { plant, undo, check, minutes = 0 }: Plant): Promise<string> {
  const { office } = world;
  await lawless(office.database, (tx) => plant(tx, world, office.clock.now()));
  if (minutes > 0) await audited(office);
  for (let past = 0; past < minutes; past += STEP) {
    office.clock.advance(STEP * MINUTE);
    if (past + STEP < minutes) await audited(office);
  }
  const audits = await auditedTwice(office);
  const isRepaired = audits.some(({ repaired }) => repaired.has(check));
  const outcome = isRepaired ? 'repaired' : audits.at(-1)?.standing.has(check) ? 'told' : 'not found';
  if (undo !== undefined) await lawless(office.database, (tx) => undo(tx, world));
  await atRest(office);
  await audited(office);
  const after = await audited(office);
  const rest = [...after.standing, ...after.repaired].flat(2);
  return after.isClean && rest.length === 0 ? outcome : `${outcome}, and then ${rest.join(' ')}`;
}

/** Without foreign keys, which keep some of this from ever happening. */
async function lawless(database: BusyOffice['office']['database'], work: (tx: Tx) => Promise<unknown>): Promise<void> {
  const isSqlite = database.dialect === 'sqlite';
  if (isSqlite) await sql`pragma foreign_keys = off`.execute(database.db);
  await database.transaction(async (tx) => {
    if (!isSqlite) await sql`set local session_replication_role = replica`.execute(tx);
    await work(tx);
  });
  if (isSqlite) await sql`pragma foreign_keys = on`.execute(database.db);
}

describe.each(backends)('the auditor on $name', (backend) => {
  it('finds each of thirty planted faults within two audits, and mends it or tells the admins', async () => {
    const world = await busyOffice(backend);
    await audited(world.office);
    expect(await audited(world.office)).toMatchObject({ isClean: true, repaired: new Map() });
    const outcomes: string[] = [];
    for (const plant of plants) outcomes.push(`${plant.what}: ${await tried(world, plant)}`);
    expect(outcomes).toEqual(plants.map(({ what, outcome }) => `${what}: ${outcome}`));
    expect(plants.length).toBeGreaterThanOrEqual(30);
    const planted = new Set(plants.map(({ check }) => check));
    expect((await checksOf(world.office)).filter((check) => !planted.has(check))).toEqual(UNPLANTED[backend.name]);
  });

  it('looks every minute, also when something else of that minute fails', async () => {
    const { office } = await busyOffice(backend);
    const { app, clock, database, log, port } = office;
    const lastClean = async () => {
      await app.eachMinute();
      const metrics = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
      return Number(/^baton_audit_clean_timestamp_seconds (\S+)$/m.exec(metrics)?.[1]);
    };
    const before = await lastClean();
    await database.db.schema.alterTable('retro_card_drafts').renameTo('drafts_away').execute();
    clock.advance(MINUTE);
    expect(await lastClean()).toBeGreaterThanOrEqual(before + MINUTE / SECOND);
    expect(log.entries.filter(({ event }) => event === 'ticker.sweep-failed')).toHaveLength(1);
    await database.db.schema.alterTable('drafts_away').renameTo('retro_card_drafts').execute();
  });

  it('finds that Slack is away, says so when it has been for minutes, and no longer than it is', async () => {
    const { office } = await busyOffice(backend);
    const { slack, clock, port } = office;
    await audited(office);
    const isBack = await slack.faults.outage('refuse');
    slack.sockets.terminate();
    // The other end has noticed it too, whose minutes are counted.
    const readiness = async () => (await fetch(`http://127.0.0.1:${port}/readyz`)).status;
    await expect.poll(readiness, { interval: 20 }).toBe(503);
    const standing: boolean[] = [];
    for (let past = 0; past < 8; past += STEP) {
      standing.push((await audited(office)).standing.has('slack.away'));
      clock.advance(STEP * MINUTE);
    }
    expect([...standing, (await audited(office)).standing.has('slack.away')]).toEqual([false, false, true]);
    await isBack();
    await expect
      .poll(async () => (await audited(office)).standing.has('slack.away'), { timeout: 40_000, interval: 100 })
      .toBe(false);
  });
});
