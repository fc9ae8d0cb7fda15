import { describe, expect, it } from 'vitest';
import { createAuditService } from '../../src/audit/service.ts';
import { DAY, HOUR, MINUTE } from '../../src/core/instants.ts';
import type { Check } from '../../src/platform/check.ts';
import { type Backend, backends } from '../support/backends.ts';
import { steeredClock } from '../support/steered-clock.ts';

/** An auditor with one rule, whose breaches the test decides, and everything it says. */
async function audits(backend: Backend, rule: Partial<Check> = {}, others: readonly Check[] = []) {
  const database = await backend.open();
  const clock = steeredClock(1_800_000_000_000);
  const told: string[] = [];
  const logged: string[] = [];
  const standing = new Map<string, number>();
  let [beats, isWorking] = [0, true];
  const wrong = new Set<string>();
  const say = (event: string, fields: Record<string, unknown> = {}) => {
    logged.push([event, fields.check, fields.key].filter((part) => typeof part === 'string').join(' '));
  };
  const auditor = createAuditService({
    database,
    clock,
    log: { info: say, warn: say, error: say },
    isWorking: () => isWorking,
    tellAdmins: async (_tx, { key, subject }) => {
      if (!told.includes(`${subject} ${key}`)) told.push(`${subject} ${key}`);
    },
    metrics: { standing: (check, count) => standing.set(check, count), repaired: () => {}, clean: () => {} },
    heartbeat: async () => {
      beats += 1;
    },
  });
  auditor.register([
    { name: 'rule', says: (count) => `${count} broken.`, find: async () => [...wrong], ...rule },
    ...others,
  ]);
  return {
    database,
    clock,
    auditor,
    told,
    logged,
    standing,
    wrong,
    beats: () => beats,
    sleep: () => {
      isWorking = false;
    },
    /** So many minutes, with an audit at the end of each. */
    async minutes(count: number) {
      let last: Awaited<ReturnType<typeof auditor.audit>>;
      for (let minute = 0; minute < count; minute += 1) {
        clock.moveBy(MINUTE);
        last = await auditor.audit();
      }
      return last;
    },
  };
}

describe.each(backends)('an audit on $name', (backend) => {
  it('believes what two in a row have found: a moment is no finding', async () => {
    const it = await audits(backend);
    for (const moment of ['one', 'two', 'three']) {
      it.wrong.clear();
      it.wrong.add(moment);
      expect(await it.minutes(1)).toMatchObject({ isClean: true });
    }
    expect(await it.minutes(1)).toMatchObject({ isClean: false, standing: new Map([['rule', ['three']]]) });
  });

  it('does not count as the next one after a sleep', async () => {
    const it = await audits(backend);
    it.wrong.add('a');
    await it.minutes(1);
    it.clock.moveBy(3 * HOUR);
    expect(await it.minutes(1)).toMatchObject({ isClean: true });
    it.clock.moveBy(-3 * HOUR);
    expect(await it.minutes(1)).toMatchObject({ isClean: true });
    expect(await it.minutes(1)).toMatchObject({ isClean: false });
  });

  it('waits as long as a rule asks for', async () => {
    const it = await audits(backend, { patience: 5 * MINUTE });
    it.wrong.add('a');
    expect(await it.minutes(5)).toMatchObject({ isClean: true });
    expect(await it.minutes(1)).toMatchObject({ isClean: false });
  });

  it('tells once what stands, however much of it and however long, and again what comes a day later', async () => {
    const it = await audits(backend);
    it.wrong.add('a').add('b');
    await it.minutes(2);
    it.wrong.add('c');
    await it.minutes(60);
    expect(it.told).toHaveLength(1);
    expect(it.logged).toEqual(['audit.found rule a', 'audit.found rule b', 'audit.found rule c']);
    expect(await it.auditor.standing('rule')).toBe('3 broken.');
    for (let day = 0; day < 2; day += 1) {
      it.clock.moveBy(DAY - HOUR);
      await it.minutes(2);
    }
    expect(it.told).toHaveLength(1);
    it.wrong.add('d');
    await it.minutes(2);
    expect(it.told).toHaveLength(2);
  });

  it('says nothing any more of what is over', async () => {
    const it = await audits(backend);
    it.wrong.add('a');
    await it.minutes(2);
    it.wrong.clear();
    await it.minutes(4);
    expect(await it.auditor.standing('rule')).toBeUndefined();
    expect([it.logged.at(-1), it.standing.get('rule')]).toEqual(['audit.ended rule', 0]);
  });

  it('mends what it can and tells nobody; what does not stay mended is told', async () => {
    let repairs = 0;
    const it = await audits(backend, {
      async repair() {
        repairs += 1;
      },
    });
    it.wrong.add('a');
    expect(await it.minutes(2)).toMatchObject({ isClean: true, repaired: new Map([['rule', ['a']]]) });
    expect([it.told, repairs]).toEqual([[], 1]);
    expect(await it.minutes(2)).toMatchObject({ isClean: false });
    expect([it.told.length, repairs]).toEqual([1, 2]);
  });

  it('a repair that fails changes nothing, and the admins are told', async () => {
    const it = await audits(backend, {
      repair: async (tx) => {
        await tx.insertInto('worker_leases').values({ name: 'half', number: 1, holder: 'x', expires_at: 0 }).execute();
        throw new Error('no');
      },
    });
    it.wrong.add('a');
    expect(await it.minutes(2)).toMatchObject({ isClean: false });
    expect(it.told).toHaveLength(1);
    expect(await it.database.db.selectFrom('worker_leases').selectAll().execute()).toEqual([]);
  });

  it('tells the cause and not what it explains', async () => {
    let isDown = true;
    const it = await audits(backend, { explainedBy: ['cause'] }, [
      { name: 'cause', says: () => 'It is down.', find: async () => (isDown ? ['all'] : []) },
    ]);
    for (let lead = 0; lead < 40; lead += 1) it.wrong.add(`lead${lead}`);
    await it.minutes(180);
    expect(it.told.map((line) => line.split(' ')[0])).toEqual(['cause']);
    expect(it.logged).toEqual(['audit.found cause all']);
    isDown = false;
    await it.minutes(1);
    expect(it.told).toHaveLength(2);
  });

  it('calls the watchman after a clean audit and after no other', async () => {
    let fails = false;
    const it = await audits(backend, {
      find: async () => {
        if (fails) throw new Error('The database is away');
        return [];
      },
    });
    await it.minutes(2);
    expect(it.beats()).toBe(2);
    fails = true;
    expect(await it.minutes(1)).toMatchObject({ isClean: false });
    expect([it.beats(), it.logged]).toEqual([2, ['audit.failed rule']]);
  });

  it('is for the process that works; the others notice when none does', async () => {
    const it = await audits(backend);
    it.sleep();
    const lease = { name: 'worker', number: 1, holder: 'other', expires_at: it.clock.now() + 10 * MINUTE };
    await it.database.db.insertInto('worker_leases').values(lease).execute();
    expect(await it.minutes(10)).toBeUndefined();
    expect([it.beats(), it.logged]).toEqual([0, []]);
    await it.minutes(2);
    expect(it.logged).toEqual(['audit.nobody-works']);
    expect(it.standing.get('worker.unheld')).toBe(1);
  });
});
