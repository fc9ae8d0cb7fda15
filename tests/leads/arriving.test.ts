import { describe, expect, it } from 'vitest';
import { leadJobs } from '../../src/leads/jobs.ts';
import { at } from '../core/cases.ts';
import { backends } from '../support/backends.ts';
import { actor, type Features, features, MONDAY, noticesTo, saidTo, staffed, WORKSPACE } from '../support/features.ts';
import { steeredClock } from '../support/steered-clock.ts';
import { arrives, asTimePasses, clockOf, idle, jobsOf, listed, noticesOf, now, passTo } from './arrivals.ts';
import { FIELDS } from './samples.ts';

const NIGHT = at('2026-03-02T22:00Z');
const MORNING = at('2026-03-03T09:00Z');

describe.each(backends)('a lead arrives on $name', (backend) => {
  it('with its number, its clock and its card', async () => {
    const it = await staffed(await backend.open());
    const lead = await arrives(it, { extra: { budget: '10k' } });
    expect(lead).toMatchObject({ number: 1, channelId: 'CLEADS', stage: 'new', receivedAt: MONDAY });
    expect(await clockOf(it, lead)).toMatchObject({ state: 'running', startedAt: MONDAY, isAnnounced: true });
    expect(await jobsOf(it, 'lead.card')).toEqual({ [`lead.card:${lead.id}`]: MONDAY });
    expect((await it.leads.view(lead)).events).toMatchObject([{ seq: 1, kind: 'received', by: undefined }]);
    expect(await now(it, lead)).toEqual(lead);
  });

  it('and twenty at once get twenty numbers', async () => {
    const it = await staffed(await backend.open());
    const leads = await Promise.all(Array.from({ length: 20 }, () => arrives(it)));
    const numbers = leads.map(({ number }) => number).toSorted((a, b) => a - b);
    expect(numbers).toEqual(Array.from({ length: 20 }, (_, before) => before + 1));
  });

  it('B10: twice from one modal and is one lead, also at the same moment', async () => {
    const it = await staffed(await backend.open());
    const origin = { by: 'person', personId: 'UANN', originKey: 'V1' } as const;
    const twice = await Promise.all([arrives(it, origin), arrives(it, origin), arrives(it, origin)]);
    const again = await arrives(it, origin);
    expect(new Set([...twice, again].map(({ id }) => id)).size).toBe(1);
    expect(await listed(it, 'free')).toHaveLength(1);
    expect((await it.leads.view(again)).events).toHaveLength(1);
  });

  it('nowhere before Baton is set up', async () => {
    const it = features(await backend.open());
    await it.workspaces.install({ id: WORKSPACE, name: 'Acme', botUserId: 'UBATON' });
    expect(await it.leads.create({ workspaceId: WORKSPACE, by: 'form', fields: FIELDS, extra: {} })).toBeUndefined();
  });

  it('as a test without any promise', async () => {
    const it = await staffed(await backend.open());
    const lead = await it.leads.sendTest({ id: 'UMAX', workspaceId: WORKSPACE });
    expect(lead).toMatchObject({ isTest: true });
    expect(await it.sla.clockOfLead(it.database.db, lead?.id ?? '')).toBeUndefined();
  });

  it('and is its mapped owner’s, whose promise runs from the arrival', async () => {
    const it = await staffed(await backend.open());
    const lead = await arrives(it, { fields: { ...FIELDS, ownerEmail: 'Ben@Acme.example' } });
    expect(lead).toMatchObject({ owner: { personId: 'UBEN', event: 2 }, stage: 'accepted' });
    expect((await it.leads.view(lead)).events.map(({ change, by }) => ({ change, by }))).toMatchObject([
      { change: { kind: 'received' } },
      { change: { kind: 'assigned', to: 'UBEN', from: undefined }, by: undefined },
    ]);
    expect(Object.keys(await jobsOf(it, 'lead.owner'))).toEqual([`lead.owner:${lead.id}:2`]);
    expect(await clockOf(it, lead)).toMatchObject({ startedAt: MONDAY });
  });

  it.each([
    ['nobody', 'who@else.example'],
    ['somebody who only markets', 'mia@acme.example'],
  ])('free if its mapped owner is %s', async (_who, ownerEmail) => {
    const it = await staffed(await backend.open());
    expect((await arrives(it, { fields: { ...FIELDS, ownerEmail } })).owner).toBeUndefined();
  });
});

