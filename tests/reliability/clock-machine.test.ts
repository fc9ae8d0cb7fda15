import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE, SECOND } from '../../src/core/instants.ts';
import { systemClock } from '../../src/platform/clock.ts';
import { backends } from '../support/backends.ts';
import { startOnMachine } from './clock-office.ts';

describe.each(backends)('the clock of the machine, on $name', (backend) => {
  it('set hours or years ahead or back makes nobody late, and work, signatures and the journal go on (row 27)', async () => {
    const it = await startOnMachine(backend);
    const { slack, baton, clock } = it;
    const max = slack.person('U_MAX');
    expect(await it.send('Company 0')).toBe(200);
    await slack.until(() => it.cardOf('Company 0'));
    const [messages, told] = [slack.person('U_ANA').sees('C_LEADS').length, max.dms().length];

    const wrong = [3 * HOUR, -3 * HOUR, 3_652 * DAY, 0];
    for (const [at, wrongBy] of wrong.entries()) {
      it.set({ wrongBy });
      await expect.poll(() => baton.logged('clock.stepped').length).toBe(at + 1);
      expect(await it.send(`Company ${at + 1}`)).toBe(200);
      await slack.until(() => it.cardOf(`Company ${at + 1}`));
    }
    const card = it.cardOf('Company 0');
    if (card === undefined) throw new Error('It has no card');
    await slack.person('U_ANA').press(card, 'Claim');
    await slack.until(() =>
      slack
        .person('U_ANA')
        .dms()
        .some(({ says }) => says.includes('Yours')),
    );

    // One card each, and not a word of lateness.
    expect(slack.person('U_ANA').sees('C_LEADS').length - messages).toBe(wrong.length);
    expect(max.dms().length).toBe(told);
    const clocks = await it.database.db.selectFrom('sla_clocks').select('state').execute();
    expect(clocks.map(({ state }) => state)).toEqual(clocks.map(() => 'running'));
    const events = await it.database.db.selectFrom('lead_events').select(['lead_id', 'at']).orderBy('seq').execute();
    for (const { at } of events) expect(Math.abs(clock.now() - at)).toBeLessThan(2 * MINUTE);
    const byLead = Map.groupBy(events, ({ lead_id }) => lead_id);
    for (const steps of byLead.values()) {
      const times = steps.map(({ at }) => at);
      expect(times).toEqual(times.toSorted((a, b) => a - b));
    }
    expect(baton.logged('clock.stepped').map(({ ms }) => Math.round(Number(ms) / MINUTE))).toEqual([
      180,
      -360,
      (3_652 * DAY + 3 * HOUR) / MINUTE,
      (-3_652 * DAY) / MINUTE,
    ]);
  });

  it('wrong from the start is put right by Slack’s (row 27)', async () => {
    const it = await startOnMachine(backend);
    it.set({ wrongBy: 3_652 * DAY });
    expect(await it.send('Acme Robotics')).toBe(200);
    await it.slack.until(() => it.cardOf('Acme Robotics'));
    const [lead] = await it.database.db.selectFrom('leads').select('received_at').execute();
    expect(Math.abs((lead?.received_at ?? 0) - it.clock.now())).toBeLessThan(2 * MINUTE);
  });

  it('asleep for three hours over a promise: told late once, with its true time, within 5 s of waking (row 30)', async () => {
    const it = await startOnMachine(backend);
    const { slack, baton } = it;
    const max = slack.person('U_MAX');
    expect(await it.send('Acme Robotics')).toBe(200);
    await slack.until(() => it.cardOf('Acme Robotics'));

    baton.child.kill('SIGSTOP');
    it.clock.advance(3 * HOUR);
    it.set({ slept: 3 * HOUR });
    baton.child.kill('SIGCONT');
    const awakeAt = systemClock.now();
    const late = () => max.dms().filter(({ says }) => says.includes('Acme Robotics'));
    await slack.until(() => late().length > 0);
    expect(systemClock.now() - awakeAt).toBeLessThan(5 * SECOND);
    expect(await it.send('Second Corp')).toBe(200);
    await slack.until(() => it.cardOf('Second Corp'));
    expect(late()).toHaveLength(1);
    expect(baton.logged('clock.stepped')).toEqual([]);
    const clocks = await it.database.db.selectFrom('sla_clocks').select(['state', 'due_at']).execute();
    expect(clocks.filter(({ due_at }) => due_at < it.clock.now())).toHaveLength(1);
  });
});
