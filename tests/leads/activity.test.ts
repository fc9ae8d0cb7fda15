import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../src/core/instants.ts';
import type { LeadFact } from '../../src/core/lead-activity.ts';
import { backends } from '../support/backends.ts';
import { actor, type Features, MONDAY, staffed, WORKSPACE } from '../support/features.ts';
import { arrives, look } from './arrivals.ts';

const short = (fact: LeadFact): string =>
  'by' in fact
    ? `${fact.kind} ${fact.lead.name.split(' ')[0]} ${fact.by ?? 'nobody'}`
    : `${fact.kind} ${fact.lead.name.split(' ')[0]}`;

async function between(it: Features, from: number, until: number): Promise<string[]> {
  const facts = await it.leads.activity.between(it.database.db, WORKSPACE, {
    from: MONDAY + from,
    until: MONDAY + until,
  });
  return facts.map(short);
}

describe.each(backends)('the activity of leads on $name', (backend) => {
  it('ANS-6: is read from the journal, and a window ends before its last instant', async () => {
    const it = await staffed(await backend.open());
    const lead = await arrives(it);
    it.clock.moveBy(10 * MINUTE);
    await it.leads.claim(await actor(it, 'UANN'), lead.id);
    it.clock.moveBy(10 * MINUTE);
    await it.leads.contact(await actor(it, 'UANN'), lead.id, 'reached');
    it.clock.moveBy(10 * MINUTE);
    await it.leads.contact(await actor(it, 'UANN'), lead.id, 'e-mailed');

    expect(await between(it, 0, 20 * MINUTE)).toEqual(['delivered #1', 'claimed #1 UANN']);
    expect(await between(it, 20 * MINUTE, HOUR)).toEqual(['first-contact #1 UANN', 'contact #1 UANN']);
    const [first] = await it.leads.activity.between(it.database.db, WORKSPACE, {
      from: MONDAY + 20 * MINUTE,
      until: MONDAY + HOUR,
    });
    expect(first).toMatchObject({ worked: 20 * MINUTE, target: HOUR, isLate: false });
  });

  it('ANS-6: credits both sides of a reassignment, and lateness to who held the lead then', async () => {
    const it = await staffed(await backend.open());
    const lead = await arrives(it);
    await it.leads.claim(await actor(it, 'UANN'), lead.id);
    it.clock.moveBy(HOUR + MINUTE);
    await look(it, lead);
    await it.leads.assign(await actor(it, 'UMAX'), lead.id, 'UBEN');

    expect(await between(it, MINUTE, 2 * HOUR)).toEqual(['late #1 UANN', 'handed-over #1 UANN', 'taken-over #1 UBEN']);
  });

  it('says of a lead that nobody held that nobody was late with it, and who gave it back', async () => {
    const it = await staffed(await backend.open());
    const lead = await arrives(it);
    await it.leads.claim(await actor(it, 'UANN'), lead.id);
    await it.leads.release(await actor(it, 'UANN'), lead.id);
    it.clock.moveBy(HOUR + MINUTE);
    await look(it, lead);
    expect(await between(it, 0, 2 * HOUR)).toEqual([
      'delivered #1',
      'claimed #1 UANN',
      'released #1 UANN',
      'late #1 nobody',
    ]);
  });

  it('knows which leads wait for their first contact, and leaves test leads out', async () => {
    const it = await staffed(await backend.open());
    const [first, second] = [await arrives(it), await arrives(it)];
    await it.leads.sendTest({ id: 'UMAX', workspaceId: WORKSPACE });
    await it.leads.claim(await actor(it, 'UANN'), first.id);
    const waiting = await it.leads.activity.waiting(it.database.db, WORKSPACE, { since: 0 });
    expect(waiting.map(({ lead, owner, dueAt }) => [lead.leadId, owner, dueAt])).toEqual([
      [first.id, 'UANN', MONDAY + HOUR],
      [second.id, undefined, MONDAY + HOUR],
    ]);
    const own = await it.leads.activity.waiting(it.database.db, WORKSPACE, { since: 0, owner: 'UANN' });
    expect(own.map(({ lead }) => lead.leadId)).toEqual([first.id]);
    await it.leads.contact(await actor(it, 'UANN'), first.id, 'no-answer');
    expect(await it.leads.activity.waiting(it.database.db, WORKSPACE, { since: 0, owner: 'UANN' })).toEqual([]);
  });
});
