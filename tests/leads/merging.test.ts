import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../src/core/instants.ts';
import { backends } from '../support/backends.ts';
import { actor, MONDAY, staffed, WORKSPACE } from '../support/features.ts';
import { arrives, clockOf, look, now } from './arrivals.ts';
import { done, everything } from './merging-apart.ts';
import { FIELDS } from './samples.ts';

const { phone: _phone, phoneKey: _key, message: _message, ...NO_PHONE } = FIELDS;

describe.each(backends)('merging two leads, on $name', (backend) => {
  it('adds what only the other says, counts once, and keeps the earlier promise; taken apart both are as they were', async () => {
    const it = await staffed(await backend.open());
    const [ann, max] = [await actor(it, 'UANN'), await actor(it, 'UMAX')];
    const early = await arrives(it, { extra: { newsletter: 'yes' } });
    it.clock.moveBy(20 * MINUTE);
    const late = await arrives(it, {
      fields: { ...NO_PHONE, email: 'jane@roe.example', emailKey: 'jane@roe.example', contactName: 'Janet' },
      extra: { consent: 'no' },
    });
    await it.leads.claim(ann, late.id);
    const before = await everything(it);
    const early1st = await clockOf(it, early);

    const { into, from } = done(await it.leads.merge(max, late.id, early.id));
    expect(into).toMatchObject({
      number: 2,
      owner: { personId: 'UANN' },
      consent: 'no',
      fields: { phone: FIELDS.phone, message: FIELDS.message, email: 'jane@roe.example', contactName: 'Janet' },
    });
    expect(from).toMatchObject({ stage: 'rejected', reason: 'duplicate', mergedInto: late.id });
    expect(await clockOf(it, late)).toMatchObject({ state: 'running', dueAt: early1st.dueAt });
    expect(await clockOf(it, early)).toMatchObject({ state: 'cancelled' });
    const facts = await it.leads.activity.between(it.database.db, WORKSPACE, {
      from: MONDAY,
      until: it.clock.now() + 1,
    });
    expect(facts.map(({ kind }) => kind)).toEqual(['delivered', 'claimed']);

    expect(done(await it.leads.unmerge(max, early.id)).into).toMatchObject({ id: late.id });
    expect(await everything(it)).toEqual(before);
  });

  it('moves what people do with the one that is gone to the one that stays, and that stays there', async () => {
    const it = await staffed(await backend.open());
    const [ann, max] = [await actor(it, 'UANN'), await actor(it, 'UMAX')];
    const [one, two] = [await arrives(it), await arrives(it)];
    const early = await clockOf(it, one);
    done(await it.leads.merge(max, one.id, two.id));
    expect(await it.leads.claim(ann, two.id)).toMatchObject({ kind: 'done', lead: { id: one.id } });
    it.clock.moveBy(10 * MINUTE);
    await it.leads.contact(ann, two.id, 'reached');
    expect(await clockOf(it, one)).toMatchObject({ state: 'met', worked: 10 * MINUTE });

    done(await it.leads.unmerge(max, two.id));
    expect(await now(it, one)).toMatchObject({ stage: 'contacted', owner: { personId: 'UANN' } });
    expect(await clockOf(it, one)).toMatchObject({ id: early.id, state: 'met', dueAt: early.dueAt });
    const apart = await now(it, two);
    expect(apart).toMatchObject({ stage: 'new', owner: undefined });
    expect(apart.mergedInto).toBeUndefined();
    expect(await clockOf(it, two)).toMatchObject({ state: 'running', stoppedAt: undefined });
  });

  it('tells lateness once, whichever of both was late', async () => {
    const it = await staffed(await backend.open());
    const max = await actor(it, 'UMAX');
    const one = await arrives(it);
    it.clock.moveBy(2 * HOUR);
    const two = await arrives(it);
    await look(it, one);
    const before = await everything(it);
    done(await it.leads.merge(max, two.id, one.id));
    expect(await clockOf(it, two)).toMatchObject({ state: 'late', dueAt: MONDAY + HOUR });
    await look(it, two);
    expect(it.news.filter(({ kind }) => kind === 'late')).toHaveLength(1);
    done(await it.leads.unmerge(max, two.id));
    expect(await everything(it)).toEqual(before);
  });

  it('2.1.12: one that was given up goes on where the other one is, with its owner and its promise', async () => {
    const it = await staffed(await backend.open());
    const [ann, max] = [await actor(it, 'UANN'), await actor(it, 'UMAX')];
    const one = await arrives(it);
    await it.leads.claim(ann, one.id);
    await it.leads.reject(ann, one.id, { reason: 'no-budget' });
    it.clock.moveBy(DAY);
    const two = await arrives(it);
    const before = await everything(it);
    const running = await clockOf(it, two);
    expect(done(await it.leads.merge(max, one.id, two.id)).into).toMatchObject({
      stage: 'new',
      owner: { personId: 'UANN' },
      round: 2,
      reason: undefined,
      returnsAt: undefined,
    });
    expect(await clockOf(it, one)).toMatchObject({ state: 'running', cycle: 2, dueAt: running.dueAt });
    done(await it.leads.unmerge(max, one.id));
    expect(await everything(it)).toEqual(before);
    expect(await it.leads.bringBack(one.id)).toBeGreaterThan(it.clock.now());
  });

  it('what is merged last is taken apart first', async () => {
    const it = await staffed(await backend.open());
    const max = await actor(it, 'UMAX');
    const [one, two, three] = [await arrives(it), await arrives(it), await arrives(it)];
    done(await it.leads.merge(max, one.id, two.id));
    done(await it.leads.merge(max, one.id, three.id));
    expect(await it.leads.unmerge(max, two.id)).toMatchObject({ why: { kind: 'later-first', number: 3 } });
    expect(await it.leads.merge(max, two.id, three.id)).toMatchObject({ why: { kind: 'merged', number: 1 } });
    expect(done(await it.leads.unmerge(max, one.id)).from).toMatchObject({ number: 3 });
    expect(done(await it.leads.unmerge(max, one.id)).from).toMatchObject({ number: 2 });
    expect(await it.leads.unmerge(max, one.id)).toMatchObject({ why: { kind: 'not-merged' } });
  });

  it('is for managers of both teams, and for reps where nobody else has one of them', async () => {
    const it = await staffed(await backend.open());
    const [ann, ben, mia] = [await actor(it, 'UANN'), await actor(it, 'UBEN'), await actor(it, 'UMIA')];
    const [one, two] = [await arrives(it), await arrives(it)];
    await it.leads.claim(ben, one.id);
    expect(await it.leads.merge(ann, one.id, two.id)).toMatchObject({ why: { kind: 'not-yours', owner: 'UBEN' } });
    expect(await it.leads.merge(mia, one.id, two.id)).toMatchObject({ why: { kind: 'not-sales' } });
    expect(await it.leads.merge(ben, one.id, one.id)).toMatchObject({ why: { kind: 'same-lead' } });
    await it.leads.win(ben, one.id, { helped: [], wrong: [], note: undefined, value: undefined });
    expect(await it.leads.merge(ben, two.id, one.id)).toMatchObject({ why: { kind: 'won' } });
    expect(await it.leads.merge(ben, one.id, two.id)).toMatchObject({ kind: 'done', into: { stage: 'customer' } });
  });

  it('of two at once, crosswise and with claims between them, leaves one lead with one owner, and every entry in one journal', async () => {
    const it = await staffed(await backend.open());
    const [ann, ben, max] = [await actor(it, 'UANN'), await actor(it, 'UBEN'), await actor(it, 'UMAX')];
    const [one, two] = [await arrives(it), await arrives(it)];
    const outcomes = await Promise.all([
      it.leads.merge(max, one.id, two.id),
      it.leads.claim(ann, one.id),
      it.leads.merge(max, two.id, one.id),
      it.leads.claim(ben, two.id),
      it.leads.contact(max, two.id, 'reached'),
    ]);
    expect(outcomes.filter((outcome) => outcome.kind === 'done' && 'into' in outcome)).toHaveLength(1);
    const leads = [await now(it, one), await now(it, two)];
    const [whole, part] = leads.toSorted((a) => (a.mergedInto === undefined ? -1 : 1));
    expect(part?.mergedInto).toBe(whole?.id);
    expect(whole?.mergedInto).toBeUndefined();
    expect(whole?.owner?.personId).toBeDefined();
  });
});
