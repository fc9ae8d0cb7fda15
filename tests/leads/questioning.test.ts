import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../src/core/instants.ts';
import type { Lead } from '../../src/leads/lead.ts';
import { questionMessage } from '../../src/leads/rejecting/question-blocks.ts';
import { backends } from '../support/backends.ts';
import { actor, type Features, noticesTo, saidTo, setTeam, staffed, WORKSPACE } from '../support/features.ts';
import { arrives, asTimePasses, clockOf, noticesOf, now } from './arrivals.ts';

const WHY = 'They asked Jane for a price on Monday';

/** Ann gives a lead up; Max manages sales, Mo marketing. */
async function givenUp(backendOpen: Parameters<typeof staffed>[0]) {
  const it = await staffed(backendOpen, { salesManagers: ['UMAX', 'UMO'] });
  await setTeam(it, 'sales', ['UANN', 'UBEN'], ['UMAX']);
  await setTeam(it, 'marketing', ['UMIA', 'UMO'], ['UMO'], 'UMO');
  const lead = await arrives(it);
  const who = {
    ann: await actor(it, 'UANN'),
    max: await actor(it, 'UMAX'),
    mia: await actor(it, 'UMIA'),
    mo: await actor(it, 'UMO'),
  };
  await it.leads.claim(who.ann, lead.id);
  await it.leads.reject(who.ann, lead.id, { reason: 'no-need', note: 'Not for them' });
  return { it, lead, ...who };
}

/** The rejection is the third entry. */
const SEQ = 3;

async function questioned(backendOpen: Parameters<typeof staffed>[0]) {
  const all = await givenUp(backendOpen);
  expect(await all.it.leads.question(all.mia, all.lead.id, SEQ, WHY)).toMatchObject({ kind: 'done' });
  return all;
}

const settleDue = async ({ leads, clock }: Features, { id }: Lead) => {
  clock.moveBy(MINUTE);
  await leads.settleQuestion(id, SEQ);
};

const kindsOf = async (it: Features, lead: Lead) =>
  (await it.leads.view(await now(it, lead))).events.map(({ kind }) => kind);

const stateOf = async ({ database }: Features) =>
  (await database.db.selectFrom('lead_questions').select('state').execute()).map(({ state }) => state);

