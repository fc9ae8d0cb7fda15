import { readFileSync } from 'node:fs';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { seenAs } from '../../src/retros/cards/card.ts';
import { SCRUBBED } from '../../src/retros/cards/scrub-service.ts';
import { backends, openAt } from '../support/backends.ts';
import { contentsOf } from '../support/contents.ts';
import { MARKETING, SALES, type Writing, writer, writing } from './writing.ts';

const EVERYONE = [...SALES, ...MARKETING];
const ALL = { isTable: (name: string) => !/^(kysely|sqlite_)/.test(name), isColumn: () => true };

const said = (who: string, press: number) => `Canary ${press} of somebody like ${who.length}${who.charCodeAt(1)}`;

/** Everybody writes two cards, one after the other, and mends the second; the first one of Ann is taken back. */
async function writeAll({ cards, it }: Writing): Promise<void> {
  for (const who of EVERYONE)
    for (const press of [1, 2]) {
      it.clock.moveBy(60_000);
      const kept = await cards.write(writer(who, `${who}-${press}`), { column: 'fix', text: `Draft ${press}` });
      if (kept.kind !== 'added') throw new Error(kept.kind);
      const words = { column: 'keep', text: said(who, press) };
      await cards.change(writer(who), kept.card.id, seenAs(kept.card), words);
      if (who === 'UANN' && press === 1) await cards.takeBack(writer(who), kept.card.id, seenAs(words));
    }
}

/** The rows of the whole database, by table. */
const rowsOf = ({ it }: Writing) => contentsOf(it.database, ALL);

/** In which order the database itself would tell the cards; the same card always stands at the same place. */
async function orderOf({ it: { database } }: Writing): Promise<{ readonly ids: string[]; readonly writers: number }> {
  if (database.dialect === 'sqlite') {
    const { rows } = await sql<{ id: string }>`select id from retro_unsigned_cards order by rowid`.execute(database.db);
    return { ids: rows.map(({ id }) => id), writers: 1 };
  }
  const { rows } = await sql<{ id: string; xmin: string }>`
    select id, xmin::text as xmin from retro_unsigned_cards order by ctid`.execute(database.db);
  return { ids: rows.map(({ id }) => id), writers: new Set(rows.map(({ xmin }) => xmin)).size };
}

