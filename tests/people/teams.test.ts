import { describe, expect, it } from 'vitest';
import { at } from '../core/cases.ts';
import { backends } from '../support/backends.ts';
import { actor, type Features, hire, setTeam, staffed, WORKSPACE } from '../support/features.ts';
import { steeredClock } from '../support/steered-clock.ts';

const MORNING = at('2026-03-03T09:00Z');
const members = (it: Features) => it.people.members(it.database.db, WORKSPACE, 'sales');
const managers = (it: Features) => it.people.managersOf(it.database.db, WORKSPACE, 'sales');
const welcomes = ({ shown }: Features) => shown.filter(({ key }) => key.startsWith('welcome:')).map(({ to }) => to);

describe.each(backends)('a team on $name', (backend) => {
  it('is who is named, and nobody else', async () => {
    const it = await staffed(await backend.open());
    await setTeam(it, 'sales', ['UBEN', 'UMIA'], ['UMIA']);
    expect((await members(it)).toSorted()).toEqual(['UBEN', 'UMIA']);
    expect(await managers(it)).toEqual(['UMIA']);
    expect(await actor(it, 'UMIA')).toMatchObject({
      teams: expect.arrayContaining(['sales', 'marketing']),
      manages: ['sales'],
    });
    expect(await actor(it, 'UANN')).toMatchObject({ teams: [], manages: [] });
  });

  it('a manager need not take part in its work', async () => {
    const it = await staffed(await backend.open());
    expect(await members(it)).toEqual(['UANN', 'UBEN']);
    expect(await managers(it)).toEqual(['UMAX']);
    expect(await it.people.sells(it.database.db, 'UMAX')).toBe(true);
    expect(await it.people.sells(it.database.db, 'UMIA')).toBe(false);
  });

  it('welcomes who is added, once, and not who adds themselves', async () => {
    const it = await staffed(await backend.open());
    await it.jobs.start();
    await hire(it, ['UCAT']);
    await setTeam(it, 'sales', ['UANN', 'UBEN', 'UCAT'], ['UMAX']);
    await expect.poll(() => welcomes(it)).toEqual([{ person: 'UCAT' }]);
    await setTeam(it, 'sales', ['UANN', 'UBEN'], ['UMAX']);
    await setTeam(it, 'sales', ['UANN', 'UBEN', 'UCAT'], ['UMAX']);
    await expect.poll(() => it.jobs.stats(it.database.db)).toMatchObject({ ready: 0, running: 0 });
    expect(welcomes(it)).toEqual([{ person: 'UCAT' }]);
    expect(JSON.stringify(it.shown[0]?.content)).toContain('<@UMAX> added you to Baton');
  });

  it('welcomes nobody off shift: the phone rings in the morning', async () => {
    const it = await staffed(await backend.open(), {}, steeredClock(at('2026-03-02T22:00Z')));
    await it.jobs.start();
    await hire(it, ['UCAT']);
    await setTeam(it, 'sales', ['UANN', 'UCAT'], ['UMAX']);
    await expect.poll(() => nextRun(it, 'welcome:UCAT')).toBe(MORNING);
    expect(welcomes(it)).toEqual([]);
    it.clock.moveTo(MORNING);
    await expect.poll(() => welcomes(it)).toEqual([{ person: 'UCAT' }]);
  });

  it('tells other news after the welcome', async () => {
    const it = await staffed(await backend.open());
    await hire(it, ['UCAT']);
    await setTeam(it, 'sales', ['UANN', 'UBEN', 'UCAT'], ['UMAX']);
    expect(await it.people.isWelcomed(it.database.db, 'UCAT')).toBe(false);
    await it.jobs.start();
    await expect.poll(() => it.people.isWelcomed(it.database.db, 'UCAT')).toBe(true);
    for (const id of ['UANN', 'UMAX', 'UNOBODY']) expect(await it.people.isWelcomed(it.database.db, id)).toBe(true);
  });

  it('keeps no news from somebody who was deactivated before their welcome and came back', async () => {
    const it = await staffed(await backend.open());
    await hire(it, ['UCAT'], { isDeactivated: true });
    await setTeam(it, 'sales', ['UCAT'], ['UMAX']);
    await it.jobs.start();
    await expect.poll(() => it.people.isWelcomed(it.database.db, 'UCAT')).toBe(true);
    expect(welcomes(it)).toEqual([]);
  });
});

describe.each(backends)('whom a phone may ring, on $name', (backend) => {
  const ringing = async (it: Features) => it.people.onShift(it.database.db, WORKSPACE, 'sales', it.clock.now());

  it('is who sells and is on shift', async () => {
    const it = await staffed(await backend.open());
    expect(await ringing(it)).toEqual(['UANN', 'UBEN']);
    it.clock.moveTo(at('2026-03-02T17:00Z'));
    expect(await ringing(it)).toEqual([]);
    expect(await it.people.nextShiftOf(it.database.db, WORKSPACE, 'sales', it.clock.now())).toBe(MORNING);
  });

  it('is nobody who is quiet, away, gone or only manages', async () => {
    const it = await staffed(await backend.open(), { sales: ['UANN', 'UBEN', 'UCAT', 'UDAN'] });
    await it.people.switchQuiet(await actor(it, 'UANN'));
    await it.people.setAway(await actor(it, 'UBEN'), { fromOn: '2026-03-01', untilOn: '2026-03-02' });
    await hire(it, ['UCAT'], { isDeactivated: true });
    expect(await ringing(it)).toEqual(['UDAN']);
  });

  it('B12: is nobody when everyone is away; the first back is who is waited for', async () => {
    const it = await staffed(await backend.open());
    await it.people.setAway(await actor(it, 'UANN'), { fromOn: '2026-03-02', untilOn: '2026-03-06' });
    await it.people.setAway(await actor(it, 'UBEN'), { fromOn: '2026-03-02', untilOn: '2026-03-03' });
    expect(await ringing(it)).toEqual([]);
    const next = await it.people.nextShiftOf(it.database.db, WORKSPACE, 'sales', it.clock.now());
    expect(next).toBe(at('2026-03-04T09:00Z'));
  });

  it('somebody who comes back early is on shift again', async () => {
    const it = await staffed(await backend.open());
    const ann = await actor(it, 'UANN');
    expect(await it.people.setBack(ann)).toMatchObject({ kind: 'back', ended: [] });
    await it.people.setAway(ann, { fromOn: '2026-03-02', untilOn: '2026-03-06' });
    expect(await it.people.isOnShift(it.database.db, 'UANN', it.clock.now())).toBe(false);
    expect(await it.people.setBack(ann)).toMatchObject({ kind: 'back', ended: [{ untilOn: '2026-03-06' }] });
    expect(await it.people.isOnShift(it.database.db, 'UANN', it.clock.now())).toBe(true);
  });
});

async function nextRun({ database }: Features, key: string): Promise<number | undefined> {
  const row = await database.db.selectFrom('jobs').select('run_at').where('key', '=', key).executeTakeFirst();
  return row?.run_at;
}
