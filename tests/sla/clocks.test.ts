import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../src/core/instants.ts';
import type { Tx } from '../../src/platform/db/database.ts';
import type { LeadChange } from '../../src/sla/ports-service.ts';
import { at } from '../core/cases.ts';
import { backends } from '../support/backends.ts';
import { type Features, features, MONDAY, promised, WORKSPACE } from '../support/features.ts';
import { OFFICE, TERMS } from './samples.ts';

const DUE = MONDAY + HOUR;
const WARN = MONDAY + 45 * MINUTE;
const settle = async (_tx: Tx) => {};

describe.each(backends)('the promise on a lead, on $name', (backend) => {
  it('starts with its arrival, once, and looks at the warning first', async () => {
    const it = await promising(await backend.open());
    await happens(it, 'received');
    await happens(it, 'received');
    expect(await clock(it)).toMatchObject({ state: 'running', startedAt: MONDAY, dueAt: DUE, warnAt: WARN });
    expect(await looks(it)).toEqual([WARN]);
  });

  it.each([
    ['a test lead', { isTest: true }],
    ['a lead of a workspace without a promise', { workspaceId: 'T2' }],
  ])('does not run on %s', async (_what, differing) => {
    const it = await promising(await backend.open());
    await happens(it, 'received', differing);
    expect(await it.sla.clockOfLead(it.database.db, 'l1')).toBeUndefined();
  });

  it('B1: a contact exactly at the due time keeps it', async () => {
    const it = await promising(await backend.open());
    await happens(it, 'received');
    it.clock.moveTo(DUE);
    expect(await look(it)).toBe(DUE + 1);
    await happens(it, 'contacted');
    expect(await clock(it)).toMatchObject({ state: 'met', stoppedAt: DUE, worked: HOUR });
    expect(await looks(it)).toEqual([]);
  });

  it('is met once: a second contact changes nothing', async () => {
    const it = await promising(await backend.open());
    await happens(it, 'received');
    await happens(it, 'contacted');
    const met = await clock(it);
    it.clock.moveBy(HOUR);
    await happens(it, 'contacted');
    expect(await clock(it)).toEqual(met);
  });

  it('a claim is nothing to it', async () => {
    const it = await promising(await backend.open());
    await happens(it, 'received');
    const before = await clock(it);
    for (const kind of ['claimed', 'released', 'release-undone', 'assigned']) await happens(it, kind);
    expect(await clock(it)).toEqual(before);
  });

  it('warns at its time, once, and then looks for lateness', async () => {
    const it = await promising(await backend.open());
    await happens(it, 'received');
    it.clock.moveTo(WARN - 1);
    expect(await look(it)).toBe(WARN);
    it.clock.moveTo(WARN);
    expect(await look(it)).toBe(DUE + 1);
    expect(await look(it)).toBe(DUE + 1);
    expect(told(it)).toEqual(['warned']);
  });

  it('B2: two looks at the same moment warn once and are late once', async () => {
    const it = await promising(await backend.open());
    await happens(it, 'received');
    for (const moment of [WARN, DUE + 1]) {
      it.clock.moveTo(moment);
      await Promise.all([look(it), look(it), look(it)]);
    }
    expect(told(it)).toEqual(['warned', 'late']);
    expect(await recorded(it)).toEqual([
      { kind: 'late', at: DUE, recorded_at: DUE + 1 },
      { kind: 'warned', at: WARN, recorded_at: WARN },
    ]);
  });

  it('2.1.5: is late from the due time on, whenever that is noticed; the warning it has overtaken is not told', async () => {
    const it = await promising(await backend.open());
    await happens(it, 'received');
    it.clock.moveTo(DUE + 3 * HOUR);
    expect(await look(it)).toBeUndefined();
    expect(told(it)).toEqual(['late']);
    expect(await recorded(it)).toEqual([
      { kind: 'late', at: DUE, recorded_at: DUE + 3 * HOUR },
      { kind: 'warned', at: WARN, recorded_at: DUE + 3 * HOUR },
    ]);
  });

  it('a contact after that is late, in working time', async () => {
    const it = await promising(await backend.open());
    await happens(it, 'received');
    it.clock.moveTo(DUE + 1);
    await look(it);
    it.clock.moveTo(at('2026-03-03T09:30Z'));
    await happens(it, 'contacted');
    expect(await clock(it)).toMatchObject({ state: 'met-late', worked: 7 * HOUR + 30 * MINUTE });
  });

  it('a late contact that nobody has noticed yet is recorded and not announced', async () => {
    const it = await promising(await backend.open());
    await happens(it, 'received');
    it.clock.moveTo(DUE + 1);
    await happens(it, 'contacted');
    await look(it);
    expect(told(it)).toEqual([]);
    expect(await recorded(it)).toMatchObject([{ kind: 'late', at: DUE }]);
    expect(await clock(it)).toMatchObject({ state: 'met-late' });
  });

  it('a contact and a look at the same moment agree', async () => {
    const it = await promising(await backend.open());
    await happens(it, 'received');
    it.clock.moveTo(DUE + 1);
    await Promise.all([look(it), happens(it, 'contacted'), look(it)]);
    expect(await clock(it)).toMatchObject({ state: 'met-late', stoppedAt: DUE + 1 });
    expect((await recorded(it)).filter(({ kind }) => kind === 'late')).toHaveLength(1);
    expect(told(it).filter((kind) => kind === 'late').length).toBeLessThan(2);
  });

  it('its job settles in the transaction of its effect, or nothing has happened', async () => {
    const it = await promising(await backend.open());
    await happens(it, 'received');
    it.clock.moveTo(DUE + 1);
    const lost = async () => {
      throw new Error('lease lost');
    };
    await expect(it.sla.look((await clock(it)).id, lost)).rejects.toThrow('lease lost');
    expect(await clock(it)).toMatchObject({ state: 'running' });
    expect(await recorded(it)).toEqual([]);
  });
});

