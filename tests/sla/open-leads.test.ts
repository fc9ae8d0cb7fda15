import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../src/core/instants.ts';
import { leadFields } from '../../src/core/lead-fields.ts';
import type { PromiseKind, Terms } from '../../src/sla/promise.ts';
import { at } from '../core/cases.ts';
import { backends } from '../support/backends.ts';
import { actor, type Features, MONDAY, staffed, WORKSPACE } from '../support/features.ts';
import { formLead } from '../support/form-lead.ts';
import { clockOf, settle, told, work } from './history.ts';

const WEDNESDAY = at('2026-03-04T17:00Z');

describe.each(backends)('2.1.10: an edit that holds for open leads too, on $name', (backend) => {
  it('begins what is promised from then on, on each lead that was contacted before and of which no outcome is known', async () => {
    const it = await staffed(await backend.open());
    const tried = await contacted(it, 'no-answer');
    const reached = await contacted(it, 'reached');
    const waiting = await arrived(it);
    const over = await contacted(it, 'reached');
    await it.leads.qualify(await actor(it, 'UANN'), over);
    await edit(it, { followUpDays: 2, outcomeDays: 5 });
    expect(await preview(it)).toMatchObject({
      open: 1,
      lateAtOnce: 0,
      begun: [
        { leadId: tried, kind: 'follow-up', dueAt: WEDNESDAY },
        { leadId: tried, kind: 'outcome' },
        { leadId: reached, kind: 'outcome' },
      ],
    });
    it.clock.moveBy(HOUR);
    await reapply(it);
    await reapply(it);
    expect(await clockOf(it, 'follow-up', tried)).toMatchObject({
      state: 'running',
      startedAt: MONDAY,
      dueAt: WEDNESDAY,
      attempts: 1,
      policy: { version: 2 },
    });
    expect(await kinds(it, reached)).toEqual(['first-contact', 'outcome']);
    expect(await kinds(it, waiting)).toEqual(['first-contact']);
    expect(await kinds(it, over)).toEqual(['first-contact']);
    expect(await preview(it)).toMatchObject({ open: 0, begun: [] });

    // They are kept like all others.
    await it.leads.contact(await actor(it, 'UANN'), tried, 'reached');
    expect(await clockOf(it, 'follow-up', tried)).toMatchObject({ state: 'met', attempts: 2 });
    await it.leads.qualify(await actor(it, 'UANN'), tried);
    expect(await clockOf(it, 'outcome', tried)).toMatchObject({ state: 'met' });
  });

  it('counts what is late thereby, and never tells it; whoever was tried often enough need not be tried again', async () => {
    const it = await staffed(await backend.open(), { terms: { attempts: 2 } });
    const cold = await contacted(it, 'no-answer');
    const often = await contacted(it, 'no-answer');
    it.clock.moveBy(MINUTE);
    await it.leads.contact(await actor(it, 'UANN'), often, 'no-answer');
    it.clock.moveTo(WEDNESDAY + MINUTE);
    await edit(it, { followUpDays: 2, outcomeDays: 3 });
    expect(await preview(it)).toMatchObject({ lateAtOnce: 1, begun: [{ leadId: cold }, {}, {}] });
    await reapply(it);
    expect(await clockOf(it, 'follow-up', cold)).toMatchObject({ state: 'late', dueAt: WEDNESDAY });
    expect(await kinds(it, often)).toEqual(['first-contact', 'outcome']);
    const events = await it.database.db
      .selectFrom('sla_events')
      .select(['kind', 'is_retroactive'])
      .where('kind', '=', 'late')
      .execute();
    expect(events).toEqual([{ kind: 'late', is_retroactive: 1 }]);
    await work(it);
    expect(told(it).filter((what) => what.startsWith('follow-up'))).toEqual(['follow-up moved']);
    // What is still ahead is told in its time.
    it.clock.moveTo(at('2026-03-05T17:00Z') + 1);
    await work(it);
    expect(told(it)).toContain('outcome late');
  });

  it('what was late already and is contacted afterwards goes on by it; by an edit for new leads only it does not', async () => {
    const it = await staffed(await backend.open());
    const [late, later] = [await arrived(it), await arrived(it)];
    for (const lead of [late, later]) await it.leads.claim(await actor(it, 'UANN'), lead);
    it.clock.moveBy(61 * MINUTE);
    await work(it);
    await edit(it, { outcomeDays: 5 });
    await it.leads.contact(await actor(it, 'UANN'), late, 'reached');
    expect(await kinds(it, late)).toEqual(['first-contact']);
    await reapply(it);
    await it.leads.contact(await actor(it, 'UANN'), later, 'reached');
    expect(await kinds(it, late)).toEqual(['first-contact', 'outcome']);
    expect(await kinds(it, later)).toEqual(['first-contact', 'outcome']);
    expect(await clockOf(it, 'first-contact', later)).toMatchObject({ state: 'met-late', policy: { version: 1 } });
  });

  it('nothing runs on a lead of which the outcome is said at the same moment', async () => {
    const it = await staffed(await backend.open());
    const leads: string[] = [];
    for (let count = 0; count < 6; count++) leads.push(await contacted(it, 'reached'));
    await edit(it, { outcomeDays: 5 });
    const ann = await actor(it, 'UANN');
    await Promise.all([reapply(it), ...leads.map((lead) => it.leads.qualify(ann, lead))]);
    const clocks = await it.sla.clocksOfLeads(it.database.db, leads);
    expect(clocks.flatMap(({ further }) => further).filter(({ state }) => state === 'running')).toEqual([]);
  });
});

let count = 0;

async function arrived(it: Features): Promise<string> {
  count += 1;
  const fields = leadFields(formLead(`Open ${count}`));
  const lead = await it.leads.create({ workspaceId: WORKSPACE, by: 'form', fields, extra: {} });
  if (lead === undefined) throw new Error('Not set up');
  return lead.id;
}

async function contacted(it: Features, how: 'reached' | 'no-answer'): Promise<string> {
  const lead = await arrived(it);
  const ann = await actor(it, 'UANN');
  await it.leads.claim(ann, lead);
  await it.leads.contact(ann, lead, how);
  return lead;
}

async function kinds(it: Features, leadId: string): Promise<PromiseKind[]> {
  const first = await it.sla.clockOfLead(it.database.db, leadId);
  return first === undefined ? [] : [first, ...first.further].map(({ kind }) => kind);
}

async function usual(it: Features) {
  const policy = await it.sla.policy(it.database.db, WORKSPACE);
  if (policy === undefined) throw new Error('There is no promise');
  return policy;
}

async function edit(it: Features, terms: Partial<Terms>): Promise<void> {
  const policy = await usual(it);
  await it.database.transaction((tx) => it.sla.change(tx, policy, terms, { by: 'UMAX' }));
}

const preview = async (it: Features) => it.sla.previewReapply(it.database.db, (await usual(it)).id);

async function reapply(it: Features): Promise<void> {
  const { id: policyId, current } = await usual(it);
  await it.database.transaction((tx) => it.sla.reapply(tx, policyId, current.version));
  await it.sla.reapplyAll({ policyId, version: current.version }, settle);
}
