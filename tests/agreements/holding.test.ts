import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../src/core/instants.ts';
import { whyMessage } from '../../src/leads/card/detail-blocks.ts';
import type { Lead } from '../../src/leads/lead.ts';
import { arrives, clockOf, idle, jobsOf, listed, now, passTo, writes } from '../leads/arrivals.ts';
import { backends } from '../support/backends.ts';
import { actor, saidTo, setTeam, WORKSPACE } from '../support/features.ts';
import { ADA, type Agreeing, agreeing, MONDAY } from './agreeing.ts';

const NO_PHONE = { company: 'Acme', email: 'jane@acme.example', emailKey: 'jane@acme.example', campaign: 'Spring' };

/** Marketing owes a phone number, and without it a lead is held back for two working hours. */
async function holding(it: Agreeing, isHeld = true): Promise<void> {
  await setTeam(it, 'marketing', ['UMIA'], ['UMIA']);
  await it.agreements.saveDemands(ADA, {
    stage: 'new',
    owed: { marketing: ['phone'], sales: [] },
    marketingChannelId: 'CMARKETING',
  });
  const hold = isHeld ? ({ fields: ['phone'], limit: 2 * HOUR } as const) : undefined;
  await it.agreements.saveHold(ADA, { hold, marketingChannelId: 'CMARKETING' });
}

const kinds = async (it: Agreeing, lead: Lead) =>
  (await it.leads.view(await now(it, lead))).events.map(({ kind }) => kind);

const lastEntry = async (it: Agreeing, lead: Lead) => (await it.leads.view(await now(it, lead))).events.at(-1);

/** What has been shown of a lead, by message. */
const shownOf = ({ shown }: Agreeing, key: string) =>
  shown.filter((one) => one.key === key).map(({ content }) => content.text);

