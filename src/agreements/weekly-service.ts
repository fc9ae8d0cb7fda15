import { DAY, type Instant } from '../core/instants.ts';
import { isTooLate, type ReportedWeek, standing } from '../core/weeks.ts';
import type { Tx } from '../platform/db/database.ts';
import type { Agreement } from './agreement.ts';
import * as agreements from './agreements-store.ts';
import { deliveriesOf } from './deliveries-service.ts';
import { type FirstContact, figuresOf } from './figures.ts';
import type { AgreementsDeps } from './ports-service.ts';
import { namedIn, type Report, reportFrom } from './report.ts';
import * as reports from './reports-store.ts';

/** The kind of the job that tells both teams each week how both promises were kept. */
export const WEEKLY = 'agreements.weekly';

export const weeklyKey = (workspaceId: string): string => `weekly:${workspaceId}`;

/** How far back it is asked whether a reason is missing (1d). */
const FOUR_WEEKS = 28 * DAY;

// SQLite takes some thirty thousand values in one query.
const AT_ONCE = 500;

/** One message a week to both teams, with both promises side by side: never a stopwatch for reps only. */
export function createWeekly({ database, clock, jobs, people, leads, sales, notify }: AgreementsDeps) {
  const { db } = database;

  return {
    /** From now on each week is told of. */
    look: (tx: Tx, workspaceId: string): Promise<void> =>
      jobs.enqueue(tx, {
        kind: WEEKLY,
        key: weeklyKey(workspaceId),
        payload: { workspaceId },
        runAt: clock.now(),
        mode: 'latest',
      }),

    /** Tells of the week whose morning has come, once; answers when to look again, or nothing if the office never opens. */
    async tellWeek(workspaceId: string): Promise<Instant | undefined> {
      const calendar = await people.calendarOf(db, workspaceId, { team: 'sales' });
      const { due, next } = standing(calendar, clock.now());
      if (due !== undefined && !(await reports.isDecided(db, workspaceId, due.on))) {
        await decide(workspaceId, due, calendar.zone);
      }
      return next;
    },

    /** What was told of the week of this Monday, with the names of those whom it names. */
    async report(
      workspaceId: string,
      weekOn: string,
    ): Promise<{ report: Report; names: ReadonlyMap<string, string> } | undefined> {
      const text = await reports.findReport(db, workspaceId, weekOn);
      if (text === undefined) return undefined;
      const report = reportFrom(text);
      return { report, names: await people.namesOf(db, namedIn(report)) };
    },
  };

  async function decide(workspaceId: string, week: ReportedWeek, zone: string): Promise<void> {
    const agreement = await agreements.inForce(db, workspaceId, week.until);
    // Without a promise of marketing's it would be a stopwatch for reps only.
    if (agreement?.agreed === undefined || agreement.promises.length === 0) return;
    const now = clock.now();
    const report = isTooLate(week, now)
      ? undefined
      : JSON.stringify(await written(workspaceId, week, zone, { ...agreement, agreed: agreement.agreed }));
    await database.transaction(async (tx) => {
      const isNew = await reports.insertReport(tx, { workspaceId, weekOn: week.on, report, at: now });
      if (isNew && report !== undefined) await tell(tx, workspaceId, week.on, now);
    });
  }

  /** Sales reads it where its leads are, marketing in its own channel, if it has one. */
  async function tell(tx: Tx, workspaceId: string, weekOn: string, at: Instant): Promise<void> {
    const { marketingChannelId } = await leads.rules(tx, workspaceId);
    for (const channel of new Set([await leads.channelOf(tx, workspaceId), marketingChannelId])) {
      if (channel === undefined) continue;
      const key = `weekly:${workspaceId}:${weekOn}:${channel}`;
      await notify(tx, { key, workspaceId, recipient: { channel }, kind: 'agreements.weekly', subject: weekOn, at });
    }
  }

  async function written(
    workspaceId: string,
    week: ReportedWeek,
    zone: string,
    agreement: Agreement & { readonly agreed: NonNullable<Agreement['agreed']> },
  ): Promise<Report> {
    const { from, until } = week;
    const arrived = await leads.arrivals(db, workspaceId, week);
    const lately = await leads.rejections(db, workspaceId, { from: until - FOUR_WEEKS, until });
    const { version, proposedBy, agreed, promises } = agreement;
    return {
      from,
      until,
      zone,
      version,
      proposedBy,
      agreedBy: agreed.by,
      since: agreed.at,
      target: await sales.target(db, workspaceId),
      figures: figuresOf({
        promises,
        demands: (await leads.rules(db, workspaceId)).demands,
        arrived,
        isMarketings: await deliveriesOf(people, db, workspaceId),
        contacts: await contactsOf(arrived.map(({ id }) => id)),
        rejections: lately.filter(({ at }) => from <= at),
        now: clock.now(),
      }),
      reasons: { other: lately.filter(({ reason }) => reason === 'other').length, all: lately.length },
    };
  }

  async function contactsOf(leadIds: readonly string[]): Promise<readonly FirstContact[]> {
    const contacts: FirstContact[] = [];
    for (let start = 0; start < leadIds.length; start += AT_ONCE) {
      contacts.push(...(await sales.contactsOf(db, leadIds.slice(start, start + AT_ONCE))));
    }
    return contacts;
  }
}
