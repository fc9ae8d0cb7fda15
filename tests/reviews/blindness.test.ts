import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { DAY } from '../../src/core/instants.ts';
import { insertAll } from '../../src/platform/db/insert-all.ts';
import { systemIds } from '../../src/platform/ids.ts';
import { reviewChecks } from '../../src/reviews/checks-service.ts';
import { saveMark } from '../../src/reviews/deciding/agenda-store.ts';
import { verdictsAbout } from '../../src/reviews/export-service.ts';
import type { Form } from '../../src/reviews/judging/form.ts';
import { SCRUB, SCRUBBED } from '../../src/reviews/judging/scrub-service.ts';
import { forgetWords } from '../../src/reviews/service.ts';
import { resultBlocks } from '../../src/reviews/thread/result-blocks.ts';
import { arrives } from '../leads/arrivals.ts';
import { done } from '../leads/merging-apart.ts';
import { backends, openAt } from '../support/backends.ts';
import { contentsOf } from '../support/contents.ts';
import { WORKSPACE } from '../support/features.ts';
import { type Reviewing, reviewing } from './started.ts';

const ALL = { isTable: (name: string) => !/^(kysely|sqlite_)/.test(name), isColumn: () => true };

/** The tables in which any of these words stand. */
async function tablesWith({ it }: Reviewing, ...words: readonly string[]): Promise<string[]> {
  const contents = await contentsOf(it.database, ALL);
  return Object.entries(contents).flatMap(([table, rows]) =>
    rows.some((row) => words.some((word) => row.includes(word))) ? [table] : [],
  );
}

/** Says more of a lead than a tap. */
async function saysMore(here: Reviewing, id: string, lead: number, form: Form, viewId = `V-${id}-${lead}`) {
  const who = await here.as(id);
  const seen = await here.it.reviews.lookIn(who, here.spot(lead));
  const mine = seen.kind === 'seen' ? seen.mine : undefined;
  return here.it.reviews.sayMoreIn(
    who,
    { ...here.spot(lead), seen: mine?.id },
    { verdict: mine?.verdict ?? 'not', form, viewId },
  );
}

/** Reviews of which no file is to know any more what was deleted. */
const scrubsOf = async ({ it }: Reviewing) =>
  (await it.database.db.selectFrom('jobs').select('key').where('kind', '=', SCRUB).execute()).map(({ key }) => key);

const CANARY = { note: 'Canary-note of Ann', next: 'Canary-wish of Ann' };

/** All that anybody can read of leads, exports and figures. */
async function everythingOf(here: Reviewing): Promise<string> {
  const { it, leads, review } = here;
  const ids = leads.map(({ id }) => id);
  const views = await Promise.all(
    leads.map(async (lead) => it.leads.view((await it.leads.byId(WORKSPACE, lead.id)) ?? lead)),
  );
  const seen = [
    await Promise.all(ids.map((id) => it.reviews.verdictsOf(it.database.db, id))),
    await verdictsAbout(it.database.db, ids),
    await it.reviews.verdictsIn(it.database.db, review.id),
    await it.reviews.judgedBetween(it.database.db, WORKSPACE, { from: 0, until: it.clock.now() + DAY }),
    await it.reviews.thread.parent(review.id),
    await Promise.all(ids.map((id) => it.reviews.thread.reply(review.id, id))),
    views,
    it.asked,
  ];
  const others = await Promise.all(['UMIA', 'UMAX'].map((id) => it.reviews.queue(review.id, id)));
  return JSON.stringify([seen, others]);
}

