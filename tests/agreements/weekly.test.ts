import { randomInt } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CampaignPromise } from '../../src/agreements/agreement.ts';
import { DAY, HOUR, type Instant, MINUTE } from '../../src/core/instants.ts';
import { createImporting } from '../../src/leads/records/importing-service.ts';
import { systemIds } from '../../src/platform/ids.ts';
import { at } from '../core/cases.ts';
import { arrives, idle, passTo } from '../leads/arrivals.ts';
import { backends } from '../support/backends.ts';
import { actor, saidTo, setTeam, WORKSPACE } from '../support/features.ts';
import { ADA, type Agreeing, agreeing } from './agreeing.ts';
import { campaignPromise } from './samples.ts';

const MIA = { ...ADA, id: 'UMIA', manages: ['marketing'], isAdmin: false };
const MAX = { ...ADA, id: 'UMAX', manages: ['sales'], isAdmin: false };

/** Monday of the week that is told of, and the morning after it. */
const WEEK = at('2026-03-02T00:00Z');
const NEXT_MONDAY = at('2026-03-09T09:00Z');

/** Before that week Mia promises something, and Max agrees. */
async function agreed(it: Agreeing, promises: readonly CampaignPromise[] = [campaignPromise()]): Promise<void> {
  let version = 0;
  for (const promise of promises) {
    const outcome = await it.agreements.propose(MIA, promise);
    if (outcome.kind === 'proposed') version = outcome.agreement.version;
  }
  expect(await it.agreements.agree(MAX, version)).toEqual({ kind: 'agreed' });
}

const weekly = ({ shown }: Agreeing) => shown.filter(({ key }) => key.startsWith('notice:weekly:'));

const figuresOf = async (it: Agreeing) => (await it.agreements.report(WORKSPACE, '2026-03-02'))?.report;

describe.each(backends)('what marketing promises, on $name', (backend) => {
  it('holds once somebody who answers for sales agrees; each version asks anew, and only the newest', async () => {
    const it = await agreeing(await backend.open(), WEEK - 3 * DAY);
    await setTeam(it, 'marketing', ['UMIA'], ['UMIA']);
    await it.agreements.propose({ ...MIA, gesture: 'one' }, campaignPromise());
    await it.agreements.propose({ ...MIA, gesture: 'one' }, campaignPromise({ leads: 1 }));
    await it.agreements.propose(MIA, campaignPromise({ leads: 30 }));
    await passTo(it, WEEK - 3 * DAY + 10 * HOUR);
    await idle(it);
    expect(saidTo(it, 'UMAX')).toEqual(['UMIA proposes what marketing promises sales']);
    expect(await it.agreements.agreement(WORKSPACE)).toMatchObject({ inForce: undefined, proposed: { version: 2 } });

    expect(await it.agreements.agree(MIA, 2)).toEqual({ kind: 'not-manager' });
    expect(await it.agreements.agree(MAX, 1)).toEqual({ kind: 'outdated' });
    const both = await Promise.all([it.agreements.agree(MAX, 2), it.agreements.agree(MAX, 2)]);
    expect(both.map(({ kind }) => kind).toSorted()).toEqual(['agreed', 'agreed-already']);
    await idle(it);
    expect(saidTo(it, 'UMIA').at(-1)).toContain('agreed to version 2');

    await it.agreements.withdraw(MIA, 'UMIA');
    expect(await it.agreements.agreement(WORKSPACE)).toMatchObject({
      inForce: { version: 2, proposedBy: 'UMIA', agreed: { by: 'UMAX' }, promises: [{ leads: 30 }] },
      proposed: { version: 3, promises: [] },
    });
    expect(await it.agreements.propose(MAX, campaignPromise())).toEqual({ kind: 'not-manager' });
    const rest = { owner: 'UMOE', campaigns: [] };
    await it.agreements.propose(MIA, campaignPromise(rest));
    expect(await it.agreements.propose(MIA, campaignPromise({ owner: 'UANN', campaigns: [] }))).toMatchObject({
      fault: 'two-for-the-rest',
    });
  });

  it('who answers for a lead’s campaign is who did when it came; before anything was agreed, who does now', async () => {
    const it = await agreeing(await backend.open(), WEEK);
    const about = (campaign: string | undefined, receivedAt: Instant) =>
      it.agreements.answersFor(it.database.db, { workspaceId: WORKSPACE, receivedAt, fields: { campaign } });
    expect(await about('Spring demo', WEEK)).toBeUndefined();
    await agreed(it);
    it.clock.moveBy(DAY);
    await agreed(it, [campaignPromise({ campaigns: ['Fair'] }), campaignPromise({ owner: 'UMOE', campaigns: [] })]);
    const later = it.clock.now();
    it.clock.moveBy(DAY);
    expect(await about(' SPRING demo', WEEK)).toBe('UMIA');
    expect(await about('Fair', WEEK)).toBeUndefined();
    expect(await about('Fair', later)).toBe('UMIA');
    expect(await about('Spring demo', later)).toBe('UMOE');
    expect(await about('Spring demo', WEEK - DAY)).toBe('UMOE');
  });

  it('two who propose at once make two versions, and nothing is lost', async () => {
    const it = await agreeing(await backend.open());
    await Promise.all([
      it.agreements.propose(MIA, campaignPromise()),
      it.agreements.propose(MIA, campaignPromise({ owner: 'UMOE', campaigns: ['Fair'] })),
    ]);
    const { proposed } = await it.agreements.agreement(WORKSPACE);
    expect(proposed?.version).toBe(2);
    expect(proposed?.promises.map(({ owner }) => owner).toSorted()).toEqual(['UMIA', 'UMOE']);
  });
});

