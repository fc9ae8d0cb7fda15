import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../src/core/instants.ts';
import { at } from '../core/cases.ts';
import { OFFICE } from '../sla/samples.ts';
import { backends } from '../support/backends.ts';
import { type Asking, actor, asked, asking, MONDAY, now, toldTo, WORKSPACE } from './asking.ts';
import { ANA, KIM, kindsOf, MAX, MIA, MOE, SOL } from './samples.ts';

/** The third working day after Monday the second has begun. */
const THURSDAY = at('2026-03-05T09:00Z');

/** Looks as the job would, which is done here by hand. */
const look = ({ asks }: Asking, id: string) => asks.look(id, async () => {});

const lookAt = async ({ database }: Asking, id: string) =>
  (
    await database.db
      .selectFrom('jobs')
      .select('run_at')
      .where('key', '=', `ask:${id}`)
      .where('state', '=', 'ready')
      .executeTakeFirst()
  )?.run_at;

describe.each(backends)('an ask that waits, on $name', (backend) => {
  it('ages in the working time of whoever should answer', async () => {
    const it = await asking(await backend.open());
    it.hours.set('UMIA', { ...OFFICE, weekly: { mon: [['09:00', '11:00']], tue: [['09:00', '11:00']] } });
    const [toTeam, toMia] = [await asked(it), await asked(it, { to: { person: 'UMIA' } })];
    it.clock.moveTo(at('2026-03-03T12:00Z'));
    expect((await now(it, toTeam)).age).toEqual({ working: 10 * HOUR, days: 1 });
    expect((await now(it, toMia)).age).toEqual({ working: 3 * HOUR, days: 1 });
    await it.asks.take(actor(MIA), toTeam.id);
    expect((await now(it, toTeam)).age).toEqual({ working: 3 * HOUR, days: 1 });
  });

  it('stops ageing when it is settled', async () => {
    const it = await asking(await backend.open());
    const ask = await asked(it);
    it.clock.moveBy(2 * HOUR);
    await it.asks.answer(actor(MIA), ask.id, 'Yes.');
    it.clock.moveBy(DAY);
    expect((await now(it, ask)).age).toEqual({ working: 2 * HOUR, days: 0 });
  });

  it('is overdue from the day after the one on which it was needed', async () => {
    const it = await asking(await backend.open());
    const ask = await asked(it, { neededBy: '2026-03-02' });
    expect((await now(it, ask)).isOverdue).toBe(false);
    it.clock.moveTo(at('2026-03-03T00:00Z'));
    expect((await now(it, ask)).isOverdue).toBe(true);
    await it.asks.decline(actor(MIA), ask.id, 'Too late.');
    expect((await now(it, ask)).isOverdue).toBe(false);
  });

  it('for three working days is told to the managers of both teams, once', async () => {
    const it = await asking(await backend.open());
    const ask = await asked(it);
    expect(await lookAt(it, ask.id)).toBe(THURSDAY);
    it.clock.moveTo(THURSDAY - 1);
    expect(await look(it, ask.id)).toBe(THURSDAY);
    expect(await toldTo(it, 'UMAX', 'UKIM')).toEqual([]);
    it.clock.moveTo(THURSDAY);
    await Promise.all([look(it, ask.id), look(it, ask.id)]);
    await look(it, ask.id);
    const words = 'Ask 1 has waited 3 working days for an answer.';
    expect(await toldTo(it, 'UMAX', 'UKIM')).toEqual([words, words]);
    expect(kindsOf(await it.asks.history(ask.id))).toEqual(['asked', 'escalated']);
    expect(it.told).toHaveLength(2);

    await it.asks.answer(actor(MIA), ask.id, 'Yes.');
    await it.asks.reopen(actor(ANA), ask.id);
    it.clock.moveBy(30 * DAY);
    expect(await look(it, ask.id)).toBeUndefined();
    expect(await toldTo(it, 'UMAX', 'UKIM')).toHaveLength(2);
  });

  it('is told by the job itself, when its time has come', async () => {
    const it = await asking(await backend.open());
    const ask = await asked(it);
    it.clock.moveTo(THURSDAY);
    await it.jobs.start();
    await expect.poll(async () => (await now(it, ask)).ask.escalatedAt).toBe(THURSDAY);
    await expect.poll(() => it.told.map(({ to }) => to).toSorted()).toEqual(['UKIM', 'UMAX']);
  });

  it('and is answered in time is told to no manager', async () => {
    const it = await asking(await backend.open());
    const ask = await asked(it);
    await it.asks.answer(actor(MIA), ask.id, 'Yes.');
    it.clock.moveTo(THURSDAY);
    expect(await look(it, ask.id)).toBeUndefined();
    expect(await toldTo(it, 'UMAX', 'UKIM')).toEqual([]);
  });

  it('follows the calendar of whoever takes it', async () => {
    const it = await asking(await backend.open());
    it.hours.set('UMIA', { ...OFFICE, dates: { '2026-03-04': [], '2026-03-05': [] } });
    const ask = await asked(it);
    await it.asks.take(actor(MIA), ask.id);
    it.clock.moveTo(THURSDAY);
    expect(await look(it, ask.id)).toBe(at('2026-03-09T09:00Z'));
  });
});