describe.each(backends)('a promise that is only measured, on $name', (backend) => {
  it('tells neither warning nor lateness, and records both', async () => {
    const it = await promising(await backend.open(), false);
    await happens(it, 'received');
    it.clock.moveTo(DUE + 1);
    await look(it);
    expect(it.news).toEqual([]);
    expect(await recorded(it)).toHaveLength(2);
    expect(await clock(it)).toMatchObject({ state: 'late', isAnnounced: false });
  });

  it('is reported on once, after five working days', async () => {
    const it = await promising(await backend.open(), false);
    await happens(it, 'received');
    await happens(it, 'contacted');
    const [id, friday] = [await policyId(it), at('2026-03-06T17:00Z')];
    expect(await jobTimes(it, 'sla.report')).toEqual([friday]);
    it.clock.moveTo(friday);
    await Promise.all([it.sla.report(id, settle), it.sla.report(id, settle)]);
    expect(await it.sla.report(id, settle)).toBeUndefined();
    expect(told(it)).toEqual(['measured']);
  });

  it('without any lead is asked for again a working day later', async () => {
    const it = await promising(await backend.open(), false);
    it.clock.moveTo(at('2026-03-06T17:00Z'));
    expect(await it.sla.report(await policyId(it), settle)).toBe(at('2026-03-09T17:00Z'));
    expect(it.news).toEqual([]);
  });

  it('is not reported on once it is announced', async () => {
    const it = await promising(await backend.open(), false);
    await happens(it, 'received');
    await happens(it, 'contacted');
    const id = await policyId(it);
    expect(await it.database.transaction((tx) => it.sla.announce(tx, WORKSPACE))).toBe(true);
    expect(await it.database.transaction((tx) => it.sla.announce(tx, WORKSPACE))).toBe(false);
    expect(await it.sla.report(id, settle)).toBeUndefined();
    expect(it.news).toEqual([]);
  });

  it('counts met, late and never called, whether that has been noticed or not', async () => {
    const it = await promising(await backend.open(), false);
    const id = await policyId(it);
    for (const leadId of ['a', 'b', 'c']) await happens(it, 'received', { leadId });
    it.clock.moveBy(20 * MINUTE);
    await happens(it, 'contacted', { leadId: 'a' });
    it.clock.moveTo(DUE + 1);
    await look(it, 'b');
    await happens(it, 'received', { leadId: 'd' });
    it.clock.moveTo(DUE + HOUR);
    await happens(it, 'contacted', { leadId: 'b' });
    const kept = await it.sla.attainment(it.database.db, id, 0);
    expect(kept).toEqual({ count: 3, inTime: 1, median: 2 * HOUR });
    expect(await it.sla.attainment(it.database.db, id, it.clock.now())).toMatchObject({ count: 0 });
  });
});

