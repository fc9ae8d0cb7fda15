import { describe, expect, it } from 'vitest';
import { HOUR } from '../../src/core/instants.ts';
import { backends } from '../support/backends.ts';
import { actor, asked, asking, draft, LEAD, MONDAY, now, WORKSPACE } from './asking.ts';
import { ANA, BEN, KIM, kindsOf, MAX, MIA, MOE, SAM, SOL } from './samples.ts';

describe.each(backends)('asking on $name', (backend) => {
  it('goes to the other team, with a number, and waits', async () => {
    const it = await asking(await backend.open());
    const ask = await asked(it, { about: 'Spring demo', neededBy: '2026-03-06', origin: 'slot1' });
    expect(ask).toMatchObject({
      number: 1,
      fromPerson: 'UANA',
      fromTeam: 'sales',
      to: { team: 'marketing' },
      state: 'open',
      campaign: 'Spring demo',
      leadId: undefined,
      neededBy: '2026-03-06',
      origin: 'slot1',
      createdAt: MONDAY,
    });
    expect((await asked(it)).number).toBe(2);
    expect((await now(it, ask)).ask).toEqual(ask);
    expect(kindsOf(await it.asks.history(ask.id))).toEqual(['asked']);
    expect(it.heard).toEqual(['1 asked', '2 asked']);
  });

  it('names a lead by its number, and anything else is a campaign', async () => {
    const it = await asking(await backend.open());
    const ask = await asked(it, { about: '#12' });
    expect(ask).toMatchObject({ leadId: LEAD.id, campaign: undefined });
    expect((await now(it, ask)).lead).toEqual(LEAD);
    expect(await it.asks.create(actor(ANA), draft({ about: '13' }))).toMatchObject({ why: { kind: 'unknown-lead' } });
  });

  it('one modal makes one ask, however often Slack delivers it, also at the same moment', async () => {
    const it = await asking(await backend.open());
    const one = draft();
    const outcomes = await Promise.all(Array.from({ length: 5 }, () => it.asks.create(actor(ANA), one)));
    const again = await it.asks.create(actor(ANA), one);
    const ids = [...outcomes, again].map((outcome) =>
      outcome.kind === 'asked' ? outcome.view.ask.id : outcome.why.kind,
    );
    expect(new Set(ids).size).toBe(1);
    expect(it.heard).toEqual(['1 asked']);
    expect(await it.asks.askedBy(it.database.db, 'UANA')).toHaveLength(1);
  });

  it('many at the same moment have numbers of their own', async () => {
    const it = await asking(await backend.open());
    const asks = await Promise.all(Array.from({ length: 10 }, () => asked(it)));
    expect(asks.map(({ number }) => number).toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  it.each([
    ['without a team', SAM, { team: 'marketing' }, 'no-team'],
    ['one’s own team', ANA, { team: 'sales' }, 'own-team'],
    ['a colleague of one’s own team', ANA, { person: 'UBEN' }, 'own-team'],
    ['oneself', SOL, { person: 'USOL' }, 'not-there'],
    ['somebody in neither team', ANA, { person: 'USAM' }, 'not-there'],
    ['somebody whose account is deactivated', ANA, { person: 'UMOE' }, 'not-there'],
  ] as const)('%s is refused', async (_whom, by, to, kind) => {
    const it = await asking(await backend.open());
    it.gone.add('UMOE');
    expect(await it.asks.create(actor(by), draft({ to }))).toEqual({ kind: 'refused', why: { kind } });
    expect(it.heard).toEqual([]);
  });

  it('who is in both teams asks for the one that they do not ask', async () => {
    const it = await asking(await backend.open());
    expect(await asked(it, { to: { team: 'sales' } }, SOL)).toMatchObject({ fromTeam: 'marketing' });
    expect(await asked(it, { to: { person: 'UMIA' } }, SOL)).toMatchObject({
      fromTeam: 'sales',
      to: { person: 'UMIA', team: 'marketing' },
    });
    expect(await asked(it, { to: { person: 'USOL' } }, MAX)).toMatchObject({
      to: { person: 'USOL', team: 'marketing' },
    });
  });

  it('for a day that is over is refused, as the day is where the asker is', async () => {
    const it = await asking(await backend.open());
    it.clock.moveTo(MONDAY - 2 * HOUR);
    const tokyo = { ...actor(ANA), zone: 'Asia/Tokyo' };
    expect(await it.asks.create(tokyo, draft({ neededBy: '2026-03-01' }))).toMatchObject({
      why: { kind: 'day-is-over' },
    });
    expect(await it.asks.create(tokyo, draft({ neededBy: '2026-03-02' }))).toMatchObject({ kind: 'asked' });
  });

  it('offers the other team and its people', async () => {
    const it = await asking(await backend.open());
    it.gone.add('UMOE');
    const { teams, people } = await it.asks.addressees(actor(ANA));
    expect(teams).toEqual(['marketing']);
    expect(people.map(({ id }) => id)).toEqual(['UMIA', 'UKIM', 'USOL']);
    expect(await it.asks.addressees(actor(SAM))).toEqual({ teams: [], people: [] });
  });
});

describe.each(backends)('working on asks on $name', (backend) => {
  it('of two who take at once one has it, and the other hears who', async () => {
    const it = await asking(await backend.open());
    const ask = await asked(it);
    const outcomes = await Promise.all([MIA, MOE, KIM, SOL].map((who) => it.asks.take(actor(who), ask.id)));
    const { owner } = (await now(it, ask)).ask;
    expect(outcomes.filter(({ kind }) => kind === 'done')).toHaveLength(1);
    expect(outcomes.flatMap((outcome) => (outcome.kind === 'refused' ? [outcome.why] : []))).toEqual(
      Array.from({ length: 3 }, () => ({ kind: 'taken', by: owner, since: MONDAY })),
    );
    expect(kindsOf(await it.asks.history(ask.id))).toEqual(['asked', 'taken']);
    expect(it.heard).toEqual(['1 asked', '1 taken']);
  });

  it('an answer and a decline at once: one stands, and nothing is lost of the other', async () => {
    const it = await asking(await backend.open());
    const ask = await asked(it);
    const outcomes = await Promise.all([
      it.asks.answer(actor(MIA), ask.id, 'The blue one.'),
      it.asks.decline(actor(MOE), ask.id, 'Not now.'),
    ]);
    const kinds = outcomes.map(({ kind }) => kind);
    // An answer after a decline is welcome; a decline after an answer is not.
    expect([
      ['done', 'refused'],
      ['done', 'done'],
    ]).toContainEqual(kinds);
    expect((await now(it, ask)).ask).toMatchObject({ state: 'answered', answer: 'The blue one.' });
  });

  it('the whole way: asked, taken, answered, asked again, declined, answered after all, closed', async () => {
    const it = await asking(await backend.open());
    const { id } = await asked(it);
    const way = [
      await it.asks.take(actor(MIA), id),
      await it.asks.answer(actor(MIA), id, 'The blue one.'),
      await it.asks.reopen(actor(ANA), id),
      await it.asks.decline(actor(MIA), id, 'There is no red one.'),
      await it.asks.answer(actor(MOE), id, 'There is: in the archive.'),
      await it.asks.close(actor(ANA), id),
    ];
    expect(way.map((outcome) => (outcome.kind === 'done' ? outcome.view.ask.state : outcome))).toEqual([
      'taken',
      'answered',
      'taken',
      'declined',
      'answered',
      'closed',
    ]);
    const events = await it.asks.history(id);
    expect(kindsOf(events)).toEqual(['asked', 'taken', 'answered', 'reopened', 'declined', 'answered', 'closed']);
    expect(events.map(({ by }) => by)).toEqual(['UANA', 'UMIA', 'UMIA', 'UANA', 'UMIA', 'UMOE', 'UANA']);
    expect(events[2]?.change).toEqual({ kind: 'answered', answer: 'The blue one.' });
  });

  it('a double click has no second effect', async () => {
    const it = await asking(await backend.open());
    const { id } = await asked(it);
    await it.asks.answer(actor(MIA), id, 'The blue one.');
    expect(await it.asks.answer(actor(MIA), id, 'The blue one.')).toMatchObject({ why: { kind: 'noted-already' } });
    await it.asks.close(actor(ANA), id);
    expect(await it.asks.close(actor(ANA), id)).toMatchObject({ why: { kind: 'closed-already' } });
    expect(kindsOf(await it.asks.history(id))).toEqual(['asked', 'answered', 'closed']);
  });

  it('finds no ask of another workspace, nor one that never was', async () => {
    const it = await asking(await backend.open());
    const { id } = await asked(it);
    expect(await it.asks.take(actor(MIA, 'T2'), id)).toEqual({ kind: 'not-found' });
    expect(await it.asks.take(actor(MIA), 'nowhere')).toEqual({ kind: 'not-found' });
    expect(await it.asks.byId('T2', id)).toBeUndefined();
    expect(await it.asks.find(WORKSPACE, '#1')).toMatchObject({ ask: { id } });
    expect(await it.asks.find(WORKSPACE, "1'; drop table asks; --")).toBeUndefined();
  });

  it('the words can be changed by the asker, and the journal keeps those before', async () => {
    const it = await asking(await backend.open());
    const { id } = await asked(it, { about: '#12', neededBy: '2026-03-03' });
    const words = { kind: 'content', about: undefined, neededBy: '2026-03-03', text: 'A deck for fintech.' } as const;
    it.clock.moveBy(72 * HOUR);
    // The day is over by now, but it is the same as before.
    expect(await it.asks.edit(actor(ANA), id, words)).toMatchObject({ kind: 'done' });
    expect(await it.asks.edit(actor(ANA), id, { ...words, about: '#13' })).toMatchObject({
      why: { kind: 'unknown-lead' },
    });
    expect(await it.asks.edit(actor(MIA), id, { ...words, about: '#13' })).toMatchObject({
      why: { kind: 'not-asker' },
    });
    expect((await it.asks.history(id)).at(-1)?.change).toEqual({
      kind: 'edited',
      before: {
        kind: 'question',
        leadId: 'l12',
        campaign: undefined,
        text: 'Which deck for fintech?',
        neededBy: '2026-03-03',
      },
    });
  });
});

describe.each(backends)('who sees which asks on $name', (backend) => {
  it('what waits for somebody: theirs, by name, and what their team has free', async () => {
    const it = await asking(await backend.open());
    const [toTeam, toMia, taken, answered] = [
      await asked(it),
      await asked(it, { to: { person: 'UMIA' } }),
      await asked(it),
      await asked(it),
    ];
    await it.asks.take(actor(MOE), taken.id);
    await it.asks.answer(actor(MOE), answered.id, 'Yes.');
    const openFor = async (id: string) => (await it.asks.openFor(it.database.db, id)).map(({ ask }) => ask.id);
    expect(await openFor('UMIA')).toEqual([toTeam.id, toMia.id]);
    expect(await openFor('UMOE')).toEqual([toTeam.id, taken.id]);
    expect(await openFor('UKIM')).toEqual([toTeam.id]);
    expect(await openFor('UBEN')).toEqual([]);
    expect(await openFor('USAM')).toEqual([]);
  });

  it('who has taken an ask keeps it when they leave the team', async () => {
    const it = await asking(await backend.open());
    const ask = await asked(it);
    await it.asks.take(actor(MOE), ask.id);
    it.staff.set('UMOE', { ...MOE, teams: [] });
    expect(await it.asks.openFor(it.database.db, 'UMOE')).toHaveLength(1);
  });

  it('what I have asked stays in sight until I close it', async () => {
    const it = await asking(await backend.open());
    const ask = await asked(it);
    await it.asks.answer(actor(MIA), ask.id, 'Yes.');
    expect(await it.asks.askedBy(it.database.db, 'UANA')).toHaveLength(1);
    await it.asks.close(actor(ANA), ask.id);
    expect(await it.asks.askedBy(it.database.db, 'UANA')).toEqual([]);
  });

  it('a post shows what was asked from it', async () => {
    const it = await asking(await backend.open());
    const first = await asked(it, { origin: 'slot1' });
    await asked(it, { origin: 'slot2' }, BEN);
    await asked(it);
    const from = await it.asks.askedFrom(it.database.db, ['slot1', 'slot9']);
    expect(from.map(({ ask }) => ask.id)).toEqual([first.id]);
    expect(await it.asks.askedFrom(it.database.db, [])).toEqual([]);
    expect(await it.asks.waitingIn(it.database.db, WORKSPACE)).toHaveLength(3);
  });
});
