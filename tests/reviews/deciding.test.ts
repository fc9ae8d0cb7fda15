import { describe, expect, it } from 'vitest';
import { DAY, SECOND } from '../../src/core/instants.ts';
import type { VerdictKind } from '../../src/core/verdict.ts';
import type { Database } from '../../src/platform/db/database.ts';
import { marksIn } from '../../src/reviews/deciding/agenda-store.ts';
import { forgetWords } from '../../src/reviews/index.ts';
import type { Review } from '../../src/reviews/review.ts';
import { insert } from '../../src/reviews/verdicts/verdicts-store.ts';
import { arrives } from '../leads/arrivals.ts';
import { backends } from '../support/backends.ts';
import { actor, type Features, hire, staffed, WORKSPACE } from '../support/features.ts';
import { starts } from './reviews.ts';

/** Two leads are judged by Ann and Mia, who differ over the first one. */
async function office(database: Database) {
  const it = await staffed(database);
  const leads = [await arrives(it), await arrives(it)];
  const [first, second] = leads;
  if (first === undefined || second === undefined) throw new Error('Two came');
  const review = await starts(it, leads);
  const [ann, mia, max] = [await actor(it, 'UANN'), await actor(it, 'UMIA'), await actor(it, 'UMAX')];
  const place = { reviewId: review.id, leadId: first.id };
  return { it, review, first, second, ann, mia, max, place };
}

async function said({ database, clock }: Features, { id }: Review, leadId: string, by: string, verdict: VerdictKind) {
  const now = clock.now();
  await database.transaction((tx) =>
    insert(tx, {
      id: crypto.randomUUID(),
      workspaceId: WORKSPACE,
      leadId,
      personId: by,
      occasion: id,
      side: by === 'UMIA' ? 'marketing' : 'sales',
      verdict,
      grade: undefined,
      reason: verdict === 'not' ? 'bad-data' : undefined,
      part: undefined,
      note: undefined,
      rejection: undefined,
      insteadOf: undefined,
      givenAt: now,
      saidAt: now,
      shownAt: now,
    }),
  );
}

/** They have judged, and everybody may see it. */
async function revealed(database: Database) {
  const all = await office(database);
  const { it, review, first, second, max } = all;
  for (const [leadId, verdict] of [
    [first.id, 'not'],
    [second.id, 'good'],
  ] as const) {
    await said(it, review, leadId, 'UANN', verdict);
    await said(it, review, leadId, 'UMIA', 'good');
  }
  await it.reviews.endNow(max, review.id);
  return all;
}

let forms = 0;
const wish = (seen = 0, differing: object = {}) => {
  forms += 1;
  return {
    kind: 'gate' as const,
    text: 'If a form has no company, then it asks for it',
    owner: 'UMIA',
    dueOn: '2026-03-20',
    madeFrom: `view:${forms}`,
    seen,
    ...differing,
  };
};

const agendaOf = async ({ reviews }: Features, { id }: Review) =>
  (await reviews.thread.parent(id))?.agenda.map(({ lead, isSettled }) => `${lead.position} ${isSettled}`);

