import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../src/core/instants.ts';
import { leadFields } from '../../src/core/lead-fields.ts';
import type { Terms } from '../../src/sla/promise.ts';
import { at } from '../core/cases.ts';
import { backends } from '../support/backends.ts';
import { actor, type Features, hire, MONDAY, staffed, WORKSPACE } from '../support/features.ts';
import { clockOf, happens, promising, settle, told, work } from './history.ts';

const DUE = MONDAY + HOUR;

const only = (word: string): Terms['conditions'] => [{ fact: 'campaign', test: 'is', values: [word] }];

describe.each(backends)('promises for some leads, on $name', (backend) => {
  it('a lead gets the first that it is for, in their order, and keeps it whatever is made of them', async () => {
    const it = await staffed(await backend.open());
    const demos = await some(it, { name: 'Demos', conditions: only('Demo'), target: 15 * MINUTE }, 'g1');
    expect(await some(it, { name: 'Demos', conditions: only('Demo') }, 'g1')).toBeUndefined();
    const big = { name: 'Big', conditions: [{ fact: 'score', test: 'at-least', than: 50 }] } as const;
    const large = await some(it, { ...big, target: 30 * MINUTE }, 'g2');
    const first = await arrived(it, { campaign: 'demo', score: '70' });
    expect(await nameOn(it, first)).toEqual(['Demos', 15 * MINUTE]);
    expect(await nameOn(it, await arrived(it, { score: '70' }))).toEqual(['Big', 30 * MINUTE]);
    expect(await nameOn(it, await arrived(it, { campaign: 'Spring' }))).toEqual(['First contact', HOUR]);

    await it.database.transaction((tx) => it.sla.moveTo(tx, large, 0));
    expect(await nameOn(it, await arrived(it, { campaign: 'demo', score: '70' }))).toEqual(['Big', 30 * MINUTE]);
    await it.database.transaction((tx) => it.sla.retire(tx, large.id));
    await it.database.transaction((tx) => it.sla.retire(tx, demos.id));
    expect(await nameOn(it, await arrived(it, { campaign: 'demo', score: '70' }))).toEqual(['First contact', HOUR]);
    expect(await nameOn(it, first)).toEqual(['Demos', 15 * MINUTE]);
  });

  it('begin as the one for every lead, which is switched on with them', async () => {
    const it = await promising(await backend.open(), { attempts: 5 }, false);
    await some(it, { name: 'Demos', conditions: only('Demo') });
    expect(await it.sla.policies(it.database.db, WORKSPACE)).toMatchObject([
      { isAnnounced: false, isDefault: false, current: { name: 'Demos', attempts: 5, target: HOUR } },
      { isAnnounced: false, isDefault: true, current: { name: 'First contact', conditions: [] } },
    ]);
    await it.database.transaction((tx) => it.sla.announce(tx, WORKSPACE));
    expect((await it.sla.policies(it.database.db, WORKSPACE)).map(({ isAnnounced }) => isAnnounced)).toEqual([
      true,
      true,
    ]);
  });
});

describe.each(backends)('B9: an edit of a promise, on $name', (backend) => {
  it('for new leads only leaves open ones as they are; nothing is previewed that does not go by it', async () => {
    const it = await promising(await backend.open());
    await happens(it, 'received');
    await happens(it, 'received', { leadId: 'met' });
    await happens(it, 'contacted', { leadId: 'met' });
    expect(await preview(it)).toMatchObject({ open: 0, moves: [] });
    await edit(it, { target: 2 * HOUR });
    expect(await preview(it)).toMatchObject({
      open: 1,
      lateAtOnce: 0,
      moves: [{ leadId: 'l1', from: DUE, to: MONDAY + 2 * HOUR }],
    });
    expect(await clockOf(it)).toMatchObject({ dueAt: DUE, policy: { version: 1 } });
  });

  it('for open ones too moves them once, and what is late thereby is counted and never told', async () => {
    const it = await promising(await backend.open());
    await happens(it, 'received', { leadId: 'old' });
    it.clock.moveBy(40 * MINUTE);
    await happens(it, 'received', { leadId: 'new' });
    await edit(it, { target: 30 * MINUTE, warning: 5 * MINUTE });
    expect(await preview(it)).toMatchObject({
      open: 2,
      lateAtOnce: 1,
      moves: [{ leadId: 'old', to: MONDAY + 30 * MINUTE }, { leadId: 'new' }],
    });
    await reapply(it);
    await reapply(it);
    expect(await clockOf(it, 'first-contact', 'old')).toMatchObject({ state: 'late', dueAt: MONDAY + 30 * MINUTE });
    const newDue = MONDAY + 70 * MINUTE;
    expect(await clockOf(it, 'first-contact', 'new')).toMatchObject({ state: 'running', dueAt: newDue });
    expect(told(it)).toEqual(['moved', 'moved']);
    it.clock.moveTo(newDue - 5 * MINUTE);
    await work(it);
    it.clock.moveTo(newDue + 1);
    await work(it);
    // Of the one that was late by the edit nobody ever hears.
    expect(told(it).slice(2)).toEqual(['warned', 'late']);
    const events = await it.database.db.selectFrom('sla_events').select(['kind', 'is_retroactive']).execute();
    expect(
      events
        .filter((event) => event.kind === 'late')
        .map((event) => event.is_retroactive)
        .toSorted((a, b) => a - b),
    ).toEqual([0, 1]);
    expect(await it.sla.attainment(it.database.db, (await usual(it)).id, 0)).toMatchObject({ count: 2, inTime: 0 });
  });

  it('never rewrites what has ended', async () => {
    const it = await promising(await backend.open());
    await happens(it, 'received', { leadId: 'met' });
    it.clock.moveBy(50 * MINUTE);
    await happens(it, 'contacted', { leadId: 'met' });
    await happens(it, 'received', { leadId: 'late' });
    it.clock.moveBy(61 * MINUTE);
    await work(it);
    const before = [await clockOf(it, 'first-contact', 'met'), await clockOf(it, 'first-contact', 'late')];
    await edit(it, { target: 10 * MINUTE });
    await reapply(it);
    expect([await clockOf(it, 'first-contact', 'met'), await clockOf(it, 'first-contact', 'late')]).toEqual(before);
  });

  it('that is refused because somebody else was faster is not previewed', async () => {
    const it = await promising(await backend.open());
    expect(await it.sla.previewReapply(it.database.db, 'nothing')).toBeUndefined();
  });
});