describe.each(backends)('who hears of an ask, on $name', (backend) => {
  it('a person who is asked by name, once and without the words', async () => {
    const it = await asking(await backend.open());
    await asked(it, { to: { person: 'UMIA' } });
    expect(await toldTo(it, 'UMIA', 'UMOE')).toEqual(['Ana asks you for something.']);
  });

  it('nobody of a team that is asked: they find it in their next prompt', async () => {
    const it = await asking(await backend.open());
    await asked(it);
    expect(await toldTo(it, 'UMIA', 'UMOE', 'UKIM', 'UMAX', 'UANA')).toEqual([]);
  });

  it('nobody by name any more once a colleague has taken it', async () => {
    const it = await asking(await backend.open());
    const ask = await asked(it, { to: { person: 'UMIA' } });
    await it.asks.take(actor(MOE), ask.id);
    expect(await toldTo(it, 'UMIA')).toEqual([]);
  });

  it('the asker, of an answer and of a reason', async () => {
    const it = await asking(await backend.open());
    const [one, two] = [await asked(it), await asked(it)];
    await it.asks.answer(actor(MIA), one.id, 'Yes.');
    await it.asks.decline(actor(MOE), two.id, 'No budget.');
    expect(await toldTo(it, 'UANA')).toEqual([
      'Mia has answered ask 1. Does that settle it?',
      'Moe has declined ask 2, with a reason.',
    ]);
  });

  it('not the asker of what they answered themselves, nor of what they have closed meanwhile', async () => {
    const it = await asking(await backend.open());
    const own = await asked(it, {}, SOL);
    await it.asks.answer(actor(SOL), own.id, 'Found it.');
    const ask = await asked(it);
    await it.asks.answer(actor(MIA), ask.id, 'Yes.');
    await it.asks.close(actor(ANA), ask.id);
    expect(await toldTo(it, 'USOL', 'UANA')).toEqual([]);
  });

  it('nobody more than three times a day', async () => {
    const it = await asking(await backend.open());
    for (let count = 0; count < 6; count += 1) await asked(it, { to: { person: 'UMIA' } });
    expect(await toldTo(it, 'UMIA')).toHaveLength(3);
  });
});

