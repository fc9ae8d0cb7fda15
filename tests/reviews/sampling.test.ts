import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../src/core/instants.ts';
import { leadFields } from '../../src/core/lead-fields.ts';
import type { Lead } from '../../src/leads/lead.ts';
import { createErasing } from '../../src/leads/records/erasing-service.ts';
import type { Database } from '../../src/platform/db/database.ts';
import type { Draw } from '../../src/reviews/planning/draw.ts';
import { insertReview } from '../../src/reviews/reviews-store.ts';
import { writes } from '../leads/arrivals.ts';
import { listenToStatements, scansOf } from '../reliability/plans.ts';
import { backends } from '../support/backends.ts';
import { actor, type Features, hire, MONDAY, setTeam, staffed, WORKSPACE } from '../support/features.ts';

const comes = (it: Features, word: string, more: Parameters<typeof leadFields>[0] = {}): Promise<Lead> =>
  writes(it, { fields: leadFields({ company: word, email: `jo@${word}.example`, source: 'Website', ...more }) });

const everything = (it: Features, more: Partial<Draw> = {}): Draw => ({
  from: 0,
  until: it.clock.now() + 1,
  size: 8,
  ...more,
});

/** The leads that can be drawn, by company: what each would be drawn as. */
async function drawable(it: Features, more: Partial<Draw> = {}): Promise<Record<string, string>> {
  const found = await it.reviews.candidates(it.database.db, WORKSPACE, everything(it, more));
  const leads = await it.leads.seenAs(
    it.database.db,
    found.map(({ leadId }) => leadId),
  );
  return Object.fromEntries(found.map(({ leadId, stratum }) => [leads.get(leadId)?.company ?? leadId, stratum]));
}

const LESSON = { helped: [], wrong: [], note: undefined };

/** A company with a lead of each kind. */
async function company(database: Database) {
  const it = await staffed(database);
  const [ann, ben, mia, max] = await Promise.all(['UANN', 'UBEN', 'UMIA', 'UMAX'].map((id) => actor(it, id)));
  if (ann === undefined || ben === undefined || mia === undefined || max === undefined) throw new Error('Nobody');
  const late = await comes(it, 'late');
  it.clock.moveBy(2 * HOUR);
  await it.leads.claim(ann, late.id);
  await it.leads.contact(ann, late.id, 'reached');
  const taken = async (word: string, more: Parameters<typeof leadFields>[0] = {}) => {
    const lead = await comes(it, word, more);
    await it.leads.claim(ann, lead.id);
    return lead;
  };
  const won = await taken('won', { campaign: 'Spring', persona: 'Head of IT' });
  await it.leads.win(ann, won.id, { ...LESSON, value: undefined });
  const lost = await taken('lost', { campaign: 'Spring', source: 'Fair' });
  await it.leads.openDeal(ann, lost.id, undefined);
  await it.leads.lose(ann, lost.id, LESSON);
  const questioned = await taken('questioned');
  await it.leads.reject(ann, questioned.id, { reason: 'no-need' });
  await it.leads.question(mia, questioned.id, 3, 'Really?');
  const rejected = await taken('rejected');
  await it.leads.reject(ann, rejected.id, { reason: 'not-icp', detail: 'size' });
  const returned = await taken('returned');
  await it.leads.release(ann, returned.id, undefined);
  const kept = await taken('kept');
  await it.leads.release(ann, kept.id, undefined);
  await it.leads.undoRelease(ann, kept.id, 3);
  const working = await comes(it, 'working');
  await it.leads.claim(ben, working.id);
  await it.leads.contact(ben, working.id, 'reached');
  const untouched = await comes(it, 'untouched');
  return { it, ann, ben, mia, max, won, questioned, working, untouched };
}

