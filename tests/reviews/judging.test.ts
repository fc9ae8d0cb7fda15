import { describe, expect, it } from 'vitest';
import { DAY, MINUTE } from '../../src/core/instants.ts';
import type { Lead } from '../../src/leads/lead.ts';
import type { ReviewActor } from '../../src/reviews/ports-service.ts';
import { forgetWords } from '../../src/reviews/service.ts';
import { arrives, now } from '../leads/arrivals.ts';
import { backends } from '../support/backends.ts';
import { actor, type Features, hire, setTeam, staffed, WORKSPACE } from '../support/features.ts';

async function office(database: Parameters<typeof staffed>[0]) {
  const it = await staffed(database);
  const lead = await arrives(it);
  const [ann, ben, max, mia] = await Promise.all(['UANN', 'UBEN', 'UMAX', 'UMIA'].map((id) => actor(it, id)));
  if (ann === undefined || ben === undefined || max === undefined || mia === undefined) throw new Error('Nobody');
  await it.leads.claim(ann, lead.id);
  return { it, lead, ann, ben, max, mia };
}

/** What everybody may see of a lead. */
const seen = async ({ reviews, database }: Features, { id }: Lead) =>
  (await reviews.verdictsOf(database.db, id))
    .map(({ by, side, verdict, reason }) => [by, side, verdict, reason])
    .toSorted(([a = ''], [b = '']) => a.localeCompare(b));

const kindsOf = async (it: Features, lead: Lead) =>
  (await it.leads.view(await now(it, lead))).events.map(({ kind }) => kind);

/** All that was ever said, with what has ended. */
const history = ({ database }: Features) =>
  database.db.selectFrom('lead_verdicts').select(['person_id', 'verdict', 'ended_at']).orderBy('said_at').execute();

const more = (form: object, viewId = 'V1') => ({ verdict: 'not', form, viewId }) as const;

