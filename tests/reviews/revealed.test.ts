import { describe, expect, it } from 'vitest';
import { actionLine } from '../../src/actions/line-blocks.ts';
import { DAY, SECOND } from '../../src/core/instants.ts';
import { leadsSeenAs } from '../../src/leads/rating/rating-service.ts';
import { type ReviewRow, reviewRows } from '../../src/reviews/export-reviews-service.ts';
import { resultBlocks, resultMessage, saidLines } from '../../src/reviews/thread/result-blocks.ts';
import { parentMessage, replyMessage } from '../../src/reviews/thread/thread-blocks.ts';
import { clientOf, openOffice } from '../playground/office.ts';
import { backends } from '../support/backends.ts';
import { hire, WORKSPACE } from '../support/features.ts';
import { manyJudge } from './many.ts';
import { type Reviewing, reviewing } from './started.ts';

const THREE = { sales: ['UANN', 'UBEN', 'UCAL'], marketing: ['UMIA', 'UMOE', 'UNIA'] };

/** All judge all: sales finds the first lead no fit, marketing all good. */
async function allJudge(here: Reviewing, sales: readonly string[], marketing: readonly string[]) {
  for (const [at] of here.leads.entries()) {
    for (const id of sales) await here.tap(id, at, at === 0 ? 'not' : 'good');
    for (const id of marketing) await here.tap(id, at, 'good');
  }
}

const shownAs = ({ it, review }: Reviewing, what: string) =>
  it.shown.filter(({ key }) => key === `review.${what}:${review.id}`);

async function untilShown(here: Reviewing, what: string) {
  await expect
    .poll(() => {
      here.it.clock.moveBy(SECOND);
      return shownAs(here, what).length;
    })
    .toBeGreaterThan(0);
  return shownAs(here, what);
}

async function exported({ it }: Reviewing): Promise<ReviewRow[]> {
  const { database, people, clock } = it;
  const deps = {
    db: database.db,
    workspaceId: WORKSPACE,
    leadsSeenAs,
    namesOf: people.namesOf,
    present: people.present,
  };
  return Array.fromAsync(reviewRows(deps, { from: 0, until: clock.now() + DAY }));
}