describe.each(backends)('B11: a lead that arrives at night on $name', (backend) => {
  const atNight = async (staff?: Parameters<typeof staffed>[1]) =>
    staffed(await backend.open(), staff, steeredClock(NIGHT));

  const tellsInTheMorning = async (it: Features) => {
    await expect.poll(() => jobsOf(it, 'notices.tell')).toEqual({ 'notices:channel:CLEADS': MORNING });
  };

  it('is posted now, rings nobody, and its time starts in the morning', async () => {
    const it = await atNight();
    const lead = await arrives(it);
    const card = await it.leads.card(lead.id);
    expect(card?.ring).toEqual({ people: [], group: undefined, from: MORNING });
    expect(await clockOf(it, lead)).toMatchObject({ dueAt: at('2026-03-03T10:00Z') });
    expect(await jobsOf(it, 'lead.card')).toEqual({ [`lead.card:${lead.id}`]: NIGHT });
  });

  it('is told once, when the first rep’s hours begin', async () => {
    const it = await atNight();
    const lead = await arrives(it);
    await it.jobs.start();
    await tellsInTheMorning(it);
    it.clock.moveTo(MORNING);
    const told = () => saidTo(it, 'CLEADS');
    await expect.poll(() => asTimePasses(it, told)).toEqual(['Waiting for somebody: Acme. <@UANN> <@UBEN>']);
    expect(noticesTo(it, 'CLEADS').at(-1)).toMatchObject({ inThreadOf: `lead.card:${lead.id}` });
  });

  it('is told in the morning, whatever else the channel is told at night', async () => {
    const it = await atNight();
    const lead = await arrives(it);
    await it.jobs.start();
    await tellsInTheMorning(it);
    const other = { key: 'late:x', workspaceId: WORKSPACE, recipient: { channel: 'CLEADS' }, subject: 'x' } as const;
    await it.database.transaction((tx) => it.notices.notify(tx, { ...other, kind: 'lead.late', at: NIGHT }));
    await expect.poll(() => asTimePasses(it, noticesOf)).toMatchObject({ 'late:x': 'dropped' });
    it.clock.moveTo(MORNING);
    await expect.poll(() => asTimePasses(it, noticesOf)).toMatchObject({ [`waiting:${lead.id}`]: 'sent' });
  });

  it('is told as one message with the others of that night, which mentions those on shift', async () => {
    const it = await atNight();
    for (let count = 0; count < 12; count += 1) await arrives(it);
    await it.jobs.start();
    await idle(it);
    it.clock.moveTo(MORNING);
    const told = () => saidTo(it, 'CLEADS');
    await expect.poll(() => asTimePasses(it, told)).toEqual(['12 leads are waiting for somebody']);
    expect(JSON.stringify(noticesTo(it, 'CLEADS'))).toContain('<@UANN> <@UBEN>');
  });

  it('and is claimed at night is told no more; given back, it is told in the morning again', async () => {
    const it = await atNight();
    const lead = await arrives(it);
    await it.jobs.start();
    await tellsInTheMorning(it);
    const ann = await actor(it, 'UANN');
    await it.leads.claim(ann, lead.id);
    expect(await noticesOf(it)).toEqual({ [`waiting:${lead.id}`]: 'dropped' });
    await it.leads.release(ann, lead.id);
    it.clock.moveTo(MORNING);
    await expect.poll(() => asTimePasses(it, noticesOf)).toEqual({ [`waiting:${lead.id}`]: 'sent' });
  });

  it('is not told again in the morning if its card is only posted then, as the card rings', async () => {
    const it = await atNight();
    const lead = await arrives(it);
    await passTo(it, MORNING);
    await expect.poll(() => it.shown.map(({ key }) => key)).toEqual([`lead.card:${lead.id}`]);
    await idle(it);
    expect(await noticesOf(it)).toEqual({});
  });

  it('that arrived by day and is posted only at night, as Slack was away, is told in the morning', async () => {
    const it = await staffed(await backend.open(), { terms: undefined });
    await arrives(it);
    await passTo(it, NIGHT);
    await tellsInTheMorning(it);
  });

  it('is announced before its card is posted, so that a crash in between forgets nobody', async () => {
    const it = await atNight();
    const lead = await arrives(it);
    const seen: Record<string, string>[] = [];
    const [card] = leadJobs(it.leads, {
      find: async () => undefined,
      standing: async () => ({ kind: 'new' }),
      show: async () => {
        seen.push(await noticesOf(it));
        throw new Error('killed');
      },
    });
    const run = { key: 'x', payload: { leadId: lead.id }, attempt: 1, settle: async () => {}, confirm: async () => {} };
    await expect(card?.handle(run)).rejects.toThrow('killed');
    expect(seen).toEqual([{ [`waiting:${lead.id}`]: 'waiting' }]);
  });

  it('rings nobody who is quiet, away or gone', async () => {
    const it = await atNight({ sales: ['UANN', 'UBEN', 'UCAT', 'UDAN'] });
    const [ann, ben] = [await actor(it, 'UANN'), await actor(it, 'UBEN')];
    await it.people.switchQuiet(ann);
    await it.people.setAway(ben, { fromOn: '2026-03-02', untilOn: '2026-03-03' });
    await it.people.refresh({
      id: 'UCAT',
      name: 'Cat',
      emailKey: undefined,
      zone: 'UTC',
      kind: 'member',
      isAdmin: false,
      isDeactivated: true,
    });
    it.clock.moveTo(MORNING);
    expect((await it.leads.card((await arrives(it)).id))?.ring.people).toEqual(['UDAN']);
  });
});