describe.each(backends)('2.1.9: in the hours of whoever has it, on $name', (backend) => {
  it('B8, B16: a promise keeps what was worked, runs on in other hours after each claim, and moves by an edit only', async () => {
    const it = await staffed(await backend.open(), { terms: { calendarOf: 'owner', target: 2 * HOUR } });
    await hire(it, ['UBEN'], { zone: 'America/New_York' });
    const lead = await arrived(it, {});
    it.clock.moveBy(30 * MINUTE);
    await it.leads.claim(await actor(it, 'UBEN'), lead);
    // Half an hour is worked; Ben begins at nine in New York, which is two in the afternoon.
    expect(await clockOf(it, 'first-contact', lead)).toMatchObject({ dueAt: at('2026-03-02T15:30Z') });
    it.clock.moveTo(at('2026-03-02T14:30Z'));
    await it.leads.assign(await actor(it, 'UMAX'), lead, 'UANN');
    expect(await clockOf(it, 'first-contact', lead)).toMatchObject({ dueAt: at('2026-03-02T15:30Z') });
    const before = await clockOf(it, 'first-contact', lead);
    await hire(it, ['UANN'], { zone: 'Asia/Tokyo' });
    expect(await clockOf(it, 'first-contact', lead)).toEqual(before);
    await edit(it, { target: 3 * HOUR });
    await reapply(it);
    // Two hours are left of three, and Ann is in Tokyo since: nine in the morning there is midnight here.
    expect(await clockOf(it, 'first-contact', lead)).toMatchObject({ dueAt: at('2026-03-03T02:00Z') });
    it.clock.moveTo(at('2026-03-03T01:00Z'));
    await it.leads.contact(await actor(it, 'UANN'), lead, 'reached');
    expect(await clockOf(it, 'first-contact', lead)).toMatchObject({ state: 'met', worked: 2 * HOUR });
  });
});

async function usual(it: Features) {
  const policy = await it.sla.policy(it.database.db, WORKSPACE);
  if (policy === undefined) throw new Error('There is no promise');
  return policy;
}

async function some(it: Features, terms: Partial<Terms>, gesture?: string) {
  const made = await it.database.transaction((tx) => it.sla.promiseSome(tx, WORKSPACE, terms, { by: 'UMAX', gesture }));
  return made as NonNullable<typeof made>;
}

async function edit(it: Features, terms: Partial<Terms>): Promise<void> {
  const policy = await usual(it);
  expect(await it.database.transaction((tx) => it.sla.change(tx, policy, terms, { by: 'UMAX' }))).toBe(true);
}

const preview = async (it: Features) => it.sla.previewReapply(it.database.db, (await usual(it)).id);

async function reapply(it: Features): Promise<void> {
  const { id: policyId, current } = await usual(it);
  await it.database.transaction((tx) => it.sla.reapply(tx, policyId, current.version));
  await it.sla.reapplyAll({ policyId, version: current.version }, settle);
}

async function arrived(it: Features, sent: Record<string, string>): Promise<string> {
  const fields = leadFields({ company: 'Acme', email: `jane-${crypto.randomUUID()}@acme.example`, ...sent });
  const lead = await it.leads.create({ workspaceId: WORKSPACE, by: 'form', fields, extra: {} });
  if (lead === undefined) throw new Error('Not set up');
  return lead.id;
}

async function nameOn(it: Features, leadId: string) {
  const { policy, target } = await clockOf(it, 'first-contact', leadId);
  return [policy.name, target];
}
