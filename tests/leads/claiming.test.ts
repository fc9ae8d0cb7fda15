import { describe, expect, it } from 'vitest';
import { MINUTE, SECOND } from '../../src/core/instants.ts';
import { CONTACT_KINDS } from '../../src/leads/lead.ts';
import { backends } from '../support/backends.ts';
import { actor, staffed } from '../support/features.ts';
import { arrives, clockOf, jobsOf, listed, look, noticesOf, now } from './arrivals.ts';

const reps = Array.from({ length: 20 }, (_, at) => `UREP${at}`);

describe.each(backends)('claiming on $name', (backend) => {
  it('B5: of twenty at once one wins, and nineteen are told who', async () => {
    const it = await staffed(await backend.open(), { sales: reps });
    const lead = await arrives(it);
    const actors = await Promise.all(reps.map((id) => actor(it, id)));
    const outcomes = await Promise.all(actors.map((who) => it.leads.claim(who, lead.id)));

    const winners = outcomes.filter(({ kind }) => kind === 'done');
    const owner = (await now(it, lead)).owner?.personId;
    expect(winners).toHaveLength(1);
    expect(outcomes.flatMap((outcome) => (outcome.kind === 'refused' ? [outcome.why] : []))).toEqual(
      Array.from({ length: 19 }, () => ({ kind: 'taken', by: owner, since: it.clock.now() })),
    );
    const { events } = await it.leads.view(lead);
    expect(events.map(({ kind }) => kind)).toEqual(['received', 'claimed']);
  });

  it('B6: a double click of the winner has no second effect', async () => {
    const it = await staffed(await backend.open());
    const lead = await arrives(it);
    const ann = await actor(it, 'UANN');
    const outcomes = await Promise.all([it.leads.claim(ann, lead.id), it.leads.claim(ann, lead.id)]);
    expect(
      outcomes.map((outcome) => (outcome.kind === 'refused' ? outcome.why.kind : outcome.kind)).toSorted(),
    ).toEqual(['already-yours', 'done']);
    expect((await it.leads.view(lead)).events).toHaveLength(2);
    expect(Object.keys(await jobsOf(it, 'lead.owner'))).toHaveLength(1);
  });

  it('is for those who sell, and for their managers', async () => {
    const it = await staffed(await backend.open());
    const lead = await arrives(it);
    const refused = await it.leads.claim(await actor(it, 'UMIA'), lead.id);
    expect(refused).toMatchObject({ kind: 'refused', why: { kind: 'not-sales' } });
    expect(await it.leads.claim(await actor(it, 'UMAX'), lead.id)).toMatchObject({ kind: 'done' });
  });

  it('finds no lead of another workspace, nor one that never was', async () => {
    const it = await staffed(await backend.open());
    const lead = await arrives(it);
    const stranger = { ...(await actor(it, 'UANN')), workspaceId: 'T2' };
    expect(await it.leads.claim(stranger, lead.id)).toEqual({ kind: 'not-found' });
    expect(await it.leads.claim(await actor(it, 'UANN'), 'nowhere')).toEqual({ kind: 'not-found' });
  });

  it('B4: cancels the warning that was meant for an unclaimed lead', async () => {
    const it = await staffed(await backend.open());
    const lead = await arrives(it);
    it.clock.moveBy(45 * MINUTE);
    await look(it, lead);
    expect(await noticesOf(it)).toEqual({ [`unclaimed:${lead.id}`]: 'waiting' });
    await it.leads.claim(await actor(it, 'UANN'), lead.id);
    expect(await noticesOf(it)).toEqual({ [`unclaimed:${lead.id}`]: 'dropped' });
    await it.notices.tell({ channel: 'CLEADS' });
    expect(it.shown).toEqual([]);
  });

  it('2.1.13: redirects the promise’s notices and never stops it', async () => {
    const it = await staffed(await backend.open());
    const lead = await arrives(it);
    const before = await clockOf(it, lead);
    await it.leads.claim(await actor(it, 'UANN'), lead.id);
    expect(await clockOf(it, lead)).toEqual(before);
    it.clock.moveBy(45 * MINUTE);
    await look(it, lead);
    expect(await noticesOf(it)).toEqual({ [`warning:${lead.id}`]: 'waiting' });
  });
});

