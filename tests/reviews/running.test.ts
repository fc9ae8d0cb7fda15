import { describe, expect, it } from 'vitest';
import { actionLine } from '../../src/actions/line-blocks.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../../src/core/instants.ts';
import type { Database } from '../../src/platform/db/database.ts';
import { neverEnding } from '../../src/reviews/checks-store.ts';
import { findReview, leadsOf, ratersOf } from '../../src/reviews/reviews-store.ts';
import { LEAD } from '../../src/reviews/telling-service.ts';
import { threadJobs } from '../../src/reviews/thread/thread-jobs.ts';
import { erasingLeads } from '../../src/wiring.ts';
import { arrives, idle } from '../leads/arrivals.ts';
import { backends } from '../support/backends.ts';
import { actor, type Features, noticesTo, staffed, WORKSPACE } from '../support/features.ts';
import { recordedMessages } from '../support/recorded-messages.ts';
import { starts } from './reviews.ts';

async function office(database: Database, count = 3) {
  const it = await staffed(database);
  const leads = [];
  for (let at = 0; at < count; at += 1) leads.push(await arrives(it));
  const [max, ann] = [await actor(it, 'UMAX'), await actor(it, 'UANN')];
  return { it, leads, max, ann };
}

const stateOf = async ({ database }: Features, id: string) => (await findReview(database.db, id))?.state;

/** Keys of the messages that were shown, without what else is going on. */
const thread = ({ shown }: Features) =>
  shown.map(({ key }) => key).filter((key) => /^review\.(parent|lead):/.test(key));

