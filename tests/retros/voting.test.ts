import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seenAs } from '../../src/retros/cards/card.ts';
import { SCRUBBED } from '../../src/retros/cards/scrub-service.ts';
import { usualBudget } from '../../src/retros/voting/ballot.ts';
import { backends, openAt } from '../support/backends.ts';
import { voter, votingCompany } from './voting.ts';
import { MARKETING, SALES } from './writing.ts';

const ALL = [...SALES, ...MARKETING];

describe.each(backends)('a vote, on $name', (backend) => {
  it('is about each card by itself, with as many dots as the square root of them', async () => {
    const company = await votingCompany(await backend.open(), { cards: 5 });
    const { ids, dots } = await company.form('UANN');
    expect([ids.length, dots]).toEqual([5, usualBudget(5)]);
    expect(await company.vote('UANN', 'aab')).toMatchObject({ kind: 'voted' });
    expect(await company.vote('UMIA', 'bcd')).toMatchObject({ kind: 'voted' });
    expect(await company.lying()).toEqual([2, 2, 1, 1, 0]);
    const state = await company.voting.votes.turn(company.retro.id, 'UANN');
    expect(state).toMatchObject({
      kind: 'voted',
      topics: [{ mine: 2 }, { mine: 1 }, { mine: 0 }, { mine: 0 }, { mine: 0 }],
    });
  });

  it('RETRO-2: nobody has more dots than each person, however many forms are sent at once; each has effect once', async () => {
    const company = await votingCompany(await backend.open(), { cards: 9 });
    const { seen } = await company.form('UANN');
    const sent = await Promise.all(
      ['aab', 'ccd', 'eef', 'ghi', 'aab'].map((words) => company.vote('UANN', words, seen)),
    );
    expect(sent.filter(({ kind }) => kind === 'meanwhile').length).toBeGreaterThanOrEqual(3);
    const lies = await company.lying();
    expect(lies.reduce((all, one) => all + one, 0)).toBe(3);
    await company.vote('UANN', 'abc');
    await Promise.all(ALL.slice(1).map((id) => company.vote(id, 'aab')));
    // The last one of them has ended the vote.
    const [first] = await company.voting.ranked(company.it.database.db, company.retro.id);
    expect(first?.dots).toEqual({ kind: 'each', sales: 5, marketing: 6 });
  });

  it('RETRO-2: dots that lie stay when each person has fewer, and no new one comes instead', async () => {
    const company = await votingCompany(await backend.open(), { cards: 9 });
    await company.vote('UANN', 'abc');
    expect(await company.voting.topics.setDots(voter('UANN', 'p1'), company.retro.id, 1)).toMatchObject({
      kind: 'changed',
    });
    expect(await company.vote('UANN', 'abd')).toMatchObject({ kind: 'too-many', wanted: 3, dots: 1 });
    expect(await company.lying()).toEqual([1, 1, 1, 0, 0, 0, 0, 0, 0]);
    expect(await company.vote('UANN', 'ab')).toMatchObject({ kind: 'voted' });
    expect(await company.vote('UMIA', 'ab')).toMatchObject({ kind: 'too-many' });
    expect(await company.vote('UMIA', 'a')).toMatchObject({ kind: 'voted' });
  });

  it('RETRO-2, RETRO-3: whatever people do at once, nobody has more dots than they may, and grouping loses and makes none', async () => {
    const company = await votingCompany(await backend.open(), { cards: 7 });
    const { id } = company.retro;
    const { ids } = await company.form('UANN');
    const { db } = company.it.database;
    // Somebody of the six never votes, so the vote goes on.
    const step = fc.oneof(
      fc.record({
        what: fc.constant('vote' as const),
        who: fc.constantFrom(...ALL.slice(1)),
        wish: fc.stringMatching(/^[a-e]{0,5}$/),
      }),
      fc.record({
        what: fc.constantFrom('merge' as const, 'take out' as const),
        of: fc.subarray([...ids], { minLength: 1 }),
      }),
      fc.record({ what: fc.constant('dots' as const), dots: fc.integer({ min: 1, max: 5 }) }),
    );
    const budget = async () => (await company.form('UANN')).dots;
    const lyingOf = async () =>
      Map.groupBy(await db.selectFrom('retro_ballots').selectAll().execute(), (row) => row.voter_id);
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 6 }), async (steps) => {
        const [dots, had, lay] = [await budget(), await lyingOf(), await company.lying()];
        await Promise.all(
          steps.map((one) => {
            if (one.what === 'vote') return company.vote(one.who, one.wish);
            const { topics } = company.voting;
            if (one.what === 'dots') return topics.setDots(voter('UANN'), id, one.dots);
            return one.what === 'merge'
              ? topics.merge(voter('UMAX'), id, one.of)
              : topics.takeOut(voter('UANN'), id, one.of);
          }),
        );
        const most = Math.max(dots, ...steps.map((one) => (one.what === 'dots' ? one.dots : 0)));
        for (const [who, ballot] of await lyingOf())
          expect(ballot.length).toBeLessThanOrEqual(Math.max(most, had.get(who)?.length ?? 0));
        if (steps.every(({ what }) => what !== 'vote')) expect(await company.lying()).toEqual(lay);
      }),
      { numRuns: 8 },
    );
  });

  it('RETRO-3: what is grouped while somebody chooses changes nothing of what they chose', async () => {
    const company = await votingCompany(await backend.open(), { cards: 5 });
    const before = await company.form('UANN');
    const [a = '', b = '', c = ''] = before.ids;
    await company.vote('UBEN', 'bb');
    await company.voting.topics.merge(voter('UANN', 'p1'), company.retro.id, [b, a, c]);
    expect(await company.vote('UANN', 'bbc', { ...before.seen, ids: before.ids })).toMatchObject({
      kind: 'voted',
      topics: [{ mine: 3, topic: { id: a } }, { mine: 0 }, { mine: 0 }],
    });
    expect(await company.lying()).toEqual([0, 4, 1, 0, 0]);
    await company.voting.topics.takeOut(voter('UANN', 'p2'), company.retro.id, [c]);
    expect(await company.vote('UANN', 'ad')).toMatchObject({
      topics: [{ mine: 1 }, { mine: 0 }, { mine: 0 }, { mine: 1 }],
    });
  });

  it('RETRO-3: what is grouped while somebody mends a card loses none of its words', async () => {
    const company = await votingCompany(await backend.open(), { cards: 3 });
    const { id } = company.retro;
    const ann = voter('UANN');
    const [mine] = (await company.cards.mine(ann)).flatMap(({ cards }) => cards);
    if (mine === undefined) throw new Error('Ann has written nothing');
    const { ids } = await company.form('UANN');
    await Promise.all([
      company.voting.topics.merge(voter('UMAX', 'm1'), id, ids.slice(0, 2)),
      company.cards.change(ann, mine.id, seenAs(mine), { column: 'fix', text: 'Mended meanwhile' }),
    ]);
    const { topics = [] } = (await company.voting.topics.view(company.it.database.db, id)) ?? {};
    expect(topics).toHaveLength(2);
    const words = topics.flatMap(({ cards }) => cards.map(({ text }) => text));
    expect(words.toSorted()).toEqual(['Card 2', 'Card 3', 'Mended meanwhile']);
  });

  it('groups what is about the same by one press, and takes it back by another, each once', async () => {
    const late = 'late:source:webinar';
    const data = [late, undefined, 'source:webinar', 'reason:no-budget', 'reason:no-budget'];
    const company = await votingCompany(await backend.open(), { cards: 5, data });
    const { topics } = company.voting;
    const { id } = company.retro;
    const [one, again] = await Promise.all([1, 2].map(() => topics.mergeSuggested(voter('UANN', 'p1'), id)));
    expect([one, again]).toMatchObject([{ kind: 'changed' }, { kind: 'changed' }]);
    expect(one).toMatchObject({ view: { suggested: [], last: { seq: 1 } } });
    const sizes = one !== undefined && 'view' in one ? one.view.topics.map(({ cards }) => cards.length) : [];
    expect(sizes.toSorted((a, b) => a - b)).toEqual([1, 2, 2]);
    const [undone, late2] = await Promise.all(
      ['UANN', 'UMAX'].map((who) => topics.undo(voter(who, `undo ${who}`), id, 1)),
    );
    expect(new Set([undone?.kind, late2?.kind])).toEqual(new Set(['changed', 'meanwhile']));
    // Slack delivers the first press again: what has happened since stays.
    expect(await topics.mergeSuggested(voter('UANN', 'p1'), id)).toMatchObject({ view: { topics: { length: 5 } } });
  });

  it('is looked after by its facilitator and the managers, and only while it goes on', async () => {
    const company = await votingCompany(await backend.open(), { cards: 4 });
    const { topics } = company.voting;
    const { id } = company.retro;
    const { ids } = await company.form('UANN');
    expect(await topics.merge(voter('UBEN', 'p1'), id, ids)).toMatchObject({ kind: 'not-theirs' });
    expect(await topics.merge({ ...voter('UANN', 'p2'), workspaceId: 'T2' }, id, ids)).toEqual({ kind: 'not-found' });
    expect(await topics.merge(voter('UMAX', 'p3'), id, ids.slice(0, 2))).toMatchObject({ kind: 'changed' });
    expect(await topics.merge(voter('UANN', 'p4'), id, ids.slice(0, 2))).toMatchObject({ kind: 'nothing' });
    await company.moveOn(id);
    expect(await topics.takeOut(voter('UANN', 'p5'), id, ids)).toMatchObject({ kind: 'not-voting' });
    expect(await company.voting.votes.voting(voter('UANN'), id)).toMatchObject({ kind: 'not-voting' });
    expect(await company.voting.votes.voting(voter('USAM'), id)).toMatchObject({ kind: 'not-asked' });
  });

  it('ends in the midst of forms without losing a dot: each is counted or refused, and then ballots are gone', async () => {
    const company = await votingCompany(await backend.open(), { cards: 4 });
    const { id } = company.retro;
    const forms = await Promise.all(ALL.map((who) => company.form(who)));
    const [sent] = await Promise.all([
      Promise.all(
        ALL.map((who, at) =>
          company
            .vote(who, 'aa', forms[at] && { ...forms[at].seen, ids: forms[at].ids })
            .catch((error: Error) => ({ kind: error.message })),
        ),
      ),
      company.moveOn(id).catch(() => undefined),
    ]);
    if ((await company.retros.find(company.it.database.db, id))?.phase === 'voting') await company.moveOn(id);
    const voted = sent.filter(({ kind }) => kind === 'voted').length;
    const found = await company.voting.results.resultOf(id);
    const [first] = found?.ranked ?? [];
    const counted = first?.dots.kind === 'each' ? first.dots.sales + first.dots.marketing : first?.dots.dots;
    expect(counted ?? 0).toBe(2 * voted);
    expect(await company.lying()).toEqual([0, 0, 0, 0]);
  });

  it('leaves no ballot when the retro is called off, and no result', async () => {
    const company = await votingCompany(await backend.open(), { cards: 4 });
    await company.vote('UANN', 'aa');
    await company.callOff(company.retro.id);
    const { db } = company.it.database;
    expect(await db.selectFrom('retro_ballots').selectAll().execute()).toEqual([]);
    expect(await company.voting.results.resultOf(company.retro.id)).toBeUndefined();
    expect(await company.voting.ranked(db, company.retro.id)).toEqual([]);
  });

  it('about one topic is left out: that topic is what to talk about', async () => {
    const company = await votingCompany(await backend.open(), { cards: 1 });
    expect(company.retro.phase).toBe('deciding');
    const ranked = await company.voting.ranked(company.it.database.db, company.retro.id);
    expect(ranked).toMatchObject([{ title: 'Card 1', standing: 'unvoted' }]);
  });

  it('waits for nobody who votes not this time, and they may after all', async () => {
    const company = await votingCompany(await backend.open(), { cards: 4 });
    const { votes } = company.voting;
    const { id } = company.retro;
    for (const who of ALL.slice(0, 4)) await company.vote(who, 'a');
    expect(await votes.voteNot(voter('UMOE', 'p1'), id)).toEqual({ kind: 'out' });
    expect(await votes.turn(id, 'UMOE')).toMatchObject({ kind: 'out' });
    await company.vote('UMOE', 'b', undefined, 'p2');
    // Slack delivers the first press again.
    expect(await votes.voteNot(voter('UMOE', 'p1'), id)).toEqual({ kind: 'out' });
    expect(await votes.turn(id, 'UMOE')).toMatchObject({ kind: 'voted' });
    expect(await votes.voteNot(voter('UMEG', 'p3'), id)).toEqual({ kind: 'out' });
    expect((await company.retros.find(company.it.database.db, id))?.phase).toBe('deciding');
  });
});

it('is in no file of the database any more when it is over: who has voted for what', async () => {
  const sqlite = backends.find(({ name }) => name === 'sqlite');
  const address = await sqlite?.address();
  if (address?.kind !== 'sqlite') throw new Error('No file');
  const company = await votingCompany(openAt(address), { cards: 4 });
  const { it, retro } = company;
  const { ids } = await company.form('UANN');
  await company.vote('UANN', 'aa');
  const bytes = () => Buffer.concat([address.path, `${address.path}-wal`].map((path) => readFileSync(path)));
  // As a row of the table of dots lies in the file: its texts stand right after one another.
  const row = `${retro.id}UANN${ids[0]}`;
  expect(bytes().includes(row)).toBe(true);
  await company.moveOn(retro.id);
  const scrub = await it.database.db
    .selectFrom('jobs')
    .select('payload')
    .where('key', '=', `retros.scrub:votes:${retro.id}`)
    .executeTakeFirst();
  expect(JSON.parse(scrub?.payload ?? '')).toEqual({ what: 'votes' });
  expect(await it.database.scrub(SCRUBBED.votes)).toBe(true);
  expect(bytes().includes(row)).toBe(false);
});