describe.each(backends)('giving back on $name', (backend) => {
  it('B7: within sixty seconds restores the state and leaves the promise alone', async () => {
    const it = await staffed(await backend.open());
    const lead = await arrives(it);
    const [before, clock] = [await now(it, lead), await clockOf(it, lead)];
    const ann = await actor(it, 'UANN');
    it.clock.moveBy(MINUTE);
    await it.leads.claim(ann, lead.id);
    it.clock.moveBy(60 * SECOND);
    expect(await it.leads.release(ann, lead.id)).toMatchObject({ kind: 'done' });
    expect(await now(it, lead)).toEqual({ ...before, lastEvent: 3 });
    expect(await clockOf(it, lead)).toEqual(clock);
  });

  it('needs a reason later on, and the next one reads it', async () => {
    const it = await staffed(await backend.open());
    const lead = await arrives(it);
    const ann = await actor(it, 'UANN');
    await it.leads.claim(ann, lead.id);
    it.clock.moveBy(61 * SECOND);
    expect(await it.leads.release(ann, lead.id)).toMatchObject({ why: { kind: 'reason-needed' } });
    await it.leads.release(ann, lead.id, 'speaks Polish only');
    const { events } = await it.leads.view(lead);
    expect(events.at(-1)?.change).toMatchObject({ kind: 'released', reason: 'speaks Polish only' });
  });

  it('can be undone for a minute, and the lead is theirs as before', async () => {
    const it = await staffed(await backend.open());
    const lead = await arrives(it);
    const ann = await actor(it, 'UANN');
    await it.leads.claim(ann, lead.id);
    const claimed = await now(it, lead);
    it.clock.moveBy(30 * SECOND);
    await it.leads.release(ann, lead.id);
    it.clock.moveBy(60 * SECOND);
    expect(await it.leads.undoRelease(ann, lead.id, 3)).toMatchObject({ kind: 'done' });
    const { since } = claimed.owner ?? {};
    expect(await now(it, lead)).toMatchObject({ stage: 'accepted', owner: { personId: 'UANN', since, event: 4 } });
  });

  it.each([
    [
      '61 seconds later',
      async (it: Awaited<ReturnType<typeof staffed>>) => it.clock.moveBy(61 * SECOND),
      'UANN',
      3,
      'too-late',
    ],
    ['of an entry that is no release', async () => {}, 'UANN', 2, 'too-late'],
    ['of an entry that does not exist', async () => {}, 'UANN', 9, 'too-late'],
    ['by somebody else', async () => {}, 'UBEN', 3, 'too-late'],
  ] as const)('can’t be undone %s', async (_when, meanwhile, by, seq, why) => {
    const it = await staffed(await backend.open());
    const lead = await arrives(it);
    const ann = await actor(it, 'UANN');
    await it.leads.claim(ann, lead.id);
    await it.leads.release(ann, lead.id);
    await meanwhile(it);
    expect(await it.leads.undoRelease(await actor(it, by), lead.id, seq)).toMatchObject({ why: { kind: why } });
    expect((await now(it, lead)).owner).toBeUndefined();
  });

  it('can’t be undone once somebody else has claimed the lead, and says who', async () => {
    const it = await staffed(await backend.open());
    const lead = await arrives(it);
    const ann = await actor(it, 'UANN');
    await it.leads.claim(ann, lead.id);
    await it.leads.release(ann, lead.id);
    await it.leads.claim(await actor(it, 'UBEN'), lead.id);
    expect(await it.leads.undoRelease(ann, lead.id, 3)).toMatchObject({ why: { kind: 'taken', by: 'UBEN' } });
  });

  it('puts a lead that was worked already back on the list of those that wait', async () => {
    const it = await staffed(await backend.open());
    const lead = await arrives(it);
    const ann = await actor(it, 'UANN');
    await it.leads.claim(ann, lead.id);
    await it.leads.contact(ann, lead.id, 'reached');
    expect(await listed(it, 'free')).toEqual([]);
    await it.leads.release(ann, lead.id, 'long holiday');
    expect((await listed(it, 'free')).map((row) => row.lead.number)).toEqual([1]);
    expect(await it.leads.find('T1', 'newest')).toMatchObject({ id: lead.id, stage: 'contacted' });
  });
});