describe.each(backends)('blindness, on $name', (backend) => {
  it('holds against whoever looks: what is said stands in one table and reaches nobody before it is revealed', async () => {
    const here = await reviewing(await backend.open());
    const { it, leads, review, tap, as, spot } = here;
    const before = await everythingOf(here);
    await tap('UANN', 0, 'not');
    await saysMore(here, 'UANN', 0, { ...CANARY, reason: 'competitor' });
    await it.reviews.keepDraftIn(await as('UANN'), spot(1), 'V9', { note: 'Canary-draft' });
    // What a manager of both teams, another rater or whoever was not asked sees of it is what they saw before.
    const progress = /"judged":\d/g;
    expect((await everythingOf(here)).replace(progress, '')).toBe(before.replace(progress, ''));
    expect(await it.reviews.lookIn(await as('UMIA'), spot(0))).toMatchObject({ mine: undefined, draft: undefined });
    expect(await it.reviews.lookIn(await as('UMIA'), spot(1))).toMatchObject({ mine: undefined, draft: undefined });
    expect(await it.reviews.lookIn(await as('UMAX'), spot(0))).toMatchObject({ kind: 'not-asked' });
    expect(await tablesWith(here, 'Canary')).toEqual(['lead_verdict_drafts', 'lead_verdicts']);
    expect(it.asked).toEqual([]);
    // Judged where everybody sees it, she would have said it: she is asked for it where nobody does.
    expect(await it.reviews.askedAbout(await as('UANN'), leads[0]?.id ?? '')).toEqual(spot(0));
    expect(await it.reviews.askedAbout(await as('UMAX'), leads[0]?.id ?? '')).toBeUndefined();

    // Once it is revealed everybody knows, and what was needed is asked, once.
    await it.database.transaction((tx) => it.reviews.reveal(tx, review.id));
    for (let times = 0; times < 2; times += 1) await it.reviews.publish(review.id, spot(0).leadId);
    await it.reviews.publish(review.id, spot(1).leadId);
    expect(it.asked).toMatchObject([{ to: 'marketing', lead: leads[0]?.number, text: CANARY.next }]);
    const said = await it.reviews.verdictsIn(it.database.db, review.id);
    expect(said).toMatchObject([{ by: 'UANN', verdict: 'not', note: CANARY.note, wish: CANARY.next }]);
    const journal = async (at: number) =>
      (
        await it.database.db
          .selectFrom('lead_events')
          .select('data')
          .where('lead_id', '=', spot(at).leadId)
          .where('kind', '=', 'reviewed')
          .execute()
      ).map(({ data }): unknown => JSON.parse(data));
    expect(await journal(0)).toEqual([{ review: 1, good: 0, not: 1, unsure: 0 }]);
    expect(await journal(1)).toEqual([]);
    // What was typed and not sent can be said at any time; what is sent too late is kept as well.
    expect(await it.reviews.look(await as('UANN'), spot(1).leadId)).toMatchObject({ draft: { note: 'Canary-draft' } });
    expect(await saysMore(here, 'UANN', 2, { note: 'Late' })).toMatchObject({ kind: 'over' });
    expect(await it.reviews.keepLate(await as('UANN'), review, spot(2).leadId, 'V3', { note: 'Late' })).toBe(
      leads[2]?.number,
    );
    await it.database.transaction((tx) =>
      forgetWords(
        tx,
        leads.map(({ id }) => id),
      ),
    );
    expect(await tablesWith(here, 'Canary')).toEqual([]);
  });

  it('is not got round by what was opened before it began, nor by the lead with which one of its leads has become one', async () => {
    const here = await reviewing(await backend.open(), { leads: 2 });
    const { it, leads, review, tap, as, spot } = here;
    const ann = await as('UANN');
    const open = () => it.reviews.verdictsOf(it.database.db, spot(0).leadId);
    // She had a lead before her, to be judged before everybody, when the review began to ask her about it.
    expect(await it.reviews.judge(ann, spot(0).leadId, 'not')).toMatchObject({
      kind: 'refused',
      why: { kind: 'asked-in', spot: spot(0) },
    });
    const sent = { verdict: 'not', form: CANARY, viewId: 'V1' } as const;
    await it.reviews.keepDraft(ann, spot(0).leadId, 'V1', CANARY);
    expect(await it.reviews.sayMore(ann, spot(0).leadId, sent)).toEqual({ kind: 'asked-in', spot: spot(0) });
    expect([await open(), it.asked]).toEqual([[], []]);
    expect(await it.reviews.look(ann, spot(0).leadId)).toMatchObject({ draft: undefined });
    // Whoever isn't asked may say what they like, and what stands open already can be taken back.
    const max = await as('UMAX');
    expect(await it.reviews.judge(max, spot(0).leadId, 'good')).toMatchObject({ kind: 'done' });
    expect(await it.reviews.takeBack(max, spot(0).leadId)).toMatchObject({ kind: 'done' });

    const whole = await arrives(it);
    done(await it.leads.merge(max, whole.id, spot(0).leadId));
    expect(await it.reviews.askedAbout(ann, whole.id)).toEqual(spot(0));
    expect(await it.reviews.judge(ann, whole.id, 'not')).toMatchObject({ why: { kind: 'asked-in' } });
    expect(await open()).toEqual([]);

    // What is found of a part is found of the whole, once everybody may know.
    for (const id of ['UANN', 'UBEN', 'UMIA', 'UMOE']) for (const [at] of leads.entries()) await tap(id, at, 'good');
    expect(await it.reviews.queue(review.id, 'UANN')).toMatchObject({ kind: 'revealed' });
    expect(await it.reviews.verdictsOf(it.database.db, whole.id)).toHaveLength(4);
    await it.reviews.publish(review.id, spot(0).leadId);
    const seen = await it.leads.byId(WORKSPACE, whole.id);
    expect((await it.leads.view(seen ?? whole)).verdicts).toHaveLength(4);
    expect(await it.reviews.judge(ann, whole.id, 'unsure')).toMatchObject({ kind: 'done' });
    expect(await it.reviews.verdictsOf(it.database.db, whole.id)).toHaveLength(4);
  });

  it('a deadline takes nothing that somebody types over it', async () => {
    const here = await reviewing(await backend.open());
    const { it, review, as, spot } = here;
    const ann = await as('UANN');
    await it.reviews.keepDraftIn(ann, spot(0), 'V1', { note: 'Half a' });
    await it.reviews.keepDraftIn(ann, spot(1), 'V2', { note: 'Of another window' });
    await it.database.transaction((tx) => it.reviews.reveal(tx, review.id));
    // In the window that she has before her she goes on, and sends it.
    await it.reviews.keepDraftIn(ann, spot(0), 'V1', { note: 'Half a sentence' });
    expect(await it.reviews.look(ann, spot(0).leadId)).toMatchObject({ draft: { note: 'Half a sentence' } });
    const whole = { note: 'Half a sentence, and the rest' };
    expect(await it.reviews.keepLate(ann, review, spot(0).leadId, 'V1', whole)).toBeDefined();
    expect(await it.reviews.look(ann, spot(0).leadId)).toMatchObject({ draft: whole });
    // A window of earlier doesn't take the place of a later one.
    expect(await it.reviews.keepLate(ann, review, spot(1).leadId, 'V0', whole)).toBeDefined();
    expect(await it.reviews.look(ann, spot(1).leadId)).toMatchObject({ draft: { note: 'Of another window' } });
  });

  it('of what is called off nothing is left, not even later, nor of whoever judges no more', async () => {
    const here = await reviewing(await backend.open());
    const { it, review, tap, as, spot } = here;
    await tap('UANN', 0, 'not');
    await saysMore(here, 'UANN', 0, CANARY);
    await it.reviews.keepDraftIn(await as('UBEN'), spot(1), 'V9', { note: 'Canary-draft' });
    await it.reviews.discuss(await as('UBEN'), spot(1), 'Canary-word to discuss');
    await tap('UMIA', 0, 'good');
    const max = await as('UMAX');
    expect(await it.reviews.judgedBy(max, review.id, ['UBEN', 'UMIA'])).toMatchObject({ kind: 'done' });
    expect(await tablesWith(here, CANARY.note)).toEqual([]);
    expect(await tap('UANN', 1, 'not')).toMatchObject({ kind: 'not-asked' });
    expect(await it.reviews.callOff(max, review.id)).toMatchObject({ kind: 'done' });
    expect(await tablesWith(here, 'Canary')).toEqual([]);
    expect(await scrubsOf(here)).toEqual([`reviews.scrub:${review.id}`]);
    expect(await tap('UMIA', 1, 'not')).toMatchObject({ kind: 'over', review: { state: 'called-off' } });
    await it.reviews.keepDraftIn(await as('UMIA'), spot(1), 'V8', { note: 'Canary-late' });
    expect(await it.database.transaction((tx) => it.reviews.reveal(tx, review.id))).toBe(false);
    await it.reviews.publish(review.id, spot(0).leadId);
    expect(await it.reviews.verdictsIn(it.database.db, review.id)).toEqual([]);
    expect(await it.database.db.selectFrom('lead_verdicts').selectAll().execute()).toEqual([]);
    expect(await tablesWith(here, 'Canary')).toEqual([]);
  });

  it('names nobody for ever where that was promised: not even the database knows whose a verdict was', async () => {
    const sales = ['UANN', 'UBEN', 'UCAL'];
    const marketing = ['UMIA', 'UMOE', 'UMEG'];
    const here = await reviewing(await backend.open(), { isAnonymous: true, sales, marketing, leads: 2 });
    const { it, leads, review, tap, as, spot } = here;
    const everyone = [...sales, ...marketing];
    for (const id of everyone.slice(0, -1)) for (const lead of [0, 1]) await tap(id, lead, 'good');
    await tap('UANN', 0, 'not');
    await saysMore(here, 'UANN', 0, CANARY);
    await it.reviews.keepDraftIn(await as('UANN'), spot(0), 'V9', { note: 'Canary-note of Ann, again' });
    await it.reviews.discuss(await as('UBEN'), spot(1), 'They fit on paper');
    await it.reviews.discuss(await as('UCAL'), spot(1), undefined);
    it.clock.moveBy(60_000);
    for (const lead of [0, 1]) await tap('UMEG', lead, 'not');
    expect(await it.reviews.queue(review.id, 'UANN')).toMatchObject({ kind: 'revealed' });

    const rows = await it.database.db.selectFrom('lead_verdicts').selectAll().execute();
    expect(rows).toHaveLength(12);
    for (const row of rows) expect(everyone.some((id) => JSON.stringify(row).includes(id))).toBe(false);
    // No two rows can be known to be one person's, and none by when it was said, or what it was before.
    expect(new Set(rows.map(({ person_id }) => person_id)).size).toBe(12);
    const times = rows.flatMap(({ given_at, said_at, shown_at }) => [given_at, said_at, shown_at]);
    expect(new Set(times)).toEqual(new Set([it.clock.now()]));
    expect(rows.every(({ instead_of, ended_at }) => instead_of === null && ended_at === null)).toBe(true);
    expect(await tablesWith(here, 'Canary')).toEqual(['lead_verdicts']);

    // Nor who has put something up while it was blind.
    const marks = await it.database.db.selectFrom('review_marks').selectAll().orderBy('line').execute();
    expect(new Set(marks.map(({ line }) => line))).toEqual(new Set([null, 'They fit on paper']));
    expect(everyone.some((id) => JSON.stringify(marks).includes(id))).toBe(false);
    expect(new Set(marks.map(({ marked_at }) => marked_at)).size).toBe(1);

    for (const { id } of leads) await it.reviews.publish(review.id, id);
    expect(it.asked).toEqual([]);
    const said = await it.reviews.verdictsIn(it.database.db, review.id);
    expect(said.filter(({ wish }) => wish !== undefined)).toMatchObject([
      { side: 'sales', by: undefined, wish: CANARY.next },
    ]);
    const open = await it.reviews.verdictsOf(it.database.db, spot(0).leadId);
    expect(open).toHaveLength(6);
    expect(open.every(({ by, isAnonymous }) => by === undefined && isAnonymous)).toBe(true);
    expect((await verdictsAbout(it.database.db, [spot(0).leadId])).every(({ by }) => by === null)).toBe(true);
    expect(await it.reviews.keepLate(await as('UANN'), review, spot(0).leadId, 'V7', { note: 'x' })).toBeUndefined();
    // Nobody can say any more which was theirs, also not they themselves: it is done.
    expect(await tap('UANN', 0, 'good')).toMatchObject({ kind: 'over' });
  });

  it('never writes down who puts something up once it is revealed, nor when; a form does so once, and again after something came of it', async () => {
    const sales = ['UANN', 'UBEN', 'UCAL'];
    const marketing = ['UMIA', 'UMOE', 'UMEG'];
    const here = await reviewing(await backend.open(), { isAnonymous: true, sales, marketing, leads: 2 });
    const { it, review, as, spot } = here;
    await it.reviews.discuss(await as('UCAL'), spot(1), 'Blind words');
    await it.database.transaction((tx) => it.reviews.reveal(tx, review.id));
    const revealedAt = it.clock.now();
    const ann = await as('UANN');
    const put = (gesture: string, line: string | undefined, lead = 0) =>
      it.reviews.discuss({ ...ann, gesture }, spot(lead), line);
    const marks = () =>
      it.database.db.selectFrom('review_marks').selectAll().orderBy('marked_at').orderBy('line').execute();
    it.clock.moveBy(60_000);
    await Promise.all([put('V1 a', 'Late words'), put('V1 a', 'Late words'), put('V3 a', 'Other words', 1)]);
    await put('V2 a', 'Late words');
    expect((await marks()).map(({ line, marked_at }) => [line, marked_at - revealedAt])).toEqual([
      ['Blind words', 0],
      ['Late words', 0],
      ['Other words', 0],
    ]);
    expect((await marks()).filter((row) => /UANN|UCAL|V\d/.test(JSON.stringify(row)))).toEqual([]);
    // Nobody’s words can be changed, also not by whoever has written them.
    expect(await it.reviews.discussing(ann, spot(0))).toMatchObject({ kind: 'form', line: undefined });

    it.clock.moveBy(60_000);
    expect(await it.reviews.nothingToChange(ann, spot(0))).toMatchObject({ kind: 'ended' });
    const endedAt = it.clock.now();
    const isSettled = async () => (await it.reviews.thread.reply(review.id, spot(0).leadId))?.item?.isSettled;
    it.clock.moveBy(60_000);
    // Slack delivers the first form once more.
    await put('V1 a', 'Late words');
    expect(await isSettled()).toBe(true);
    await put('V4 a', 'Late words');
    expect(await isSettled()).toBe(false);
    expect((await marks()).at(-1)?.marked_at).toBe(endedAt + 1);
    expect(await it.reviews.nothingToChange(ann, spot(0))).toMatchObject({ kind: 'ended' });
    expect(await isSettled()).toBe(true);
  });

  it('takes names away where they were kept, and leaves open what was open', async () => {
    const sales = ['UANN', 'UBEN', 'UCAL'];
    const marketing = ['UMIA', 'UMOE', 'UMEG'];
    const here = await reviewing(await backend.open(), { isAnonymous: true, sales, marketing, leads: 2 });
    const { it, review, as, spot } = here;
    await it.database.transaction((tx) => it.reviews.reveal(tx, review.id));
    const ann = await as('UANN');
    const { checks } = reviewChecks({ ...it, ids: systemIds, decisions: it.actions });
    const check = checks.find(({ name }) => name === 'review.names-kept');
    const found = () => check?.find(it.database.db, it.clock.now());
    await it.reviews.discuss(ann, spot(0), 'Without a name');
    expect(await found()).toEqual([]);
    // As before names were kept nowhere.
    const named = (lead: number, line: string) =>
      it.database.transaction((tx) => saveMark(tx, spot(lead), { by: 'UANN', line, at: it.clock.now() }));
    it.clock.moveBy(60_000);
    await named(0, 'Settled since');
    it.clock.moveBy(60_000);
    for (const lead of [0, 1]) await it.reviews.nothingToChange(ann, spot(lead));
    it.clock.moveBy(60_000);
    await named(1, 'Up again');
    const open = async () => (await it.reviews.thread.parent(review.id))?.agenda.map((item) => item.isSettled);
    expect([await open(), await found()]).toEqual([[true, false], [review.id]]);
    await it.database.transaction(async (tx) => check?.repair?.(tx, review.id));
    expect([await open(), await found()]).toEqual([[true, false], []]);
    const rows = await it.database.db.selectFrom('review_marks').selectAll().orderBy('line').execute();
    expect(rows.map(({ line }) => line)).toEqual(['Settled since', 'Up again', 'Without a name']);
    expect(JSON.stringify(rows)).not.toContain('UANN');
    expect(await scrubsOf(here)).toEqual([`reviews.scrub:${review.id}`]);
  });

  it('shows nothing of what too few of a team have said of a lead: they could be told apart', async () => {
    const sales = ['UANN', 'UBEN', 'UCAL'];
    const marketing = ['UMIA', 'UMOE', 'UMEG'];
    const here = await reviewing(await backend.open(), { isAnonymous: true, sales, marketing, leads: 2 });
    const { it, review, tap, spot } = here;
    for (const id of [...sales, 'UMIA', 'UMOE']) await tap(id, 0, 'good');
    // Whoever knows that Ann is done would know whose the only one is.
    await tap('UANN', 1, 'not');
    await it.database.transaction((tx) => it.reviews.reveal(tx, review.id));
    const said = await it.reviews.verdictsIn(it.database.db, review.id);
    expect(said.map(({ side, leadId }) => [side, leadId])).toEqual(sales.map(() => ['sales', spot(0).leadId]));
    expect(await it.database.db.selectFrom('lead_verdicts').select('id').execute()).toHaveLength(3);
    const found = await it.reviews.results.resultsOf(review.id);
    const words = found && JSON.stringify(resultBlocks(found.results, true));
    expect(words).toContain('1 that fewer than three of marketing have judged, 1 that fewer than three of either team');
  });

  it('two hundred leads by twelve are shown in a few statements, and told lead by lead', async () => {
    const sales = ['UA1', 'UA2', 'UA3', 'UA4', 'UA5', 'UA6'];
    const marketing = ['UB1', 'UB2', 'UB3', 'UB4', 'UB5', 'UB6'];
    const here = await reviewing(await backend.open(), { sales, marketing, leads: 1 });
    const { it, review, leads } = here;
    const lead = leads[0];
    if (lead === undefined) throw new Error('No lead');
    const one = await it.database.db
      .selectFrom('leads')
      .selectAll()
      .where('id', '=', lead.id)
      .executeTakeFirstOrThrow();
    const more = Array.from({ length: 199 }, (_, at) => ({
      ...one,
      id: `lead-${at}`,
      number: 1_000 + at,
      origin_key: `more-${at}`,
    }));
    await it.database.transaction(async (tx) => {
      await insertAll(tx, 'leads', more);
      await insertAll(
        tx,
        'review_leads',
        more.map(({ id }, at) => ({ review_id: review.id, lead_id: id, position: at + 2, stratum: 'working' })),
      );
      const verdicts = [...sales, ...marketing].flatMap((person) =>
        [lead, ...more].map(({ id }) => ({
          id: `${person}-${id}`,
          workspace_id: WORKSPACE,
          lead_id: id,
          person_id: person,
          occasion: review.id,
          side: 'sales' as const,
          verdict: 'good' as const,
          given_at: 1,
          said_at: 1,
          is_anonymous: 0,
        })),
      );
      await insertAll(tx, 'lead_verdicts', verdicts);
    });
    expect(await it.database.transaction((tx) => it.reviews.reveal(tx, review.id))).toBe(true);
    expect(await it.reviews.verdictsIn(it.database.db, review.id)).toHaveLength(2_400);
    const jobs = await it.database.db.selectFrom('jobs').select('key').where('kind', '=', 'reviews.revealed').execute();
    expect(jobs).toHaveLength(200);
  });
});

