import { describe, expect, it } from 'vitest';
import { HOUR } from '../../src/core/instants.ts';
import { at } from '../core/cases.ts';
import { backends } from '../support/backends.ts';
import { actor, MONDAY, saidTo, staffed } from '../support/features.ts';
import { arrives, now } from './arrivals.ts';

describe.each(backends)('letting a lead wait, on $name', (backend) => {
  it('is for its owner and the managers, has a reason and a limit, and ends with a word to the owner', async () => {
    const it = await staffed(await backend.open());
    const arrived = await arrives(it);
    const { id } = arrived;
    const [ann, ben] = [await actor(it, 'UANN'), await actor(it, 'UBEN')];
    const waiting = { pause: 'waiting', on: '2026-03-04', note: 'back on Wednesday' } as const;
    expect(await it.leads.pause(ann, id, waiting)).toMatchObject({ why: { kind: 'not-claimed' } });
    await it.leads.claim(ann, id);
    expect(await it.leads.pause(ben, id, waiting)).toMatchObject({ why: { kind: 'not-yours' } });
    expect(await it.leads.pause(ann, id, { ...waiting, on: '2026-03-02' })).toMatchObject({
      why: { kind: 'wait-past' },
    });
    expect(await it.leads.pause(ann, id, { ...waiting, on: '2026-09-02' })).toMatchObject({
      why: { kind: 'wait-too-long' },
    });
    const snooze = { pause: 'snooze', for: 5 * HOUR, note: 'in a meeting' } as const;
    expect(await it.leads.pause(ann, id, snooze)).toMatchObject({ why: { kind: 'snooze-too-long', left: 4 * HOUR } });
    expect(await it.leads.pausing(ann, await now(it, arrived))).toEqual({ kind: 'may', left: 4 * HOUR });

    expect(await it.leads.pause(ann, id, waiting)).toMatchObject({ kind: 'done', lead: { stage: 'accepted' } });
    const opening = at('2026-03-04T09:00Z');
    expect(await it.sla.clockOfLead(it.database.db, id)).toMatchObject({ pausedUntil: opening, dueAt: opening + HOUR });
    await it.jobs.start();
    it.clock.moveTo(MONDAY + 2 * HOUR);
    it.clock.moveTo(opening);
    await expect.poll(() => saidTo(it, 'UANN').filter((words) => words.startsWith('It goes on'))).toHaveLength(1);
    expect(saidTo(it, 'UMAX')).toEqual([]);
    expect(await it.leads.goOn(ann, id)).toMatchObject({ why: { kind: 'not-paused' } });
    await it.leads.pause(ann, id, { ...waiting, on: '2026-03-06' });
    expect(await it.leads.goOn(ben, id)).toMatchObject({ why: { kind: 'not-yours' } });
    expect(await it.leads.goOn(ann, id)).toMatchObject({ kind: 'done' });
    expect(await it.sla.clockOfLead(it.database.db, id)).toMatchObject({
      pausedUntil: undefined,
      dueAt: opening + HOUR,
    });
    await it.leads.contact(ann, id, 'reached');
    expect(await it.leads.pausing(ann, await now(it, arrived))).toEqual({ kind: 'nothing-runs' });
  });

  it('one tap hands it over in time: it is free again, and the next one reads why', async () => {
    const it = await staffed(await backend.open());
    const arrived = await arrives(it);
    const { id } = arrived;
    const ann = await actor(it, 'UANN');
    await it.leads.claim(ann, id);
    it.clock.moveBy(30 * 60_000);
    expect(await it.leads.handOver(ann, id)).toMatchObject({ kind: 'done', lead: { owner: undefined } });
    const { events } = await it.leads.view(await now(it, arrived));
    expect(events.at(-1)?.change).toMatchObject({ kind: 'released', reason: 'handed over in time' });
  });
});
