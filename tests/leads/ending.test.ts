import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../src/core/instants.ts';
import type { LeadFact } from '../../src/core/lead-activity.ts';
import { REASON_KEYS } from '../../src/core/lead-reasons.ts';
import type { Rejection } from '../../src/leads/rejecting/rejection.ts';
import { backends } from '../support/backends.ts';
import { actor, type Features, MONDAY, noticesTo, setTeam, staffed, WORKSPACE } from '../support/features.ts';
import { arrives, clockOf, jobsOf, listed, look, noticesOf, now } from './arrivals.ts';

const LESSON = { helped: ['demo'], wrong: [], note: undefined };

/** Each of the twelve reasons with what it asks for. */
const GIVEN_UP: readonly Rejection[] = [
  { reason: 'unreachable' },
  { reason: 'timing', returnsOn: '2026-03-10' },
  { reason: 'no-budget' },
  { reason: 'competitor', detail: 'Globex' },
  { reason: 'no-need' },
  { reason: 'not-icp', detail: 'size' },
  { reason: 'wrong-person' },
  { reason: 'bad-data', detail: 'phone' },
  { reason: 'duplicate', detail: '#1' },
  { reason: 'existing-customer' },
  { reason: 'spam-or-test' },
  { reason: 'other' },
];

/** A lead that is Ann's. */
async function anns(it: Features) {
  const lead = await arrives(it);
  const ann = await actor(it, 'UANN');
  await it.leads.claim(ann, lead.id);
  return { lead, ann };
}

async function facts(it: Features): Promise<string[]> {
  const found = await it.leads.activity.between(it.database.db, WORKSPACE, { from: MONDAY, until: it.clock.now() + 1 });
  return found.map((fact: LeadFact) => ('reason' in fact ? `${fact.kind}: ${fact.reason}` : fact.kind));
}

const attained = async ({ sla, database }: Features) => {
  const policy = await sla.policy(database.db, WORKSPACE);
  return sla.attainment(database.db, policy?.id ?? '', 0);
};

