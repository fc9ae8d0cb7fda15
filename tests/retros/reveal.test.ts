import { describe, expect, it } from 'vitest';
import { revealJobs } from '../../src/retros/cards/reveal-jobs.ts';
import { REVEAL, revealPlaceOf } from '../../src/retros/cards/reveal-service.ts';
import { backends } from '../support/backends.ts';
import { hire, WORKSPACE } from '../support/features.ts';
import { recordedMessages } from '../support/recorded-messages.ts';
import { type Writing, writer, writing } from './writing.ts';

/** How often the cards were asked to be shown. */
async function asked({ it }: Writing): Promise<number> {
  const row = await it.database.db.selectFrom('jobs').select('revision').where('kind', '=', REVEAL).executeTakeFirst();
  return row?.revision ?? 0;
}

describe.each(backends)('the reveal, on $name', (backend) => {
  it('comes when cards are no longer written, rings for those who take part, and comes again where its channel was away', async () => {
    const here = await writing(await backend.open());
    const { it, retros, revealing, cards, begin, moveOn } = here;
    const retro = await begin();
    await cards.write(writer('UANN', 'p1'), { column: 'keep', text: 'Fast replies' });
    it.clock.moveBy(1_000);
    await cards.write(writer('UMIA', 'p2'), { column: 'fix', text: 'Slow Fridays' });
    await it.database.db
      .updateTable('retro_people')
      .set({ stepped_out_at: 1 })
      .where('retro_id', '=', retro.id)
      .where('person_id', '=', 'UBEN')
      .execute();
    expect(await revealing.reveal(retro.id)).toBeUndefined();
    const back = () => it.database.transaction((tx) => retros.channelBack(tx, WORKSPACE, 'CLEADS'));
    await hire(it, ['UMIA'], { isDeactivated: true });

    await moveOn(retro.id);
    expect(await asked(here)).toBe(1);
    const shown = await revealing.reveal(retro.id);
    // Who has left is neither rung for nor named; what they wrote stays.
    expect(shown?.tookPart.toSorted()).toEqual(['UANN', 'UCAL', 'UMEG', 'UMOE']);
    expect(shown?.cards.map(({ text, by }) => [text, by])).toEqual([
      ['Fast replies', 'UANN'],
      ['Slow Fridays', undefined],
    ]);
    await back();
    expect(await asked(here)).toBe(2);
    for (const _phase of ['deciding', 'closed']) await moveOn(retro.id);
    await back();
    expect(await asked(here)).toBe(2);
  });

  it('of fewer parts than before looks for one that may have been posted, before it is left as it is', async () => {
    const { it, revealing, cards, begin, moveOn } = await writing(await backend.open());
    const retro = await begin();
    await cards.write(writer('UANN', 'p1'), { column: 'keep', text: 'Fast replies' });
    await moveOn(retro.id);
    const lookedFor: string[] = [];
    const [job] = revealJobs(revealing, {
      messages: {
        ...recordedMessages([], it.clock),
        async standing(key, isWanted) {
          if (isWanted) return { kind: 'new' };
          lookedFor.push(key);
          return { kind: 'later', at: 7 };
        },
      },
      reply: async () => ({ kind: 'shown', channel: 'CLEADS', ts: '1' }),
    });
    const run = { payload: { retroId: retro.id }, attempt: 1, settle: async () => {}, confirm: async () => {} };
    expect(await job?.handle({ key: 'x', ...run })).toEqual({ later: 7 });
    expect(lookedFor).toEqual([`retro.reveal:${retro.id}:2`]);
  });
});

it('the parts of a reveal are one message for whoever looks after it', () => {
  expect(['retro.reveal:r1', 'retro.reveal:r1:2', 'retro.result:r1'].map(revealPlaceOf)).toEqual([
    'r1',
    'r1',
    undefined,
  ]);
});
