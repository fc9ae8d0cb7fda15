import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../src/core/instants.ts';
import { type LadderStep, ladderOf } from '../../src/sla/ladder.ts';
import { at } from '../core/cases.ts';
import { backends } from '../support/backends.ts';
import { MONDAY } from '../support/features.ts';
import { clockOf, happens, promising, told, work } from './history.ts';
import { version } from './samples.ts';

const FIVE: readonly LadderStep[] = [
  { audience: 'owner', after: -30 * MINUTE },
  { audience: 'hand', after: -10 * MINUTE },
  { audience: 'team', after: 0 },
  { audience: 'manager', after: HOUR },
  { audience: 'manager', after: 10 * HOUR },
];
const DUE = MONDAY + HOUR;

describe('who is told when', () => {
  const audiences = (differing: Parameters<typeof version>[0], kind = 'first-contact', target = HOUR) =>
    ladderOf(version(differing), kind, target).map(({ audience, after }) => `${audience} ${after / MINUTE}`);

  it('is the owner before, and the team and the managers once it is late, where nobody says anything else', () => {
    expect(audiences({})).toEqual(['owner -15', 'team 0', 'manager 0']);
    expect(audiences({ warning: 0 })).toEqual(['team 0', 'manager 0']);
  });

  it('2.1.7: leaves out what would come with the lead or before it', () => {
    expect(audiences({ ladder: FIVE }, 'first-contact', 20 * MINUTE)).toEqual([
      'hand -10',
      'team 0',
      'manager 60',
      'manager 600',
    ]);
  });

  it('has one nudge half a working day before the end of what takes days', () => {
    expect(audiences({ ladder: FIVE }, 'outcome', 40 * HOUR)).toEqual([
      'owner -240',
      'team 0',
      'manager 60',
      'manager 600',
    ]);
  });
});

describe.each(backends)('a ladder of five steps, on $name', (backend) => {
  it('is climbed once, in working time, and ends', async () => {
    const it = await promising(await backend.open(), { ladder: FIVE });
    await happens(it, 'received');
    const times = [
      DUE - 30 * MINUTE,
      DUE - 10 * MINUTE,
      DUE + 1,
      DUE + HOUR,
      // Ten hours after eleven is one o'clock on Tuesday.
      at('2026-03-03T13:00Z'),
    ];
    const expected = ['warned', 'hand', 'late', 'manager', 'manager'];
    for (const [step, moment] of times.entries()) {
      it.clock.moveTo(moment - 1);
      await work(it);
      expect(told(it)).toEqual(expected.slice(0, step));
      it.clock.moveTo(moment);
      await work(it);
      await work(it);
      expect(told(it)).toEqual(expected.slice(0, step + 1));
    }
    expect(it.news).toContainEqual(expect.objectContaining({ kind: 'late', audiences: ['team'] }));
    it.clock.moveBy(1000 * HOUR);
    await work(it);
    expect(told(it)).toEqual(expected);
  });

  it('B4: nobody is told of a step after the contact, also of one at the same moment', async () => {
    const it = await promising(await backend.open(), { ladder: FIVE });
    await happens(it, 'received');
    it.clock.moveTo(DUE + 1);
    await work(it);
    it.clock.moveTo(DUE + HOUR);
    const clockId = (await clockOf(it)).id;
    await happens(it, 'contacted');
    await it.sla.look(clockId, async () => {});
    await work(it);
    expect(told(it)).toEqual(['late']);
  });

  it('B3: after downtime what lateness has overtaken is recorded and not told; what comes after it is', async () => {
    const it = await promising(await backend.open(), { ladder: FIVE });
    await happens(it, 'received');
    it.clock.moveTo(DUE + 2 * HOUR);
    await work(it);
    expect(told(it)).toEqual(['late', 'manager']);
    const events = await it.database.db
      .selectFrom('sla_events')
      .select(['kind', 'level', 'at'])
      .orderBy('at')
      .execute();
    expect(events).toEqual([
      { kind: 'warned', level: 1, at: DUE - 30 * MINUTE },
      { kind: 'warned', level: 2, at: DUE - 10 * MINUTE },
      { kind: 'late', level: 1, at: DUE },
      { kind: 'told', level: 4, at: DUE + HOUR },
    ]);
  });
});

describe.each(backends)('the list of what is late, on $name', (backend) => {
  it('comes each morning after the ladder until nothing is late, and not where nobody wants one', async () => {
    const it = await promising(await backend.open(), { hasDigest: true });
    await happens(it, 'received');
    it.clock.moveTo(DUE + 1);
    await work(it);
    it.clock.moveTo(at('2026-03-03T09:00Z') - 1);
    await work(it);
    expect(told(it)).toEqual(['late']);
    it.clock.moveTo(at('2026-03-03T09:00Z'));
    await work(it);
    await work(it);
    expect(told(it)).toEqual(['late', 'still-late']);
    it.clock.moveTo(at('2026-03-04T09:00Z'));
    await work(it);
    expect(it.news.slice(1)).toMatchObject([{ day: '2026-03-03' }, { day: '2026-03-04', clocks: [{ leadId: 'l1' }] }]);
    await happens(it, 'contacted');
    it.clock.moveTo(at('2026-03-05T09:00Z'));
    await work(it);
    expect(told(it)).toHaveLength(3);
    expect(await digests(it)).toEqual([]);

    const quiet = await promising(await backend.open());
    await happens(quiet, 'received');
    quiet.clock.moveTo(DUE + 1);
    await work(quiet);
    expect(await digests(quiet)).toEqual([]);
  });
});

const digests = ({ database }: Awaited<ReturnType<typeof promising>>) =>
  database.db
    .selectFrom('jobs')
    .select('run_at')
    .where('kind', '=', 'sla.digest')
    .where('state', '=', 'ready')
    .execute();
