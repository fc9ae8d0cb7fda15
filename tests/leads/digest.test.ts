import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../src/core/instants.ts';
import { weeklyReply, whatHappenedMessage, worthACallMessage } from '../../src/leads/digest/digest-blocks.ts';
import { viewOf } from '../actions/samples.ts';
import { nasty } from '../blockkit/hostile.ts';
import { backends } from '../support/backends.ts';
import { actor, staffed } from '../support/features.ts';
import { faultsOf, goldenViews, type Views } from '../support/golden.ts';
import { arrives, writes } from './arrivals.ts';
import { FIELDS, lead, NOW, ownedBy, PERSONAL } from './samples.ts';

describe.each(backends)('what became of leads, on $name', (backend) => {
  it('is told by campaign: what came, how fast it was contacted, and how it ended in reps’ own words', async () => {
    const it_ = await staffed(await backend.open());
    const [ann, mia, max] = [await actor(it_, 'UANN'), await actor(it_, 'UMIA'), await actor(it_, 'UMAX')];
    const spring = { ...FIELDS, campaign: 'Spring' };
    const before = await arrives(it_, { fields: spring });
    await it_.leads.claim(ann, before.id);
    it_.clock.moveBy(10 * DAY);
    const leads = [];
    for (let count = 0; count < 4; count += 1) leads.push(await arrives(it_, { fields: spring }));
    const [won, rejected, spam, overturned] = leads.map(({ id }) => id);
    await arrives(it_, { fields: { ...FIELDS, campaign: 'Fair' } });
    for (const { id } of leads) await it_.leads.claim(ann, id);
    it_.clock.moveBy(20 * MINUTE);
    await it_.leads.contact(ann, won ?? '', 'reached');
    await it_.leads.qualify(ann, won ?? '');
    await it_.leads.win(ann, won ?? '', { helped: [], wrong: [], note: undefined, value: undefined });
    await it_.leads.reject(ann, rejected ?? '', { reason: 'no-need', note: 'They build it themselves' });
    await it_.reviews.judge(mia, won ?? '', 'not');
    await it_.reviews.judge(mia, won ?? '', 'good');
    await it_.reviews.judge(mia, rejected ?? '', 'not');
    await it_.leads.reject(ann, spam ?? '', { reason: 'spam-or-test' });
    await it_.leads.reject(ann, overturned ?? '', { reason: 'other', note: 'Never mind' });
    await it_.leads.question(mia, overturned ?? '', 3, 'They wrote again');
    const both = { ...max, manages: ['sales', 'marketing'] };
    await it_.leads.choose(both, overturned ?? '', 3, 'overturn');
    it_.clock.moveBy(MINUTE);
    await it_.leads.settleQuestion(overturned ?? '', 3);

    const { database: db } = it_;
    const draft = { kind: 'source' as const, text: 'Ask Jane Doe first', owner: 'UMIA', dueOn: '2026-04-01' };
    const about = { origin: undefined, leadId: won, source: undefined, campaign: 'Spring', madeFrom: 'test' };
    await db.transaction((tx) => it_.actions.make(tx, mia, { ...draft, ...about }));

    const { campaigns } = await it_.leads.whatHappened(mia);
    expect(campaigns).toMatchObject([
      {
        campaign: 'Spring',
        came: 3,
        firstContact: 20 * MINUTE,
        qualified: 1,
        won: [{ id: won }],
        rejected: [{ reason: 'No need', count: 1, notes: [{ note: 'They build it themselves' }] }],
        overturned: 1,
        upheld: 0,
        settled: [{ upheld: 0, overturned: 1 }],
        // Of one person the last word; that Ann has given one up stands with its reason.
        judged: { good: 1, not: 1 },
        // Who it was about is nobody's business here.
        decided: [{ action: { text: expect.stringContaining('first') } }],
        // One from before, and the one that has another try.
        open: 2,
      },
      { campaign: 'Fair', came: 1, won: [], rejected: [], open: 1 },
    ]);
  });

  it('a call is worth it today for what came back, whose person wrote again, is due, or comes back today', async () => {
    const it_ = await staffed(await backend.open());
    const ann = await actor(it_, 'UANN');
    const numbered: Record<string, string> = {};
    for (const name of ['due', 'contacted', 'back', 'wrote', 'called since', 'shelf']) {
      const lead = await arrives(it_);
      const { id } = lead;
      numbered[id] = name;
      await it_.leads.claim(ann, id);
      if (name !== 'due') await it_.leads.contact(ann, id, 'reached');
      it_.clock.moveBy(1);
      if (name === 'wrote' || name === 'called since') await writes(it_, { fields: lead.fields });
      it_.clock.moveBy(1);
      if (name === 'called since') await it_.leads.contact(ann, id, 'e-mailed');
      if (name === 'back') await it_.leads.reject(ann, id, { reason: 'no-need' });
      if (name === 'back') await it_.leads.reopen(ann, id);
      if (name === 'shelf') await it_.leads.reject(ann, id, { reason: 'timing', returnsOn: '2026-03-03' });
    }
    const worth = async () =>
      (await it_.leads.worthACall(ann)).map(({ lead: { id }, why }) => `${numbered[id]}: ${why}`).toSorted();
    expect(await worth()).toEqual(['back: back', 'due: due', 'wrote: wrote']);
    it_.clock.moveBy(22 * HOUR);
    expect(await worth()).toContain('shelf: shelf');
  });
});