describe.each(backends)('assigning on $name', (backend) => {
  it('B8: keeps the promise’s time running from the arrival', async () => {
    const it = await staffed(await backend.open());
    const lead = await arrives(it);
    const clock = await clockOf(it, lead);
    await it.leads.claim(await actor(it, 'UANN'), lead.id);
    it.clock.moveBy(30 * MINUTE);
    const max = await actor(it, 'UMAX');
    expect(await it.leads.assign(max, lead.id, 'UBEN')).toMatchObject({ kind: 'done' });
    expect(await now(it, lead)).toMatchObject({ owner: { personId: 'UBEN', since: it.clock.now(), event: 3 } });
    expect(await clockOf(it, lead)).toEqual(clock);
    expect(Object.keys(await jobsOf(it, 'lead.owner')).toSorted()).toEqual([
      `lead.owner:${lead.id}:2`,
      `lead.owner:${lead.id}:3`,
    ]);
  });

  it.each([
    ['by somebody who sells but manages nobody', 'UANN', 'UBEN', 'not-manager'],
    ['to somebody who doesn’t sell', 'UMAX', 'UMIA', 'not-seller'],
    ['to somebody nobody knows', 'UMAX', 'UNOBODY', 'not-seller'],
  ])('is refused %s', async (_why, by, to, why) => {
    const it = await staffed(await backend.open());
    const lead = await arrives(it);
    expect(await it.leads.assign(await actor(it, by), lead.id, to)).toMatchObject({
      kind: 'refused',
      why: { kind: why },
    });
  });

  it('to somebody who has left Slack is refused', async () => {
    const it = await staffed(await backend.open());
    const lead = await arrives(it);
    const ben = await it.people.person('UBEN');
    await it.people.refresh({
      id: 'UBEN',
      name: ben?.name ?? '',
      emailKey: undefined,
      zone: 'UTC',
      kind: 'member',
      isAdmin: false,
      isDeactivated: true,
    });
    const refused = await it.leads.assign(await actor(it, 'UMAX'), lead.id, 'UBEN');
    expect(refused).toMatchObject({ why: { kind: 'not-seller' } });
  });
});

describe.each(backends)('a contact on $name', (backend) => {
  it.each(CONTACT_KINDS)('2.1.13: %s keeps the promise', async (how) => {
    const it = await staffed(await backend.open());
    const lead = await arrives(it);
    const ann = await actor(it, 'UANN');
    await it.leads.claim(ann, lead.id);
    it.clock.moveBy(20 * MINUTE);
    await it.leads.contact(ann, lead.id, how);
    expect(await clockOf(it, lead)).toMatchObject({ state: 'met', worked: 20 * MINUTE, stoppedAt: it.clock.now() });
    expect((await now(it, lead)).stage).toBe(how === 'reached' || how === 'met' ? 'contacted' : 'accepted');
    expect(await jobsOf(it, 'sla.look')).toEqual({});
  });

  it('is logged on one’s own lead, after the claim', async () => {
    const it = await staffed(await backend.open());
    const lead = await arrives(it);
    const [ann, ben] = [await actor(it, 'UANN'), await actor(it, 'UBEN')];
    expect(await it.leads.contact(ann, lead.id, 'met')).toMatchObject({ why: { kind: 'not-claimed' } });
    await it.leads.claim(ann, lead.id);
    expect(await it.leads.contact(ben, lead.id, 'met')).toMatchObject({ why: { kind: 'not-yours', owner: 'UANN' } });
    expect(await clockOf(it, lead)).toMatchObject({ state: 'running' });
  });
});