describe.each(backends)('what comes of a review, on $name', (backend) => {
  it('has no agenda while it is blind, whoever puts what on it; nothing of that is read by anybody but who wrote it', async () => {
    const { it, review, ann, mia, place } = await office(await backend.open());
    expect(await it.reviews.discuss(ann, place, 'They fit on paper')).toMatchObject({ kind: 'marked' });
    expect(await agendaOf(it, review)).toEqual([]);
    expect(await it.reviews.thread.reply(review.id, place.leadId)).toMatchObject({ item: undefined });
    expect(await marksIn(it.database.db, review.id)).toEqual([]);
    expect(await it.reviews.discussing(ann, place)).toMatchObject({ line: 'They fit on paper' });
    expect(await it.reviews.discussing(mia, place)).toMatchObject({ line: undefined });
    expect(await it.reviews.deciding(ann, place)).toMatchObject({ kind: 'refused', why: { kind: 'still-blind' } });
    expect(await it.reviews.decide(ann, place, wish())).toMatchObject({ kind: 'refused' });
    expect(await it.reviews.nothingToChange(ann, place)).toMatchObject({ kind: 'refused' });
    // Not even that the thread is drawn anew tells that somebody did something.
    const jobs = await it.database.db.selectFrom('jobs').select('revision').where('key', 'like', 'review.%').execute();
    expect(new Set(jobs.map(({ revision }) => revision)).size).toBe(1);
  });

  it('begins with where the teams differ, and what somebody put up while it was blind', async () => {
    const { it, review, ann, second, max } = await office(await backend.open());
    await it.reviews.discuss(ann, { reviewId: review.id, leadId: second.id }, undefined);
    await it.reviews.endNow(max, review.id);
    expect(await agendaOf(it, review)).toEqual(['2 false']);
    const other = await revealed(await backend.open());
    expect(await agendaOf(other.it, other.review)).toEqual(['1 false']);
    expect(await other.it.reviews.deciding(other.ann, other.place)).toMatchObject({
      kind: 'form',
      what: 'gate',
      owner: 'UANN',
      dueOn: '2026-03-16',
      seen: 0,
    });
  });

  it('ends in a decision that is somebody’s to do, in the thread and where it came from', async () => {
    const { it, review, ann, place } = await revealed(await backend.open());
    const decided = await it.reviews.decide(ann, place, wish());
    expect(decided).toMatchObject({ kind: 'decided', view: { action: { owner: 'UMIA', leadId: place.leadId } } });
    expect(await agendaOf(it, review)).toEqual(['1 true']);
    expect((await it.actions.openOf(it.database.db, 'UMIA')).length).toBe(1);
    await it.jobs.start();
    await expect
      .poll(() => {
        it.clock.moveBy(SECOND);
        return JSON.stringify(it.shown.filter(({ key }) => key.startsWith('review.')));
      })
      .toContain('If a form has no company');
  });

  it('of two who decide at once one is first; the other sees what was decided, and may add theirs', async () => {
    const { it, ann, mia, place } = await revealed(await backend.open());
    const both = await Promise.all([it.reviews.decide(ann, place, wish()), it.reviews.decide(mia, place, wish())]);
    expect(both.map(({ kind }) => kind).toSorted()).toEqual(['decided', 'meanwhile']);
    const late = both.find((one) => one.kind === 'meanwhile');
    if (late?.kind !== 'meanwhile') throw new Error('One was late');
    expect(late.decisions.length).toBe(1);
    expect(await it.reviews.decide(mia, place, wish(late.seen))).toMatchObject({ kind: 'decided' });
    expect((await it.actions.madeIn(it.database.db, [`review:${place.reviewId}`])).length).toBe(2);
  });

  it('a form that is delivered twice decides once', async () => {
    const { it, ann, place } = await revealed(await backend.open());
    const form = wish();
    const send = () => it.reviews.decide(ann, place, form);
    const outcomes = [...(await Promise.all([send(), send()])), await send()];
    expect(outcomes.at(-1)).toMatchObject({ kind: 'decided' });
    expect((await it.actions.openHere(WORKSPACE)).length).toBe(1);
  });

  it('may end with nothing to change, once, until somebody puts it up again or decides after all', async () => {
    const { it, review, ann, mia, place } = await revealed(await backend.open());
    it.clock.moveBy(SECOND);
    expect(await it.reviews.nothingToChange(ann, place)).toMatchObject({ kind: 'ended' });
    expect(await it.reviews.nothingToChange(mia, place)).toMatchObject({ kind: 'ended-already', by: 'UANN' });
    expect(await agendaOf(it, review)).toEqual(['1 true']);
    it.clock.moveBy(SECOND);
    await it.reviews.discuss(mia, place, 'Not so fast');
    expect(await agendaOf(it, review)).toEqual(['1 false']);
    expect(await it.reviews.decide(mia, place, wish(1))).toMatchObject({ kind: 'decided' });
    expect(await agendaOf(it, review)).toEqual(['1 true']);
  });

  it('is for both teams and nobody else, and what can’t be decided so is said before anything is written', async () => {
    const { it, ann, place } = await revealed(await backend.open());
    await hire(it, ['USAM']);
    const sam = await actor(it, 'USAM');
    expect(await it.reviews.discuss(sam, place, 'x')).toMatchObject({ why: { kind: 'not-in-teams' } });
    expect(await it.reviews.decide(sam, place, wish())).toMatchObject({ why: { kind: 'not-in-teams' } });
    expect(await it.reviews.nothingToChange(sam, place)).toMatchObject({ why: { kind: 'not-in-teams' } });
    const why = async (differing: object) => (await it.reviews.decide(ann, place, wish(0, differing))) as object;
    expect(await why({ owner: 'USAM' })).toMatchObject({ why: { kind: 'owner-not-in-teams' } });
    expect(await why({ dueOn: '2026-01-01' })).toMatchObject({ why: { kind: 'day-is-over' } });
    const elsewhere = { ...place, leadId: 'nothing' };
    expect(await it.reviews.discuss(ann, elsewhere, undefined)).toMatchObject({ why: { kind: 'not-found' } });
    expect(await it.reviews.decide({ ...ann, workspaceId: 'T2' }, place, wish())).toMatchObject({
      why: { kind: 'not-found' },
    });
    expect(await it.reviews.decide(ann, place, wish())).toMatchObject({ kind: 'decided' });
  });

  it('nothing is put up or decided in a review that was called off', async () => {
    const { it, review, ann, max, place } = await office(await backend.open());
    await it.reviews.callOff(max, review.id);
    expect(await it.reviews.discuss(ann, place, 'x')).toMatchObject({ why: { kind: 'called-off' } });
    expect(await it.reviews.decide(ann, place, wish())).toMatchObject({ why: { kind: 'called-off' } });
  });

  it('words about a lead go with it, and its channel never reads who it was', async () => {
    const { it, review, ann, first, place } = await revealed(await backend.open());
    const email = first.fields.email ?? 'jane@acme.example';
    await it.reviews.discuss(ann, place, `Ask ${email} again`);
    const line = async () => (await it.reviews.thread.reply(review.id, place.leadId))?.item?.marks[0]?.line;
    expect(await line()).toMatch(/^Ask •+ again$/);
    await it.database.transaction((tx) => forgetWords(tx, [place.leadId]));
    expect(await line()).toBeUndefined();
  });

  it('what is done shows in the thread as well', async () => {
    const { it, review, ann, mia, place } = await revealed(await backend.open());
    const made = await it.reviews.decide(ann, place, wish());
    if (made.kind !== 'decided') throw new Error('Ann decides');
    it.clock.moveBy(DAY);
    await it.actions.finish({ ...mia, isAdmin: false }, made.view.action.id);
    const item = (await it.reviews.thread.reply(review.id, place.leadId))?.item;
    expect(item?.decisions).toMatchObject([{ action: { state: 'done' } }]);
  });
});
