import { describe, expect, it } from 'vitest';
import { DAY, MINUTE } from '../../src/core/instants.ts';
import { leadFields } from '../../src/core/lead-fields.ts';
import { MASKED, type ShownFields } from '../../src/core/shown-fields.ts';
import { createPrivacy, FORGET } from '../../src/erasure/privacy-service.ts';
import type { Retention } from '../../src/erasure/retention.ts';
import { createErasureService } from '../../src/erasure/service.ts';
import type { Lead } from '../../src/leads/lead.ts';
import { createErasing } from '../../src/leads/records/erasing-service.ts';
import type { Tx } from '../../src/platform/db/database.ts';
import { systemIds } from '../../src/platform/ids.ts';
import { arrives, now } from '../leads/arrivals.ts';
import { backends } from '../support/backends.ts';
import { actor, type Features, staffed, WORKSPACE } from '../support/features.ts';

const MONTH = 31 * DAY;
const JANE = { company: 'Acme', contactName: 'Jane Doe', message: 'Call me about Orion' };
const janes = (it: Features, email = 'jane@acme.example') => arrives(it, { fields: leadFields({ ...JANE, email }) });

/** Forgetting on the features of a test; `told` are the leads of which others heard that they are to forget them. */
function forgetting(it: Features) {
  const { database, clock, jobs } = it;
  const told: string[] = [];
  const leads = createErasing({ clock, jobs });
  const erasures = createErasureService({
    database,
    leads,
    forgetReceived: async () => {},
    forgetSent: async (_tx, { id }) => void told.push(id),
  });
  const shown = {
    find: async () => (await it.leads.settings(WORKSPACE))?.shown ?? MASKED,
    save: (tx: Tx, to: ShownFields) => it.leads.saveShown(tx, WORKSPACE, to),
  };
  const deps = { database, clock, ids: systemIds, jobs, leads, shown, workspaceId: WORKSPACE, zone: async () => 'UTC' };
  const retention = createPrivacy({ ...deps, erasePerson: erasures.eraseInTime });
  const keep = (wish: Retention) => retention.save({ id: 'UADA' }, { retention: wish, shown: MASKED });
  return { retention, keep, told };
}

const kept = async (it: Features, lead: Lead) => {
  const { contactName, message, company } = (await now(it, lead)).fields;
  return { contactName, message, company };
};

describe.each(backends)('what nobody has touched for long, on $name', (backend) => {
  it('is forgotten in the night after its months, and stays in the counts', async () => {
    const it = await staffed(await backend.open());
    const { retention, keep, told } = forgetting(it);
    const [old, touched] = [await janes(it), await janes(it, 'j2@acme.example')];
    const ann = await actor(it, 'UANN');
    await it.leads.claim(ann, old.id);
    await it.leads.reject(ann, old.id, { reason: 'other', note: 'Orion again' });
    it.clock.moveBy(4 * MONTH);
    await it.leads.claim(ann, touched.id);
    const fresh = await janes(it, 'j3@acme.example');
    it.clock.moveBy(3 * MONTH);

    expect(await retention.forgetDue()).toBeUndefined();
    expect(await retention.outlook({ person: 6 })).toMatchObject({ persons: 1, words: 0 });
    expect(await retention.outlook({ person: 36, words: 6 })).toMatchObject({ persons: 0, words: 1 });
    expect(await kept(it, old)).toMatchObject({ contactName: 'Jane Doe' });

    await keep({ person: 6 });
    expect(await retention.forgetDue()).toBe((await retention.outlook({})).at);
    expect(await kept(it, old)).toEqual({ company: 'Acme' });
    expect(await kept(it, touched)).toMatchObject({ contactName: 'Jane Doe', message: JANE.message });
    expect(await kept(it, fresh)).toMatchObject({ contactName: 'Jane Doe' });
    expect(await now(it, old)).toMatchObject({ stage: 'rejected', reason: 'other', owner: { personId: 'UANN' } });
    const journal = await it.database.db.selectFrom('lead_events').select('data').execute();
    expect(JSON.stringify(journal)).not.toContain('Orion');
    expect(told).toEqual([old.id]);

    await retention.forgetDue();
    expect(told).toEqual([old.id]);
    expect(await retention.outlook({ person: 6, words: 6 })).toMatchObject({ persons: 0, words: 0 });
  });

  it('loses its words before its person, if that is wished', async () => {
    const it = await staffed(await backend.open());
    const { retention, keep, told } = forgetting(it);
    const lead = await janes(it);
    await keep({ person: 12, words: 6 });
    it.clock.moveBy(7 * MONTH);
    await retention.forgetDue();
    expect(await kept(it, lead)).toEqual({ contactName: 'Jane Doe', company: 'Acme' });
    expect(told).toEqual([]);
    it.clock.moveBy(6 * MONTH);
    await retention.forgetDue();
    expect(await kept(it, lead)).toEqual({ company: 'Acme' });
    expect(told).toEqual([lead.id]);
  });

  it('is kept while it is on the shelf, and where nobody wished anything', async () => {
    const it = await staffed(await backend.open());
    const { retention, keep } = forgetting(it);
    const lead = await janes(it);
    const ann = await actor(it, 'UANN');
    await it.leads.claim(ann, lead.id);
    await it.leads.reject(ann, lead.id, { reason: 'timing', returnsOn: '2028-01-10' });
    expect((await now(it, lead)).returnsAt).toBeDefined();
    await keep({ person: 6, words: 6 });
    it.clock.moveBy(12 * MONTH);
    await retention.forgetDue();
    expect(await kept(it, lead)).toMatchObject({ contactName: 'Jane Doe', message: JANE.message });
    await keep({});
    expect(await retention.forgetDue()).toBeUndefined();
  });

  it('is looked at by one job, at three in the night, however often somebody saves', async () => {
    const it = await staffed(await backend.open());
    const { keep, retention } = forgetting(it);
    await keep({ person: 24 });
    it.clock.moveBy(MINUTE);
    await keep({ words: 6 });
    const jobs = await it.database.db.selectFrom('jobs').selectAll().where('kind', '=', FORGET).execute();
    expect(jobs).toHaveLength(1);
    expect(jobs[0]).toMatchObject({ state: 'ready', run_at: (await retention.outlook({})).at });
    expect(await retention.current()).toEqual({ retention: { person: undefined, words: 6 }, shown: MASKED });
  });

  it('is shown in the channel as the same form says, and a form that comes again changes nothing', async () => {
    const it = await staffed(await backend.open());
    const { retention } = forgetting(it);
    const shown = { ...MASKED, contactName: 'owner', phone: 'at-once' } as const;
    await retention.save({ id: 'UADA', gesture: 'form 1' }, { retention: {}, shown });
    it.clock.moveBy(MINUTE);
    await retention.save({ id: 'UADA', gesture: 'form 2' }, { retention: { person: 6 }, shown: MASKED });
    await retention.save({ id: 'UADA', gesture: 'form 1' }, { retention: {}, shown });
    expect(await retention.current()).toEqual({ retention: { person: 6, words: undefined }, shown: MASKED });
  });
});