describe.each(backends)('RETRO-1: cards without names, on $name', (backend) => {
  it('stand in one table that has no author, no time and no order, and nothing else knows them', async () => {
    const here = await writing(await backend.open());
    const { it, cards, begin } = here;
    const retro = await begin({ isAnonymous: true });
    const before = await rowsOf(here);
    await writeAll(here);
    const { retro_unsigned_cards: rows = [], ...others } = await rowsOf(here);
    expect(rows).toHaveLength(12);
    // That somebody has written at all, how often and when: no other row in the database is another one.
    const { retro_secrets: secrets, ...rest } = others;
    expect(secrets).toHaveLength(1);
    expect(rest).toEqual(before);
    const ids = rows.map((row): string => JSON.parse(row).id);
    for (const row of rows) {
      expect(Object.keys(JSON.parse(row)).toSorted()).toEqual([
        'column_id',
        'datum',
        'id',
        'proof',
        'retro_id',
        'text',
      ]);
      expect(EVERYONE.filter((who) => row.includes(who))).toEqual([]);
      // No moment either: no number stands in it, and none in its random texts by more than chance.
      expect(Object.values(JSON.parse(row)).filter((value) => typeof value === 'number')).toEqual([]);
    }
    const elsewhere = JSON.stringify(others);
    for (const word of ['Canary', 'Draft', ...ids, ...EVERYONE.flatMap((who) => [`${who}-1`, `${who}-2`])])
      expect(elsewhere).not.toContain(word);
    expect(others.retro_cards).toBeUndefined();

    const { ids: inOrder, writers } = await orderOf(here);
    expect(inOrder).toEqual(ids.toSorted());
    expect(writers).toBe(1);
    // Whoever wrote them finds them, nobody else.
    const own = await Promise.all(EVERYONE.map((who) => cards.countOwn(it.database.db, retro.id, who)));
    expect(own).toEqual([1, 2, 2, 2, 2, 2]);
    expect(await cards.countOwn(it.database.db, retro.id, 'UMAX')).toBe(0);
    expect(await cards.revealed(it.database.db, retro.id)).toEqual([]);
  });

  it('are nobody’s for ever when the retro is over: not even all of the database can tell, nor which are one person’s', async () => {
    const here = await writing(await backend.open());
    const { it, cards, begin, moveOn } = here;
    const retro = await begin({ isAnonymous: true });
    await writeAll(here);
    await moveOn(retro.id);
    const shown = await cards.revealed(it.database.db, retro.id);
    expect(shown).toHaveLength(11);
    expect(shown.every(({ by }) => by === undefined)).toBe(true);
    for (const _phase of ['deciding', 'closed']) await moveOn(retro.id);
    const { retro_unsigned_cards: rows = [], ...others } = await rowsOf(here);
    expect(others.retro_secrets).toBeUndefined();
    expect(rows.map((row): unknown => JSON.parse(row).proof)).toEqual(Array.from({ length: 11 }, () => null));
    for (const who of EVERYONE) expect(await cards.countOwn(it.database.db, retro.id, who)).toBe(0);
    expect((await cards.revealed(it.database.db, retro.id)).map(({ id }) => id)).toEqual(shown.map(({ id }) => id));
  });

  it('were perhaps with names before: taken away once, those are nowhere, and authors go on', async () => {
    const here = await writing(await backend.open());
    const { it, cards, begin } = here;
    const ann = writer('UANN', 'press-1');
    const kept = await cards.write(ann, { column: 'fix', text: 'Canary of Ann' });
    await cards.write(writer('UBEN', 'press-2'), { column: 'fix', text: 'Canary of Ben' });
    const retro = await begin({ isAnonymous: true });
    const rows = await rowsOf(here);
    expect(rows.retro_cards).toBeUndefined();
    expect(rows.retro_unsigned_cards).toHaveLength(2);
    expect(await cards.countOwn(it.database.db, retro.id, 'UANN')).toBe(1);
    // The press that made it, delivered again, makes no second one.
    expect(await cards.write(ann, { column: 'fix', text: 'Canary of Ann' })).toMatchObject({ kind: 'added' });
    expect(await cards.countAll(it.database.db, retro.id)).toBe(2);
    if (kept.kind === 'added') expect(JSON.stringify(rows)).not.toContain(kept.card.id);
    // Nor has who wrote something more work behind them than who didn’t.
    const turns = await it.database.db
      .selectFrom('jobs')
      .select('revision')
      .where('kind', '=', 'retros.turn')
      .execute();
    expect(turns).toHaveLength(EVERYONE.length);
    expect(new Set(turns.map(({ revision }) => revision)).size).toBe(1);
  });
});

it('RETRO-1: the bytes of a SQLite database know no secret, no proof and no author when the retro is over', async () => {
  const sqlite = backends.find(({ name }) => name === 'sqlite');
  const address = await sqlite?.address();
  if (address?.kind !== 'sqlite') throw new Error('No file');
  const here = await writing(openAt(address));
  const { it, cards, begin, moveOn } = here;
  const bytes = () => Buffer.concat([address.path, `${address.path}-wal`].map((path) => readFileSync(path)));
  const holding = (words: readonly string[]) => words.filter((word) => bytes().includes(word));
  // Named at first: what their rows said is to be nowhere as well.
  const named: string[] = [];
  for (const who of EVERYONE) {
    const kept = await cards.write(writer(who, `named-${who}`), { column: 'fix', text: `Named ${who.toLowerCase()}` });
    if (kept.kind === 'added') named.push(kept.card.id, `named-${who}`);
    const typed = `Typed by ${who.toLowerCase()}`;
    await cards.drafts.keep(writer(who), { place: 'card', viewId: 'V1' }, { column: 'fix', text: typed });
    named.push(typed);
  }
  expect(holding(named)).toEqual(named);
  const retro = await begin({ isAnonymous: true });
  await writeAll(here);
  const secret = await it.database.db.selectFrom('retro_secrets').select('secret').executeTakeFirstOrThrow();
  const proofs = (await it.database.db.selectFrom('retro_unsigned_cards').select('proof').execute()).flatMap(
    ({ proof }) => proof ?? [],
  );
  expect(holding([secret.secret, ...proofs])).toHaveLength(1 + proofs.length);
  for (const _phase of ['voting', 'deciding', 'closed']) await moveOn(retro.id);
  expect(await it.database.scrub(SCRUBBED.cards)).toBe(true);
  expect(holding([secret.secret, ...proofs, ...named])).toEqual([]);
  expect(holding(['Draft 1', said('UANN', 1)])).toEqual([]);
  expect(holding([said('UMIA', 2), 'Named uann'])).toHaveLength(2);
});