describe.each(backends)('the outcome of work on a lead, on $name', (backend) => {
  it('2.1.13: stops the first-contact clock without any contact', async () => {
    const it = await staffed(await backend.open());
    const { lead, ann } = await anns(it);
    it.clock.moveBy(10 * MINUTE);
    expect(await it.leads.reject(ann, lead.id, { reason: 'no-need' })).toMatchObject({ kind: 'done' });
    expect(await clockOf(it, lead)).toMatchObject({ state: 'met', worked: 10 * MINUTE });
    expect(await now(it, lead)).toMatchObject({ stage: 'rejected', reason: 'no-need', returnsAt: undefined });
    expect(await facts(it)).toEqual(['delivered', 'claimed', 'rejected: No need']);
  });

  it('keeps what somebody wrote with it, for each of the twelve reasons, where it is read', async () => {
    const it = await staffed(await backend.open());
    const ann = await actor(it, 'UANN');
    await arrives(it);
    for (const rejection of GIVEN_UP) {
      const lead = await arrives(it);
      await it.leads.claim(ann, lead.id);
      for (let tries = 0; tries < 3; tries += 1) {
        await it.leads.contact(ann, lead.id, 'no-answer');
        it.clock.moveBy(HOUR);
      }
      const note = `In Ann’s own words: ${rejection.reason}`;
      expect(await it.leads.reject(ann, lead.id, { ...rejection, note })).toMatchObject({ kind: 'done' });
      const rows = await it.database.db.selectFrom('lead_events').select(['lead_id', 'data']).execute();
      const said = rows.filter(({ data }) => data.includes(JSON.stringify(note))).map((row) => row.lead_id);
      expect(said, rejection.reason).toEqual([lead.id]);
    }
    expect(GIVEN_UP.map(({ reason }) => reason)).toEqual(REASON_KEYS);
  });

  it('taken back within the minute leaves the promise running, and late if it has become so', async () => {
    const it = await staffed(await backend.open());
    const { lead, ann } = await anns(it);
    const before = await now(it, lead);
    const running = await clockOf(it, lead);
    it.clock.moveTo(running.dueAt);
    await look(it, lead);
    await it.leads.reject(ann, lead.id, { reason: 'no-need' });
    it.clock.moveBy(MINUTE);
    expect(await it.leads.undoOutcome(ann, lead.id, 3)).toMatchObject({ kind: 'done' });
    expect(await now(it, lead)).toEqual({ ...before, lastEvent: 4 });
    expect(await clockOf(it, lead)).toEqual(running);
    expect(await facts(it)).toEqual(['delivered', 'claimed']);
    await look(it, lead);
    expect(await clockOf(it, lead)).toMatchObject({ state: 'late' });
    expect(it.news.filter(({ kind }) => kind === 'late')).toHaveLength(1);
  });

  it('taken back after a contact leaves the promise as the contact has kept it', async () => {
    const it = await staffed(await backend.open());
    const { lead, ann } = await anns(it);
    await it.leads.contact(ann, lead.id, 'reached');
    const met = await clockOf(it, lead);
    await it.leads.qualify(ann, lead.id);
    await it.leads.undoOutcome(ann, lead.id, 4);
    expect(await clockOf(it, lead)).toEqual(met);
    expect(await now(it, lead)).toMatchObject({ stage: 'contacted', firstContactAt: met.stoppedAt });
  });

  it('1e: spam and what is there twice count nowhere, neither in the promise nor in what happened, until that is taken back', async () => {
    const it = await staffed(await backend.open());
    const { lead, ann } = await anns(it);
    const other = await arrives(it);
    await it.leads.claim(ann, other.id);
    await it.leads.contact(ann, lead.id, 'reached');
    const met = await clockOf(it, lead);
    await it.leads.reject(ann, other.id, { reason: 'duplicate', detail: '#1' });
    await it.leads.reject(ann, lead.id, { reason: 'spam-or-test' });
    expect(await clockOf(it, lead)).toMatchObject({ state: 'cancelled' });
    expect(await clockOf(it, other)).toMatchObject({ state: 'cancelled', worked: undefined });
    expect(await attained(it)).toMatchObject({ count: 0 });
    expect(await jobsOf(it, 'sla.look')).toEqual({});
    expect(await facts(it)).toEqual([]);

    await it.leads.undoOutcome(ann, lead.id, 5);
    await it.leads.unmerge(ann, other.id);
    expect(await clockOf(it, lead)).toEqual(met);
    expect(await clockOf(it, other)).toMatchObject({ state: 'running' });
    expect(Object.keys(await jobsOf(it, 'sla.look'))).toHaveLength(1);
  });

  it.each([
    [
      { reason: 'duplicate', detail: '77' },
      { field: 'detail', kind: 'no-such-lead' },
    ],
    [
      { reason: 'duplicate', detail: 'the other one' },
      { field: 'detail', kind: 'no-such-lead' },
    ],
    [
      { reason: 'duplicate', detail: '1' },
      { field: 'detail', kind: 'same-lead' },
    ],
    [{ reason: 'unreachable' }, { field: 'reason', kind: 'too-few-attempts', made: 0, needed: 3 }],
    [{ reason: 'timing' }, { field: 'date', kind: 'missing' }],
  ] as const)('%o is not written down, and says what it lacks', async (rejection, fault) => {
    const it = await staffed(await backend.open());
    const { lead, ann } = await anns(it);
    const before = await now(it, lead);
    const outcome = await it.leads.reject(ann, lead.id, rejection);
    expect(outcome).toMatchObject({ kind: 'refused', why: { kind: 'incomplete', faults: [fault] } });
    expect(await now(it, lead)).toEqual(before);
  });

  it('is for the owner and the managers of sales; others change nothing', async () => {
    const it = await staffed(await backend.open());
    const { lead } = await anns(it);
    for (const id of ['UBEN', 'UMIA']) {
      const who = await actor(it, id);
      for (const outcome of [
        await it.leads.qualify(who, lead.id),
        await it.leads.win(who, lead.id, { ...LESSON, value: undefined }),
        await it.leads.lose(who, lead.id, LESSON),
        await it.leads.reject(who, lead.id, { reason: 'timing' }),
        await it.leads.reopen(who, lead.id),
      ]) {
        expect(outcome).toMatchObject({ kind: 'refused', why: { kind: 'not-yours', owner: 'UANN' } });
      }
    }
    expect(await it.leads.win(await actor(it, 'UMAX'), lead.id, { ...LESSON, value: undefined })).toMatchObject({
      kind: 'done',
      lead: { stage: 'customer', owner: { personId: 'UANN' } },
    });
  });

  it('of two at once counts once', async () => {
    const it = await staffed(await backend.open());
    const { lead, ann } = await anns(it);
    const max = await actor(it, 'UMAX');
    const outcomes = await Promise.all([
      it.leads.win(ann, lead.id, { ...LESSON, value: undefined }),
      it.leads.win(max, lead.id, { ...LESSON, value: undefined }),
      it.leads.reject(ann, lead.id, { reason: 'no-need' }),
    ]);
    expect(outcomes.filter(({ kind }) => kind === 'done')).toHaveLength(1);
    for (const outcome of outcomes) {
      if (outcome.kind !== 'done') expect(outcome).toMatchObject({ why: { kind: 'closed' } });
    }
  });

  it('is told both teams once nobody can take it back any more, and a deal in the channel', async () => {
    const it = await staffed(await backend.open());
    const { lead, ann } = await anns(it);
    await it.leads.reject(ann, lead.id, { reason: 'wrong-person', note: 'Ask +49 170 1234567' });
    await it.leads.undoOutcome(ann, lead.id, 3);
    expect((await noticesOf(it))[`outcome:${lead.id}:3`]).toBe('dropped');
    await it.leads.win(ann, lead.id, { ...LESSON, value: { amount: 12_000, currency: 'EUR' } });
    await it.notices.tell({ channel: 'CLEADS' });
    expect(noticesTo(it, 'CLEADS')).toEqual([]);
    it.clock.moveBy(MINUTE);
    await it.notices.tell({ channel: 'CLEADS' });
    await it.notices.tell({ channel: 'CLEADS' });
    const [told, ...more] = noticesTo(it, 'CLEADS');
    expect(more).toEqual([]);
    expect(told).toMatchObject({ inThreadOf: undefined, content: { text: 'Won: #1 Acme' } });
    expect(JSON.stringify(told?.content)).toContain('12,000 EUR');
    expect(await facts(it)).toEqual(['delivered', 'claimed', 'won']);
  });

  it('of a test lead is told nobody', async () => {
    const it = await staffed(await backend.open());
    const lead = await it.leads.sendTest({ id: 'UMAX', workspaceId: WORKSPACE });
    const ann = await actor(it, 'UANN');
    await it.leads.claim(ann, lead?.id ?? '');
    await it.leads.win(ann, lead?.id ?? '', { ...LESSON, value: undefined });
    expect(Object.keys(await noticesOf(it)).filter((key) => key.startsWith('outcome'))).toEqual([]);
  });

  it('leaves a closed lead on no list of what waits', async () => {
    const it = await staffed(await backend.open());
    const { lead, ann } = await anns(it);
    const free = await arrives(it);
    await it.leads.reject(ann, lead.id, { reason: 'no-budget' });
    await it.leads.reject(await actor(it, 'UMAX'), free.id, { reason: 'spam-or-test' });
    expect(await listed(it, 'mine')).toEqual([]);
    expect(await it.leads.waitingFor('UANN')).toEqual([]);
    expect(await listed(it, 'free')).toEqual([]);
    expect((await it.leads.shelved(WORKSPACE)).map(({ id }) => id)).toEqual([lead.id]);
    expect(await it.leads.claim(ann, free.id)).toMatchObject({ why: { kind: 'closed' } });
  });
});