describe.each(backends)('whom a card rings on $name', (backend) => {
  it.each([
    ['those on shift', { kind: 'on-shift' }, { people: ['UANN', 'UBEN'], group: undefined, from: undefined }],
    ['a group in working hours', { kind: 'group', id: 'S1' }, { people: [], group: 'S1', from: undefined }],
    ['nobody', { kind: 'nobody' }, { people: [], group: undefined, from: undefined }],
  ] as const)('%s, as the workspace wants it', async (_whom, ring, expected) => {
    const it = await staffed(await backend.open(), { settings: { ring } });
    expect((await it.leads.card((await arrives(it)).id))?.ring).toEqual(expected);
  });

  it('at most five', async () => {
    const it = await staffed(await backend.open(), { sales: ['U1', 'U2', 'U3', 'U4', 'U5', 'U6', 'U7'] });
    expect((await it.leads.card((await arrives(it)).id))?.ring.people).toHaveLength(5);
  });

  it('nobody, once somebody has it', async () => {
    const it = await staffed(await backend.open());
    const lead = await arrives(it);
    await it.leads.claim(await actor(it, 'UANN'), lead.id);
    expect((await it.leads.card(lead.id))?.ring.people).toEqual([]);
  });
});

describe.each(backends)('finding a lead on $name', (backend) => {
  it.each([
    ['12', undefined],
    ['1', 1],
    ['#2', 2],
    ['newest', 3],
    ['NEWEST', 3],
    ['acme', undefined],
    ['1; drop', undefined],
  ])('by "%s" finds %s', async (reference, number) => {
    const it = await staffed(await backend.open());
    for (let count = 0; count < 3; count += 1) await arrives(it);
    expect((await it.leads.find(WORKSPACE, reference))?.number).toBe(number);
    expect(await it.leads.find('T2', reference)).toBeUndefined();
  });

  it('lists one’s own, longest waiting first, with their promises', async () => {
    const it = await staffed(await backend.open());
    const ann = await actor(it, 'UANN');
    for (let count = 0; count < 3; count += 1) await it.leads.claim(ann, (await arrives(it)).id);
    const mine = await listed(it, 'mine');
    expect(mine.map(({ lead, promise }) => [lead.number, promise?.state])).toEqual([
      [1, 'running'],
      [2, 'running'],
      [3, 'running'],
    ]);
  });

  it('shows the person to the owner and the managers of sales only', async () => {
    const it = await staffed(await backend.open());
    const lead = await arrives(it);
    await it.leads.claim(await actor(it, 'UANN'), lead.id);
    const may = async (id: string) => it.leads.maySeePerson(await actor(it, id), await now(it, lead));
    expect([await may('UANN'), await may('UBEN'), await may('UMAX'), await may('UMIA')]).toEqual([
      true,
      false,
      true,
      false,
    ]);
  });
});