describe.each(backends)('the message of the week, on $name', (backend) => {
  it('goes once to both teams on the first working morning, with both promises and the week as it was', async () => {
    const it = await agreeing(await backend.open(), WEEK - HOUR);
    await agreed(it);
    await it.agreements.saveDemands(ADA, {
      stage: 'new',
      owed: { marketing: ['phone'], sales: [] },
      marketingChannelId: 'CMARKETING',
    });
    const campaign = 'Spring demo';
    await arrives(it, { fields: { company: 'Too early', campaign } });
    it.clock.moveTo(WEEK);
    await arrives(it, { fields: { company: 'At the first instant', campaign, phone: '1' } });
    await arrives(it, { by: 'test' });
    it.clock.moveTo(WEEK + 10 * HOUR);
    const called = await arrives(it, { fields: { company: 'Called', campaign } });
    const spam = await arrives(it, { fields: { company: 'Spam', campaign } });
    const ann = await actor(it, 'UANN');
    await it.leads.claim(ann, called.id);
    await it.leads.claim(ann, spam.id);
    it.clock.moveBy(MINUTE);
    await it.leads.reject(ann, called.id, { reason: 'other', detail: undefined, note: 'No', returnsOn: undefined });
    await it.leads.reject(ann, spam.id, {
      reason: 'spam-or-test',
      detail: undefined,
      note: undefined,
      returnsOn: undefined,
    });
    await importHistory(it);
    it.clock.moveTo(WEEK + 7 * DAY);
    await arrives(it, { fields: { company: 'Too late', campaign } });

    await passTo(it, NEXT_MONDAY);
    await idle(it);
    const channels = weekly(it).map(({ to }) => Object.values(to)[0]);
    expect(new Set(channels)).toEqual(new Set(['CLEADS', 'CMARKETING']));
    expect(channels).toHaveLength(2);
    expect(await figuresOf(it)).toMatchObject({
      version: 1,
      proposedBy: 'UMIA',
      agreedBy: 'UMAX',
      target: HOUR,
      figures: {
        marketing: [{ arrived: 2, complete: 1, returned: 1 }],
        unpromised: 0,
        rejected: 1,
        hasty: 1,
      },
      reasons: { other: 1, all: 1 },
    });
    const says = JSON.stringify(weekly(it)[0]?.content);
    expect(says).toContain('2 leads, promised 20 · complete: 1 of 2, promised 90 %');
    expect(says).toContain('1 of 1 rejections came within two minutes');
    expect(says).toContain('A reason is missing');

    // A week that is over stays as it was told, and nobody hears of it again.
    await it.leads.reopen(ann, called.id);
    await it.agreements.tellWeek(WORKSPACE);
    it.clock.moveBy(3 * DAY);
    await idle(it);
    expect(weekly(it)).toHaveLength(2);
    expect((await figuresOf(it))?.figures.marketing[0]?.returned).toBe(1);
  });

  it('DEL-3: comes up to a day late, and not at all after that; the next one is in time', async () => {
    const it = await agreeing(await backend.open(), WEEK - HOUR);
    await agreed(it);
    await passTo(it, NEXT_MONDAY + DAY + MINUTE);
    await idle(it);
    expect(weekly(it)).toEqual([]);
    const rows = await it.database.db.selectFrom('weekly_reports').select(['week_on', 'state']).execute();
    expect(rows).toEqual([{ week_on: '2026-03-02', state: 'skipped' }]);
    it.clock.moveTo(NEXT_MONDAY + 7 * DAY);
    await idle(it);
    expect(weekly(it)).toHaveLength(1);
  });

  it('is none while marketing has promised nothing: never a stopwatch for reps only', async () => {
    const it = await agreeing(await backend.open(), WEEK);
    await agreed(it);
    await it.agreements.withdraw(MIA, 'UMIA');
    await it.agreements.agree(MAX, 2);
    await arrives(it);
    await passTo(it, NEXT_MONDAY + HOUR);
    await idle(it);
    expect(weekly(it)).toEqual([]);
    expect(await figuresOf(it)).toBeUndefined();
  });

  it('counts what a slow count of the same story comes to, whatever happens and whenever', async () => {
    const database = await backend.open();
    const it = await agreeing(database, WEEK - 8 * DAY);
    await agreed(it, [campaignPromise(), campaignPromise({ owner: 'UMOE', campaigns: [] })]);
    await it.agreements.saveDemands(ADA, {
      stage: 'new',
      owed: { marketing: ['phone'], sales: [] },
      marketingChannelId: undefined,
    });
    const ann = await actor(it, 'UANN');
    const seed = randomInt(1_000_000);
    const [story = []] = fc.sample(fc.array(step, { minLength: 40, maxLength: 40 }), { numRuns: 1, seed });
    const expected = { mia: tally(), moe: tally(), rejected: 0, hasty: 0, other: 0, all: 0 };
    for (const { moment, campaign, hasPhone, by, end, after } of story.toSorted((a, b) => a.moment - b.moment)) {
      if (moment > it.clock.now()) it.clock.moveTo(moment);
      const arrivedAt = it.clock.now();
      const fields = {
        company: 'Acme',
        email: 'a@acme.example',
        ...(campaign !== undefined && { campaign }),
        ...(hasPhone && { phone: '1' }),
      };
      const lead = await arrives(it, { fields, by, ...(by === 'person' && { personId: 'UANN' }) });
      await it.leads.claim(ann, lead.id);
      it.clock.moveBy(after);
      if (end !== undefined) {
        await it.leads.reject(ann, lead.id, { reason: end, detail: undefined, note: 'So it is', returnsOn: undefined });
      }
      // The oracle: one lead, one rule at a time.
      const isCounted = by !== 'test' && end !== 'spam-or-test';
      const isIn = (instant: Instant, from: Instant) => instant >= from && instant < WEEK + 7 * DAY;
      if (isCounted && by === 'form' && isIn(arrivedAt, WEEK)) {
        const its = campaign?.toLowerCase() === 'spring demo' ? expected.mia : expected.moe;
        its.arrived += 1;
        its.complete += hasPhone ? 1 : 0;
        its.returned += end === 'other' || end === 'no-need' ? 1 : 0;
      }
      if (!isCounted || end === undefined) continue;
      const ended = arrivedAt + after;
      if (isIn(ended, WEEK)) {
        expected.rejected += 1;
        expected.hasty += after < 2 * MINUTE ? 1 : 0;
      }
      if (isIn(ended, WEEK - 21 * DAY)) {
        expected.all += 1;
        expected.other += end === 'other' ? 1 : 0;
      }
    }
    it.clock.moveTo(NEXT_MONDAY);
    await it.agreements.tellWeek(WORKSPACE);
    const report = await figuresOf(it);
    const [mia, moe] = report?.figures.marketing ?? [];
    expect(mia, `seed ${seed}`).toMatchObject(expected.mia);
    expect(moe, `seed ${seed}`).toMatchObject(expected.moe);
    expect(report?.figures, `seed ${seed}`).toMatchObject({ rejected: expected.rejected, hasty: expected.hasty });
    expect(report?.reasons, `seed ${seed}`).toEqual({ other: expected.other, all: expected.all });
  });
});

