import { describe, expect, it } from 'vitest';
import { MINUTE } from '../../src/core/instants.ts';
import { reviewRows } from '../../src/reviews/export-reviews-service.ts';
import { done } from '../leads/merging-apart.ts';
import { backends } from '../support/backends.ts';
import { WORKSPACE } from '../support/features.ts';
import { type Reviewing, reviewing } from './started.ts';

const judgedIn = async ({ it, review }: Reviewing, id: string) => {
  const queue = await it.reviews.queue(review.id, id);
  return queue && `${queue.kind} ${queue.judged} of ${queue.of}`;
};

const progressOf = async ({ it, review }: Reviewing) => {
  const view = await it.reviews.thread.parent(review.id);
  return [view?.leads, ...(view?.progress ?? []).map(({ judged, of }) => `${judged} of ${of}`)];
};

/** What each side says of each lead that counts. */
const resultsIn = async ({ it, review }: Reviewing) =>
  (await it.reviews.results.resultsOf(review.id))?.results.leads.map(
    ({ lead, sides: { sales, marketing } }) =>
      `${lead.position}: ${sales.good}/${sales.not} ${marketing.good}/${marketing.not}`,
  );

const SIX = { sales: ['UANN', 'UBEN', 'UCAL'], marketing: ['UMIA', 'UMOE', 'UMEG'] } as const;

describe.each(backends)('two leads of a review that become one, on $name', (backend) => {
  it('are asked about once and count once, with what each said last; taken apart each has its own again', async () => {
    const here = await reviewing(await backend.open());
    const { it, review, tap, as, spot } = here;
    const max = await as('UMAX');
    await tap('UANN', 0, 'good');
    it.clock.moveBy(MINUTE);
    await tap('UANN', 1, 'not');
    for (const lead of [0, 2]) await tap('UMOE', lead, 'good');
    expect(await progressOf(here)).toEqual([3, '2 of 6', '2 of 6']);

    done(await it.leads.merge(max, spot(0).leadId, spot(1).leadId));
    expect(await progressOf(here)).toEqual([2, '1 of 4', '2 of 4']);
    expect([await judgedIn(here, 'UANN'), await judgedIn(here, 'UMOE')]).toEqual([
      'asked 1 of 2',
      // Nothing is left for him.
      'finished 2 of 2',
    ]);
    expect(await it.reviews.thread.reply(review.id, spot(1).leadId)).toMatchObject({ countsAs: 1, parts: [] });
    expect(await it.reviews.thread.reply(review.id, spot(0).leadId)).toMatchObject({ countsAs: undefined, parts: [2] });
    // Both are the same to be judged, with what she said last; and an old button says it of the one that counts.
    for (const at of [0, 1])
      expect(await it.reviews.lookIn(await as('UANN'), spot(at))).toMatchObject({
        lead: { id: spot(0).leadId },
        mine: { verdict: 'not' },
      });
    expect(await tap('UBEN', 1, 'good')).toMatchObject({ kind: 'noted', mine: { leadId: spot(0).leadId } });

    done(await it.leads.unmerge(max, spot(1).leadId));
    expect(await progressOf(here)).toEqual([3, '3 of 6', '2 of 6']);
    expect([await judgedIn(here, 'UANN'), await judgedIn(here, 'UMOE')]).toEqual(['asked 2 of 3', 'asked 2 of 3']);
    expect(await it.reviews.lookIn(await as('UANN'), spot(0))).toMatchObject({ mine: { verdict: 'good' } });

    done(await it.leads.merge(max, spot(0).leadId, spot(1).leadId));
    await tap('UANN', 2, 'good');
    await tap('UBEN', 2, 'good');
    for (const lead of [0, 2]) await tap('UMIA', lead, 'good');
    expect(await judgedIn(here, 'UMIA')).toBe('revealed 2 of 2');
    expect(await resultsIn(here)).toEqual(['1: 1/1 2/0', '3: 2/0 2/0']);
    expect(await it.reviews.results.resultOf(review.id, spot(1).leadId)).toBeUndefined();
    const rows: unknown[] = [];
    const deps = {
      db: it.database.db,
      workspaceId: WORKSPACE,
      leadsSeenAs: async () => new Map(),
      namesOf: async () => new Map(),
      present: async () => [],
    };
    for await (const row of reviewRows(deps, { from: 0, until: it.clock.now() + 1 })) rows.push(row);
    expect(rows).toHaveLength(8);

    // What everybody finds of it, its journal and its agenda say once.
    for (const lead of [0, 1, 2]) await it.reviews.publish(review.id, spot(lead).leadId);
    const reviewed = it.database.db.selectFrom('lead_events').select('data').where('kind', '=', 'reviewed');
    expect((await reviewed.execute()).map(({ data }) => JSON.parse(data) as unknown)).toEqual([
      { review: 1, good: 3, not: 1, unsure: 0 },
      { review: 1, good: 4, not: 0, unsure: 0 },
    ]);
    const form = { kind: 'gate', text: 'Ask for it', owner: 'UMIA', dueOn: '2026-03-20', seen: 0 } as const;
    await it.reviews.discuss(max, spot(1), 'Twice?');
    expect(await it.reviews.decide(max, spot(1), { ...form, madeFrom: 'view:1' })).toMatchObject({ kind: 'decided' });
    const agenda = (await it.reviews.thread.parent(review.id))?.agenda ?? [];
    expect(agenda).toMatchObject([
      { lead: { position: 1 }, marks: [{ line: 'Twice?' }], decisions: [{ action: { text: 'Ask for it' } }] },
    ]);
  });

  it('that were judged by everybody reveal it, though nobody presses anything', async () => {
    const here = await reviewing(await backend.open(), { leads: 2 });
    const { it, review, tap, as, spot } = here;
    for (const id of ['UANN', 'UBEN', 'UMIA']) await tap(id, 0, 'good');
    await tap('UMOE', 1, 'not');
    done(await it.leads.merge(await as('UMAX'), spot(1).leadId, spot(0).leadId));
    await it.reviews.attend(review.id, 'UMOE');
    expect(await judgedIn(here, 'UANN')).toBe('revealed 1 of 1');
    expect(await resultsIn(here)).toEqual(['1: 2/0 1/1']);
  });

  it('count once where nobody is named too, and nobody is heard twice; it takes three of a team for both', async () => {
    const here = await reviewing(await backend.open(), { ...SIX, leads: 2, isAnonymous: true });
    const { it, review, tap, as, spot } = here;
    for (const id of SIX.sales) await tap(id, 0, 'good');
    it.clock.moveBy(MINUTE);
    await tap('UANN', 1, 'not');
    for (const [at, id] of SIX.marketing.entries()) await tap(id, at === 0 ? 1 : 0, 'good');
    done(await it.leads.merge(await as('UMAX'), spot(0).leadId, spot(1).leadId));
    await it.reviews.attend(review.id, 'UANN');
    expect(await resultsIn(here)).toEqual(['1: 2/1 3/0']);
    done(await it.leads.unmerge(await as('UMAX'), spot(1).leadId));
    // Nothing of it shows what fewer than three have said.
    expect(await resultsIn(here)).toEqual(['1: 2/1 3/0', '2: 0/0 0/0']);
  });
});
