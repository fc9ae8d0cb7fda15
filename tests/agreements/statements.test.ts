import pg from 'pg';
import { describe, expect, it, vi } from 'vitest';
import { DAY, HOUR } from '../../src/core/instants.ts';
import { at } from '../core/cases.ts';
import { arrives } from '../leads/arrivals.ts';
import { listenToStatements, scansOf } from '../reliability/plans.ts';
import { backends } from '../support/backends.ts';
import { actor, WORKSPACE } from '../support/features.ts';
import { ADA, type Agreeing, agreeing } from './agreeing.ts';
import { campaignPromise } from './samples.ts';

const WEEK = at('2026-03-02T00:00Z');
const NEXT_MONDAY = at('2026-03-09T09:00Z');

/** A week in which so many leads came, were claimed and were given up. */
async function weekOf(it: Agreeing, count: number): Promise<void> {
  const both = { ...ADA, manages: ['sales', 'marketing'] };
  await it.agreements.propose(both, campaignPromise());
  const owed = { marketing: ['phone'], sales: [] } as const;
  await it.agreements.saveDemands(ADA, { stage: 'new', owed, marketingChannelId: 'CMARKETING' });
  const ann = await actor(it, 'UANN');
  for (let hour = 1; hour <= count; hour += 1) {
    it.clock.moveTo(WEEK + hour * HOUR);
    const lead = await arrives(it, { fields: { company: 'Acme', campaign: 'Spring demo' } });
    await it.leads.claim(ann, lead.id);
    await it.leads.reject(ann, lead.id, { reason: 'no-need' });
  }
}

/** Tells of the week, and of the day. */
async function tellOf(it: Agreeing): Promise<void> {
  it.clock.moveTo(NEXT_MONDAY);
  await it.agreements.tellWeek(WORKSPACE);
  await it.agreements.report(WORKSPACE, '2026-03-02');
  await it.agreements.tellGaps(WORKSPACE);
  await it.agreements.digest(WORKSPACE, NEXT_MONDAY);
}

describe.each(backends)('what is told of a week, on $name', (backend) => {
  it('is found by indexes', async () => {
    const statements = listenToStatements();
    const it = await agreeing(await backend.open(), WEEK - DAY);
    await weekOf(it, 3);
    await tellOf(it);
    const scans = await scansOf(it.database, statements());
    expect(scans).toEqual([]);
  });
});

describe.each(backends.filter(({ name }) => name === 'postgres'))('what is told of a week, on $name', (backend) => {
  it('takes as many statements for thirty leads as for three', async () => {
    const takes = async (count: number) => {
      const it = await agreeing(await backend.open(), WEEK - DAY);
      await weekOf(it, count);
      const sent = vi.spyOn(pg.Client.prototype, 'query');
      await tellOf(it);
      const { length } = sent.mock.calls;
      sent.mockRestore();
      return length;
    };
    expect(await takes(30)).toBe(await takes(3));
  });
});
