import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../src/core/instants.ts';
import { at } from '../core/cases.ts';
import { arrives, asTimePasses, now } from '../leads/arrivals.ts';
import { backends } from '../support/backends.ts';
import { actor, hire, saidTo, staffed, WORKSPACE } from '../support/features.ts';
import { pooled, routedLead, ruled, storyOf } from './offices.ts';

const SALES = ['UANN', 'UBEN', 'UCY'];

async function office(backend: (typeof backends)[number], pool: Parameters<typeof pooled>[2] = {}) {
  const it = await staffed(await backend.open(), { sales: SALES });
  await pooled(it, SALES, pool);
  await ruled(it);
  return it;
}

describe.each(backends)('a lead of a pool on $name', (backend) => {
  it('is offered to one after the other: not me, time-out, then the fallback, and never twice to one', async () => {
    const it = await office(backend);
    const lead = await routedLead(it);
    expect(lead.offer).toMatchObject({ personId: 'UANN', until: it.clock.now() + 30 * MINUTE });

    const why = await it.leads.claim(await actor(it, 'UBEN'), lead.id);
    expect(why).toMatchObject({ kind: 'refused', why: { kind: 'offered', to: 'UANN' } });
    expect(await it.leads.pass(await actor(it, 'UBEN'), lead.id, undefined)).toMatchObject({
      why: { kind: 'not-offered' },
    });
    expect(await it.leads.pass(await actor(it, 'UANN'), lead.id, 'on a train')).toMatchObject({ kind: 'done' });
    await it.leads.takeTurn(lead.id);
    expect((await now(it, lead)).offer?.personId).toBe('UBEN');

    it.clock.moveBy(29 * MINUTE);
    expect(await it.leads.takeTurn(lead.id)).toBe(it.clock.now() + MINUTE);
    it.clock.moveBy(MINUTE);
    await it.leads.takeTurn(lead.id);
    expect((await now(it, lead)).offer?.personId).toBe('UCY');
    it.clock.moveBy(30 * MINUTE);
    expect(await it.leads.takeTurn(lead.id)).toBeUndefined();
    expect(await storyOf(it, lead)).toEqual([
      'received',
      'offered UANN',
      'passed UANN',
      'offered UBEN',
      'lapsed UBEN',
      'offered UCY',
      'lapsed UCY',
      'assigned UMAX',
    ]);
    const turns = await it.leads.turnsOf(lead);
    expect(turns.map(String)).toEqual([
      expect.stringMatching(/^Turn 1, DACH\. It is UANN’s turn/),
      expect.stringMatching(/^Turn 2, DACH\. It is UBEN’s turn/),
      expect.stringMatching(/^Turn 3, DACH\. It is UCY’s turn/),
      expect.stringMatching(/^Turn 4, DACH: .*Nobody is left, so it is UMAX’s: the fallback\.$/),
    ]);
  });

  it('is theirs who take it, and the next lead is the next one’s turn', async () => {
    const it = await office(backend);
    const lead = await routedLead(it);
    expect(await it.leads.claim(await actor(it, 'UANN'), lead.id)).toMatchObject({ kind: 'done' });
    expect(await it.leads.takeTurn(lead.id)).toBeUndefined();
    expect(await now(it, lead)).toMatchObject({ owner: { personId: 'UANN' } });
    expect((await now(it, lead)).offer).toBeUndefined();
    expect((await routedLead(it)).offer?.personId).toBe('UBEN');
    expect((await routedLead(it)).offer?.personId).toBe('UCY');
  });

  it('goes on when it is given back, to somebody else', async () => {
    const it = await office(backend);
    const lead = await routedLead(it);
    await it.leads.claim(await actor(it, 'UANN'), lead.id);
    await it.leads.release(await actor(it, 'UANN'), lead.id);
    // While it can be taken back it is nobody else's turn.
    expect(await it.leads.takeTurn(lead.id)).toBe(it.clock.now() + MINUTE);
    it.clock.moveBy(MINUTE);
    await it.leads.takeTurn(lead.id);
    expect((await now(it, lead)).offer?.personId).toBe('UBEN');
  });

  it('passes over who is away, gone, or at a cap, and says so', async () => {
    const it = await office(backend, { mostOpen: 1 });
    await it.people.setAway(await actor(it, 'UANN'), { fromOn: '2026-03-02', untilOn: '2026-03-06' });
    expect((await routedLead(it)).offer?.personId).toBe('UBEN');
    await hire(it, ['UCY'], { isDeactivated: true });
    const lead = await routedLead(it);
    expect(lead.owner?.personId).toBe('UMAX');
    const [turn] = await it.leads.turnsOf(lead);
    expect(String(turn)).toMatch(
      /^Turn 2, DACH: UCY sells no more; UANN is away until .*; UBEN has 1 of 1 open leads\. Nobody is left/,
    );
  });

  it('counts a cap of a day by offers that were not given back, where each person is', async () => {
    const it = await office(backend, { mostADay: 1 });
    const first = await routedLead(it);
    await it.leads.pass(await actor(it, 'UANN'), first.id, undefined);
    await it.leads.takeTurn(first.id);
    const owners = [first, await routedLead(it), await routedLead(it), await routedLead(it)];
    const stand = await Promise.all(owners.map((lead) => now(it, lead)));
    expect(stand.map(({ offer, owner }) => offer?.personId ?? owner?.personId)).toEqual([
      'UBEN',
      'UCY',
      'UANN',
      'UMAX',
    ]);
    it.clock.moveBy(24 * HOUR);
    expect((await routedLead(it)).offer).toBeDefined();
  });

  it('waits for the morning, and for nobody longer than an offer may take', async () => {
    const it = await office(backend);
    it.clock.moveTo(at('2026-03-02T20:00Z'));
    const lead = await routedLead(it);
    expect(lead.offer).toBeUndefined();
    const morning = at('2026-03-03T09:00Z');
    expect(await it.leads.takeTurn(lead.id)).toBe(morning);
    it.clock.moveTo(morning);
    await it.leads.takeTurn(lead.id);
    expect((await now(it, lead)).offer).toMatchObject({ personId: 'UANN', until: morning + 30 * MINUTE });
    for (const id of SALES) {
      await it.people.setAway(await actor(it, id), { fromOn: '2026-03-04', untilOn: '2026-03-04' });
    }
    it.clock.moveTo(at('2026-03-03T20:00Z'));
    const next = await routedLead(it);
    expect(await storyOf(it, next)).toEqual(['received', 'assigned UMAX']);
  });

  it('goes on to the next pool, whose people come before the fallback', async () => {
    const it = await staffed(await backend.open(), { sales: SALES });
    await pooled(it, ['UBEN'], { name: 'EMEA', nextPoolId: 'P1' }, 'P2');
    await pooled(it, ['UANN'], { nextPoolId: 'P2' });
    await ruled(it);
    const lead = await routedLead(it);
    for (const id of ['UANN', 'UBEN']) {
      await it.leads.pass(await actor(it, id), lead.id, undefined);
      await it.leads.takeTurn(lead.id);
    }
    expect((await storyOf(it, lead)).slice(1)).toEqual([
      'offered UANN',
      'passed UANN',
      'offered UBEN',
      'passed UBEN',
      'assigned UMAX',
    ]);
  });

  it('B13: of somebody who has gone is the fallback’s, who hears of all of them once; what was offered is the next one’s', async () => {
    const it = await office(backend);
    const [first, second] = [await routedLead(it), await routedLead(it)];
    await it.leads.claim(await actor(it, 'UANN'), first.id);
    const own = await arrives(it, { by: 'test' });
    await it.leads.claim(await actor(it, 'UBEN'), own.id);
    const third = await routedLead(it);
    await it.leads.assign(await actor(it, 'UMAX'), third.id, 'UANN');
    expect((await now(it, second)).offer?.personId).toBe('UBEN');
    await hire(it, ['UANN', 'UBEN'], { isDeactivated: true });
    await it.jobs.start();
    await expect
      .poll(() =>
        asTimePasses(it, () =>
          saidTo(it, 'UMAX')
            .filter((said) => said.includes('has left'))
            .toSorted(),
        ),
      )
      .toEqual([
        '<@UANN> has left. 2 open leads of theirs are yours now: #1 Acme, #4 Acme',
        '<@UBEN> has left and still has 1 open lead: #3 Acme',
      ]);
    await expect.poll(async () => (await now(it, second)).offer?.personId).toBe('UCY');
    expect((await now(it, first)).owner?.personId).toBe('UMAX');
    expect((await now(it, third)).owner?.personId).toBe('UMAX');
    expect((await now(it, own)).owner?.personId).toBe('UBEN');
  });

  it('is everybody’s when its pool is gone', async () => {
    const it = await office(backend);
    const lead = await arrives(it);
    await it.routing.removePool({ id: 'UMAX', workspaceId: WORKSPACE, zone: 'UTC', isAdmin: true }, 'P1');
    await it.leads.takeTurn(lead.id);
    expect(await storyOf(it, lead)).toEqual(['received', 'opened']);
    expect(await it.leads.claim(await actor(it, 'UBEN'), lead.id)).toMatchObject({ kind: 'done' });
    expect(await storyOf(it, await routedLead(it))).toEqual(['received']);
  });

  it('of twenty claims, refusals and time-outs at once one comes first, and it ends with one owner', async () => {
    const reps = Array.from({ length: 20 }, (_, place) => `UREP${place}`);
    const it = await staffed(await backend.open(), { sales: reps });
    await pooled(it, reps);
    await ruled(it);
    const lead = await routedLead(it);
    const actors = await Promise.all(reps.map((id) => actor(it, id)));
    for (let round = 0; (await now(it, lead)).owner === undefined; round += 1) {
      expect(round).toBeLessThanOrEqual(reps.length);
      const { offer } = await now(it, lead);
      it.clock.moveBy((offer?.until ?? 0) - it.clock.now());
      await Promise.all([
        ...actors.map((who, place) =>
          round > 2 && (place + round) % 3 === 0
            ? it.leads.claim(who, lead.id)
            : it.leads.pass(who, lead.id, undefined),
        ),
        it.leads.takeTurn(lead.id),
        it.leads.takeTurn(lead.id),
      ]);
      await it.leads.takeTurn(lead.id);
    }
    const story = await storyOf(it, lead);
    expect(story.filter((entry) => /^(claimed|assigned)/.test(entry))).toHaveLength(1);
    const offers = story.filter((entry) => entry.startsWith('offered'));
    expect(new Set(offers).size).toBe(offers.length);
    const ends = story.filter((entry) => /^(passed|lapsed|claimed|assigned)/.test(entry));
    expect(ends.length - offers.length).toBeLessThanOrEqual(1);
  });
});
