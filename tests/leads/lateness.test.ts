import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE, SECOND } from '../../src/core/instants.ts';
import { backends } from '../support/backends.ts';
import { actor, MONDAY, noticesTo, saidTo, staffed } from '../support/features.ts';
import { arrives, asTimePasses, clockOf, idle, look, noticesOf, passTo } from './arrivals.ts';

const DUE = MONDAY + HOUR;

describe.each(backends)('B3: after three hours down with forty late leads, on $name', (backend) => {
  it('each is late at its true time, and each recipient gets one message', async () => {
    const it = await staffed(await backend.open());
    const leads = [];
    for (let count = 0; count < 40; count += 1) {
      leads.push(await arrives(it));
      it.clock.moveBy(SECOND);
    }
    await passTo(it, DUE + 3 * HOUR);
    const settled = async () => Object.values(await noticesOf(it)).filter((state) => state === 'sent').length;
    // Whoever is told waits a moment for company: on a busy machine it would be over before all forty are known to be late.
    const secondBySecond = async () => {
      await idle(it);
      return asTimePasses(it, settled);
    };
    await expect.poll(secondBySecond).toBe(80);

    const late = await it.database.db.selectFrom('sla_events').select('at').where('kind', '=', 'late').execute();
    expect(late.map((event) => event.at).toSorted((a, b) => a - b)).toEqual(
      leads.map((lead) => lead.receivedAt + HOUR),
    );
    const told = it.shown.filter(({ key }) => key.startsWith('notice:')).map(({ content }) => content.text);
    expect(told.toSorted()).toEqual(['40 leads are late', '40 leads passed their time for a first contact']);
    expect(JSON.stringify(it.shown)).toContain('… and 25 more');
    expect(saidTo(it, 'UANN')).toEqual([]);
  });
});

describe.each(backends)('a lead that nears its time, on $name', (backend) => {
  it('nudges its owner privately', async () => {
    const it = await staffed(await backend.open());
    const lead = await arrives(it);
    await it.leads.claim(await actor(it, 'UANN'), lead.id);
    it.clock.moveBy(45 * MINUTE);
    await look(it, lead);
    await it.notices.tell({ person: 'UANN' });
    expect(saidTo(it, 'UANN')).toEqual(['Due soon: #1 Acme']);
  });

  it('nudges nobody once somebody was in contact', async () => {
    const it = await staffed(await backend.open());
    const lead = await arrives(it);
    const ann = await actor(it, 'UANN');
    await it.leads.claim(ann, lead.id);
    it.clock.moveBy(45 * MINUTE);
    await look(it, lead);
    await it.leads.contact(ann, lead.id, 'no-answer');
    await it.notices.tell({ person: 'UANN' });
    expect(it.shown).toEqual([]);
  });

  it('does not nudge an owner whose lead was given to somebody else meanwhile', async () => {
    const it = await staffed(await backend.open());
    const lead = await arrives(it);
    await it.leads.claim(await actor(it, 'UANN'), lead.id);
    it.clock.moveBy(45 * MINUTE);
    await look(it, lead);
    await it.leads.assign(await actor(it, 'UMAX'), lead.id, 'UBEN');
    await it.notices.tell({ person: 'UANN' });
    expect(it.shown).toEqual([]);
  });

  it('is told in its thread when its owner is away, so that somebody can take it', async () => {
    const it = await staffed(await backend.open());
    const lead = await arrives(it);
    const ann = await actor(it, 'UANN');
    await it.leads.claim(ann, lead.id);
    await it.people.setAway(ann, { fromOn: '2026-03-02', untilOn: '2026-03-02' });
    it.clock.moveBy(45 * MINUTE);
    await look(it, lead);
    expect(await noticesOf(it)).toEqual({ [`unclaimed:${lead.id}`]: 'waiting' });
  });

  it('mentions those on shift when nobody has it', async () => {
    const it = await staffed(await backend.open());
    const lead = await arrives(it);
    await it.jobs.start();
    await idle(it);
    it.clock.moveBy(45 * MINUTE);
    const last = () => saidTo(it, 'CLEADS').at(-1);
    await expect.poll(() => asTimePasses(it, last)).toBe('Due soon: Acme. <@UANN> <@UBEN>');
    expect(noticesTo(it, 'CLEADS').at(-1)).toMatchObject({ inThreadOf: `lead.card:${lead.id}` });
  });
});

describe.each(backends)('a late lead, on $name', (backend) => {
  it('is told in its thread without a name, and to those who answer for it', async () => {
    const it = await staffed(await backend.open(), { salesManagers: ['UMAX', 'UEVA'] });
    const lead = await arrives(it);
    await it.leads.claim(await actor(it, 'UANN'), lead.id);
    it.clock.moveTo(DUE + 1);
    await look(it, lead);
    expect(Object.keys(await noticesOf(it)).toSorted()).toEqual([
      `late:${lead.id}`,
      `late:${lead.id}:UEVA`,
      `late:${lead.id}:UMAX`,
    ]);
    await it.notices.tell({ person: 'UMAX' });
    expect(saidTo(it, 'UMAX')).toEqual(['Late: #1 Acme']);
  });

  it('is told to those whom the promise names, instead of the managers', async () => {
    const it = await staffed(await backend.open(), { terms: { lateTo: ['UMIA'] } });
    const lead = await arrives(it);
    it.clock.moveTo(DUE + 1);
    await look(it, lead);
    expect(Object.keys(await noticesOf(it)).toSorted()).toEqual([`late:${lead.id}`, `late:${lead.id}:UMIA`]);
  });

  it('stays late when somebody claims it, and is not told any more once it was contacted', async () => {
    const it = await staffed(await backend.open());
    const lead = await arrives(it);
    it.clock.moveTo(DUE + 1);
    await look(it, lead);
    const ann = await actor(it, 'UANN');
    await it.leads.claim(ann, lead.id);
    expect(await clockOf(it, lead)).toMatchObject({ state: 'late' });
    await it.leads.contact(ann, lead.id, 'reached');
    expect(await clockOf(it, lead)).toMatchObject({ state: 'met-late' });
    await it.notices.tell({ person: 'UMAX' });
    expect(it.shown).toEqual([]);
  });

  it('of a promise that is only measured is told to nobody', async () => {
    const it = await staffed(await backend.open(), { isAnnounced: false });
    const lead = await arrives(it);
    it.clock.moveTo(DUE + 1);
    await look(it, lead);
    expect(await noticesOf(it)).toEqual({});
    expect(await clockOf(it, lead)).toMatchObject({ state: 'late' });
  });
});