describe.each(backends)('PPL-1: somebody is deactivated, on $name', (backend) => {
  const leaves = async (it: Asking, id: string) => {
    it.gone.add(id);
    await it.database.transaction((tx) => it.asks.personGone(tx, id));
  };

  it('what they had waits for anybody again, and the managers of that team are told in one message, once', async () => {
    const it = await asking(await backend.open());
    const [taken, byName, answered, free] = [
      await asked(it),
      await asked(it, { to: { person: 'UMIA' } }),
      await asked(it),
      await asked(it),
    ];
    await it.asks.take(actor(MIA), taken.id);
    await it.asks.answer(actor(MIA), answered.id, 'Yes.');
    await leaves(it, 'UMIA');
    await leaves(it, 'UMIA');
    expect((await now(it, taken)).ask).toMatchObject({ state: 'open', owner: undefined });
    expect((await now(it, byName)).ask).toMatchObject({ state: 'open', to: { team: 'marketing' } });
    expect((await now(it, answered)).ask).toMatchObject({ state: 'answered', owner: 'UMIA' });
    expect(kindsOf(await it.asks.history(free.id))).toEqual(['asked']);
    expect(kindsOf(await it.asks.history(taken.id))).toEqual(['asked', 'taken', 'freed']);
    expect((await it.asks.openFor(it.database.db, 'UMOE')).map(({ ask }) => ask.number)).toEqual([1, 2, 4]);
    expect(await toldTo(it, 'UKIM', 'UMAX')).toEqual(['2 asks need somebody new: who had them has left Slack']);
    expect(it.told[0]?.to).toBe('UKIM');
  });

  it('what they had is found for whoever asks what they left, until somebody has it', async () => {
    const it = await asking(await backend.open());
    const [taken, byName, retaken] = [await asked(it), await asked(it, { to: { person: 'UMIA' } }), await asked(it)];
    await asked(it);
    for (const ask of [taken, retaken]) await it.asks.take(actor(MIA), ask.id);
    const left = async () =>
      (await it.asks.leftBy(it.database.db, actor(MIA).workspaceId, 'UMIA')).map(({ ask }) => ask.number);
    const all = [taken, byName, retaken].map(({ number }) => number);
    // Slack can't reach her, and she still has them.
    expect(await left()).toEqual(all);
    await leaves(it, 'UMIA');
    expect(await left()).toEqual(all);
    await it.asks.take(actor(MOE), retaken.id);
    expect(await left()).toEqual(all.slice(0, 2));
  });

  it('nothing is told of what somebody has taken meanwhile', async () => {
    const it = await asking(await backend.open());
    const ask = await asked(it);
    await it.asks.take(actor(MIA), ask.id);
    await leaves(it, 'UMIA');
    await it.asks.take(actor(MOE), ask.id);
    expect(await toldTo(it, 'UKIM')).toEqual([]);
  });

  it('what they answered and is asked again waits for anybody', async () => {
    const it = await asking(await backend.open());
    const ask = await asked(it, { to: { person: 'UMIA' } });
    await it.asks.answer(actor(MIA), ask.id, 'Yes.');
    await leaves(it, 'UMIA');
    expect(await it.asks.reopen(actor(MAX), ask.id)).toMatchObject({
      kind: 'done',
      view: { ask: { state: 'open', owner: undefined, to: { team: 'marketing' } } },
    });
  });
});

describe.each(backends)('counting asks on $name', (backend) => {
  it('by the team that asks, in half-open windows, with the ages of those that wait at the end', async () => {
    const it = await asking(await backend.open());
    await asked(it);
    it.clock.moveBy(HOUR);
    const from = it.clock.now();
    const [answered, declined, taken] = [await asked(it), await asked(it), await asked(it)];
    await asked(it, { to: { team: 'sales' } }, KIM);
    it.clock.moveBy(HOUR);
    await it.asks.answer(actor(MIA), answered.id, 'Yes.');
    await it.asks.decline(actor(MIA), declined.id, 'No.');
    await it.asks.take(actor(MIA), taken.id);
    await it.asks.close(actor(ANA), answered.id);
    it.clock.moveBy(HOUR);
    const until = it.clock.now();
    await asked(it);
    await it.asks.answer(actor(MIA), taken.id, 'Yes.');
    it.clock.moveBy(MINUTE);

    const each = await it.asks.askedIn(it.database.db, WORKSPACE, from, until);
    expect(each.map(({ worked }) => worked).toSorted((a, b) => (a ?? 0) - (b ?? 0))).toEqual([
      HOUR,
      HOUR,
      2 * HOUR,
      undefined,
    ]);
    const counts = await it.asks.counts(it.database.db, WORKSPACE, from, until);
    expect(counts.sales).toEqual({
      opened: 3,
      answered: 1,
      declined: 1,
      closed: 1,
      waiting: 2,
      free: 1,
      median: { working: 2.5 * HOUR, days: 0 },
      oldest: { working: 3 * HOUR, days: 0 },
    });
    expect(counts.marketing).toMatchObject({ opened: 1, answered: 0, waiting: 1 });
    expect((await it.asks.counts(it.database.db, WORKSPACE, MONDAY, from)).sales).toMatchObject({
      opened: 1,
      closed: 0,
      waiting: 1,
    });
    expect((await it.asks.counts(it.database.db, 'T2', from, until)).sales).toMatchObject({
      opened: 0,
      median: undefined,
    });
  });
});
