import Sqlite from 'better-sqlite3';
import { type CompiledQuery, Kysely, SqliteDialect } from 'kysely';
import { expect, it } from 'vitest';
import { askChecks } from '../../src/asks/checks-service.ts';
import { intakeChecks } from '../../src/intake/checks-service.ts';
import { leadChecks } from '../../src/leads/checks-service.ts';
import { noticeChecks } from '../../src/notices/checks-service.ts';
import { peopleChecks } from '../../src/people/checks-service.ts';
import type { Check } from '../../src/platform/check.ts';
import type { Schema } from '../../src/platform/db/schema.ts';
import { jobChecks } from '../../src/platform/jobs/job-checks.ts';
import { messageChecks } from '../../src/platform/slack/messages/message-checks.ts';
import { ritualChecks } from '../../src/rituals/checks-service.ts';
import { slaChecks } from '../../src/sla/checks-service.ts';
import { standupChecks } from '../../src/standups/checks-service.ts';
import { backends } from '../support/backends.ts';
import { steeredClock } from '../support/steered-clock.ts';

const NOW = 1_800_000_000_000;
const LEADS = 100_000;

/** A year of leads, each with its card, its journal, its clock and its delivery; the newest ten thousand wait unclaimed, and as many are late. */
const FILL = `
  insert into workspaces (id, name, bot_user_id, created_at) values ('T', 'Acme', 'B', 0);
  insert into lead_settings (workspace_id, channel_id, ring, leads_numbered) values ('T', 'C', 'nobody', ${LEADS});
  insert into policies (id, workspace_id, is_default, position, version, is_announced, created_at) values ('P', 'T', 1, 0, 1, 1, 0);
  insert into policy_versions (policy_id, version, name, conditions, target_ms, warning_ms, calendar, calendar_of, attempts, snooze_ms,
    ladder, has_digest, late_to, created_by, created_at)
    values ('P', 1, 'P', '[]', 3600000, 0, '{}', 'policy', 3, 0, '[]', 0, '[]', 'U', 0);
  insert into endpoints (id, workspace_id, name, scheme, channel_id, mapping, created_at) values ('E', 'T', 'E', '{}', 'C', 'null', 0);
  create temp table n as with recursive n (n) as (select 1 union all select n + 1 from n where n < ${LEADS}) select n from n;
  insert into leads (id, workspace_id, number, channel_id, stage, received_at, last_event, is_test, extra)
    select 'L' || n, 'T', n, 'C', 'new', ${NOW} - (${LEADS} - n) * 300000, 1, 0, '{}' from n;
  insert into lead_events (lead_id, seq, kind, at, data) select id, 1, 'received', received_at, '{"by":"form"}' from leads;
  insert into messages (key, state, channel, ts, posted_hash, op_id, mark, reposts)
    select 'lead.card:' || id, 'shown', 'C', '1', 'h', id, 1, 0 from leads;
  insert into jobs (key, kind, mode, payload, state, run_at, revision, attempts, failures, taken, created_at, done_at)
    select 'lead.card:' || id, 'lead.card', 'latest', '{}', 'done', received_at, 1, 0, 0, 1, received_at, received_at + 1000 from leads;
  insert into sla_clocks (id, workspace_id, lead_id, kind, cycle, policy_id, policy_version, is_announced, state, started_at, target_ms, due_at,
    attempts, stopped_at)
    select 'K' || number, 'T', id, 'first-contact', 1, 'P', 1, 1, iif(number > ${LEADS} - 10000, 'running', iif(number > ${LEADS} - 20000, 'late', 'met')), received_at, 3600000, ${NOW} + number, 0,
    iif(number > ${LEADS} - 20000, null, 1) from leads;
  insert into jobs (key, kind, mode, payload, state, run_at, revision, attempts, failures, taken, created_at)
    select 'clock:' || id, 'sla.look', 'latest', '{}', 'ready', due_at, 1, 0, 0, 0, started_at from sla_clocks where state = 'running';
  insert into deliveries (id, endpoint_id, delivery_id, body_hash, body, received_at, state, lead_id)
    select 'D' || number, 'E', 'D' || number, 'h', '{}', received_at, 'accepted', id from leads;
  analyze;`;

/** Tables of a handful of rows, parts of queries that are bounded, and indexes that hold only what is under way. */
const SMALL =
  /^SCAN (lead_settings|workspaces|digest_readers|action_readers|endpoints|rituals|worker_leases|policy_versions|first|lately|waiting|given|closed|part|early|\d+-ROW|CONSTANT ROW)\b/;
const PARTIAL =
  /^SCAN \w+ USING (COVERING )?INDEX (jobs_|deliveries_waiting|messages_unsettled|notices_waiting|sla_clocks_(running|late)|ritual_occurrences_(open|next|closed)|ritual_slots_unsettled)/;

it('every question of an audit is answered by index, within a bound: a few milliseconds with 100,000 leads', {
  timeout: 120_000,
}, async () => {
  const [sqlite] = backends;
  const address = await sqlite?.address();
  if (address?.kind !== 'sqlite') throw new Error('SQLite is always there');
  const file = new Sqlite(address.path);
  file.exec(FILL);
  const asked: CompiledQuery[] = [];
  const db = new Kysely<Schema>({
    dialect: new SqliteDialect({ database: file }),
    log: ({ query }) => void asked.push(query),
  });
  const deps = { clock: steeredClock(NOW), jobs: { enqueue: async () => {} } };
  const leads = leadChecks({ ...deps, promises: { clocksOfLeads: async () => [] } });
  const standups = standupChecks(deps);
  const checks: readonly Check[] = [
    ...jobChecks(),
    ...messageChecks([...leads.messageOwners, ...standups.messageOwners]),
    ...leads.checks,
    ...slaChecks(deps),
    ...noticeChecks(deps),
    ...ritualChecks(deps),
    ...standups.checks,
    ...askChecks(deps),
    ...intakeChecks(deps),
    ...peopleChecks(deps),
  ];
  const times: number[] = [];
  for (let audit = 0; audit < 12; audit += 1) {
    const began = process.cpuUsage();
    for (const check of checks) expect(await check.find(db, NOW), check.name).toEqual([]);
    const { user, system } = process.cpuUsage(began);
    times.push((user + system) / 1_000);
  }

  const scans = asked.flatMap(({ sql, parameters }) => {
    const plan = file.prepare(`explain query plan ${sql}`).all(...parameters);
    const steps = plan.map((step) =>
      typeof step === 'object' && step !== null && 'detail' in step ? String(step.detail) : '',
    );
    const bad = steps.filter((step) => step.startsWith('SCAN') && !SMALL.test(step) && !PARTIAL.test(step));
    return bad.map((step) => `${step}: ${sql.replaceAll(/\s+/g, ' ').trim()}`);
  });
  expect([...new Set(scans)]).toEqual([]);
  // Of processor time, which other programs don't lengthen as much; about five here, and some room for a slower machine.
  expect(times.toSorted((a, b) => a - b)[times.length / 2]).toBeLessThan(40);
  await db.destroy();
});
