import { describe, expect, it } from 'vitest';
import { DAY, HOUR } from '../../src/core/instants.ts';
import { MOST_CARDS, seenAs } from '../../src/retros/cards/card.ts';
import { cardsAbout } from '../../src/retros/cards/cards-export-service.ts';
import { forgetCards } from '../../src/retros/cards/cards-forgetting-service.ts';
import { backends } from '../support/backends.ts';
import { WORKSPACE } from '../support/features.ts';
import { writer, writing } from './writing.ts';

const KINDS = [
  { name: 'with names', isAnonymous: false },
  { name: 'without names', isAnonymous: true },
] as const;

const card = (text: string, datum?: string) => ({ column: 'fix', text, datum });

describe.each(backends)('cards, on $name', (backend) => {
  it('are written any day and gathered; who is in no team writes none', async () => {
    const { cards, begin } = await writing(await backend.open());
    const ann = writer('UANN', 'press-1');
    const kept = await cards.write(ann, card('Late leads on Fridays'));
    expect(kept).toMatchObject({ kind: 'added', card: { column: 'fix' }, retro: { phase: 'gathering' } });
    expect(await cards.write({ ...ann, teams: [] }, card('Let me'))).toEqual({ kind: 'not-in-teams' });
    const retro = await begin();
    expect(await cards.mine(ann)).toMatchObject([
      { retro: { id: retro.id }, cards: [{ text: 'Late leads on Fridays' }] },
    ]);
    expect(await cards.mine(writer('UMIA'))).toMatchObject([{ cards: [] }]);
  });

  it.each(KINDS)(
    '$name: one press makes one card, also at once, later, and when all are shown',
    async ({ isAnonymous }) => {
      const { cards, begin, moveOn, it } = await writing(await backend.open());
      const retro = await begin({ isAnonymous });
      const press = () => cards.write(writer('UANN', 'press-1'), card('Late leads'));
      const made = await Promise.all([press(), press(), press()]);
      expect(new Set(made.map((one) => one.kind === 'added' && one.card.id)).size).toBe(1);
      await cards.write(writer('UANN', 'press-2'), card('Late leads again'));
      expect(await cards.countOwn(it.database.db, retro.id, 'UANN')).toBe(2);
      await moveOn(retro.id);
      expect(await press()).toMatchObject({ kind: 'added', retro: { id: retro.id } });
      expect(await cards.countAll(it.database.db, retro.id)).toBe(2);
      // A new one is for the next retro by now.
      expect(await cards.write(writer('UANN', 'press-3'), card('One more'))).toMatchObject({
        retro: { phase: 'gathering' },
      });
    },
  );

  it.each(KINDS)('$name: whoever hears no answer and types it again has one card', async ({ isAnonymous }) => {
    const { cards, begin, it } = await writing(await backend.open());
    const { id } = await begin({ isAnonymous });
    const typed = ['typed-1', 'typed-2'].map((press) => cards.write(writer('UANN', press), card('Late leads')));
    const made = await Promise.all(typed);
    expect(new Set(made.map((one) => one.kind === 'added' && one.card.id)).size).toBe(1);
    await cards.write(writer('UANN', 'typed-3'), card('Late leads', 'lead:1'));
    await cards.write(writer('UMIA', 'typed-4'), card('Late leads'));
    expect(await cards.countAll(it.database.db, id)).toBe(3);
  });

  it.each(KINDS)('$name: cards of many at once are all kept', async ({ isAnonymous }) => {
    const { cards, begin, it } = await writing(await backend.open());
    const { id } = await begin({ isAnonymous });
    const all = ['UANN', 'UBEN', 'UMIA', 'UMOE'].flatMap((who) =>
      [1, 2, 3].map((press) => cards.write(writer(who, `${who}-${press}`), card(`${who} says ${press}`))),
    );
    await Promise.all(all);
    expect(await cards.countAll(it.database.db, id)).toBe(12);
    expect(await cards.countOwn(it.database.db, id, 'UMOE')).toBe(3);
  });

  it.each(KINDS)(
    '$name: are changed and taken back by their author alone, and a press that comes again changes nothing',
    async ({ isAnonymous }) => {
      const { cards, begin, moveOn } = await writing(await backend.open());
      const retro = await begin({ isAnonymous });
      const ann = writer('UANN', 'press-1');
      const kept = await cards.write(ann, card('Late leads', 'source:webinar'));
      if (kept.kind !== 'added') throw new Error(kept.kind);
      const { id } = kept.card;
      const first = seenAs(kept.card);
      const words = { column: 'keep', text: 'Leads in time' };
      expect(await cards.ownById(writer('UBEN'), id)).toBeUndefined();
      expect(await cards.change(writer('UBEN'), id, first, words)).toEqual({ kind: 'not-found' });
      expect(await cards.takeBack(writer('UBEN'), id, first)).toEqual({ kind: 'not-found' });
      expect(await cards.change({ ...ann, workspaceId: 'T2' }, id, first, words)).toEqual({ kind: 'not-found' });
      expect(await cards.change(ann, id, first, words)).toMatchObject({
        kind: 'changed',
        card: { ...words, datum: 'source:webinar' },
      });
      await cards.change(ann, id, seenAs(words), { ...words, text: 'Leads in time, again' });
      expect(await cards.change(ann, id, first, words)).toMatchObject({ card: { text: 'Leads in time, again' } });

      await moveOn(retro.id);
      const now = { ...words, text: 'Leads in time, again' };
      expect(await cards.takeBack(ann, id, seenAs(now))).toMatchObject({ kind: 'shown' });
      expect(await cards.change(ann, id, seenAs(now), { ...now, text: 'Mended' })).toMatchObject({ kind: 'changed' });
      await moveOn(retro.id);
      expect(await cards.change(ann, id, seenAs({ ...now, text: 'Mended' }), now)).toMatchObject({ kind: 'shown' });
    },
  );

  it.each(KINDS)(
    '$name: what is taken back is gone, and the press that made it doesn’t bring it back',
    async ({ isAnonymous }) => {
      const { cards, begin, it } = await writing(await backend.open());
      const { id: retroId } = await begin({ isAnonymous });
      const press = () => cards.write(writer('UANN', 'press-1'), card('Said in anger'));
      const kept = await press();
      if (kept.kind !== 'added') throw new Error(kept.kind);
      const back = () => cards.takeBack(writer('UANN'), kept.card.id, seenAs(kept.card));
      expect(await back()).toMatchObject({ kind: 'taken-back' });
      expect(['not-found', 'taken-back']).toContain((await back()).kind);
      await press();
      expect(await cards.countOwn(it.database.db, retroId, 'UANN')).toBe(0);
      expect(await cards.countAll(it.database.db, retroId)).toBe(0);
    },
  );

  it('are at most so many of one person', async () => {
    const { cards } = await writing(await backend.open());
    const write = (press: number) => cards.write(writer('UANN', `press-${press}`), card(`Card ${press}`));
    for (let press = 0; press < MOST_CARDS; press += 1) await write(press);
    expect(await write(99)).toMatchObject({ kind: 'too-many' });
    expect(await write(0)).toMatchObject({ kind: 'added' });
  });

  it.each(KINDS)(
    '$name: those of a retro that is called off before they were shown wait for the next one',
    async ({ isAnonymous }) => {
      const { cards, begin, callOff, moveOn, it } = await writing(await backend.open());
      const first = await begin({ isAnonymous });
      await cards.write(writer('UANN', 'press-1'), card('Late leads'));
      await callOff(first.id);
      expect(await cards.revealed(it.database.db, first.id)).toEqual([]);
      const next = await begin();
      await moveOn(next.id);
      const by = isAnonymous ? undefined : 'UANN';
      expect(await cards.revealed(it.database.db, next.id)).toMatchObject([{ text: 'Late leads', by }]);
    },
  );

  it.each(KINDS)(
    '$name: one deadline in the midst of writing: each card is shown, or for the next one',
    async ({ isAnonymous }) => {
      const { cards, begin, moveOn, it } = await writing(await backend.open());
      const retro = await begin({ isAnonymous });
      const write = (press: number) => cards.write(writer('UANN', `p${press}`), card(`Card ${press}`));
      const [, ...made] = await Promise.all([moveOn(retro.id), ...[1, 2, 3, 4, 5].map(write)]);
      const shown = (await cards.revealed(it.database.db, retro.id)).map(({ text }) => text).toSorted();
      const here = made.flatMap((one) => (one.kind === 'added' && one.retro.id === retro.id ? [one.card.text] : []));
      expect(shown).toEqual(here.toSorted());
      const next = await cards.openRetro(writer('UANN'));
      expect(shown.length + (await cards.countOwn(it.database.db, next.id, 'UANN'))).toBe(5);
    },
  );

  it('about somebody who is forgotten lose their words, named or not; others keep theirs', async () => {
    const { cards, begin, moveOn, it } = await writing(await backend.open());
    await cards.write(writer('UANN', 'p1'), card('Jane Doe never answers', 'lead:l1'));
    const retro = await begin();
    expect(await cardsAbout(it.database.db, ['l1'])).toEqual([]);
    await it.database.transaction((tx) => forgetCards(it, tx, ['l1', 'l2']));
    it.clock.moveBy(1_000);
    await cards.write(writer('UANN', 'p2'), card('All is well', 'lead:l3'));
    await moveOn(retro.id);
    expect((await cards.revealed(it.database.db, retro.id)).map(({ text }) => text)).toEqual(['', 'All is well']);
    for (const _phase of ['deciding', 'closed']) await moveOn(retro.id);
    const next = await begin({ isAnonymous: true });
    await cards.write(writer('UANN', 'p3'), card('Jane Doe never answers', 'lead:l1'));
    await cards.write(writer('UANN', 'p4'), card('Jane Roe is nice', 'lead:l4'));
    await it.database.transaction((tx) => forgetCards(it, tx, ['l1']));
    await moveOn(next.id);
    expect((await cards.revealed(it.database.db, next.id)).map(({ text }) => text).toSorted()).toEqual([
      '',
      'Jane Roe is nice',
    ]);
    // The person behind a lead is told what all have seen, and of a card without a name nobody’s name.
    expect(await cardsAbout(it.database.db, ['l3', 'l4'])).toEqual([
      { lead_id: 'l3', retro: 1, text: 'All is well', by: 'UANN' },
      { lead_id: 'l4', retro: 2, text: 'Jane Roe is nice', by: null },
    ]);
  });

  it('of others come in by natural keys of their own', async () => {
    const { cards, it } = await writing(await backend.open());
    const add = () =>
      it.database.transaction((tx) =>
        cards.add(tx, { workspaceId: WORKSPACE, by: 'UMIA', text: 'Calls are hard', madeFrom: 'pairing:1:UMIA' }),
      );
    await add();
    expect(await add()).toMatchObject({ kind: 'added', card: { column: 'fix' } });
    expect(await cards.mine(writer('UMIA'))).toMatchObject([{ cards: [{ text: 'Calls are hard' }] }]);
  });

  it.each(KINDS)(
    '$name: what somebody said in standups and asks that wait is a card with one tap, once',
    async ({ isAnonymous }) => {
      const { it, begin, offers, offered, cards } = await writing(await backend.open());
      const retro = await begin({ isAnonymous });
      const now = it.clock.now();
      offered.asks.push(
        { id: 'a1', number: 4, text: 'Please send the case study', askedAt: now - 3 * DAY },
        { id: 'a2', number: 9, text: 'A new one', askedAt: now - HOUR },
      );
      offered.notes.push({ id: 's1', text: 'The form breaks on phones' });
      const ann = writer('UANN', 'press-1');
      expect((await offers.of(ann)).map(({ key }) => key)).toEqual(['ask:a1', 'note:s1']);
      for (const press of ['p1', 'p1', 'p2'])
        expect(await offers.take(writer('UANN', press), 'ask:a1')).toMatchObject({ kind: 'added' });
      expect(await offers.take(ann, 'ask:a2')).toBeUndefined();
      expect(await offers.of(ann)).toMatchObject([{ key: 'note:s1' }]);
      expect(await cards.own(it.database.db, retro.id, 'UANN')).toMatchObject([
        { column: 'handoff', text: 'Please send the case study', datum: 'ask:a1' },
      ]);
    },
  );
});