function views(words: string): Views {
  const fields = { ...FIELDS, company: words, campaign: words };
  const note = `${words} Ask Jane Roe at jane.roe@acme.example or 030 123 45 67`;
  const one = {
    campaign: words,
    came: 12,
    firstContact: 42 * MINUTE,
    qualified: 3,
    rejected: [
      { reason: 'No need', count: 4, notes: [{ lead: lead({ fields }), note }] },
      { reason: 'No budget', count: 1, notes: [] },
    ],
    upheld: 1,
    overturned: 2,
    settled: [
      { reason: 'No need', upheld: 1, overturned: 1 },
      { reason: 'No budget', upheld: 0, overturned: 1 },
    ],
    won: [lead({ fields, owner: ownedBy('UANN') }), lead({ fields, number: 13 })],
    judged: { good: 3, not: 2 },
    decided: [
      viewOf({ text: words }),
      viewOf({ text: words, state: 'done', number: 4 }),
      viewOf({ text: '', owner: undefined, number: 5 }),
      viewOf({ number: 6 }),
    ],
    lost: 1,
    open: 5,
  };
  const bare = {
    ...one,
    campaign: undefined,
    firstContact: undefined,
    rejected: [],
    won: [],
    upheld: 0,
    overturned: 0,
    settled: [],
    judged: { good: 0, not: 0 },
    decided: [],
    lost: 0,
  };
  const reasons = ['back', 'wrote', 'due', 'active', 'shelf'] as const;
  const calls = reasons.map((why) => ({ lead: lead({ fields }), why }));
  return {
    'digest-campaigns.some': whatHappenedMessage({ from: NOW, campaigns: [one, bare] }, 'UTC'),
    'digest-campaigns.weekly': whatHappenedMessage({ from: NOW, campaigns: [one, bare] }, 'UTC', true),
    'digest-campaigns.own-words': whatHappenedMessage(
      { from: NOW, campaigns: [one], words: { qualified: words, customer: words, lost: words } },
      'UTC',
    ),
    'digest-weekly.on': weeklyReply('on'),
    'digest-weekly.off': weeklyReply('off'),
    'digest-weekly.not-in-teams': weeklyReply('not-in-teams'),
    'digest-campaigns.many': whatHappenedMessage(
      { from: NOW, campaigns: Array.from({ length: 20 }, () => one) },
      'UTC',
    ),
    'digest-campaigns.none': whatHappenedMessage({ from: NOW, campaigns: [] }, 'UTC'),
    'digest-calls.some': worthACallMessage(calls),
    'digest-calls.many': worthACallMessage([...calls, ...calls, ...calls]),
    'digest-calls.none': worthACallMessage([]),
  };
}

describe('what people see of it', () => {
  goldenViews('digest', views('Acme'));

  it.each(nasty.map((word) => [word.slice(0, 30), word] as const))('fits when somebody writes %j', (_start, word) => {
    expect(faultsOf(views(word))).toEqual([]);
  });

  it.each(PERSONAL)('names no %s', (word) => {
    expect(JSON.stringify(views('Acme'))).not.toContain(word);
  });
});
