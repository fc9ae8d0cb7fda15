import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../src/core/instants.ts';
import type { Database } from '../../src/platform/db/database.ts';
import { countedOf } from '../../src/reviews/deciding/effect.ts';
import { findEffect } from '../../src/reviews/deciding/effects-store.ts';
import { insert } from '../../src/reviews/verdicts/verdicts-store.ts';
import { backends } from '../support/backends.ts';
import { actor, type Features, staffed, WORKSPACE } from '../support/features.ts';
import { starts } from './reviews.ts';

let people = 0;

/** A lead of a source, by another person each time. */
async function came({ leads }: Features, source: string) {
  people += 1;
  const fields = { company: `Acme ${people}`, email: `jane@acme-${people}.example`, source };
  const lead = await leads.create({ workspaceId: WORKSPACE, by: 'form', fields, extra: {} });
  if (lead === undefined) throw new Error('Not set up');
  return lead;
}

/** Ann calls the one lead of ads no fit in a review; Mia decides what to do about it. */
async function decided(database: Database, isAnonymous = false) {
  const it = await staffed(database);
  const lead = await came(it, 'ads');
  await came(it, 'fair');
  const review = await starts(it, [lead], { isAnonymous });
  const [ann, mia, max] = [await actor(it, 'UANN'), await actor(it, 'UMIA'), await actor(it, 'UMAX')];
  const now = it.clock.now();
  for (const [personId, side, verdict] of [
    ['UANN', 'sales', 'not'],
    ['UMIA', 'marketing', 'good'],
  ] as const) {
    const who = { id: crypto.randomUUID(), workspaceId: WORKSPACE, leadId: lead.id, personId, occasion: review.id };
    const nothing = { grade: undefined, reason: undefined, part: undefined, note: undefined };
    const place = { rejection: undefined, insteadOf: undefined, givenAt: now, saidAt: now, shownAt: now };
    await it.database.transaction((tx) => insert(tx, { ...who, side, verdict, ...nothing, ...place }));
  }
  await it.reviews.endNow(max, review.id);
  const made = await it.reviews.decide(ann, { reviewId: review.id, leadId: lead.id }, FORM);
  if (made.kind !== 'decided') throw new Error('Ann decides');
  const { id } = made.view.action;
  const finish = (by = mia) => it.actions.finish({ ...by, isAdmin: false }, id);
  const reopen = () => it.actions.reopen({ ...mia, isAdmin: false }, id);
  const count = (seq: number) => it.reviews.effects.count({ actionId: id, seq });
  const told = async () =>
    (await it.database.db.selectFrom('notices').select(['kind', 'recipient']).where('kind', 'in', KINDS).execute())
      .map(({ kind, recipient }) => `${kind} ${recipient.replace('person:', '')}`)
      .toSorted();
  return { it, id, max, finish, reopen, count, told };
}

const KINDS = ['review.did', 'review.changed'];

const FORM = {
  kind: 'gate' as const,
  text: 'If a form has no company, then it asks for it',
  owner: 'UMIA',
  dueOn: '2026-03-20',
  madeFrom: 'view:1',
  seen: 0,
};

describe('what is counted of a decision', () => {
  it('are the leads of the source that it changes, else of the campaign; of one about words or work nothing', () => {
    expect(countedOf({ kind: 'gate', source: 'ads', campaign: 'spring' })).toEqual({ by: 'source', origin: 'ads' });
    expect(countedOf({ kind: 'source', source: undefined, campaign: 'spring' })).toMatchObject({ by: 'campaign' });
    expect(countedOf({ kind: 'process', source: 'ads', campaign: undefined })).toBeUndefined();
    expect(countedOf({ kind: 'gate', source: undefined, campaign: undefined })).toBeUndefined();
  });
});

describe.each(backends)('you said, we did, on $name', (backend) => {
  it('whoever said so hears once that it is done with the count before, and after four weeks what has changed', async () => {
    const { it, id, finish, count, told } = await decided(await backend.open());
    it.clock.moveBy(HOUR);
    const doneAt = it.clock.now();
    await finish();
    it.clock.moveBy(10 * MINUTE);
    expect(await count(2)).toBe(doneAt + 28 * DAY);
    await count(2);
    expect(await told()).toEqual(['review.did UANN']);
    await came(it, 'ads');
    it.clock.moveBy(28 * DAY);
    expect(await count(2)).toBeUndefined();
    await count(2);
    expect(await told()).toEqual(['review.changed UANN', 'review.did UANN']);
    expect(await findEffect(it.database.db, { actionId: id, seq: 2 })).toMatchObject({
      metric: 'No fit',
      before: { count: 1, n: 1 },
      after: { count: 0, n: 1 },
    });
    expect(await it.reviews.effects.effect(`${id}:2`)).toMatchObject({ review: 1, decision: 1, text: FORM.text });
  });

  it('what is taken back is told to nobody, and counted anew when it is done after all', async () => {
    const { it, id, finish, reopen, count, told } = await decided(await backend.open());
    await finish();
    await reopen();
    expect(await count(2)).toBeUndefined();
    expect(await told()).toEqual([]);
    await finish();
    await count(4);
    expect(await told()).toEqual(['review.did UANN']);
    await reopen();
    expect(await it.reviews.effects.effect(`${id}:4`)).toBeUndefined();
    it.clock.moveBy(28 * DAY);
    expect(await count(4)).toBeUndefined();
    expect(await findEffect(it.database.db, { actionId: id, seq: 4 })).toBeUndefined();
  });

  it('of an anonymous review all who judged hear it, so that nobody is known by it', async () => {
    const { max, finish, count, told } = await decided(await backend.open(), true);
    await finish(max);
    await count(2);
    expect(await told()).toEqual(['review.did UANN', 'review.did UMIA']);
  });
});
