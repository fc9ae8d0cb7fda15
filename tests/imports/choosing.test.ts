import { describe, expect, it } from 'vitest';
import { forgetWaitingRows } from '../../src/imports/forgetting-service.ts';
import { headingsOf, movedTo, usualMapping } from '../../src/imports/mapping.ts';
import { chosenOwners, sellerWithId } from '../../src/imports/owners.ts';
import { createWordCount, MOST_WORDS } from '../../src/imports/words.ts';
import { backends } from '../support/backends.ts';
import { staffed, WORKSPACE } from '../support/features.ts';
import { importing, kept, worked } from './office.ts';

describe('what a file means', () => {
  it('a column fills in what is said of it now, and what another column filled in before goes with that', () => {
    const mapping = usualMapping(headingsOf(['Mail', 'Firma', 'Notes']));
    expect(mapping).toEqual({ email: 0, company: 1, message: 2 });
    const said = new Map([
      [1, undefined],
      [2, 'company' as const],
    ]);
    expect(movedTo(mapping, said)).toEqual({ email: 0, company: 2 });
    expect(movedTo(mapping, new Map())).toEqual(mapping);
  });

  it('words count as one however they are written; what nobody knows comes first, then the most frequent', () => {
    const count = createWordCount();
    for (const word of ['Won', 'won', 'WON', 'Angebot', 'New', 'New', '—', 'x'.repeat(81)])
      count.add(word, word === 'Angebot' ? undefined : 'known');
    expect(count.result().map(({ word, count: rows }) => [word, rows])).toEqual([
      ['Angebot', 1],
      ['Won', 3],
      ['New', 2],
    ]);
    for (let at = 0; at < 2_000; at += 1) count.add(`Word ${at}`, undefined);
    expect(count.result()).toHaveLength(MOST_WORDS);
  });

  it('an owner is chosen in a line, and known by a Slack id, also in a mention', () => {
    expect(chosenOwners(['12345 = ana@acme.example'])).toEqual({
      kind: 'owners',
      owners: new Map([['12345', 'ana@acme.example']]),
    });
    for (const line of ['12345', '12345=', '=ana']) expect(chosenOwners([line]).kind).toBe('refused');
    const sellers = [{ id: 'UANN', name: 'Ann' }];
    expect(['UANN', ' <@UANN> ', '<@UANN|ann>'].map((text) => sellerWithId(sellers, text))).toEqual(
      Array(3).fill('UANN'),
    );
    expect(sellerWithId(sellers, 'UMAX')).toBe(undefined);
  });
});

const LINES = [
  'Mail,Wer,Phase 2,Betreuer 2',
  'a@a.example,A,Heiß,12345',
  'b@b.example,B,Heiß,Nobody Here',
  'c@c.example,C,Won,uben',
] as const;

describe.each(backends)('choosing what a file means, on $name', (backend) => {
  it('columns, stages and owners are chosen one after the other, and the next look reads by them', async () => {
    const it_ = await staffed(await backend.open());
    const office = importing(it_);
    const { service } = office;
    const file = await kept(office, ...LINES);
    const columns = await service.columns(WORKSPACE, file.id);
    expect(columns?.examples(2)).toEqual(['Heiß', 'Won']);
    await service.chooseColumns(WORKSPACE, file.id, {
      fields: new Map([
        [1, 'contactName'],
        [2, 'stage'],
        [3, 'ownerEmail'],
      ]),
      format: { order: 'day-first', currency: 'EUR' },
    });
    expect((await service.look(WORKSPACE, file.id))?.dryRun).toMatchObject({
      choices: { mapping: { email: 0, contactName: 1, stage: 2, ownerEmail: 3 }, order: 'day-first', currency: 'EUR' },
      result: { good: 1, refused: 2 },
    });
    const stages = await service.words(WORKSPACE, file.id, 'stage');
    expect(stages?.words).toEqual([
      { word: 'Heiß', count: 2, meaning: undefined },
      { word: 'Won', count: 1, meaning: 'customer' },
    ]);
    await service.chooseStages(WORKSPACE, file.id, new Map([['Heiß', 'qualified']]));
    expect((await service.look(WORKSPACE, file.id))?.dryRun?.result).toMatchObject({
      good: 3,
      owned: 1,
      unknownOwners: 2,
    });

    expect((await service.words(WORKSPACE, file.id, 'owner'))?.words).toEqual([
      { word: '12345', count: 1, meaning: undefined },
      { word: 'Nobody Here', count: 1, meaning: undefined },
      { word: 'uben', count: 1, meaning: 'UBEN' },
    ]);
    // Nobody sells who isn't there.
    const refused = await service.chooseOwners(WORKSPACE, file.id, new Map([['Nobody Here', 'UGONE']]));
    expect(refused).toEqual({ kind: 'refused', words: ['Nobody Here'] });
    expect(await service.chooseOwners(WORKSPACE, file.id, new Map([['12345', 'UANN']]))).toEqual({ kind: 'chosen' });
    await service.look(WORKSPACE, file.id);
    await worked(office, file.id);
    const owners = await it_.database.db.selectFrom('leads').select(['stage', 'owner_id']).orderBy('number').execute();
    expect(owners).toEqual([
      { stage: 'qualified', owner_id: 'UANN' },
      { stage: 'qualified', owner_id: null },
      { stage: 'customer', owner_id: 'UBEN' },
    ]);
    expect(await it_.database.db.selectFrom('import_words').selectAll().execute()).toEqual([]);
    expect(await service.chooseStages(WORKSPACE, file.id, new Map())).toBe(undefined);
    expect(await service.columns(WORKSPACE, file.id)).toBe(undefined);
  });

  it('words that name somebody who is to be forgotten go, and all of them when the file is dropped', async () => {
    const it_ = await staffed(await backend.open());
    const office = importing(it_);
    const file = await kept(office, 'Email,Owner', 'a@a.example,jane@acme.example', 'b@b.example,Nobody');
    await office.service.look(WORKSPACE, file.id);
    const words = async () =>
      (await it_.database.db.selectFrom('import_words').select('word').orderBy('word').execute()).map(
        ({ word }) => word,
      );
    expect(await words()).toEqual(['Nobody', 'jane@acme.example'].toSorted());
    await it_.database.transaction((tx) => forgetWaitingRows(tx, { email: 'Jane@acme.example' }));
    expect(await words()).toEqual(['Nobody']);
    await office.service.drop(WORKSPACE, file.id);
    expect(await words()).toEqual([]);
    await office.service.look(WORKSPACE, file.id);
    expect(await words()).toEqual([]);
  });

  it('what was left out stands on pages, by row', async () => {
    const it_ = await staffed(await backend.open());
    const office = importing(it_);
    const rows = Array.from({ length: 25 }, (_, at) => (at === 3 ? 'good@a.example' : `bad${at}@`));
    const file = await kept(office, 'Email', ...rows);
    await worked(office, file.id);
    const first = await office.service.leftOutPage(WORKSPACE, file.id, 0);
    expect(first?.rows.map(({ row }) => row)).toEqual([2, 3, 4, ...Array.from({ length: 17 }, (_, at) => at + 6)]);
    const second = await office.service.leftOutPage(WORKSPACE, file.id, 1);
    expect(second?.rows.map(({ row }) => row)).toEqual([23, 24, 25, 26]);
    expect(await office.service.leftOutPage('T_OTHER', file.id, 0)).toBe(undefined);
  });
});