/** A file with a lead of that week, which was turned down in it. */
async function importHistory({ database, clock }: Agreeing): Promise<void> {
  const past = {
    row: 1,
    fields: { company: 'From a file', campaign: 'Spring demo' },
    extra: {},
    receivedAt: clock.now() - HOUR,
    ownerId: 'UANN',
    stage: 'rejected',
    endedAt: clock.now(),
    reason: 'other',
    value: undefined,
  } as const;
  const importing = createImporting({ ids: systemIds, tellOutside: async () => {}, letGo: async () => {} });
  const bringing = { workspaceId: WORKSPACE, importId: 'i1', isTold: false };
  await database.transaction((tx) => importing.add(tx, bringing, [past]));
}

const tally = () => ({ arrived: 0, complete: 0, returned: 0 });

/** A lead arrives somewhere around the week, also at its very edges, and is given up or not. Steps don't overlap. */
const step = fc.record({
  moment: fc.oneof(
    fc.integer({ min: -7 * 24, max: 9 * 24 - 1 }).map((hours) => WEEK + hours * HOUR),
    fc.constantFrom(WEEK - 1, WEEK, WEEK + 7 * DAY - 1, WEEK + 7 * DAY),
  ),
  campaign: fc.constantFrom(undefined, 'Spring demo', 'spring demo', 'Fair'),
  hasPhone: fc.boolean(),
  by: fc.constantFrom('form', 'form', 'form', 'person', 'test'),
  end: fc.constantFrom(undefined, undefined, 'other', 'no-need', 'spam-or-test', 'no-budget'),
  after: fc.constantFrom(0, 1, 2 * MINUTE - 1, 2 * MINUTE, 30 * MINUTE),
});
