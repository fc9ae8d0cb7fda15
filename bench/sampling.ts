/**
 * `npx node bench/sampling.ts --leads 100000 [--postgres <url>]`: how long a manager waits for the leads of a review, drawn from
 * many, and how long that keeps others waiting.
 */
import { sql } from 'kysely';
import { DAY, HOUR } from '../src/core/instants.ts';
import { createSampling as createLeadSampling } from '../src/leads/rating/sampling-service.ts';
import type { Database } from '../src/platform/db/database.ts';
import { insertAll } from '../src/platform/db/insert-all.ts';
import type { Draw } from '../src/reviews/planning/draw.ts';
import { drawSample } from '../src/reviews/planning/sample.ts';
import { createSampling } from '../src/reviews/planning/sampling-service.ts';
import { brokenAmong } from '../src/sla/store.ts';
import { AT_ONCE, amongManyLeads, analyzed, ms, say, timed } from './many-leads.ts';
import { leadRow } from './search-leads.ts';

const STRAIGHT = ['received', 'claimed', 'contacted', 'qualified'] as const;
const GIVEN_BACK = ['received', 'claimed', 'released', 'claimed', 'contacted', 'qualified'] as const;

await amongManyLeads(measure);

async function measure(database: Database, { leads, rounds }: { leads: number; rounds: number }): Promise<void> {
  const now = await live(database, leads);
  await analyzed(database);
  const { db } = database;
  const { candidates, choices } = createSampling({
    leads: createLeadSampling(),
    // Who judges is asked for by itself, and they are few.
    people: { members: async () => [], daysOf: async () => [] },
    promises: { brokenAmong: async (read, ids) => new Set(await brokenAmong(read, ids, now)) },
  });
  const last = (days: number): Draw => ({ from: now - days * DAY, until: now, size: 8 });
  const draws: readonly (readonly [what: string, draw: Draw])[] = [
    ['eight leads of the last 30 days', last(30)],
    ['of the last 90 days', last(90)],
    ['of all of them', last(5_000)],
    ['of all of a source', { ...last(5_000), sources: ['Trade fair'] }],
    ['of all of a rep', { ...last(5_000), reps: ['U7'] }],
    ['of all of a campaign that nobody has heard of', { ...last(5_000), campaigns: ['Never'] }],
    ['two hundred of all of them', { ...last(5_000), size: 200 }],
  ];
  const ninety = { from: now - 90 * DAY, until: now };
  let longest = 0;
  const measured = async (look: () => Promise<unknown>): Promise<string> => {
    const waited = othersWait();
    const took = await timed(rounds, look);
    longest = Math.max(longest, waited());
    return took;
  };
  say('what can be chosen of 90 days', await measured(() => choices(db, 'T1', ninety)));
  for (const [what, draw] of draws)
    say(what, await measured(async () => drawSample(await candidates(db, 'T1', draw), draw, 'seed')));
  say('others waited meanwhile, the longest', ms(longest));
}

/** Takes every turn that other work could have; answers the longest time between two of them so far, and stops. */
function othersWait(): () => number {
  let [longest, before, isOver] = [0, performance.now(), false];
  const turn = (): void => {
    longest = Math.max(longest, performance.now() - before);
    before = performance.now();
    if (!isOver) setImmediate(turn);
  };
  setImmediate(turn);
  return () => {
    turn();
    isOver = true;
    return longest;
  };
}

/** Each lead has had its way: it came, was claimed, reached and ended, and some were given back; its promise was kept or not. Now it is right after. */
async function live(database: Database, leads: number): Promise<number> {
  let now = 0;
  const policy = { id: 'P1', version: 1, created_at: 0 };
  await database.transaction(async (tx) => {
    const row = { ...policy, workspace_id: 'T1', is_default: 1, position: 0, is_announced: 1, reported_at: null };
    await insertAll(tx, 'policies', [{ ...row, retired_at: null }]);
    await sql`insert into policy_versions
      (policy_id, version, name, conditions, target_ms, warning_ms, calendar, calendar_of, attempts, snooze_ms, has_digest, late_to, created_by, created_at)
      values ('P1', 1, 'First contact', '[]', ${HOUR}, 0, '{}', 'policy', 1, ${HOUR}, 0, '[]', 'U0', 0)`.execute(tx);
  });
  for (let start = 0; start < leads; start += AT_ONCE) {
    const rows = Array.from({ length: Math.min(AT_ONCE, leads - start) }, (_, at) => leadRow(start + at));
    now = Math.max(now, ...rows.map(({ received_at }) => received_at + 2 * DAY));
    const entries = rows.flatMap(({ id: lead_id, received_at, owner_id }, at) => {
      return (at % 9 === 0 ? GIVEN_BACK : STRAIGHT).map((kind, seq) => ({
        lead_id,
        seq: seq + 1,
        kind,
        at: received_at + seq * HOUR,
        by_id: owner_id,
        data: JSON.stringify({ from: owner_id ?? 'U1' }),
        gesture: null,
      }));
    });
    const clocks = rows.map(({ id, received_at }, at) => ({
      id: `C${id}`,
      workspace_id: 'T1',
      lead_id: id,
      kind: 'first-contact' as const,
      cycle: 1,
      policy_id: 'P1',
      policy_version: 1,
      is_announced: 1 as const,
      state: at % 5 === 0 ? ('met-late' as const) : ('met' as const),
      started_at: received_at,
      target_ms: HOUR,
      stretches: null,
      due_at: received_at + HOUR,
      warn_at: null,
      paused_until: null,
      attempts: 1,
      stopped_at: received_at + 2 * HOUR,
      worked_ms: HOUR,
    }));
    await database.transaction(async (tx) => {
      await insertAll(tx, 'lead_events', entries);
      await insertAll(tx, 'sla_clocks', clocks);
    });
  }
  return now;
}