describe.each(backends)('a lead on the shelf, on $name', (backend) => {
  /** Put there on Monday for Wednesday. */
  async function shelved(backendOpen: Awaited<ReturnType<typeof backend.open>>) {
    const it = await staffed(backendOpen);
    const { lead, ann } = await anns(it);
    await it.leads.contact(ann, lead.id, 'reached');
    await it.leads.reject(ann, lead.id, { reason: 'timing', returnsOn: '2026-03-04', note: 'Budget in Q3' });
    return { it, lead, ann };
  }
  const WEDNESDAY_9 = MONDAY + 2 * DAY - HOUR;

  it('2.1.12: comes back to the same person at their opening time, with a promise of its own', async () => {
    const { it, lead, ann } = await shelved(await backend.open());
    const first = await clockOf(it, lead);
    expect(await jobsOf(it, 'lead.return')).toEqual({ [`lead.return:${lead.id}`]: WEDNESDAY_9 });
    it.clock.moveTo(WEDNESDAY_9 - 1);
    expect(await it.leads.bringBack(lead.id)).toBe(WEDNESDAY_9);
    it.clock.moveTo(WEDNESDAY_9);
    expect(await it.leads.bringBack(lead.id)).toBeUndefined();
    expect(await it.leads.bringBack(lead.id)).toBeUndefined();
    expect(await now(it, lead)).toMatchObject({
      stage: 'new',
      round: 2,
      owner: { personId: 'UANN', since: WEDNESDAY_9, event: 5 },
      firstContactAt: undefined,
      reason: undefined,
    });
    expect(await clockOf(it, lead)).toMatchObject({ cycle: 2, state: 'running', dueAt: WEDNESDAY_9 + HOUR });
    expect(await it.sla.everyClockOf(it.database.db, [lead.id])).toMatchObject([
      { id: first?.id, state: first?.state },
      { cycle: 2 },
    ]);
    expect(Object.keys(await jobsOf(it, 'lead.owner'))).toContain(`lead.owner:${lead.id}:5`);

    expect(await it.leads.pickUp(ann, lead.id)).toMatchObject({ kind: 'done', lead: { stage: 'accepted' } });
    expect(await clockOf(it, lead)).toMatchObject({ state: 'running' });
    it.clock.moveBy(20 * MINUTE);
    await it.leads.contact(ann, lead.id, 'reached');
    expect(await clockOf(it, lead)).toMatchObject({ cycle: 2, state: 'met', worked: 20 * MINUTE });
    expect((await facts(it)).slice(-2)).toEqual(['returned', 'first-contact']);
    expect(await attained(it)).toMatchObject({ count: 2, inTime: 2 });
  });

  it('that is late in its second round is warned of and told of anew', async () => {
    const { it, lead } = await shelved(await backend.open());
    it.clock.moveTo(WEDNESDAY_9);
    await it.leads.bringBack(lead.id);
    it.clock.moveBy(45 * MINUTE);
    await look(it, lead);
    it.clock.moveBy(16 * MINUTE);
    await look(it, lead);
    const keys = Object.keys(await noticesOf(it));
    expect(keys).toEqual(expect.arrayContaining([`warning:${lead.id}.2`, `late:${lead.id}.2`]));
  });

  it('waits for somebody who is off shift on its day', async () => {
    const it = await staffed(await backend.open());
    const { lead, ann } = await anns(it);
    // A Saturday: the person is there on Monday.
    await it.leads.reject(ann, lead.id, { reason: 'timing', returnsOn: '2026-03-07' });
    const monday = MONDAY + 7 * DAY - HOUR;
    expect(await now(it, lead)).toMatchObject({ returnsAt: monday });
  });

  it('is everybody’s if its owner sells no more, and the team hears of it', async () => {
    const { it, lead } = await shelved(await backend.open());
    await setTeam(it, 'sales', ['UBEN'], ['UMAX']);
    it.clock.moveTo(WEDNESDAY_9);
    await it.leads.bringBack(lead.id);
    expect(await now(it, lead)).toMatchObject({ stage: 'new', owner: undefined, round: 2 });
    expect((await noticesOf(it))[`free:${lead.id}:5`]).toBe('waiting');
    expect((await listed(it, 'free')).map(({ lead: one }) => one.id)).toEqual([lead.id]);
  });

  it('stays where it is if it was taken back or put off meanwhile', async () => {
    const { it, lead, ann } = await shelved(await backend.open());
    await it.leads.undoOutcome(ann, lead.id, 4);
    it.clock.moveTo(WEDNESDAY_9);
    expect(await it.leads.bringBack(lead.id)).toBeUndefined();
    expect(await now(it, lead)).toMatchObject({ stage: 'contacted', round: 1 });
    await it.leads.reject(ann, lead.id, { reason: 'timing', returnsOn: '2026-03-10' });
    expect(await it.leads.bringBack(lead.id)).toBe(MONDAY + 8 * DAY - HOUR);
  });

  it('can be opened again by its owner at any time, with a promise of its own', async () => {
    const { it, lead, ann } = await shelved(await backend.open());
    it.clock.moveBy(HOUR);
    expect(await it.leads.reopen(ann, lead.id)).toMatchObject({ kind: 'done', lead: { stage: 'accepted', round: 2 } });
    expect(await clockOf(it, lead)).toMatchObject({ cycle: 2, startedAt: it.clock.now() });
    it.clock.moveTo(WEDNESDAY_9);
    expect(await it.leads.bringBack(lead.id)).toBeUndefined();
  });
});