describe.each(backends)('a review that runs, on $name', (backend) => {
  it('is numbered from 1, also of many that start at once, and one plan starts one', async () => {
    const { it, leads } = await office(await backend.open());
    const many = await Promise.all(
      Array.from({ length: 6 }, (_, at) => starts(it, leads, { madeBy: `plan-${at % 3}` })),
    );
    const numbers = [...new Set(many.map(({ id, number }) => `${id} ${number}`))];
    expect(numbers).toHaveLength(3);
    expect(new Set(many.map(({ number }) => number)).size).toBe(3);
    expect((await it.reviews.running(WORKSPACE)).length).toBe(3);
  });

  it('has its parent, then one reply for each lead in the order of the review, one after the other', async () => {
    const { it, leads } = await office(await backend.open(), 4);
    const review = await starts(it, leads);
    await it.jobs.start();
    const wanted = [`review.parent:${review.id}`, ...leads.map(({ id }) => `review.lead:${review.id}:${id}`)];
    await expect
      .poll(async () => {
        it.clock.moveBy(SECOND);
        return [...new Set(thread(it))];
      })
      .toEqual(wanted);
    expect(it.shown.find(({ key }) => key === wanted[1])).toMatchObject({
      inThreadOf: wanted[0],
      to: { channel: 'CLEADS' },
    });
  });

  it('ends at its deadline, also after downtime, once, and at another one if that is moved', async () => {
    const { it, leads, max } = await office(await backend.open());
    const review = await starts(it, leads);
    expect(await it.reviews.endOn(max, review.id, '2026-03-01')).toEqual({
      kind: 'refused',
      why: 'due-in-the-past',
    });
    expect(await it.reviews.endOn(max, review.id, '2026-03-09')).toMatchObject({ kind: 'done' });
    it.clock.moveBy(4 * DAY);
    await it.jobs.start();
    await expect.poll(() => thread(it).length).toBeGreaterThan(0);
    expect(await stateOf(it, review.id)).toBe('open');
    it.clock.moveBy(7 * DAY);
    await expect.poll(() => stateOf(it, review.id)).toBe('revealed');
    expect((await findReview(it.database.db, review.id))?.revealedAt).toBe(it.clock.now());
    expect(await it.reviews.endNow(max, review.id)).toEqual({ kind: 'refused', why: 'over' });
  });

  it('is ended or called off by a manager, of two at once by one, and by nobody else; a press that comes again does nothing', async () => {
    const { it, leads, max, ann } = await office(await backend.open());
    const review = await starts(it, leads);
    expect(await it.reviews.endNow(ann, review.id)).toEqual({ kind: 'refused', why: 'not-manager' });
    expect(await it.reviews.callOff({ ...max, workspaceId: 'T2' }, review.id)).toEqual({
      kind: 'refused',
      why: 'not-found',
    });
    const both = await Promise.all([
      it.reviews.endNow({ ...max, gesture: 'one' }, review.id),
      it.reviews.callOff({ ...max, gesture: 'two' }, review.id),
    ]);
    expect(both.map(({ kind }) => kind).toSorted()).toEqual(['done', 'refused']);
    const state = await stateOf(it, review.id);
    for (const [gesture, at] of [
      ['one', 0],
      ['two', 1],
    ] as const)
      expect(await (at === 0 ? it.reviews.endNow : it.reviews.callOff)({ ...max, gesture }, review.id)).toMatchObject({
        kind: both[at]?.kind,
      });
    expect(await stateOf(it, review.id)).toBe(state);
  });

  it('that is called off looks for a reply that may have been posted, and posts none any more', async () => {
    const { it, leads, max } = await office(await backend.open(), 1);
    const review = await starts(it, leads);
    await it.reviews.callOff(max, review.id);
    const messages = recordedMessages([], it.clock);
    const lookedFor: string[] = [];
    const inDoubt: typeof messages = {
      ...messages,
      async standing(key, isWanted) {
        lookedFor.push(key);
        return isWanted ? { kind: 'new' } : { kind: 'later', at: it.clock.now() + MINUTE };
      },
    };
    const run = {
      key: 'x',
      payload: { reviewId: review.id, leadId: leads[0]?.id },
      attempt: 1,
      settle: async () => {},
      confirm: async () => {},
    };
    const reply = (told: typeof messages) =>
      threadJobs(it.reviews, { messages: told, db: it.database.db, clock: it.clock, decision: actionLine })
        .find(({ kind }) => kind === LEAD)
        ?.handle(run);
    expect(await reply(inDoubt)).toEqual({ later: it.clock.now() + MINUTE });
    expect(lookedFor).toEqual([`review.lead:${review.id}:${leads[0]?.id}`]);
    expect(await reply(messages)).toBeUndefined();
    expect(await messages.find(it.database.db, lookedFor[0] ?? '')).toBeUndefined();
  });

  it('has other raters when a manager says so, but never nobody for a team', async () => {
    const { it, leads, max } = await office(await backend.open());
    const review = await starts(it, leads);
    expect(await it.reviews.judgedBy(max, review.id, ['UBEN'])).toEqual({ kind: 'refused', why: 'no-marketing' });
    expect(await it.reviews.judgedBy(max, review.id, ['UBEN', 'UNOBODY'])).toMatchObject({ why: 'strangers' });
    const press = { ...max, gesture: 'change' };
    await it.reviews.judgedBy(press, review.id, ['UBEN', 'UMIA']);
    await it.reviews.judgedBy(max, review.id, ['UBEN', 'UMIA', 'UANN']);
    await it.reviews.judgedBy(press, review.id, ['UBEN', 'UMIA']);
    expect((await ratersOf(it.database.db, review.id)).map(({ personId }) => personId)).toEqual([
      'UANN',
      'UBEN',
      'UMIA',
    ]);
    const anonymous = await starts(it, leads, { isAnonymous: true });
    expect(await it.reviews.judgedBy(max, anonymous.id, ['UBEN', 'UMIA'])).toEqual({
      kind: 'refused',
      why: 'too-few-for-anonymous',
    });
  });

  it('goes on while its channel is gone: whoever started it hears so once, and reads there what was found', async () => {
    const { it, leads, max } = await office(await backend.open());
    const review = await starts(it, leads);
    await it.jobs.start();
    await it.reviews.channelTrouble(review.id, 'is_archived');
    await it.reviews.channelTrouble(review.id, 'is_archived');
    await expect
      .poll(() => noticesTo(it, 'UMAX').map(({ content }) => content.text))
      .toEqual(['Review 1 can’t be shown']);
    await it.reviews.endNow(max, review.id);
    await it.reviews.channelTrouble(review.id, 'is_archived');
    await expect
      .poll(async () => {
        // Who is told in working hours is told in none if the day is over before the work of it.
        await idle(it);
        it.clock.moveBy(HOUR);
        await idle(it);
        return noticesTo(it, 'UMAX').map(({ content }) => content.text);
      })
      .toContain('Lead review 1: what both teams found');
  });

  it('PPL-4: is moved by one of two managers who move it at once, and the other sees why not', async () => {
    const { it, leads, max } = await office(await backend.open(), 2);
    const review = await starts(it, leads);
    const moves = await Promise.all(
      ['COTHER', 'CTHIRD'].map((to) => it.reviews.moveTo(max, review.id, { from: 'CLEADS', to })),
    );
    expect(moves.filter(({ kind }) => kind === 'done')).toHaveLength(1);
    expect(moves).toContainEqual({ kind: 'refused', why: 'moved' });
  });

  it('shows a lead as it ends, and nothing of a person who is forgotten, to judges and in its thread', async () => {
    const { it, leads, ann } = await office(await backend.open(), 1);
    const [lead] = leads;
    if (lead === undefined) throw new Error('No lead');
    const review = await starts(it, leads);
    const newest = () => {
      it.clock.moveBy(SECOND);
      return JSON.stringify(it.shown.findLast(({ key }) => key.startsWith('review.lead:'))?.content ?? '');
    };
    await it.jobs.start();
    await expect.poll(newest).toContain('not claimed');
    await it.leads.claim(ann, lead.id);
    await it.leads.reject(ann, lead.id, {
      reason: 'no-need',
      detail: undefined,
      note: undefined,
      returnsOn: undefined,
    });
    await expect.poll(newest).toContain('Not a fit: No need');
    const before = it.shown.length;
    await it.database.transaction((tx) => erasingLeads(it).erase(tx, lead.id, it.clock.now()));
    await expect.poll(newest).toContain('its person is forgotten');
    expect(JSON.stringify(it.shown.slice(before))).not.toMatch(/Jane|Roe|acme\.example/i);
    const asked = await it.database.db.selectFrom('jobs').select('key').where('kind', '=', 'reviews.queue').execute();
    expect(asked.map(({ key }) => key)).toContain(`review.queue:${review.id}:UANN`);
  });

  it('is found by the auditor if nothing would end it', async () => {
    const { it, leads } = await office(await backend.open());
    const review = await starts(it, leads);
    it.clock.moveBy(MINUTE);
    expect(await neverEnding(it.database.db, 'reviews.deadline:', it.clock.now(), 9)).toEqual([]);
    await it.database.transaction((tx) =>
      tx.deleteFrom('jobs').where('key', '=', `reviews.deadline:${review.id}`).execute(),
    );
    expect(await neverEnding(it.database.db, 'reviews.deadline:', it.clock.now(), 9)).toEqual([review.id]);
    expect((await leadsOf(it.database.db, review.id)).map(({ position }) => position)).toEqual([1, 2, 3]);
  });
});
