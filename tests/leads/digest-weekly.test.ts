import { describe, expect, it } from 'vitest';
import { DAY, HOUR } from '../../src/core/instants.ts';
import { at } from '../core/cases.ts';
import { backends } from '../support/backends.ts';
import { actor, hire, MONDAY, saidTo, staffed } from '../support/features.ts';
import { arrives, idle, jobsOf, passTo } from './arrivals.ts';

const NEXT_MONDAY = at('2026-03-09T09:00Z');

describe.each(backends)('what happened to leads, each week, on $name', (backend) => {
  it('is told to whoever has chosen it, once, on the first working morning, until they stop it', async () => {
    const it_ = await staffed(await backend.open());
    const mia = await actor(it_, 'UMIA');
    expect(await it_.leads.isWeekly('UMIA')).toBe(false);
    expect(await it_.leads.setWeekly({ ...mia, teams: [], manages: [] }, true)).toBe(false);
    await it_.leads.setWeekly(mia, true);
    await it_.leads.setWeekly(mia, true);
    await arrives(it_);
    await passTo(it_, MONDAY + HOUR);
    await idle(it_);
    // The week before is nobody's news: it was over when she chose.
    expect(saidTo(it_, 'UMIA')).toEqual([]);
    expect(Object.values(await jobsOf(it_, 'lead.digest'))).toEqual([NEXT_MONDAY]);
    it_.clock.moveTo(NEXT_MONDAY);
    await idle(it_);
    expect(saidTo(it_, 'UMIA')).toEqual([expect.stringContaining('What happened to your leads since')]);
    expect(saidTo(it_, 'UANN').join()).not.toContain('What happened');

    // Nothing has happened since, so there is nothing to tell.
    it_.clock.moveTo(NEXT_MONDAY + 7 * DAY);
    await idle(it_);
    expect(saidTo(it_, 'UMIA')).toHaveLength(1);
    await arrives(it_);
    await it_.leads.setWeekly(mia, false);
    it_.clock.moveTo(NEXT_MONDAY + 14 * DAY);
    await idle(it_);
    expect(saidTo(it_, 'UMIA')).toHaveLength(1);
    expect(await jobsOf(it_, 'lead.digest')).toEqual({});
  });

  it('is caught up once after downtime, with the last week; whoever has left reads it no more', async () => {
    const it_ = await staffed(await backend.open());
    await it_.leads.setWeekly(await actor(it_, 'UMIA'), true);
    await it_.leads.setWeekly(await actor(it_, 'UMAX'), true);
    for (let week = 0; week < 3; week += 1) {
      it_.clock.moveTo(MONDAY + week * 7 * DAY);
      await arrives(it_);
    }
    await hire(it_, ['UMAX'], { isDeactivated: true });
    await passTo(it_, NEXT_MONDAY + 14 * DAY + 2 * DAY);
    await idle(it_);
    expect(saidTo(it_, 'UMIA').filter((text) => text.includes('What happened'))).toHaveLength(1);
    expect(await it_.leads.isWeekly('UMAX')).toBe(false);
  });
});
