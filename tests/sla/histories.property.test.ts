import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Calendar } from '../../src/core/calendar.ts';
import { type Instant, MINUTE } from '../../src/core/instants.ts';
import type { Tx } from '../../src/platform/db/database.ts';
import { systemIds } from '../../src/platform/ids.ts';
import type { SlaClock } from '../../src/sla/promise.ts';
import { createSlaService } from '../../src/sla/service.ts';
import { backends } from '../support/backends.ts';
import { MONDAY, WORKSPACE } from '../support/features.ts';
import { handled, promising } from './history.ts';
import { OFFICE } from './samples.ts';

const LATE_DAY = [['12:00', '20:00']] as const;
const AFTERNOONS: Calendar = {
  zone: 'UTC',
  weekly: { mon: LATE_DAY, tue: LATE_DAY, wed: LATE_DAY, thu: LATE_DAY, sat: LATE_DAY },
  dates: { '2026-03-04': [] },
};

const minutes = (max: number) => fc.integer({ min: 1, max });

type Op =
  | { readonly do: 'wait' | 'snooze'; readonly minutes: number }
  | { readonly do: 'UANN' | 'UBEN' | 'release' | 'wake' | 'no-answer' | 'reached' | 'reject' | 'undo' };

const op: fc.Arbitrary<Op> = fc.oneof(
  { weight: 5, arbitrary: minutes(400).map((count) => ({ do: 'wait', minutes: count }) as const) },
  { weight: 2, arbitrary: minutes(900).map((count) => ({ do: 'snooze', minutes: count }) as const) },
  {
    weight: 4,
    arbitrary: fc
      .constantFrom('UANN', 'UBEN', 'release', 'wake', 'no-answer', 'reached', 'reject', 'undo')
      .map((name) => ({ do: name }) as const),
  },
);

/** A follow-up that was over before an outcome was said in the same moment: nothing of it is taken back with the outcome. */
const IN_ONE_MOMENT: [Op[]][] = [
  [[{ do: 'no-answer' }, { do: 'reached' }, { do: 'snooze', minutes: 1 }, { do: 'reject' }, { do: 'undo' }]],
  [
    [
      ...Array.from({ length: 3 }, () => ({ do: 'no-answer' }) as const),
      { do: 'UBEN' },
      { do: 'reject' },
      { do: 'wait', minutes: 1 },
      { do: 'undo' },
    ],
  ],
];

/** Minute by minute, from the events alone: slow, and too simple to be wrong. */
interface Oracle {
  readonly handed: { at: Instant; calendar: Calendar }[];
  readonly pauses: { from: Instant; until: Instant }[];
}

const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;

function isOpenAt({ weekly, dates }: Calendar, at: Instant): boolean {
  const wall = new Date(at).toISOString();
  const day = DAYS[new Date(at).getUTCDay()] ?? 'mon';
  const hours = dates[wall.slice(0, 10)] ?? weekly[day] ?? [];
  return hours.some(([open, close]) => wall.slice(11, 16) >= open && wall.slice(11, 16) < close);
}

function dueByHand({ handed, pauses }: Oracle, { startedAt, target }: SlaClock): Instant {
  let left = target / MINUTE;
  for (let at = startedAt; ; at += MINUTE) {
    const calendar = handed.findLast((one) => one.at <= at)?.calendar ?? OFFICE;
    if (pauses.some(({ from, until }) => from <= at && at < until) || !isOpenAt(calendar, at)) continue;
    left -= 1;
    if (left === 0) return at + MINUTE;
  }
}

