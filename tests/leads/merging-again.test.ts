import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../src/core/instants.ts';
import { leadFields } from '../../src/core/lead-fields.ts';
import { backends } from '../support/backends.ts';
import { actor, type Features, MONDAY, staffed, WORKSPACE } from '../support/features.ts';
import { arrives, clockOf, idle, noticesOf, now, passTo, writes } from './arrivals.ts';
import { FIELDS } from './samples.ts';

const JANE = { fields: FIELDS } as const;

const numbers = async ({ database }: Features) =>
  (await database.db.selectFrom('leads').select('number').orderBy('number').execute()).map(({ number }) => number);

const kinds = async (it: Features, id: string) =>
  (
    await it.database.db.selectFrom('lead_events').select('kind').where('lead_id', '=', id).orderBy('seq').execute()
  ).map(({ kind }) => kind);

describe.each(backends)('a second form by somebody who is known, on $name', (backend) => {
  it('is an activity on their lead: what is new is added, and the promise runs on', async () => {
    const it = await staffed(await backend.open());
    const lead = await writes(it, { fields: leadFields({ email: 'Jane.Roe+demo@gmail.com', message: 'Hi' }) });
    const running = await clockOf(it, lead);
    it.clock.moveBy(MINUTE);
    const again = await writes(it, {
      fields: leadFields({ email: 'janeroe@googlemail.com', phone: '+49 30 7654321', message: 'Still there?' }),
      extra: { Opt_In: 'no' },
    });
    expect(again).toMatchObject({ id: lead.id, number: 1, consent: 'no' });
    expect(again.fields).toMatchObject({ email: 'Jane.Roe+demo@gmail.com', phone: '+49 30 7654321', message: 'Hi' });
    expect(await clockOf(it, lead)).toEqual(running);
    expect(await numbers(it)).toEqual([1]);
    expect((await writes(it, { fields: leadFields({ phone: '030 7654321', region: 'DE' }) })).id).toBe(lead.id);
    expect((await arrives(it)).number).toBe(2);
    expect(await kinds(it, lead.id)).toEqual(['received', 'wrote-again', 'wrote-again']);
    const facts = await it.leads.activity.between(it.database.db, WORKSPACE, {
      from: MONDAY,
      until: it.clock.now() + 1,
    });
    expect(facts.filter(({ kind }) => kind === 'delivered')).toHaveLength(2);
  });

  it('is looked for among the twenty newest of one telephone number, which may be a switchboard’s', async () => {
    const it = await staffed(await backend.open());
    const calls = (contactName: string, email?: string) =>
      writes(it, {
        fields: leadFields({ phone: '+49 30 7654321', contactName, ...(email !== undefined && { email }) }),
      });
    const [oldest, next] = [await calls('Ann Lee'), await calls('Bo Ray')];
    for (let one = 0; one < 18; one += 1) await calls(`Guest ${'abcdefghijklmnopqr'[one]}`, `guest${one}@acme.example`);
    expect((await calls('Bo Ray')).id).toBe(next.id);
    expect((await calls('Ann Lee')).id).not.toBe(oldest.id);
    expect(await numbers(it)).toHaveLength(21);
  });

  it('tells whose lead it is in the card’s thread, once they are at work', async () => {
    const it = await staffed(await backend.open());
    const lead = await writes(it, JANE);
    await it.leads.claim(await actor(it, 'UANN'), lead.id);
    await passTo(it, MONDAY + MINUTE);
    await idle(it);
    await writes(it, { fields: { ...FIELDS, message: 'It is urgent: 030 123 45 67' } });
    await passTo(it, MONDAY + 2 * MINUTE);
    const told = () => it.shown.map((one) => JSON.stringify(one)).filter((text) => text.includes('They wrote again'));
    await expect.poll(() => told().length).toBe(1);
    expect(told()[0]).toMatch(/UANN/);
    expect(told()[0]).not.toMatch(/123 45 67/);
  });

  it('brings back what was given up, to the same person and with a promise of its own; spam stays where it is', async () => {
    const it = await staffed(await backend.open());
    const ann = await actor(it, 'UANN');
    const lead = await writes(it, JANE);
    await it.leads.claim(ann, lead.id);
    await it.leads.reject(ann, lead.id, { reason: 'no-budget' });
    it.clock.moveBy(DAY);
    expect(await writes(it, JANE)).toMatchObject({ id: lead.id, stage: 'new', round: 2, owner: { personId: 'UANN' } });
    expect(await clockOf(it, lead)).toMatchObject({ state: 'running', startedAt: it.clock.now() });
    await it.leads.reject(ann, lead.id, { reason: 'spam-or-test' });
    expect(await writes(it, JANE)).toMatchObject({ id: lead.id, stage: 'rejected', round: 2 });
    expect(await kinds(it, lead.id)).toEqual([
      'received',
      'claimed',
      'rejected',
      'wrote-again',
      'returned',
      'rejected',
      'wrote-again',
    ]);
    expect(Object.keys(await noticesOf(it)).filter((key) => key.startsWith('again:'))).toEqual([]);
  });

  it('of a customer is a new lead, which says so; of one that was merged it goes to the whole', async () => {
    const it = await staffed(await backend.open());
    const [ann, max] = [await actor(it, 'UANN'), await actor(it, 'UMAX')];
    const won = await writes(it, JANE);
    await it.leads.claim(ann, won.id);
    await it.leads.win(ann, won.id, { helped: [], wrong: [], note: undefined, value: undefined });
    const fresh = await writes(it, JANE);
    expect(fresh).toMatchObject({ number: 2, stage: 'new' });
    await it.leads.compare(fresh.id);
    expect((await now(it, fresh)).maybeSame).toEqual({ number: 1, by: 'mailbox' });
    const other = await arrives(it);
    await it.leads.merge(max, other.id, fresh.id);
    expect((await writes(it, JANE)).id).toBe(other.id);
  });

  it('at the same moment as the first, and each of them delivered twice, is one lead with two forms', async () => {
    const it = await staffed(await backend.open());
    const forms = ['a', 'b', 'a', 'b'].map((originKey) => writes(it, { ...JANE, originKey }));
    const ids = (await Promise.all(forms)).map(({ id }) => id);
    expect(new Set(ids).size).toBe(1);
    expect(await kinds(it, ids[0] ?? '')).toEqual(['received', 'wrote-again']);
    expect(await numbers(it)).toEqual([1]);
    expect((await writes(it, { fields: leadFields({ email: 'bo@acme.example' }) })).number).toBe(2);
  });

  it('that is a test is a lead of its own, and nobody is known from one', async () => {
    const it = await staffed(await backend.open());
    const max = await actor(it, 'UMAX');
    expect((await it.leads.sendTest(max))?.number).toBe(1);
    expect((await it.leads.sendTest(max))?.number).toBe(2);
    expect((await writes(it, { fields: leadFields({ email: 'tess@example.com' }) })).number).toBe(3);
  });

  it('that may be the same is asked about on its card, and once: nothing is merged by itself', async () => {
    const it = await staffed(await backend.open());
    const max = await actor(it, 'UMAX');
    const jane = await writes(it, JANE);
    const asked = [
      [{ email: 'jane.roe@amce.example', contactName: 'J' }, 'mail'],
      [{ email: 'j@other.example', phone: '+49 30 1234567', contactName: 'Ann' }, 'phone'],
      [{ email: 'roe@acme.example', contactName: 'Dr. Jané Roe' }, 'name'],
      [{ email: 'info@acme.example', contactName: 'Ann Lee' }, undefined],
    ] as const;
    for (const [fields, by] of asked) {
      const lead = await writes(it, { fields: leadFields(fields) });
      expect(lead.id).not.toBe(jane.id);
      await it.leads.compare(lead.id);
      const { maybeSame } = await now(it, lead);
      expect(maybeSame).toEqual(by === undefined ? undefined : { number: 1, by });
      if (by === undefined) continue;
      expect(await it.leads.keepApart(max, lead.id, 1)).toMatchObject({ kind: 'done' });
      await it.leads.compare(lead.id);
      expect((await now(it, lead)).maybeSame).toBeUndefined();
      // What nobody must confuse with the next one is out of the way.
      await it.database.transaction((tx) =>
        tx.updateTable('leads').set({ is_test: 1 }).where('id', '=', lead.id).execute(),
      );
    }
    expect(it.clock.now()).toBeLessThan(MONDAY + HOUR);
  });
});