describe.each(backends)('judging leads, on $name', (backend) => {
  it('is one tap at any time, changed by another, and stands once for each person; what it was is kept', async () => {
    const { it, lead, ann, mia } = await office(await backend.open());
    expect(await it.reviews.judge(mia, lead.id, 'good')).toMatchObject({ kind: 'done' });
    expect(await it.reviews.judge(mia, lead.id, 'good')).toMatchObject({ why: { kind: 'said-already' } });
    await it.reviews.judge(ann, lead.id, 'unsure');
    it.clock.moveBy(DAY);
    await it.reviews.judge(mia, lead.id, 'not');
    expect(await seen(it, lead)).toEqual([
      ['UANN', 'sales', 'unsure', undefined],
      ['UMIA', 'marketing', 'not', undefined],
    ]);
    expect(await history(it)).toHaveLength(3);
    // An afterthought is no new judgement: it counts on the day of the first.
    const window = { from: it.clock.now() - DAY / 2, until: it.clock.now() + 1 };
    expect(await it.reviews.judgedBetween(it.database.db, WORKSPACE, window)).toEqual([]);
    expect(await it.reviews.takeBack(mia, lead.id)).toMatchObject({ kind: 'done' });
    expect(await it.reviews.takeBack(mia, lead.id)).toMatchObject({ why: { kind: 'none' } });
    expect(await seen(it, lead)).toEqual([['UANN', 'sales', 'unsure', undefined]]);
    expect(await kindsOf(it, lead)).toEqual(['received', 'claimed', 'rated', 'rated', 'rated', 'rating-undone']);
    // Whoever is in no team says nothing.
    await hire(it, ['USAM']);
    const sam = await actor(it, 'USAM');
    expect(await it.reviews.judge(sam, lead.id, 'good')).toMatchObject({ why: { kind: 'not-in-teams' } });
    expect(await it.reviews.look(sam, lead.id)).toMatchObject({ kind: 'not-in-teams' });
    expect(await it.reviews.look({ ...sam, workspaceId: 'T2' }, lead.id)).toEqual({ kind: 'not-found' });
  });

  it('forgets what somebody typed and did not send for a month, and nothing that is younger', async () => {
    const { it, lead, ann, ben } = await office(await backend.open());
    await it.reviews.keepDraft(ann, lead.id, 'V1', { note: 'They' });
    it.clock.moveBy(20 * DAY);
    await it.reviews.keepDraft(ben, lead.id, 'V2', { note: 'She' });
    await it.reviews.forgetDrafts();
    expect(await it.reviews.look(ann, lead.id)).toMatchObject({ draft: { note: 'They' } });
    it.clock.moveBy(11 * DAY);
    await it.reviews.forgetDrafts();
    expect(await it.reviews.look(ann, lead.id)).toMatchObject({ draft: undefined });
    expect(await it.reviews.look(ben, lead.id)).toMatchObject({ draft: { note: 'She' } });
  });

  it('twenty times at once by one person and of one press leaves one verdict', async () => {
    const { it, lead, ben } = await office(await backend.open());
    const kinds = ['good', 'not', 'unsure'] as const;
    const press = (at: number): ReviewActor => ({ ...ben, gesture: `press-${at % 10}` });
    await Promise.all(
      Array.from({ length: 20 }, (_, at) => it.reviews.judge(press(at), lead.id, kinds[at % 3] ?? 'good')),
    );
    expect(await seen(it, lead)).toHaveLength(1);
    const all = await history(it);
    expect(all.filter(({ ended_at }) => ended_at === null)).toHaveLength(1);
    expect(all.length).toBeLessThanOrEqual(10);
  });

  it('by giving it up: the rep has judged it in the same moment, and undone it never was', async () => {
    const { it, lead, ann } = await office(await backend.open());
    await it.reviews.judge(ann, lead.id, 'good');
    const rejected = await it.leads.reject(ann, lead.id, { reason: 'bad-data', detail: 'phone', note: 'A fax' });
    expect(await seen(it, lead)).toEqual([['UANN', 'sales', 'not', 'bad-data']]);
    expect(await kindsOf(it, lead)).not.toContain('rating-undone');
    // A colleague’s opinion in between takes nobody’s Undo.
    await it.reviews.judge(await actor(it, 'UMIA'), lead.id, 'good');
    const seq = rejected.kind === 'done' ? rejected.lead.lastEvent : 0;
    expect(await it.leads.undoOutcome(ann, lead.id, seq)).toMatchObject({ kind: 'done', lead: { stage: 'accepted' } });
    expect(await seen(it, lead)).toEqual([
      ['UANN', 'sales', 'good', undefined],
      ['UMIA', 'marketing', 'good', undefined],
    ]);
    const journal = await it.leads.view(await now(it, lead));
    expect(journal.events.map(({ seq: place }) => place)).toEqual(journal.events.map((_, at) => at + 1));
  });

  it('by giving it up is taken back when both managers overturn that, and stays if the rep has said more since', async () => {
    const { it, lead, ann, max, mia } = await office(await backend.open());
    await setTeam(it, 'marketing', ['UMIA'], ['UMAX'], 'UMAX');
    const both = { ...max, manages: ['sales', 'marketing'] as const };
    const overturned = async () => {
      const given = await it.leads.reject(ann, lead.id, { reason: 'no-need' });
      const seq = given.kind === 'done' ? given.lead.lastEvent : 0;
      await it.leads.question(mia, lead.id, seq, 'They asked for a price');
      return async () => {
        await it.leads.choose(both, lead.id, seq, 'overturn');
        it.clock.moveBy(MINUTE);
        await it.leads.settleQuestion(lead.id, seq);
      };
    };
    await (await overturned())();
    expect(await seen(it, lead)).toEqual([]);
    const settle = await overturned();
    await it.reviews.sayMore(ann, lead.id, more({ grade: '2', reason: 'no-need' }));
    await settle();
    expect(await now(it, lead)).toMatchObject({ round: 3 });
    expect(await seen(it, lead)).toEqual([['UANN', 'sales', 'not', 'no-need']]);
  });

  it('says nothing of spam, duplicates and what nobody here has said', async () => {
    const { it, lead, ann, ben } = await office(await backend.open());
    await it.leads.reject(ann, lead.id, { reason: 'spam-or-test' });
    const other = await arrives(it);
    await it.leads.claim(ben, other.id);
    await it.reviews.judge(ben, other.id, 'good');
    await it.leads.reject(ben, other.id, { reason: 'duplicate', detail: `${lead.number}` });
    // What he had found of the part stands with the whole, and that it was a part says nothing of it.
    expect(await seen(it, lead)).toEqual([['UBEN', 'sales', 'good', undefined]]);
    const all = { from: 0, until: it.clock.now() + 1 };
    expect(await it.reviews.judgedBetween(it.database.db, WORKSPACE, all)).toEqual([]);
  });

  it('says more, of which the wish becomes one ask of the other team; what was typed is kept until it is sent', async () => {
    const { it, lead, ann, mia } = await office(await backend.open());
    await it.reviews.judge(ann, lead.id, 'not');
    await it.reviews.keepDraft(ann, lead.id, 'V1', { note: 'On the call th' });
    await it.reviews.keepDraft(ann, lead.id, 'V1', { note: 'On the call they were lost', next: 'A phone number' });
    expect(await it.reviews.look(ann, lead.id)).toMatchObject({ draft: { next: 'A phone number' } });
    expect(await it.reviews.look(mia, lead.id)).toMatchObject({ draft: undefined, mine: undefined });
    const form = {
      grade: '2',
      reason: 'bad-data',
      part: 'phone',
      note: 'On the call they were lost',
      next: 'A phone number',
    };
    for (let times = 0; times < 3; times += 1) {
      expect(await it.reviews.sayMore(ann, lead.id, more(form))).toMatchObject({ kind: 'said', ask: 1 });
    }
    expect(it.asked).toEqual([{ to: 'marketing', lead: lead.number, text: 'A phone number', madeBy: 'verdict:V1' }]);
    // What Slack delivers late brings back nothing; a new window begins with what was sent.
    await it.reviews.keepDraft(ann, lead.id, 'V1', { note: 'late' });
    expect(await it.reviews.look(ann, lead.id)).toMatchObject({ draft: undefined, mine: { grade: 2, part: 'phone' } });
    await it.reviews.keepDraft(ann, lead.id, 'V2', { note: 'again' });
    expect(await it.reviews.look(ann, lead.id)).toMatchObject({ draft: { note: 'again' } });
    // Marketing needs something of sales.
    await it.reviews.sayMore(mia, lead.id, more({ next: 'Call on the day' }, 'V3'));
    expect(it.asked.at(-1)).toMatchObject({ to: 'sales' });

    await it.database.transaction((tx) => forgetWords(tx, [lead.id]));
    expect(await it.reviews.look(ann, lead.id)).toMatchObject({
      draft: undefined,
      mine: { grade: 2, note: undefined },
    });
    const rows = await it.database.db.selectFrom('lead_verdicts').select('note').execute();
    expect(rows.every(({ note }) => note === null)).toBe(true);
  });

  it('blind is seen, counted and told nowhere until it is shown; who has left keeps theirs without a name', async () => {
    const { it, lead, ben, mia } = await office(await backend.open());
    await it.reviews.judge(ben, lead.id, 'good');
    await it.reviews.judge(mia, lead.id, 'not');
    await it.database.transaction((tx) =>
      tx
        .updateTable('lead_verdicts')
        .set({ shown_at: null, occasion: 'review-1' })
        .where('person_id', '=', 'UMIA')
        .execute(),
    );
    expect(await seen(it, lead)).toEqual([['UBEN', 'sales', 'good', undefined]]);
    const all = { from: 0, until: it.clock.now() + 1 };
    expect(await it.reviews.judgedBetween(it.database.db, WORKSPACE, all)).toMatchObject([
      { found: [{ verdict: 'good' }] },
    ]);
    // In a review and at any time somebody may say two things.
    expect(await it.reviews.judge(mia, lead.id, 'unsure')).toMatchObject({ kind: 'done' });
    await hire(it, ['UBEN'], { isDeactivated: true });
    expect((await seen(it, lead)).map(([by, side, verdict]) => [by, side, verdict])).toEqual(
      expect.arrayContaining([[undefined, 'sales', 'good']]),
    );
  });

  it('of what only was history makes no lead of it', async () => {
    const { it, lead, mia } = await office(await backend.open());
    await it.database.transaction((tx) =>
      tx.updateTable('leads').set({ is_history: 1 }).where('id', '=', lead.id).execute(),
    );
    await it.reviews.judge(mia, lead.id, 'good');
    expect(await now(it, lead)).toMatchObject({ isHistory: true });
  });
});
