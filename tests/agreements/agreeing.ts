import { agreementJobs } from '../../src/agreements/jobs.ts';
import { agreementNotices } from '../../src/agreements/notices.ts';
import type { AgreementActor } from '../../src/agreements/ports-service.ts';
import { type Agreements, createAgreementsService } from '../../src/agreements/service.ts';
import type { Database } from '../../src/platform/db/database.ts';
import { at } from '../core/cases.ts';
import { type Features, staffed } from '../support/features.ts';
import { steeredClock } from '../support/steered-clock.ts';

/** A Monday, an hour after the office has opened. */
export const MONDAY = at('2026-03-02T10:00Z');

export interface Agreeing extends Features {
  readonly agreements: Agreements;
}

/** The usual company, which agrees on things. */
export async function agreeing(database: Database, now = MONDAY): Promise<Agreeing> {
  const it = await staffed(database, {}, steeredClock(now));
  const { clock, jobs, people, leads, notices } = it;
  const agreements: Agreements = createAgreementsService({
    database,
    clock,
    jobs,
    people: {
      ...people,
      calendarOf: async (read, workspaceId) => (await it.sla.policy(read, workspaceId))?.current.calendar ?? NEVER,
    },
    leads: {
      ...leads,
      arrivals: leads.activity.arrivals,
      rejections: leads.activity.rejections,
      channelOf: async (read, workspaceId) => (await leads.settings(workspaceId, read))?.channelId,
    },
    sales: {
      target: async (read, workspaceId) => (await it.sla.policy(read, workspaceId))?.current.target,
      contactsOf: it.sla.everyClockOf,
    },
    notify: notices.notify,
  });
  it.followers.push(agreements.follow);
  notices.register(agreementNotices(agreements));
  jobs.register(agreementJobs(agreements));
  return { ...it, agreements };
}

const NEVER = { zone: 'UTC', weekly: {}, dates: {} };

export const ADA: AgreementActor = { id: 'UADA', workspaceId: 'T1', zone: 'UTC', manages: [], isAdmin: true };
