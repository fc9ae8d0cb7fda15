import { describe, expect, it } from 'vitest';
import { DAY } from '../../src/core/instants.ts';
import { backends } from '../support/backends.ts';
import { hire, setTeam } from '../support/features.ts';
import { type Reviewing, reviewing } from './started.ts';

/** Everything that a review holds, as its owner sees it. */
const queueOf = ({ it, review }: Reviewing, id: string) => it.reviews.queue(review.id, id);

const stateOf = async ({ it, review }: Reviewing) =>
  (await it.database.db.selectFrom('reviews').select('state').where('id', '=', review.id).executeTakeFirstOrThrow())
    .state;

const verdictsOf = ({ it, review }: Reviewing) => it.reviews.verdictsIn(it.database.db, review.id);

async function tapAll(here: Reviewing, id: string, verdict: 'good' | 'not' | 'unsure' = 'good') {
  for (const [at] of here.leads.entries()) await here.tap(id, at, verdict);
}

describe.each(backends)('judging unseen, on $name', (backend) => {
  it('goes from lead to lead with one tap each, back, forth and later, and says when it is done', async () => {
    const here = await reviewing(await backend.open());
    const { it, review, tap, as, spot, leads } = here;
    expect(await queueOf(here, 'UANN')).toMatchObject({ kind: 'asked', position: 1, of: 3 });
    expect(await tap('UANN', 0, 'good')).toMatchObject({ kind: 'noted' });
    expect(await queueOf(here, 'UANN')).toMatchObject({
      position: 2,
      judged: 1,
      noted: { lead: { id: leads[0]?.id }, mine: { verdict: 'good' } },
    });
    const ann = await as('UANN');
    await it.reviews.goOn(ann, review.id, spot(1).leadId);
    expect(await queueOf(here, 'UANN')).toMatchObject({ position: 3 });
    // What Slack delivers again moves nobody twice.
    await it.reviews.goOn(ann, review.id, spot(1).leadId);
    expect(await queueOf(here, 'UANN')).toMatchObject({ position: 3 });
    await tap('UANN', 2, 'unsure');
    expect(await queueOf(here, 'UANN')).toMatchObject({ position: 2, canWait: false });
    await it.reviews.goTo(ann, review.id, '@1');
    expect(await queueOf(here, 'UANN')).toMatchObject({ position: 1, mine: { verdict: 'good' } });
    expect(await it.reviews.lookIn(ann, { reviewId: review.id, leadId: '@3' })).toMatchObject({
      lead: { id: leads[2]?.id },
      mine: { verdict: 'unsure' },
    });
    await tap('UANN', 0, 'not');
    await tap('UANN', 1, 'good');
    expect(await queueOf(here, 'UANN')).toMatchObject({ kind: 'finished', judged: 3 });
    await it.reviews.goTo(ann, review.id, spot(0).leadId);
    expect(await queueOf(here, 'UANN')).toMatchObject({ kind: 'asked', position: 1, isFinished: true });
    await tap('UANN', 0, 'good');
    expect(await queueOf(here, 'UANN')).toMatchObject({ position: 2 });
    await it.reviews.goTo(ann, review.id, undefined);
    expect(await queueOf(here, 'UANN')).toMatchObject({ kind: 'finished' });
    expect(await stateOf(here)).toBe('open');
  });

  it('a press that comes again has no effect once somebody has said something else', async () => {
    const here = await reviewing(await backend.open());
    const { it, tap, as, spot } = here;
    const ann = await as('UANN');
    const first = { ...spot(0), seen: undefined };
    await Promise.all(Array.from({ length: 10 }, () => it.reviews.judgeIn(ann, first, 'good')));
    expect(await it.reviews.judgeIn(ann, first, 'not')).toMatchObject({
      kind: 'changed-since',
      mine: { verdict: 'good' },
    });
    await tap('UANN', 0, 'not');
    expect(await it.reviews.judgeIn(ann, first, 'good')).toMatchObject({
      kind: 'changed-since',
      mine: { verdict: 'not' },
    });
    const rows = await it.database.db.selectFrom('lead_verdicts').select(['verdict', 'ended_at', 'shown_at']).execute();
    expect(rows).toHaveLength(2);
    expect(rows.filter(({ ended_at }) => ended_at === null)).toEqual([
      { verdict: 'not', ended_at: null, shown_at: null },
    ]);
  });

  it('is shown in the moment in which the last one has judged the last lead, once, also if two are last at once', async () => {
    const here = await reviewing(await backend.open());
    for (const id of ['UANN', 'UBEN']) await tapAll(here, id);
    for (const id of ['UMIA', 'UMOE']) for (const lead of [0, 1]) await here.tap(id, lead, 'not');
    expect(await verdictsOf(here)).toEqual([]);
    const ends = await Promise.all(['UMIA', 'UMOE'].map((id) => here.tap(id, 2, 'not')));
    expect(ends.map(({ kind }) => kind)).toEqual(['noted', 'noted']);
    expect(await stateOf(here)).toBe('revealed');
    const said = await verdictsOf(here);
    expect(said).toHaveLength(12);
    expect(new Set(said.map(({ by }) => by))).toEqual(new Set(['UANN', 'UBEN', 'UMIA', 'UMOE']));
    expect(await here.tap('UANN', 0, 'not')).toMatchObject({ kind: 'over' });
    expect(await queueOf(here, 'UANN')).toMatchObject({ kind: 'revealed' });
    expect(await verdictsOf(here)).toEqual(said);
  });

  it('either a verdict is in what is shown, or it is refused: a deadline in the midst of taps loses none', async () => {
    const here = await reviewing(await backend.open(), { leads: 4 });
    const { it, review } = here;
    const taps = ['UANN', 'UBEN', 'UMIA'].flatMap((id) => [0, 1, 2, 3].map((lead) => here.tap(id, lead, 'good')));
    const ends = [1, 2].map(() => it.database.transaction((tx) => it.reviews.reveal(tx, review.id, 'UMAX')));
    const [told, revealed] = [await Promise.all(taps), await Promise.all(ends)];
    expect(revealed.filter(Boolean)).toHaveLength(1);
    expect(await verdictsOf(here)).toHaveLength(told.filter(({ kind }) => kind === 'noted').length);
  });

  it('nobody waits for who is away, leaves, becomes a guest or knows too little; what they have said stays', async () => {
    const here = await reviewing(await backend.open(), { sales: ['UANN', 'UBEN', 'UCAL'] });
    const { it, review, as } = here;
    await tapAll(here, 'UANN');
    await tapAll(here, 'UMIA', 'not');
    await here.tap('UBEN', 0, 'not');
    await here.tap('UCAL', 0, 'unsure');
    const bob = await as('UBEN');
    const out = { ...bob, gesture: 'press-1' };
    await it.reviews.stepOut(out, review.id);
    const since = it.clock.now();
    expect(await queueOf(here, 'UBEN')).toMatchObject({ kind: 'out', judged: 1 });
    it.clock.moveBy(1_000);
    await it.reviews.stepIn(bob, review.id, since);
    // Slack delivers the first press again.
    await it.reviews.stepOut(out, review.id);
    expect(await queueOf(here, 'UBEN')).toMatchObject({ kind: 'asked' });
    await it.reviews.stepOut({ ...bob, gesture: 'press-2' }, review.id);
    await it.people.refresh({ ...slackOf('UCAL'), isDeactivated: true });
    expect(await stateOf(here)).toBe('open');
    await hire(it, ['UMOE'], { kind: 'guest' });
    expect(await it.reviews.attend(review.id, 'UMOE')).toBeDefined();
    expect(await stateOf(here)).toBe('revealed');
    const said = await verdictsOf(here);
    expect(said).toHaveLength(8);
    // Cal has left Slack: the verdict stays, the name doesn’t.
    expect(said.filter(({ by }) => by === undefined)).toMatchObject([{ verdict: 'unsure', side: 'sales' }]);
  });

  it('who leaves the teams can judge no more, and isn’t waited for', async () => {
    const here = await reviewing(await backend.open());
    const { it, review } = here;
    for (const id of ['UANN', 'UBEN', 'UMIA']) await tapAll(here, id);
    await here.tap('UMOE', 0, 'good');
    await setTeam(it, 'marketing', ['UMIA'], []);
    expect(await here.tap('UMOE', 1, 'good')).toMatchObject({ kind: 'not-in-teams' });
    expect(await queueOf(here, 'UMOE')).toMatchObject({ kind: 'not-asked' });
    const [job] = await it.database.db
      .selectFrom('jobs')
      .select('state')
      .where('key', '=', `review.queue:${review.id}:UMOE`)
      .execute();
    expect(job?.state).toBe('ready');
    await it.reviews.attend(review.id, 'UMOE');
    expect(await stateOf(here)).toBe('revealed');
  });

  it('who isn’t asked says nothing, nor does another workspace, nor whoever names a lead of another review', async () => {
    const here = await reviewing(await backend.open());
    const { it, as, spot, review } = here;
    const max = await as('UMAX');
    expect(await it.reviews.judgeIn(max, { ...spot(0), seen: undefined }, 'good')).toMatchObject({ kind: 'not-asked' });
    const ann = await as('UANN');
    const elsewhere = { ...ann, workspaceId: 'T2' };
    expect(await it.reviews.judgeIn(elsewhere, { ...spot(0), seen: undefined }, 'good')).toEqual({ kind: 'not-found' });
    expect(await it.reviews.judgeIn(ann, { reviewId: review.id, leadId: 'other', seen: undefined }, 'good')).toEqual({
      kind: 'not-found',
    });
    expect(await it.reviews.goTo(max, review.id, spot(0).leadId)).toMatchObject({ kind: 'not-asked' });
    expect(await it.reviews.stepOut(elsewhere, review.id)).toEqual({ kind: 'not-found' });
    expect(await it.database.db.selectFrom('lead_verdicts').selectAll().execute()).toEqual([]);
  });

  it('asks once in somebody’s hours and within their three messages, and reminds once whoever has leads left', async () => {
    const here = await reviewing(await backend.open());
    const { it, review } = here;
    for (const news of ['1', '2', '3'])
      await it.database.transaction((tx) => it.notices.reserve(tx, { key: `other:${news}`, personId: 'UBEN' }));
    expect(await it.reviews.mayAsk(review.id, 'UANN')).toBeUndefined();
    expect(await it.reviews.mayAsk(review.id, 'UBEN')).toBe(Date.parse('2026-03-03T00:00Z'));
    await tapAll(here, 'UANN');
    await it.reviews.stepOut(await here.as('UMOE'), review.id);
    // 24 working hours: a working day before the end.
    it.clock.moveBy(2 * DAY + 60_000);
    for (const id of ['UANN', 'UBEN', 'UMIA', 'UMOE', 'UMIA']) await it.reviews.attend(review.id, id);
    const told = await it.database.db
      .selectFrom('notices')
      .select('key')
      .where('kind', '=', 'review.reminder')
      .execute();
    expect(told.map(({ key }) => key).toSorted()).toEqual([
      `review.reminder:${review.id}:UBEN`,
      `review.reminder:${review.id}:UMIA`,
    ]);
    expect(await it.reviews.reminder(review.id, 'UBEN')).toMatchObject({ judged: 0, of: 3 });
    await it.database.transaction((tx) => it.reviews.reveal(tx, review.id));
    expect(await it.reviews.reminder(review.id, 'UBEN')).toBeUndefined();
  });
});

const slackOf = (id: string) => ({
  id,
  name: id,
  emailKey: undefined,
  zone: 'UTC',
  kind: 'member' as const,
  isAdmin: false,
  isDeactivated: false,
});