describe.each(backends)('questioning a rejection (1d), on $name', (backend) => {
  it('overturned by both managers brings the lead back to its owner with a fresh time, and it counts not as rejected', async () => {
    const { it, lead, ann, max, mo } = await questioned(await backend.open());
    const first = await clockOf(it, lead);
    expect(first.state).toBe('met');
    it.clock.moveBy(2 * HOUR);
    expect(await it.leads.choose(max, lead.id, SEQ, 'overturn')).toMatchObject({ kind: 'chosen' });
    expect(await it.leads.choose(mo, lead.id, SEQ, 'overturn')).toMatchObject({ kind: 'chosen' });
    expect(await it.leads.settleQuestion(lead.id, SEQ)).toBe(it.clock.now() + MINUTE);
    await settleDue(it, lead);

    expect(await now(it, lead)).toMatchObject({
      stage: 'new',
      round: 2,
      reason: undefined,
      owner: { personId: ann.id },
    });
    expect(await clockOf(it, lead)).toMatchObject({ state: 'running', cycle: 2, startedAt: it.clock.now() });
    expect(await kindsOf(it, lead)).toEqual([
      'received',
      'claimed',
      'rejected',
      'questioned',
      'overturned',
      'returned',
    ]);
    expect(await stateOf(it)).toEqual(['overturned']);
    const facts = await it.leads.activity.between(it.database.db, WORKSPACE, { from: 0, until: it.clock.now() + 1 });
    expect(facts.map(({ kind }) => kind)).toEqual(['delivered', 'claimed', 'returned']);
    await it.jobs.start();
    await expect
      .poll(() => asTimePasses(it, () => saidTo(it, 'CLEADS')))
      .toContainEqual(expect.stringContaining('one more try'));
    const ofOwner = () => it.shown.filter(({ key }) => key === `lead.owner:${lead.id}:6`);
    await expect.poll(ofOwner).not.toEqual([]);
    const owners = ofOwner();
    expect(JSON.stringify(owners.at(-1)?.content)).toContain(WHY);
  });

  it('is free for everybody if its owner is away while others are there', async () => {
    const { it, lead, max, mo } = await questioned(await backend.open());
    await setTeam(it, 'sales', ['UBEN'], ['UMAX']);
    await it.leads.choose(max, lead.id, SEQ, 'overturn');
    await it.leads.choose(mo, lead.id, SEQ, 'overturn');
    await settleDue(it, lead);
    expect(await now(it, lead)).toMatchObject({ stage: 'new', owner: undefined });
  });

  it('upheld by both managers lets it stand, and both sides’ counts are kept', async () => {
    const { it, lead, max, mo } = await questioned(await backend.open());
    await it.leads.choose(max, lead.id, SEQ, 'uphold');
    await it.leads.choose(mo, lead.id, SEQ, 'uphold');
    await settleDue(it, lead);
    expect(await now(it, lead)).toMatchObject({ stage: 'rejected', reason: 'no-need', round: 1 });
    expect(await kindsOf(it, lead)).toEqual(['received', 'claimed', 'rejected', 'questioned', 'upheld']);
    expect(await it.leads.question(await actor(it, 'UMIA'), lead.id, SEQ, WHY)).toMatchObject({
      why: { kind: 'questioned-already' },
    });
    expect(await it.leads.choose(max, lead.id, SEQ, 'overturn')).toMatchObject({ kind: 'settled' });
    expect(await it.leads.openQuestions(WORKSPACE)).toEqual([]);
  });

  it('shows each manager the other’s choice only after their own, and a change of mind holds', async () => {
    const { it, lead, max, mo } = await questioned(await backend.open());
    const shownTo = async (id: string) => {
      const view = await it.leads.questionView(id, lead.id, SEQ);
      if (view === undefined) throw new Error('There is no question');
      return JSON.stringify(questionMessage(view));
    };
    await it.leads.choose(max, lead.id, SEQ, 'uphold');
    expect(await shownTo('UMO')).not.toMatch(/UMAX|<@UMAX>/);
    expect(await shownTo('UMAX')).toMatch(/Sales, <@UMAX>: \*Uphold\*/);
    await it.leads.choose(mo, lead.id, SEQ, 'overturn');
    expect(await shownTo('UMO')).toMatch(/don’t agree yet/);
    await settleDue(it, lead);
    expect(await now(it, lead)).toMatchObject({ stage: 'rejected' });
    await it.leads.choose(mo, lead.id, SEQ, undefined);
    expect(await shownTo('UMO')).not.toMatch(/<@UMAX>/);
    await it.leads.choose(mo, lead.id, SEQ, 'uphold');
    await settleDue(it, lead);
    expect(await stateOf(it)).toEqual(['upheld']);
  });

  it('is decided at once by somebody who manages both teams, with one press however often it is delivered', async () => {
    const { it, lead, max } = await questioned(await backend.open());
    await setTeam(it, 'marketing', ['UMIA'], ['UMAX'], 'UMAX');
    const both = { ...max, manages: ['sales', 'marketing'] as const, gesture: 'press-1' };
    await Promise.all([1, 2, 3].map(() => it.leads.choose(both, lead.id, SEQ, 'uphold')));
    await it.leads.choose({ ...both, gesture: 'press-2' }, lead.id, SEQ, undefined);
    await it.leads.choose(both, lead.id, SEQ, 'uphold');
    const choices = await it.database.db.selectFrom('lead_question_choices').select('turn').execute();
    expect(choices).toHaveLength(4);
    await settleDue(it, lead);
    expect(await stateOf(it)).toEqual(['open']);
  });

  it('by both managers at once, while others look for agreement, is carried out once', async () => {
    const { it, lead, max, mo } = await questioned(await backend.open());
    await Promise.all([it.leads.choose(max, lead.id, SEQ, 'overturn'), it.leads.choose(mo, lead.id, SEQ, 'overturn')]);
    it.clock.moveBy(MINUTE);
    await Promise.all([1, 2, 3].map(() => it.leads.settleQuestion(lead.id, SEQ)));
    expect(await now(it, lead)).toMatchObject({ round: 2, stage: 'new' });
  });

  it('is asked once, also by two at once, and not again', async () => {
    const { it, lead, mia, mo } = await givenUp(await backend.open());
    const asked = await Promise.all([
      it.leads.question(mia, lead.id, SEQ, WHY),
      it.leads.question(mo, lead.id, SEQ, 'Really?'),
    ]);
    expect(asked.filter(({ kind }) => kind === 'done')).toHaveLength(1);
    expect(asked).toContainEqual(expect.objectContaining({ why: { kind: 'questioned-already' } }));
  });

  it('is taken back within a minute, then nobody hears of it, and it can be asked anew', async () => {
    const { it, lead, mia, max } = await questioned(await backend.open());
    expect(await it.leads.undoQuestion(max, lead.id, SEQ)).toMatchObject({ why: { kind: 'too-late' } });
    expect(await it.leads.undoQuestion(mia, lead.id, SEQ)).toMatchObject({ kind: 'done' });
    expect(new Set(Object.values(await noticesOf(it)).slice(-2))).toEqual(new Set(['dropped']));
    it.clock.moveBy(1);
    await it.leads.question(mia, lead.id, SEQ, WHY);
    it.clock.moveBy(MINUTE + 1);
    expect(await it.leads.undoQuestion(mia, lead.id, SEQ)).toMatchObject({ why: { kind: 'too-late' } });
    await it.notices.tell({ person: 'UMO' });
    await it.notices.tell({ person: 'UMAX' });
    expect([...noticesTo(it, 'UMO'), ...noticesTo(it, 'UMAX')]).toHaveLength(2);
  });

  it('is for marketing, about a rejection that stands, within five working days', async () => {
    const { it, lead, mia, ann, max } = await givenUp(await backend.open());
    for (const who of [ann, max])
      expect(await it.leads.question(who, lead.id, SEQ, WHY)).toMatchObject({ why: { kind: 'not-marketing' } });
    expect(await it.leads.question(mia, lead.id, 2, WHY)).toMatchObject({ why: { kind: 'not-rejected' } });
    // It was rejected on Monday the second; the fifth working day after it ends on Monday the ninth at 17:00.
    it.clock.moveTo(Date.parse('2026-03-09T16:59Z'));
    expect(await it.leads.recourse(mia, await now(it, lead))).toEqual({ kind: 'ask', seq: SEQ });
    it.clock.moveTo(Date.parse('2026-03-09T17:00Z'));
    expect(await it.leads.question(mia, lead.id, SEQ, WHY)).toMatchObject({ why: { kind: 'question-late' } });
    expect(await it.leads.recourse(mia, await now(it, lead))).toBeUndefined();
    await it.leads.reopen(ann, lead.id);
    expect(await it.leads.question(mia, lead.id, SEQ, WHY)).toMatchObject({ why: { kind: 'not-rejected' } });
  });

  it('lapses when the lead is reopened, and of both at once one wins', async () => {
    const { it, lead, ann, max, mo } = await questioned(await backend.open());
    await it.leads.choose(max, lead.id, SEQ, 'overturn');
    await it.leads.choose(mo, lead.id, SEQ, 'overturn');
    it.clock.moveBy(MINUTE);
    await Promise.all([it.leads.reopen(ann, lead.id), it.leads.settleQuestion(lead.id, SEQ)]);
    expect(await now(it, lead)).toMatchObject({ round: 2, owner: { personId: 'UANN' } });
    expect(['lapsed', 'overturned']).toContain((await stateOf(it))[0]);
    expect(await it.leads.openQuestions(WORKSPACE)).toEqual([]);
  });

  it('left open waits for the next review from the fourth working day on, without anybody’s choice', async () => {
    const { it, lead, max } = await questioned(await backend.open());
    await it.leads.choose(max, lead.id, SEQ, 'uphold');
    expect(await it.leads.openQuestions(WORKSPACE)).toMatchObject([{ isForReview: false, why: WHY }]);
    it.clock.moveBy(4 * DAY);
    const [waiting] = await it.leads.openQuestions(WORKSPACE);
    expect(waiting).toMatchObject({ isForReview: true, lead: { id: lead.id }, question: { choices: [] } });
  });
});