it('the bytes of a SQLite database know nobody’s words, verdict or wish to discuss once a review without names is revealed', async () => {
  const sqlite = backends.find(({ name }) => name === 'sqlite');
  const address = await sqlite?.address();
  if (address?.kind !== 'sqlite') throw new Error('No file');
  const sales = ['UANN', 'UBEN', 'UCAL'];
  const marketing = ['UMIA', 'UMOE', 'UMEG'];
  const here = await reviewing(openAt(address), { isAnonymous: true, sales, marketing, leads: 1 });
  const { it, review, tap, as, spot } = here;
  const bytes = () => Buffer.concat([address.path, `${address.path}-wal`].map((path) => readFileSync(path)));
  for (const id of [...sales, 'UMIA', 'UMOE']) await tap(id, 0, 'good');
  await saysMore(here, 'UANN', 0, CANARY);
  await it.reviews.keepDraftIn(await as('UANN'), spot(0), 'V9', { note: 'Typed by Ann' });
  await it.reviews.discuss(await as('UBEN'), spot(0), 'They fit on paper');
  // As the database wrote it: whose it is stands beside the lead.
  const traces = [`${spot(0).leadId}UANN`, `${spot(0).leadId}UBEN`, 'Typed by Ann'];
  const known = () => traces.filter((trace) => bytes().includes(trace));
  expect(known()).toEqual(traces);
  // The last of them: it is revealed.
  await tap('UMEG', 0, 'not');
  expect(await scrubsOf(here)).toEqual([`reviews.scrub:${review.id}`]);
  expect(known()).toEqual(traces);
  expect(await it.database.scrub(SCRUBBED)).toBe(true);
  expect(known()).toEqual([]);
  expect(bytes().includes(CANARY.note)).toBe(true);
});