it('in random histories due times are those of a count by hand, no step is told twice, and none after the end', async () => {
  const [backend] = backends;
  if (backend === undefined) throw new Error('No database');
  const terms = {
    followUpDays: 1,
    outcomeDays: 2,
    calendarOf: 'owner',
    ladder: [
      { audience: 'owner', after: -20 * MINUTE },
      { audience: 'hand', after: -5 * MINUTE },
      { audience: 'team', after: 0 },
      { audience: 'manager', after: 30 * MINUTE },
      { audience: 'manager', after: 90 * MINUTE },
    ],
  } as const;
  const base = await promising(await backend.open(), terms);
  const { database, clock, jobs } = base;
  const sla = createSlaService({
    database,
    clock,
    jobs,
    ids: systemIds,
    calendarOf: async (_read, _workspace, person) => (person === 'UBEN' ? AFTERNOONS : OFFICE),
  });
  const heard: { clock: string; what: string; at: Instant }[] = [];
  sla.subscribe(async (_tx: Tx, news) => {
    if (!('clock' in news) || news.kind === 'resumed' || news.kind === 'moved') return;
    const what = news.kind === 'step' ? `${news.audience} ${news.level}` : news.kind;
    heard.push({ clock: news.clock.id, what, at: clock.now() });
  });
  let histories = 0;

  async function live(ops: readonly Op[]): Promise<void> {
    histories += 1;
    const leadId = `lead-${histories}`;
    // Each history on a Monday of its own.
    clock.moveTo(MONDAY + histories * 7 * 24 * 60 * MINUTE);
    heard.length = 0;
    const oracle: Oracle = { handed: [], pauses: [] };
    let rejectedAt: Instant | undefined;
    let isContacted = false;
    let isSpokenTo = false;
    const happens = (kind: string, change: object = {}, by = 'UMAX') =>
      database.transaction((tx) =>
        sla.follow(tx, {
          kind,
          leadId,
          workspaceId: WORKSPACE,
          at: clock.now(),
          by,
          isTest: false,
          change: { kind, ...change },
        }),
      );
    const endPauses = () => {
      for (const pause of oracle.pauses) if (pause.until > clock.now()) pause.until = clock.now();
    };
    await happens('received');
    for (const one of ops) {
      const now = clock.now();
      // Nothing else is done to a lead that was given up, or it can't be undone any more.
      if (rejectedAt !== undefined && one.do !== 'wait' && one.do !== 'undo') continue;
      if (one.do === 'wait') {
        const until = now + one.minutes * MINUTE;
        // The worker comes by at odd moments.
        for (let at = now + 7 * MINUTE; at < until; at += 13 * MINUTE) await workAt(at);
        await workAt(until);
      } else if (one.do === 'snooze') {
        endPauses();
        oracle.pauses.push({ from: now, until: now + one.minutes * MINUTE });
        await happens('paused', { pause: 'waiting', until: now + one.minutes * MINUTE });
      } else if (one.do === 'wake') {
        endPauses();
        await happens('resumed');
      } else if (one.do === 'UANN' || one.do === 'UBEN') {
        oracle.handed.push({ at: now, calendar: one.do === 'UBEN' ? AFTERNOONS : OFFICE });
        await happens('assigned', { to: one.do });
      } else if (one.do === 'release') {
        oracle.handed.push({ at: now, calendar: OFFICE });
        await happens('released');
      } else if (one.do === 'no-answer' || one.do === 'reached') {
        if (one.do === 'reached') endPauses();
        isContacted = true;
        isSpokenTo ||= one.do === 'reached';
        await happens('contacted', { how: one.do });
      } else if (one.do === 'reject') {
        rejectedAt = now;
        await happens('rejected', { isCounted: true });
      } else if (one.do === 'undo' && rejectedAt !== undefined) {
        await happens('outcome-undone', { saidAt: rejectedAt, isUntouched: !isContacted, isSpokenTo });
        rejectedAt = undefined;
      }
      await agrees(leadId, oracle);
    }
  }

  async function workAt(at: Instant): Promise<void> {
    clock.moveTo(at);
    const due = await database.db
      .selectFrom('jobs')
      .select(['key', 'kind', 'payload'])
      .where('state', '=', 'ready')
      .where('run_at', '<=', at)
      .where('kind', '=', 'sla.look')
      .execute();
    for (const job of due) await handled({ ...base, sla }, job);
  }

  async function agrees(leadId: string, oracle: Oracle): Promise<void> {
    const first = await sla.clockOfLead(database.db, leadId);
    for (const one of first === undefined ? [] : [first, ...first.further]) {
      if (one.state === 'running') expect([one.kind, one.dueAt]).toEqual([one.kind, dueByHand(oracle, one)]);
      const its = heard.filter((news) => news.clock === one.id);
      expect(new Set(its.map(({ what }) => what)).size).toBe(its.length);
      if (one.state === 'met')
        expect(its.filter(({ what }) => what !== 'warned' && !what.startsWith('hand'))).toEqual([]);
      if (one.stoppedAt !== undefined) expect(its.filter(({ at }) => at > (one.stoppedAt ?? 0))).toEqual([]);
    }
  }

  await fc.assert(fc.asyncProperty(fc.array(op, { minLength: 3, maxLength: 14 }), live), {
    numRuns: 40,
    examples: IN_ONE_MOMENT,
    // Before the test is cut off, which would keep the seed to itself.
    interruptAfterTimeLimit: 200_000,
    markInterruptAsFailure: true,
  });
});