describe.each(backends)('what a review is drawn from, on $name', (backend) => {
  it('are leads that came or to which something happened, each as what it is; and what they have can be chosen', async () => {
    const { it } = await company(await backend.open());
    // Nobody has been left alone who came a moment ago.
    expect(await drawable(it)).toMatchObject({ late: 'late', kept: 'working', untouched: 'working' });
    expect(await drawable(it, { until: it.clock.now() + DAY })).toEqual({
      late: 'late',
      won: 'won',
      lost: 'lost',
      questioned: 'questioned',
      rejected: 'rejected',
      returned: 'returned',
      kept: 'untouched',
      working: 'working',
      untouched: 'untouched',
    });

    // Narrowed by source, campaign, persona, stage, and whoever has the lead or had it last.
    expect(Object.keys(await drawable(it, { sources: ['Fair'] }))).toEqual(['lost']);
    expect(Object.keys(await drawable(it, { campaigns: ['Spring'] })).toSorted()).toEqual(['lost', 'won']);
    expect(Object.keys(await drawable(it, { personas: ['Head of IT'] }))).toEqual(['won']);
    expect(Object.keys(await drawable(it, { stages: ['rejected'] })).toSorted()).toEqual(['questioned', 'rejected']);
    expect(Object.keys(await drawable(it, { reps: ['UBEN'] }))).toEqual(['working']);
    expect(Object.keys(await drawable(it, { reps: ['UANN'] }))).toContain('returned');
    expect(await drawable(it, { sources: ['Nowhere'] })).toEqual({});
    expect(await drawable(it, { sources: [] })).toEqual({});

    const chosen = it.reviews.choices(it.database.db, WORKSPACE, everything(it));
    // Whoever else has something to do comes in between.
    const others = new Promise((resolve) => setImmediate(() => resolve('others')));
    expect(await Promise.race([chosen, others])).toBe('others');
    const choices = await chosen;
    expect(choices.sources).toEqual([
      { value: 'Website', count: 8 },
      { value: 'Fair', count: 1 },
    ]);
    expect(choices.campaigns).toEqual([{ value: 'Spring', count: 2 }]);
    expect(choices.personas).toEqual([{ value: 'Head of IT', count: 1 }]);
    expect(choices.reps.map(({ value }) => value)).toEqual(['UANN', 'UBEN']);
    expect(choices.stages).toContainEqual({ value: 'rejected', count: 2 });
    expect(choices.stages.map(({ count }) => count)).toEqual([2, 2, 2, 1, 1, 1]);
  });

  it('is of a period, but for open questions; and what is named by number is in it whatever else holds', async () => {
    const { it, won, working } = await company(await backend.open());
    it.clock.moveBy(40 * DAY);
    await comes(it, 'new');
    const statements = listenToStatements();
    const lately = { from: it.clock.now() - 30 * DAY };
    expect(await drawable(it, lately)).toEqual({ new: 'working', questioned: 'questioned' });
    expect(await drawable(it, { ...lately, numbers: [won.number, 99] })).toEqual({
      new: 'working',
      questioned: 'questioned',
      won: 'chosen',
    });
    expect(await drawable(it, { size: 0, numbers: [working.number] })).toEqual({ working: 'chosen' });
    // What people say of leads makes none of them new.
    await it.reviews.judge(await actor(it, 'UMIA'), won.id, 'good');
    expect(Object.keys(await drawable(it, lately))).not.toContain('won');
    expect(await scansOf(it.database, statements())).toEqual([]);
  });

  it('is never a test, spam, a part of another lead, forgotten, held back, or of another company', async () => {
    const { it, max, won, working, untouched } = await company(await backend.open());
    await it.leads.sendTest(max);
    await it.leads.markSpam(max, untouched.id);
    await it.leads.merge(max, won.id, working.id);
    const forgotten = await comes(it, 'forgotten');
    await it.database.transaction((tx) => createErasing(it).erase(tx, forgotten.id));
    const held = await comes(it, 'held');
    await it.database.db
      .updateTable('leads')
      .set({ held_until: it.clock.now() + DAY })
      .where('id', '=', held.id)
      .execute();
    const numbers = [working, untouched, forgotten, held].map(({ number }) => number);
    const all = Object.keys(await drawable(it, { numbers }));
    for (const gone of ['working', 'untouched', 'forgotten', 'held']) expect(all).not.toContain(gone);
    expect(all).toHaveLength(7);
    expect(await it.reviews.candidates(it.database.db, 'T2', everything(it, { numbers }))).toEqual([]);
  });
});

describe.each(backends)('who could judge, on $name', (backend) => {
  it('is everybody of either team once, with when a review last asked them, and whether they are here', async () => {
    const it = await staffed(await backend.open());
    await hire(it, ['USAM', 'UGUS']);
    await setTeam(it, 'marketing', ['UMIA', 'USAM', 'UBEN'], []);
    await it.people.setAway(await actor(it, 'UANN'), { fromOn: '2026-03-02', untilOn: '2026-03-03' });
    await hire(it, ['UGUS'], { kind: 'guest' });
    await it.database.transaction((tx) =>
      insertReview(
        tx,
        {
          id: 'r1',
          workspaceId: WORKSPACE,
          channelId: 'CLEADS',
          startedBy: 'UMAX',
          occurrenceId: undefined,
          draw: everything(it),
          seed: 's',
          isAnonymous: false,
          startedAt: MONDAY,
          dueAt: MONDAY + DAY,
        },
        [],
        [{ personId: 'UMIA', side: 'marketing' }],
      ),
    );
    const at = MONDAY + MINUTE;
    const here = { isGuest: false, isAway: false, lastAskedAt: undefined };
    expect(await it.reviews.possibleRaters(it.database.db, WORKSPACE, at)).toEqual([
      { personId: 'UANN', side: 'sales', ...here, isAway: true },
      { personId: 'UBEN', side: 'sales', ...here },
      { personId: 'UMIA', side: 'marketing', ...here, lastAskedAt: MONDAY },
      { personId: 'USAM', side: 'marketing', ...here },
    ]);
    const named = await it.reviews.namedRaters(it.database.db, WORKSPACE, ['USAM', 'UANN', 'UGUS', 'UBEN'], at);
    expect(named.map(({ personId, side }) => [personId, side])).toEqual([
      ['UANN', 'sales'],
      ['UBEN', 'sales'],
      ['USAM', 'marketing'],
    ]);
    // On a Saturday nobody of them works.
    const saturday = await it.reviews.possibleRaters(it.database.db, WORKSPACE, MONDAY + 5 * DAY);
    expect(saturday.every(({ isAway }) => isAway)).toBe(true);
  });
});
