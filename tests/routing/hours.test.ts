import { describe, expect, it } from 'vitest';
import type { Calendar } from '../../src/core/calendar.ts';
import { readConditions } from '../../src/core/condition-text.ts';
import { HOUR } from '../../src/core/instants.ts';
import { whyMessage } from '../../src/leads/card/detail-blocks.ts';
import type { Lead } from '../../src/leads/lead.ts';
import { at } from '../core/cases.ts';
import { arrives, clockOf } from '../leads/arrivals.ts';
import { OFFICE } from '../sla/samples.ts';
import { backends } from '../support/backends.ts';
import { actor, type Features, hire, setTeam, staffed, WORKSPACE } from '../support/features.ts';
import { ruled } from './offices.ts';

const EVENING = [['16:00', '20:00']] as const;
const LATE: Calendar = { zone: 'UTC', weekly: { mon: EVENING, tue: EVENING, wed: EVENING }, dates: {} };

/** A workspace whose rule says that promises count in the evening, from Monday ten o'clock on. */
async function evenings(it: Features) {
  await ruled(it, { poolId: undefined, calendar: LATE });
}

const why = async ({ leads }: Features, lead: Lead) => {
  const { promise, events, pauses } = await leads.view(lead);
  return JSON.stringify(whyMessage(lead, promise, events, pauses, []));
};

describe.each(backends)('the hours of a routing rule, on $name', (backend) => {
  it('stand in for those of the promise, with the company’s days off, and /lead why says so', async () => {
    const it = await staffed(await backend.open(), { terms: { calendar: { ...OFFICE, dates: { '2026-03-02': [] } } } });
    expect(await clockOf(it, await arrives(it))).toMatchObject({ dueAt: at('2026-03-03T10:00Z') });
    await evenings(it);
    const lead = await arrives(it);
    expect(await clockOf(it, lead)).toMatchObject({ dueAt: at('2026-03-03T17:00Z') });
    expect(await why(it, lead)).toContain('in the hours of its routing rule: Mon–Wed 16:00–20:00 (UTC)');
  });

  it('don’t stand in for those of a promise that has hours of its own', async () => {
    const it = await staffed(await backend.open());
    await evenings(it);
    const conditions = readConditions('campaign is Spring demo');
    if (!conditions.ok) throw new Error(conditions.fault);
    const own = { ...OFFICE, zone: 'Europe/Berlin' };
    await it.database.transaction((tx) =>
      it.sla.promiseSome(
        tx,
        WORKSPACE,
        { name: 'Demos', conditions: conditions.conditions, calendar: own },
        { by: 'UMAX' },
      ),
    );
    const demo = await arrives(it);
    expect(await clockOf(it, demo)).toMatchObject({ dueAt: at('2026-03-02T11:00Z'), stretches: [{ calendar: own }] });
    expect(await why(it, demo)).not.toContain('routing rule');
    const { campaign: _, ...fields } = demo.fields;
    const other = await arrives(it, { fields: { ...fields, email: 'x@y.example', emailKey: 'x@y.example' } });
    expect(await clockOf(it, other)).toMatchObject({ dueAt: at('2026-03-02T17:00Z') });
  });

  it('give way to the owner’s where the promise goes by those, and hold again once nobody has it (2.1.9)', async () => {
    const it = await staffed(await backend.open(), { terms: { calendarOf: 'owner', target: 2 * HOUR } });
    await hire(it, ['UANN'], { zone: 'UTC' });
    await setTeam(it, 'sales', ['UANN', 'UBEN'], ['UMAX'], 'UANN');
    await evenings(it);
    const lead = await arrives(it);
    const ann = await actor(it, 'UANN');
    await it.leads.claim(ann, lead.id);
    it.clock.moveBy(HOUR);
    expect((await clockOf(it, lead)).dueAt).toBe(at('2026-03-02T12:00Z'));
    await it.leads.release(ann, lead.id, 'wrong region');
    expect((await clockOf(it, lead)).dueAt).toBe(at('2026-03-02T17:00Z'));
  });

  it('hold for later rounds of the lead', async () => {
    const it = await staffed(await backend.open());
    await evenings(it);
    const lead = await arrives(it);
    const ann = await actor(it, 'UANN');
    await it.leads.claim(ann, lead.id);
    await it.leads.reject(ann, lead.id, { reason: 'timing', returnsOn: '2026-03-10' });
    it.clock.moveTo(at('2026-03-10T09:00Z'));
    await it.leads.bringBack(lead.id);
    expect(await clockOf(it, lead)).toMatchObject({ cycle: 2, dueAt: at('2026-03-10T17:00Z') });
  });
});
