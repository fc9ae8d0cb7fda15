import { describe, expect, it } from 'vitest';
import { DAY, MINUTE } from '../../src/core/instants.ts';
import { leadFields } from '../../src/core/lead-fields.ts';
import { forgetWaitingRows, waitingRowsAbout } from '../../src/imports/forgetting-service.ts';
import type { LeadEvent } from '../../src/leads/lead.ts';
import { loadOf } from '../../src/leads/lists-store.ts';
import { at } from '../core/cases.ts';
import { listed } from '../leads/arrivals.ts';
import { backends } from '../support/backends.ts';
import { actor, type Features, MONDAY, staffed, WORKSPACE } from '../support/features.ts';
import { importing, kept, worked } from './office.ts';

const HEADINGS = 'Email,Name,Company,Stage,Created,Close date,Owner,Amount,Currency,Reason';

async function leadNumbered({ leads }: Features, number: number) {
  const lead = await leads.find(WORKSPACE, String(number));
  if (lead === undefined) throw new Error(`There is no lead #${number}`);
  return { lead, ...(await leads.view(lead)) };
}

const form = (email: string) => ({ email, emailKey: email.toLowerCase() });

describe.each(backends)('an import on $name', (backend) => {
  it('makes history of rows: with owner, stage, end and dates, and without card, clock, ping or word', async () => {
    const it_ = await staffed(await backend.open());
    const office = importing(it_);
    const file = await kept(
      office,
      HEADINGS,
      'jane@acme.example,Jane Doe,Acme,Won,2025-01-02,2025-03-04,ann@acme.example,12000,EUR,',
      'joe@globex.example,Joe,Globex,Lost,2025-02-03,,uben,,,too dear',
      'jim@initech.example,Jim,Initech,Unqualified,2025-02-04,2025-02-10,nobody,,,no budget',
      'kim@hooli.example,Kim,Hooli,Contacted,2026-02-05,,UANN,,,',
      'new@hooli.example,Neo,Hooli,New,,,,,,',
    );
    expect(await worked(office, file.id)).toMatchObject({ state: 'done', imported: 5, refused: 0, known: 0 });

    const won = await leadNumbered(it_, 1);
    expect(won.lead).toMatchObject({
      stage: 'customer',
      receivedAt: at('2025-01-02T00:00Z'),
      firstContactAt: at('2025-03-04T00:00Z'),
      value: { amount: 12_000, currency: 'EUR' },
      owner: { personId: 'UANN' },
      isHistory: true,
      importId: file.id,
    });
    expect(won.events.map(({ kind, at: when, by }) => [kind, when, by])).toEqual([
      ['imported', at('2025-01-02T00:00Z'), undefined],
      ['won', at('2025-03-04T00:00Z'), 'UANN'],
    ]);
    const lost = await leadNumbered(it_, 2);
    expect(lost.lead).toMatchObject({ stage: 'lost', owner: { personId: 'UBEN' } });
    // Nobody knows when it was lost, so the journal doesn't say.
    expect(lost.events.map(({ kind }) => kind)).toEqual(['imported']);
    expect((await leadNumbered(it_, 3)).lead).toMatchObject({
      stage: 'rejected',
      reason: 'no-budget',
      owner: undefined,
    });
    expect((await leadNumbered(it_, 4)).lead).toMatchObject({ stage: 'contacted', owner: { personId: 'UANN' } });
    expect((await leadNumbered(it_, 5)).lead).toMatchObject({ stage: 'new', receivedAt: MONDAY });

    const { db } = it_.database;
    expect(await db.selectFrom('sla_clocks').select('id').execute()).toEqual([]);
    const jobs = await db.selectFrom('jobs').select('kind').where('kind', 'like', 'lead.%').execute();
    expect(jobs).toEqual([]);
    expect(it_.shown).toEqual([]);
    // Nor do they wait for anybody, or stand in the facts of the day on which they came.
    expect(await listed(it_, 'free')).toEqual([]);
    expect(await it_.leads.waitingFor('UANN')).toEqual([]);
    // Who has many old ones is not too busy for a new one.
    expect(await loadOf(db, ['UANN', 'UBEN'])).toEqual(new Map());
    const activity = it_.leads.activity;
    expect(await activity.waiting(db, WORKSPACE, { since: 0 })).toEqual([]);
    expect(await activity.between(db, WORKSPACE, { from: MONDAY, until: MONDAY + DAY })).toEqual([]);
    const spring = { from: at('2025-03-01T00:00Z'), until: at('2025-04-01T00:00Z') };
    expect(await activity.between(db, WORKSPACE, spring)).toMatchObject([{ kind: 'won', by: 'UANN' }]);
    expect(await office.service.find(WORKSPACE, file.id)).toMatchObject({ state: 'done' });
    expect(await db.selectFrom('import_parts').selectAll().execute()).toEqual([]);
  });

  it('leaves out whom somebody knows already, by e-mail or phone however written, and who stands there twice', async () => {
    const it_ = await staffed(await backend.open());
    await it_.leads.create({ workspaceId: WORKSPACE, by: 'person', fields: form('Jane@acme.example'), extra: {} });
    const office = importing(it_);
    const file = await kept(
      office,
      'Email,Phone,Name',
      'JANE@ACME.example,,Jane',
      'joe@globex.example,+49 30 1234567,Joe',
      ',0049 30 1234-567,joe',
      'Joe@Globex.example,,Joe again',
      'bad@,,Bad',
      'ned@globex.example,,Ned',
    );
    const dry = await office.service.dryRun(file, file.choices);
    expect(dry).toMatchObject({ rows: 6, good: 2, known: 1, twice: 2, refused: 1 });
    expect(await office.service.dryRun(file, { ...file.choices, withKnown: true })).toMatchObject({
      good: 5,
      refused: 1,
    });
    expect(await worked(office, file.id)).toMatchObject({ imported: 2, known: 3, refused: 1 });
    expect(await Array.fromAsync(office.service.leftOut(file.id))).toEqual([
      { row: 2, column: '', why: 'The same person is lead #1 already.' },
      { row: 4, column: '', why: 'The same person stands in an earlier row.' },
      { row: 5, column: '', why: 'The same person stands in an earlier row.' },
      { row: 6, column: 'Email', why: 'That is no e-mail address.' },
    ]);
  });

  it('brings in everybody behind a switchboard, and one mailbox once, however its address is written', async () => {
    const it_ = await staffed(await backend.open());
    const said = { workspaceId: WORKSPACE, by: 'person', extra: {} } as const;
    const known = { email: 'ann@acme.example', phone: '+49 30 1234567', contactName: 'Ann Lee' };
    await it_.leads.create({ ...said, fields: leadFields(known) });
    await it_.leads.create({ ...said, fields: leadFields({ email: 'jo.hill+fair@gmail.com' }) });
    await it_.leads.sendTest(await actor(it_, 'UMAX'));
    const office = importing(it_);
    const file = await kept(
      office,
      'Email,Phone,Name',
      'ben@acme.example,+49 30 1234567,Ben Lee',
      ',+49 30 1234567,Cyd Lee',
      ',+49 30 1234567,Lee Ann',
      'cyd@acme.example,+49 30 1234567,Cyd Lee',
      'JoHill@googlemail.com,,Jo',
      'tess@example.com,,Tess',
    );
    expect(await worked(office, file.id)).toMatchObject({ imported: 3, known: 3 });
    expect(await Array.fromAsync(office.service.leftOut(file.id))).toEqual([
      { row: 4, column: '', why: 'The same person is lead #1 already.' },
      { row: 5, column: '', why: 'The same person stands in an earlier row.' },
      { row: 6, column: '', why: 'The same person is lead #2 already.' },
    ]);
  });

  it('works on each row once, though several work at once, and one of them dies in between', async () => {
    const it_ = await staffed(await backend.open());
    const office = importing(it_);
    const rows = Array.from({ length: 1_700 }, (_, n) => `p${n}@acme.example,Person ${n}`);
    const file = await kept(office, 'Email,Name', ...rows, 'p3@acme.example,Twice');
    expect(file).toMatchObject({ rows: 1_701, parts: 4 });
    await office.service.start(WORKSPACE, file.id);
    await office.service.step(WORKSPACE, file.id);
    // Another process goes on from where the first one came.
    const other = importing(it_);
    await Promise.all(
      [office, other, office].map(async ({ service }) => {
        while ((await service.step(WORKSPACE, file.id)) === 'more');
      }),
    );
    expect(await office.service.find(WORKSPACE, file.id)).toMatchObject({ state: 'done', imported: 1_700, known: 1 });
    const { db } = it_.database;
    const made = await db.selectFrom('leads').select(['number', 'email']).orderBy('number').execute();
    expect(made).toHaveLength(1_700);
    expect(new Set(made.map(({ email }) => email)).size).toBe(1_700);
    expect(made.map(({ number }) => number)).toEqual(made.map((_, n) => n + 1));
    expect(await office.service.start(WORKSPACE, file.id)).toBe('not-ready');
  });

  it('is taken back as a whole while nobody has touched its leads, and says who has', async () => {
    const it_ = await staffed(await backend.open());
    const office = importing(it_);
    const file = await kept(
      office,
      HEADINGS,
      'a@a.example,A,A,New,,,,,,',
      'b@b.example,B,B,Won,2025-01-01,2025-02-01,,,,',
    );
    expect(await office.service.undo(WORKSPACE, file.id, 'UMAX')).toEqual({ kind: 'not-done' });
    await worked(office, file.id);
    const ann = await actor(it_, 'UANN');
    const { lead } = await leadNumbered(it_, 1);
    expect(await it_.leads.claim(ann, lead.id)).toMatchObject({ kind: 'done', lead: { stage: 'accepted' } });
    expect((await leadNumbered(it_, 1)).lead.isHistory).toBeUndefined();
    expect(await office.service.undo(WORKSPACE, file.id, 'UMAX')).toEqual({ kind: 'touched', number: 1 });

    const second = await kept(
      office,
      HEADINGS,
      'c@c.example,C,C,Lost,2025-01-01,2025-02-01,,,,',
      'dora@d.example,Dora Klein,Delta,New,,,,,,',
    );
    await worked(office, second.id);
    // It has been found meanwhile, for which its words were noted.
    const max = await actor(it_, 'UMAX');
    expect(await it_.leads.search(max, 'd.example')).toMatchObject({ leads: [{}] });
    // And somebody who came by a form has been said not to be the same.
    const fields = { ...form('dora@e.example'), contactName: 'Dora Klein', company: 'Delta' };
    const like = await it_.leads.create({ workspaceId: WORKSPACE, by: 'person', fields, extra: {} });
    if (like === undefined) throw new Error('Nobody came');
    await it_.leads.compare(like.id);
    expect((await leadNumbered(it_, like.number)).lead.maybeSame).toMatchObject({ number: 4 });
    expect(await it_.leads.keepApart(max, like.id, 4)).toMatchObject({ kind: 'done' });
    expect(await office.service.undo(WORKSPACE, second.id, 'UMAX')).toEqual({ kind: 'undoing' });
    while ((await office.service.undoStep(WORKSPACE, second.id)) === 'more');
    expect(await office.service.find(WORKSPACE, second.id)).toMatchObject({
      state: 'undone',
      undoneBy: 'UMAX',
      imported: 2,
    });
    const { db } = it_.database;
    expect(await db.selectFrom('leads').select('id').where('import_id', '=', second.id).execute()).toEqual([]);
    // The same file again is the way back.
    const again = await kept(office, HEADINGS, 'c@c.example,C,C,Lost,2025-01-01,2025-02-01,,,,');
    expect(await worked(office, again.id)).toMatchObject({ imported: 1 });
  });

  it('is announced if somebody wants it: cards and promises from now on, for those who wait, at most fifty', async () => {
    const it_ = await staffed(await backend.open());
    it_.jobs.register(importing(it_).kinds);
    const office = importing(it_);
    const many = await kept(office, 'Email', ...Array.from({ length: 51 }, (_, n) => `m${n}@acme.example`));
    await worked(office, many.id);
    expect(await office.service.announce(WORKSPACE, many.id, 'UMAX')).toEqual({ kind: 'too-many', cards: 51 });
    const file = await kept(
      office,
      HEADINGS,
      'a@a.example,A,Aye,New,2025-01-01,,,,,',
      'b@b.example,B,Bee,Won,2025-01-01,,,,,',
    );
    await worked(office, file.id);
    expect(await office.service.announce(WORKSPACE, file.id, 'UMAX')).toEqual({ kind: 'announced', cards: 1 });
    expect(await office.service.announce(WORKSPACE, file.id, 'UMAX')).toEqual({ kind: 'nothing' });
    await it_.jobs.start();
    await expect
      .poll(() => {
        it_.clock.moveBy(MINUTE / 60);
        return it_.shown.map(({ content }) => content.text);
      })
      .toEqual([expect.stringContaining('New lead: Aye')]);
    const { lead, promise, events } = await leadNumbered(it_, 52);
    expect(lead.isHistory).toBeUndefined();
    expect(promise?.startedAt).toBeGreaterThanOrEqual(MONDAY);
    expect(events.map(({ kind, by }) => [kind, by])).toEqual([
      ['imported', undefined],
      ['announced', 'UMAX'],
    ]);
  });

  it('tells those who follow outside only if that was chosen, and stays then', async () => {
    const it_ = await staffed(await backend.open());
    const told: LeadEvent[] = [];
    const office = importing(it_, async (_, event) => void told.push(event));
    const quiet = await kept(office, 'Email', 'a@a.example');
    await worked(office, quiet.id);
    expect(told).toEqual([]);
    const loud = await kept(office, 'Email', 'b@b.example');
    await office.service.choose(loud.id, { ...loud.choices, isTold: true });
    await worked(office, loud.id);
    expect(told.map(({ kind }) => kind)).toEqual(['imported']);
    expect(await office.service.undo(WORKSPACE, loud.id, undefined)).toEqual({ kind: 'told' });
  });

  it('that waits holds rows until somebody is forgotten, or until it is dropped', async () => {
    const it_ = await staffed(await backend.open());
    const office = importing(it_);
    const { db } = it_.database;
    const file = await kept(office, 'Email,Name', 'jane@acme.example,Jane', 'joe@globex.example,Joe');
    expect(await waitingRowsAbout(db, 'JANE@acme.example')).toEqual([
      { import: file.id, row: 2, cells: { Email: 'jane@acme.example', Name: 'Jane' } },
    ]);
    await it_.database.transaction((tx) => forgetWaitingRows(tx, { email: 'Jane@acme.example' }));
    expect(await waitingRowsAbout(db, 'jane@acme.example')).toEqual([]);
    expect(await office.service.dryRun(file, file.choices)).toMatchObject({ good: 1, refused: 1 });
    expect(await office.service.drop(WORKSPACE, file.id)).toBe(true);
    expect(await waitingRowsAbout(db, 'joe@globex.example')).toEqual([]);
    expect(await office.service.start(WORKSPACE, file.id)).toBe('not-ready');
  });
});
