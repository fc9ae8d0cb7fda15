import { describe, expect, it } from 'vitest';
import { figuresOf } from '../../src/agreements/figures.ts';
import { HOUR, MINUTE } from '../../src/core/instants.ts';
import { leadFields } from '../../src/core/lead-fields.ts';
import type { Lead } from '../../src/leads/lead.ts';
import { leadRows } from '../../src/leads/records/export-service.ts';
import { createImporting } from '../../src/leads/records/importing-service.ts';
import { systemIds } from '../../src/platform/ids.ts';
import { type Backend, backends } from '../support/backends.ts';
import { actor, type Features, MONDAY, staffed, WORKSPACE } from '../support/features.ts';
import { idle, look, passTo, writes } from './arrivals.ts';

const somebody = (it: Features, word: string, extra: Record<string, unknown> = {}): Promise<Lead> =>
  writes(it, {
    fields: leadFields({ company: word, email: `jo@${word}.example`, campaign: 'Spring', contactName: word }),
    extra,
  });

const week = (it: Features) => ({ from: MONDAY, until: it.clock.now() + 1 });

const usual = async (it: Features) => (await it.sla.policy(it.database.db, WORKSPACE))?.id ?? '';

/** Every figure that people are shown of leads, by where they are shown it. */
const FIGURES: Readonly<Record<string, (it: Features) => Promise<unknown>>> = {
  'the message on Monday': async (it) => {
    const { db } = it.database;
    const arrived = await it.leads.activity.arrivals(db, WORKSPACE, week(it));
    return figuresOf({
      promises: [{ owner: 'UMIA', campaigns: [], leads: 3, complete: 90, kept: 80 }],
      demands: [{ stage: 'new', field: 'phone', team: 'marketing' }],
      arrived,
      isMarketings: () => true,
      contacts: await it.sla.everyClockOf(
        db,
        arrived.map(({ id }) => id),
      ),
      rejections: await it.leads.activity.rejections(db, WORKSPACE, week(it)),
      now: it.clock.now(),
    });
  },
  'how the promise is kept': async (it) => it.sla.attainment(it.database.db, await usual(it), 0),
  'how the promise of an outcome is kept': async (it) =>
    it.sla.attainment(it.database.db, await usual(it), 0, 'outcome'),
  'what has become late': async (it) => (await it.sla.lateBetween(it.database.db, WORKSPACE, week(it))).length,
  'what is late, each morning': async (it) => (await it.sla.lateNow(it.database.db, WORKSPACE)).length,
  'the facts of a standup': async (it) => {
    const facts = await it.leads.activity.between(it.database.db, WORKSPACE, week(it));
    return facts.map(({ kind }) => kind).toSorted();
  },
  'what waits, in a standup': async (it) =>
    (await it.leads.activity.waiting(it.database.db, WORKSPACE, { since: 0 })).length,
  'what a review is drawn from': async (it) => (await it.leads.toDrawFrom(it.database.db, WORKSPACE, week(it))).length,
  'what came incomplete': async (it) =>
    (await it.leads.activity.arrivals(it.database.db, WORKSPACE, week(it))).filter(({ fields }) => !fields.phone)
      .length,
  'what became of a marketer’s leads': async (it) => {
    const { campaigns } = await it.leads.whatHappened(await actor(it, 'UMIA'));
    return campaigns.map(({ campaign, came, qualified, open, firstContact, rejected, overturned, upheld }) => ({
      campaign,
      came,
      qualified,
      open,
      firstContact,
      overturned,
      upheld,
      rejected: rejected.map(({ count }) => count),
    }));
  },
  'how many leads a rep has, for the next turn': async (it) => [
    ...(await it.leads.loadOf(it.database.db, ['UANN', 'UBEN'])),
  ],
  'rows of the export that say that they count': async (it) => {
    const deps = { db: it.database.db, workspaceId: WORKSPACE, namesOf: async () => new Map<string, string>() };
    const rows = await Array.fromAsync(
      leadRows(
        { ...deps, clocksOf: async () => [], verdictsOf: async () => [] },
        { from: 0, until: it.clock.now() + 1 },
      ),
    );
    return rows.filter((row) => row.is_counted === true).length;
  },
};

/** A morning of a company; with all that should count nowhere, or without it. */
async function morning(backend: Backend, isNoisy: boolean): Promise<Features> {
  const it = await staffed(await backend.open(), { terms: { outcomeDays: 2, hasDigest: true } });
  const [ann, ben, max] = [await actor(it, 'UANN'), await actor(it, 'UBEN'), await actor(it, 'UMAX')];
  const [met, late, free] = [await somebody(it, 'met'), await somebody(it, 'late'), await somebody(it, 'free')];
  const noise = isNoisy ? await madeNoise(it) : undefined;
  for (const lead of [met, late]) await it.leads.claim(ann, lead.id);
  for (const lead of noise?.worked ?? []) await it.leads.claim(ben, lead.id);
  it.clock.moveBy(20 * MINUTE);
  await it.leads.contact(ann, met.id, 'reached');
  for (const lead of noise?.worked ?? []) await it.leads.contact(ben, lead.id, 'reached');
  await passTo(it, MONDAY + HOUR + MINUTE);
  await idle(it);
  if (noise === undefined) return it;
  // One of each is late, one contacted, one has an owner, when somebody says that it was never a lead.
  for (const lead of noise.spam) await it.leads.markSpam(max, lead.id);
  for (const lead of noise.twice) await it.leads.merge(max, free.id, lead.id);
  await look(it, late);
  await idle(it);
  return it;
}

async function madeNoise(it: Features) {
  const test = await it.leads.sendTest(await actor(it, 'UMAX'));
  if (test === undefined) throw new Error('Not set up');
  const [worked, waiting] = [await somebody(it, 'spam-a'), await somebody(it, 'spam-b')];
  const second = await somebody(it, 'again');
  await somebody(it, 'trapped', { _gotcha: 'x' });
  const importing = createImporting({ ids: systemIds, tellOutside: async () => {}, letGo: async () => {} });
  const past = { row: 1, extra: {}, receivedAt: MONDAY - HOUR, ownerId: 'UANN', stage: 'accepted' } as const;
  const nothing = { endedAt: undefined, reason: undefined, value: undefined };
  const fields = leadFields({ company: 'Past', email: 'jo@past.example', campaign: 'Spring' });
  await it.database.transaction(async (tx) => {
    const about = { workspaceId: WORKSPACE, importId: 'i1', isTold: false };
    await importing.add(tx, about, [{ ...past, ...nothing, fields }]);
  });
  return { worked: [test, worked], spam: [worked, waiting], twice: [second] };
}

describe.each(backends)('1e: what was never a lead, on $name', (backend) => {
  it('stands in no figure: tests, spam, the second of two, and what came out of a file', async () => {
    const [quiet, noisy] = [await morning(backend, false), await morning(backend, true)];
    for (const [name, figure] of Object.entries(FIGURES)) {
      const expected = await figure(quiet);
      expect(JSON.stringify(expected), name).toMatch(/[1-9a-z]/);
      expect([name, await figure(noisy)]).toEqual([name, expected]);
    }
  });
});
