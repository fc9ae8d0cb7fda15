import { describe, expect, it } from 'vitest';
import { DAY } from '../../src/core/instants.ts';
import { changePlace, seenAs } from '../../src/retros/cards/card.ts';
import { forgetCards } from '../../src/retros/cards/cards-forgetting-service.ts';
import { backends } from '../support/backends.ts';
import { contentsOf } from '../support/contents.ts';
import { WORKSPACE } from '../support/features.ts';
import { type Writing, writer, writing } from './writing.ts';

const CARD = { place: 'card', viewId: 'V1' };
const HALF = { column: 'keep', text: 'Calls on the same' };

const ann = writer('UANN', 'press-1');

/** All that is kept, of anybody. */
const kept = async ({ it }: Writing): Promise<readonly string[]> =>
  (await contentsOf(it.database, { isTable: (name) => name === 'retro_card_drafts', isColumn: () => true }))
    .retro_card_drafts ?? [];

describe.each(backends)('what is typed in the form of a card, on $name', (backend) => {
  it('is there again when a window was lost, for whoever typed it where they did, until it is sent', async () => {
    const { cards } = await writing(await backend.open());
    await cards.drafts.keep(ann, CARD, { column: 'fix', text: 'Calls' });
    await cards.drafts.keep(ann, CARD, HALF);
    await cards.drafts.keep(writer('UBEN'), { ...CARD, place: 'late:source:webinar' }, HALF);
    expect(await cards.drafts.find(ann, 'card')).toEqual(HALF);
    expect(await cards.drafts.find(ann, 'late:source:webinar')).toBeUndefined();
    expect(await cards.drafts.find(writer('UMIA'), 'card')).toBeUndefined();
    await cards.write(ann, { ...HALF, text: 'Calls on the same day' }, CARD);
    expect(await cards.drafts.find(ann, 'card')).toBeUndefined();
    // A letter that Slack delivers after that brings nothing back; another window is another card.
    await cards.drafts.keep(ann, CARD, HALF);
    expect(await cards.drafts.find(ann, 'card')).toBeUndefined();
    await cards.drafts.keep(ann, { ...CARD, viewId: 'V2' }, HALF);
    expect(await cards.drafts.find(ann, 'card')).toEqual(HALF);
  });

  it('of a card that is changed is there again until it is sent or the card is taken back, and of nobody else’s', async () => {
    const here = await writing(await backend.open());
    const { cards, it } = here;
    const first = await cards.write(ann, { column: 'fix', text: 'Calls', datum: 'lead:l1' });
    if (first.kind !== 'added') throw new Error(first.kind);
    const { card } = first;
    const [place, seen] = [changePlace(card.id), seenAs(card)];
    await cards.drafts.keep(writer('UBEN'), { place, viewId: 'V1' }, HALF);
    expect(await kept(here)).toEqual([]);
    await cards.drafts.keep(ann, { place, viewId: 'V1' }, HALF);
    expect(await cards.drafts.find(ann, place)).toEqual(HALF);
    expect(await cards.drafts.find(ann, 'card')).toBeUndefined();
    const after = await cards.change(ann, card.id, seen, HALF, 'V1');
    if (after.kind !== 'changed') throw new Error(after.kind);
    await cards.drafts.keep(ann, { place, viewId: 'V1' }, HALF);
    expect(await cards.drafts.find(ann, place)).toBeUndefined();
    // Who is forgotten is also in what was typed to change a card about them; and nothing is kept of a card that is taken back.
    await cards.drafts.keep(ann, { place, viewId: 'V2' }, HALF);
    await it.database.transaction((tx) => forgetCards(it, tx, ['l1']));
    expect(await kept(here)).toEqual([]);
    await cards.drafts.keep(ann, { place, viewId: 'V3' }, HALF);
    const now = await cards.ownById(ann, card.id);
    expect(await cards.takeBack(ann, card.id, seenAs(now?.card ?? card))).toMatchObject({ kind: 'taken-back' });
    expect(await kept(here)).toEqual([]);
    await cards.drafts.keep(ann, { place, viewId: 'V3' }, HALF);
    expect(await kept(here)).toEqual([]);
  });

  it('RETRO-1: of a card that names nobody stands nowhere, also once its author changes it while others vote', async () => {
    const here = await writing(await backend.open());
    const { cards, begin, moveOn } = here;
    const retro = await begin({ isAnonymous: true });
    const written = await cards.write(ann, HALF);
    if (written.kind !== 'added') throw new Error(written.kind);
    const { card } = written;
    await moveOn(retro.id);
    // The next retro names its authors, so that what is typed for it is kept.
    const window = { place: changePlace(card.id), viewId: 'V1' };
    await cards.drafts.keep(ann, { ...CARD, viewId: 'V0' }, HALF);
    await cards.drafts.keep(ann, window, HALF);
    expect(await cards.change(ann, card.id, seenAs(card), { ...HALF, text: 'Calls' }, 'V1')).toMatchObject({
      kind: 'changed',
    });
    expect(await kept(here)).toHaveLength(1);
    expect((await kept(here)).join()).not.toContain(card.id);
  });

  it('waits for the next retro where the time to write is over, and not for ever', async () => {
    const here = await writing(await backend.open());
    const { cards, begin, moveOn, it } = here;
    const retro = await begin();
    await cards.drafts.keep(ann, CARD, HALF);
    await moveOn(retro.id);
    expect(await cards.drafts.find(ann, 'card')).toEqual(HALF);
    await cards.drafts.forgetOld();
    expect(await kept(here)).toHaveLength(1);
    it.clock.moveBy(31 * DAY);
    await cards.drafts.forgetOld();
    expect(await kept(here)).toEqual([]);
  });

  it('is kept of nobody in no team, and forgotten with the lead that it is about', async () => {
    const here = await writing(await backend.open());
    const { cards, it } = here;
    await cards.drafts.keep({ ...ann, teams: [] }, CARD, HALF);
    expect(await kept(here)).toEqual([]);
    await cards.drafts.keep(ann, { ...CARD, place: 'lead:l1' }, HALF);
    await it.database.transaction((tx) => forgetCards(it, tx, ['l1']));
    expect(await kept(here)).toEqual([]);
  });

  it('RETRO-1: is kept of nobody while cards name nobody, whoever writes for which retro', async () => {
    const here = await writing(await backend.open());
    const { cards, retros, begin, moveOn, it } = here;
    await cards.drafts.keep(ann, CARD, HALF);
    const scrubs = () => it.database.db.selectFrom('jobs').select('key').where('kind', '=', 'retros.scrub').execute();
    // Whoever types at the moment in which it begins is either forgotten or not kept.
    const typing = Array.from({ length: 6 }, (_, at) =>
      cards.drafts.keep(ann, { place: `text:${at}`, viewId: `V${at}` }, HALF),
    );
    const [retro] = await Promise.all([begin({ isAnonymous: true }), ...typing]);
    expect(await kept(here)).toEqual([]);
    expect(await scrubs()).toContainEqual({ key: `retros.scrub:cards:${WORKSPACE}` });
    for (const who of [ann, writer('UMAX')]) await cards.drafts.keep(who, { ...CARD, viewId: 'V9' }, HALF);
    await cards.write(ann, HALF, CARD);
    expect(await kept(here)).toEqual([]);
    for (const _phase of ['voting', 'closed']) await moveOn(retro.id);
    await cards.drafts.keep(ann, { ...CARD, viewId: 'V10' }, HALF);
    expect(await kept(here)).toHaveLength(1);
    // A schedule says from now on that cards name nobody.
    await retros.gatherAs(WORKSPACE, { format: 'sailboat', isAnonymous: true });
    expect(await kept(here)).toEqual([]);
    await cards.drafts.keep(ann, { ...CARD, viewId: 'V11' }, HALF);
    expect(await kept(here)).toEqual([]);
  });
});
