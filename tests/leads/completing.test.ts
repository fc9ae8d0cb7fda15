import { describe, expect, it } from 'vitest';
import { leadFields } from '../../src/core/lead-fields.ts';
import { complete } from '../../src/leads/holding/completing.ts';
import { backends } from '../support/backends.ts';
import { actor, staffed, WORKSPACE } from '../support/features.ts';
import { arrives, now } from './arrivals.ts';
import { FIELDS, lead } from './samples.ts';

const { phone: _phone, phoneKey: _key, ...WITHOUT_PHONE } = FIELDS;
const PHONE = leadFields({ phone: '+49 30 7654321' });

describe('adding what a lead lacks', () => {
  it('keeps what it says already, and refuses where nothing is left to add', () => {
    expect(complete(lead({ fields: FIELDS }), PHONE, 'UMIA')).toEqual({
      kind: 'refuse',
      why: { kind: 'nothing-missing' },
    });
    const decision = complete(lead({ fields: WITHOUT_PHONE }), { ...PHONE, company: 'Other' }, 'UMIA');
    expect(decision).toMatchObject({ to: { change: { fields: ['phone'] }, fields: { company: 'Acme' } } });
  });
});

describe.each(backends)('a lead that lacks something, on $name', (backend) => {
  it('loses its flag when somebody of either team adds it; the journal says who, and not what', async () => {
    const it = await staffed(await backend.open());
    await it.database.transaction((tx) =>
      it.leads.changeRules(tx, WORKSPACE, (rules) => ({
        ...rules,
        demands: [{ stage: 'new', field: 'phone', team: 'marketing' }],
      })),
    );
    const arrived = await arrives(it, { fields: WITHOUT_PHONE });
    expect(await it.leads.lacking(arrived)).toEqual([{ field: 'phone', team: 'marketing' }]);

    const mia = await actor(it, 'UMIA');
    const done = await it.leads.complete({ ...mia, gesture: 'once' }, arrived.id, PHONE);
    const again = await it.leads.complete({ ...mia, gesture: 'once' }, arrived.id, PHONE);
    expect([done.kind, again.kind]).toEqual(['done', 'refused']);
    const kept = await now(it, arrived);
    expect(kept).toMatchObject({ stage: 'new', lastEvent: 2, fields: { ...WITHOUT_PHONE, ...PHONE } });
    expect(await it.leads.lacking(kept)).toEqual([]);
    const { events } = await it.leads.view(kept);
    expect(events.at(-1)).toMatchObject({ by: 'UMIA', change: { kind: 'completed', fields: ['phone'] } });

    const nobody = { ...mia, teams: [], manages: [] };
    expect(await it.leads.complete(nobody, arrived.id, PHONE)).toMatchObject({ why: { kind: 'not-in-teams' } });
  });

  it('two who add at the same moment both add what is theirs to add', async () => {
    const it = await staffed(await backend.open());
    const arrived = await arrives(it, { fields: { company: 'Acme', email: 'jane@acme.example' } });
    const [ann, mia] = [await actor(it, 'UANN'), await actor(it, 'UMIA')];
    await Promise.all([
      it.leads.complete(ann, arrived.id, PHONE),
      it.leads.complete(mia, arrived.id, { persona: 'CTO' }),
    ]);
    expect((await now(it, arrived)).fields).toMatchObject({ company: 'Acme', persona: 'CTO', phone: '+49 30 7654321' });
  });
});