describe.each(backends)('a lead that lacks what it needs, on $name', (backend) => {
  it('is held back where a company says so: no card, no clock, nobody’s turn, and marketing reads of it', async () => {
    const it = await agreeing(await backend.open());
    await holding(it);
    const lead = await arrives(it, { fields: NO_PHONE });
    const whole = await arrives(it, { fields: { ...NO_PHONE, company: 'Whole', phone: '+49 30 1' } });
    const typed = await arrives(it, { fields: NO_PHONE, by: 'person', personId: 'UANN' });
    const test = await arrives(it, { fields: NO_PHONE, by: 'test' });
    expect(await kinds(it, lead)).toEqual(['received', 'held-back']);
    for (const other of [whole, typed, test]) expect((await now(it, other)).heldUntil).toBeUndefined();
    expect(Object.keys(await jobsOf(it, 'lead.card'))).not.toContain(`lead.card:${lead.id}`);
    expect(await it.sla.clockOfLead(it.database.db, lead.id)).toBeUndefined();
    expect((await listed(it, 'free')).map((one) => one.lead.number)).toEqual([whole.number, typed.number, test.number]);
    const mia = await actor(it, 'UMIA');
    expect(await it.leads.search(mia, 'held')).toMatchObject({ leads: [{ id: lead.id }], total: 1 });
    expect(await it.leads.search(mia, 'acme held')).toMatchObject({ total: 1 });

    await passTo(it, MONDAY + MINUTE);
    await idle(it);
    expect(shownOf(it, `lead.card:${lead.id}`)).toEqual([]);
    expect(shownOf(it, `lead.held:${lead.id}`)).toEqual(['Held back: #1 Acme']);
    expect(saidTo(it, 'UMIA')).toEqual(['Held back: #1 Acme']);
    expect(JSON.stringify(it.shown)).not.toContain('jane@');
  });

  it('goes on once it lacks nothing, and its promise counts from then', async () => {
    const it = await agreeing(await backend.open());
    await holding(it);
    const lead = await arrives(it, { fields: NO_PHONE });
    await passTo(it, MONDAY + HOUR);
    await idle(it);
    const mia = await actor(it, 'UMIA');
    await it.leads.complete(mia, lead.id, { phone: '+49 30 1234567' });
    await idle(it);
    expect(await lastEntry(it, lead)).toMatchObject({
      change: { kind: 'let-through', why: 'complete', missing: [], worked: HOUR },
      by: undefined,
    });
    expect(await clockOf(it, lead)).toMatchObject({ startedAt: MONDAY + HOUR, dueAt: MONDAY + 2 * HOUR });
    expect(it.shown.filter(({ key }) => key === `lead.card:${lead.id}`).map(({ to }) => to)).toEqual([
      { channel: 'CLEADS' },
    ]);
    const card = it.shown.findLast(({ key }) => key === `lead.card:${lead.id}`);
    expect(JSON.stringify(card)).toContain('Held 1 h for: Phone. All that it lacked has come.');
    expect(shownOf(it, `lead.held:${lead.id}`).at(-1)).toBe('#1 Acme went on to sales');
    const { promise, events, pauses } = await it.leads.view(await now(it, lead));
    const why = JSON.stringify(whyMessage(await now(it, lead), promise, events, pauses));
    expect(why).toContain('was held back for: Phone');
    expect(why).toContain('Let through Mon 11:00 UTC');
  });

  it('goes on as it is when its time is up, in marketing’s hours, with what it lacks on its card', async () => {
    const it = await agreeing(await backend.open(), MONDAY + 6 * HOUR);
    await holding(it);
    const lead = await arrives(it, { fields: NO_PHONE });
    // An hour until the office closes at five, and one on the next day.
    expect((await now(it, lead)).heldUntil).toBe(MONDAY + 24 * HOUR);
    await passTo(it, MONDAY + 24 * HOUR - 1);
    await idle(it);
    expect(await kinds(it, lead)).toEqual(['received', 'held-back']);
    it.clock.moveBy(1);
    await idle(it);
    expect(await lastEntry(it, lead)).toMatchObject({ change: { why: 'time', missing: ['phone'], worked: 2 * HOUR } });
    const card = JSON.stringify(it.shown.findLast(({ key }) => key === `lead.card:${lead.id}`));
    expect(card).toContain('Phone is missing · Marketing');
    expect(card).toContain('Held 2 h for: Phone. Its time was up.');
  });

  it('goes on by the word of marketing or a manager, by another form of its person, and by what is not asked for any more', async () => {
    const it = await agreeing(await backend.open());
    await holding(it);
    const [one, other, third] = [
      await arrives(it, { fields: NO_PHONE }),
      await arrives(it, { fields: NO_PHONE }),
      await arrives(it, { fields: NO_PHONE }),
    ];
    await it.jobs.start();
    expect(await it.leads.letThrough(await actor(it, 'UANN'), one.id)).toMatchObject({
      why: { kind: 'not-marketing' },
    });
    const mia = await actor(it, 'UMIA');
    expect(await it.leads.letThrough({ ...mia, gesture: 'press' }, one.id)).toMatchObject({ kind: 'done' });
    expect(await it.leads.letThrough({ ...mia, gesture: 'press' }, one.id)).toMatchObject({
      why: { kind: 'not-held' },
    });
    expect(await lastEntry(it, one)).toMatchObject({ by: 'UMIA', change: { why: 'by-hand', missing: ['phone'] } });

    const same = { email: other.fields.email ?? '', emailKey: other.fields.emailKey ?? '' };
    const again = await writes(it, { fields: { ...NO_PHONE, ...same, phone: '+49 30 2345678' } });
    expect(again.id).toBe(other.id);
    await idle(it);
    expect(await kinds(it, other)).toEqual(['received', 'held-back', 'wrote-again', 'let-through']);

    await holding(it, false);
    await idle(it);
    expect(await lastEntry(it, third)).toMatchObject({ change: { why: 'not-asked' } });
  });

  it('goes on by whoever begins to work on it, and to whom its form has named', async () => {
    const it = await agreeing(await backend.open());
    await holding(it);
    const ann = await actor(it, 'UANN');
    const claimed = await arrives(it, { fields: NO_PHONE });
    expect(await it.leads.claim({ ...ann, gesture: 'claim' }, claimed.id)).toMatchObject({
      kind: 'done',
      lead: { owner: { personId: 'UANN' } },
    });
    expect(await kinds(it, claimed)).toEqual(['received', 'held-back', 'let-through', 'claimed']);
    expect(await clockOf(it, claimed)).toMatchObject({ state: 'running' });

    const spam = await arrives(it, { fields: NO_PHONE });
    await it.leads.markSpam(await actor(it, 'UMIA'), spam.id);
    expect(await kinds(it, spam)).toEqual(['received', 'held-back', 'let-through', 'rejected']);
    expect(await it.sla.clockOfLead(it.database.db, spam.id)).toMatchObject({ state: 'cancelled' });

    const owned = await arrives(it, { fields: { ...NO_PHONE, ownerEmail: 'ben@acme.example' } });
    await it.leads.letThrough(await actor(it, 'UMIA'), owned.id);
    expect(await now(it, owned)).toMatchObject({ owner: { personId: 'UBEN' }, stage: 'accepted' });

    const held = await arrives(it, { fields: NO_PHONE });
    await it.leads.merge({ ...(await actor(it, 'UMAX')), gesture: 'merge' }, claimed.id, held.id);
    expect((await now(it, held)).mergedInto).toBe(claimed.id);
    expect(await kinds(it, held)).toEqual(['received', 'held-back', 'let-through', 'merged']);
  });

  it('goes on once, whatever comes at the same moment: its fields, somebody’s word, a claim, its time', async () => {
    const it = await agreeing(await backend.open());
    await holding(it);
    const [mia, ann] = [await actor(it, 'UMIA'), await actor(it, 'UANN')];
    const leads: Lead[] = [];
    for (let count = 0; count < 6; count += 1) leads.push(await arrives(it, { fields: NO_PHONE }));
    it.clock.moveBy(2 * HOUR);
    await Promise.all(
      leads.flatMap((lead, at) => {
        const all = [
          () => it.leads.lookAtHeld(lead.id),
          () => it.leads.letThrough({ ...mia, gesture: `press-${at}` }, lead.id),
          () => it.leads.complete({ ...mia, gesture: `add-${at}` }, lead.id, { phone: '+49 30 1234567' }),
          () => it.leads.lookAtHeld(lead.id),
          ...(at % 2 === 0 ? [() => it.leads.claim({ ...ann, gesture: `claim-${at}` }, lead.id)] : []),
        ];
        // Each of them is first now and then.
        return [...all.slice(at % all.length), ...all.slice(0, at % all.length)].map((run) => run());
      }),
    );
    for (const lead of leads) {
      const happened = await kinds(it, lead);
      expect(happened.filter((kind) => kind === 'let-through')).toHaveLength(1);
      expect((await now(it, lead)).heldUntil).toBeUndefined();
      expect(await it.sla.everyClockOf(it.database.db, [lead.id])).toHaveLength(1);
    }
    expect(await it.leads.search(mia, 'held')).toMatchObject({ total: 0 });
  });

  it('none is held back for ever: where the office never opens, or a company says nothing, all go on at once', async () => {
    const it = await agreeing(await backend.open());
    await it.agreements.saveDemands(ADA, {
      stage: 'new',
      owed: { marketing: ['phone'], sales: [] },
      marketingChannelId: 'CMARKETING',
    });
    const lead = await arrives(it, { fields: NO_PHONE });
    expect(await kinds(it, lead)).toEqual(['received']);
    expect(await it.leads.search(await actor(it, 'UMIA'), 'held')).toMatchObject({ total: 0 });
    expect(WORKSPACE).toBe(lead.workspaceId);
  });
});