describe.each(backends)('a review that is revealed, on $name', (backend) => {
  it('tells those who took part by one new reply in its thread, and shows in parent and replies what was found', async () => {
    const here = await reviewing(await backend.open());
    const { it, review, leads } = here;
    await it.jobs.start();
    await untilShown(here, 'parent');
    expect(await it.reviews.results.resultsOf(review.id)).toBeUndefined();
    expect(await it.reviews.results.resultOf(review.id, leads[0]?.id ?? '')).toBeUndefined();
    expect(shownAs(here, 'result')).toEqual([]);

    await allJudge(here, ['UANN', 'UBEN'], ['UMIA', 'UMOE']);
    const [result, ...more] = await untilShown(here, 'result');
    expect(more).toEqual([]);
    expect(result).toMatchObject({ inThreadOf: `review.parent:${review.id}`, to: { channel: 'CLEADS' } });
    expect(result?.content.text).toBe(
      '<@UANN> <@UBEN> <@UMIA> <@UMOE> Review 1: you agree on 2 of 3 leads, 1 to discuss.',
    );
    await expect
      .poll(() => {
        it.clock.moveBy(SECOND);
        return JSON.stringify(shownAs(here, 'parent').at(-1)?.content.blocks);
      })
      .toContain('Sales and marketing agree on *2 of 3 leads*');
    await expect
      .poll(() => {
        it.clock.moveBy(SECOND);
        const replies = it.shown.filter(({ key }) => key === `review.lead:${review.id}:${leads[0]?.id}`);
        return JSON.stringify(replies.at(-1)?.content.blocks);
      })
      .toContain('• UANN: Not a fit');
  });

  it('is exported with a row for each lead and verdict, and nothing of one that is open', async () => {
    const here = await reviewing(await backend.open());
    const { it, review, leads } = here;
    await here.tap('UANN', 0, 'not');
    expect(await exported(here)).toEqual([]);
    await here.tap('UMIA', 0, 'good');
    await it.database.transaction((tx) => it.reviews.reveal(tx, review.id, 'UMAX'));
    const rows = await exported(here);
    expect(rows.map(({ position, team, rater, verdict }) => [position, team, rater, verdict])).toEqual([
      [1, 'sales', 'UANN', 'not'],
      [1, 'marketing', 'UMIA', 'good'],
      [2, null, null, null],
      [3, null, null, null],
    ]);
    expect(rows[0]).toMatchObject({
      review: 1,
      lead: leads[0]?.number,
      sales_says: 'not',
      marketing_says: 'good',
      is_anonymous: false,
    });
    expect(rows[2]).toMatchObject({ sales_says: 'silent', marketing_says: 'silent' });
    // Who has left keeps their verdict, and no name.
    await hire(it, ['UANN'], { isDeactivated: true });
    expect((await exported(here))[0]).toMatchObject({ verdict: 'not', rater: 'former member', rater_id: null });
  });

  it('where nobody is named, says who took part and of nobody what they found, in no message and no row', async () => {
    const here = await reviewing(await backend.open(), { ...THREE, isAnonymous: true });
    const { it, review, leads } = here;
    await it.jobs.start();
    await allJudge(here, THREE.sales, THREE.marketing);
    const [result] = await untilShown(here, 'result');
    const named = JSON.stringify(result?.content.blocks).match(/<@\w+>/g);
    expect(named).toEqual([...THREE.sales, ...THREE.marketing].map((id) => `<@${id}>`));
    const found = await it.reviews.results.resultOf(review.id, leads[0]?.id ?? '');
    expect(found?.result.sides.sales).toMatchObject({ says: 'not', not: 3 });
    if (found !== undefined)
      expect(saidLines(found.result, { isAnonymous: true, names: found.names }).join()).not.toMatch(
        /<@|U[A-Z]{3}|former/,
      );
    const rows = await exported(here);
    expect(rows).toHaveLength(18);
    expect(JSON.stringify(rows)).not.toMatch(/U[A-Z]{3}|nobody:/);
    expect(new Set(rows.map(({ said_at }) => said_at))).toEqual(new Set([null]));
  });

  it('of 200 leads and twelve people stays within what Slack takes, rings once, and paces its replies', async () => {
    const { it, review, leads } = await manyJudge(await backend.open());
    await it.database.transaction((tx) => it.reviews.reveal(tx, review.id));
    const found = await it.reviews.results.resultsOf(review.id);
    expect(found?.results.leads).toHaveLength(200);
    expect(found?.tookPart).toHaveLength(12);
    // A Slack that is as strict as Slack takes the parent, the result in each of its forms, and a reply with all that was said.
    const client = clientOf(await openOffice());
    const parent = await it.reviews.thread.parent(review.id);
    const reply = await it.reviews.thread.reply(review.id, leads[199]?.id ?? '');
    const said = await it.reviews.results.resultOf(review.id, leads[199]?.id ?? '');
    if (found === undefined || parent === undefined || reply === undefined || said === undefined)
      throw new Error('Nothing was found');
    // A channel doesn’t read of whom they speak.
    expect(saidLines(said.result, { isAnonymous: false, names: said.names }).join()).toContain(
      'has talked to ••• for long',
    );
    const whole = resultMessage({ ...found, number: 1, isAnonymous: false });
    const forms = [whole, whole.plainer, whole.plainer?.plainer].filter((form) => form !== undefined);
    expect(forms).toHaveLength(3);
    for (const { text, blocks } of [
      parentMessage(parent, { results: resultBlocks(found.results, false), decision: actionLine }),
      replyMessage(reply, {
        said: saidLines(said.result, { isAnonymous: false, names: said.names }),
        decision: actionLine,
      }),
      ...forms,
    ])
      expect(await client.apiCall('chat.postMessage', { channel: 'C_LEADS', text, blocks })).toMatchObject({
        ok: true,
      });
    const asked = await it.database.db
      .selectFrom('jobs')
      .select(['kind', 'run_at'])
      .where('kind', 'in', ['reviews.lead', 'reviews.parent', 'reviews.result', 'reviews.queue'])
      .orderBy('run_at')
      .execute();
    const of = (kind: string) => asked.filter((job) => job.kind === kind);
    expect([of('reviews.parent').length, of('reviews.result').length, of('reviews.queue').length]).toEqual([1, 1, 12]);
    const at = of('reviews.lead').map(({ run_at }) => run_at);
    expect(at).toHaveLength(200);
    expect(Math.min(...at.slice(1).map((one, index) => one - (at[index] ?? 0)))).toBeGreaterThanOrEqual(SECOND);
  });
});