describe.each(backends)('changing a promise on $name', (backend) => {
  it('B9: concerns leads that arrive from now on; running ones keep their terms', async () => {
    const it = await promising(await backend.open());
    await happens(it, 'received', { leadId: 'before' });
    const policy = await it.sla.policy(it.database.db, WORKSPACE);
    if (policy === undefined) throw new Error('There is no promise');
    const change = { ...TERMS, target: 2 * HOUR };
    expect(await it.database.transaction((tx) => it.sla.change(tx, policy, change, { by: 'UMAX' }))).toBe(true);
    await happens(it, 'received', { leadId: 'after' });
    expect(await clock(it, 'before')).toMatchObject({ dueAt: DUE, policy: { version: 1, target: HOUR } });
    expect(await clock(it, 'after')).toMatchObject({ dueAt: MONDAY + 2 * HOUR, policy: { version: 2 } });
  });

  it('by two people at once is done by one; the other is told', async () => {
    const it = await promising(await backend.open());
    const policy = await it.sla.policy(it.database.db, WORKSPACE);
    if (policy === undefined) throw new Error('There is no promise');
    const change = (target: number) =>
      it.database.transaction((tx) =>
        it.sla.change(tx, policy, { ...TERMS, calendar: OFFICE, target }, { by: 'UMAX' }),
      );
    expect((await Promise.all([change(2 * HOUR), change(3 * HOUR)])).toSorted()).toEqual([false, true]);
    expect((await it.sla.policy(it.database.db, WORKSPACE))?.current.version).toBe(2);
  });
});

async function promising(database: Features['database'], isAnnounced = true): Promise<Features> {
  const it = features(database);
  await it.workspaces.install({ id: WORKSPACE, name: 'Acme', botUserId: 'UBATON' });
  await promised(it, {}, isAnnounced);
  return it;
}

/** An entry of a lead's journal, now. */
async function happens(
  { database, sla, clock: { now } }: Features,
  kind: string,
  {
    change = {},
    ...differing
  }: { leadId?: string; workspaceId?: string; isTest?: boolean; change?: Partial<LeadChange['change']> } = {},
): Promise<void> {
  const entry = { kind, leadId: 'l1', workspaceId: WORKSPACE, at: now(), isTest: false, ...differing };
  await database.transaction((tx) => sla.follow(tx, { ...entry, change: { kind, ...change } }));
}

async function clock({ database, sla }: Features, leadId = 'l1') {
  const found = await sla.clockOfLead(database.db, leadId);
  if (found === undefined) throw new Error('No promise runs on this lead');
  return found;
}

const look = async (it: Features, leadId?: string) => it.sla.look((await clock(it, leadId)).id, settle);

const told = ({ news }: Features) => news.map(({ kind }) => kind);

async function policyId({ database, sla }: Features): Promise<string> {
  return (await sla.policy(database.db, WORKSPACE))?.id ?? '';
}

const recorded = ({ database }: Features) =>
  database.db.selectFrom('sla_events').select(['kind', 'at', 'recorded_at']).orderBy('kind').execute();

const looks = (it: Features) => jobTimes(it, 'sla.look');

async function jobTimes({ database }: Features, kind: string) {
  const rows = await database.db
    .selectFrom('jobs')
    .select('run_at')
    .where('kind', '=', kind)
    .where('state', '=', 'ready')
    .execute();
  return rows.map(({ run_at }) => run_at);
}
