import { sql } from 'kysely';
import { DAY, HOUR, MINUTE } from '../../src/core/instants.ts';
import type { Tx } from '../../src/platform/db/database.ts';
import type { BusyOffice } from './audited-office.ts';
import { meetingPlants } from './meeting-plants.ts';
import { pairingPlants } from './pairing-plants.ts';
import { retroPlants } from './retro-plants.ts';
import { verdictPlants } from './verdict-plants.ts';

/** Something wrong that is put into the database by hand, and what the auditor must make of it. */
export interface Plant {
  readonly what: string;
  /** The rule that is broken. */
  readonly check: string;
  readonly outcome: 'repaired' | 'told';
  plant(tx: Tx, office: BusyOffice, now: number): Promise<unknown>;
  /** How long it has to be so before it is believed; one minute if absent. */
  readonly minutes?: number;
  /** Takes back what can't be mended. */
  undo?(tx: Tx, office: BusyOffice): Promise<unknown>;
}

const dropJob = (tx: Tx, key: string) => tx.deleteFrom('jobs').where('key', '=', key).execute();
const endJob = (tx: Tx, key: string, at: number) =>
  tx
    .updateTable('jobs')
    .set({ state: 'done', done_at: at, lease: null, taken_revision: null })
    .where('key', '=', key)
    .execute();
const dropMessage = (tx: Tx, key: string) => tx.deleteFrom('messages').where('key', '=', key).execute();
const repaired = { outcome: 'repaired' } as const;
const told = { outcome: 'told' } as const;

const JOB = {
  mode: 'latest',
  payload: '{}',
  revision: 1,
  attempts: 0,
  failures: 0,
  lease: null,
  taken: 0,
  taken_revision: null,
  last_error: null,
  done_at: null,
} as const;

const addEvent = (tx: Tx, lead: string, seq: number, kind: 'claimed' | 'contacted', at: number) =>
  tx
    .insertInto('lead_events')
    .values({ lead_id: lead, seq, kind, at, by_id: 'U_BEN', data: kind === 'claimed' ? '{}' : '{"how":"reached"}' })
    .execute();
const dropEvent = (tx: Tx, lead: string, seq: number) =>
  tx.deleteFrom('lead_events').where('lead_id', '=', lead).where('seq', '=', seq).execute();

export const plants: readonly Plant[] = [
  {
    what: 'a card is lost with its work',
    check: 'lead.without-card',
    ...repaired,
    async plant(tx, { free }) {
      await dropJob(tx, `lead.card:${free}`);
      await dropMessage(tx, `lead.card:${free}`);
    },
  },
  {
    what: 'a card is refused by Slack, and its work forgotten',
    check: 'lead.without-card',
    ...repaired,
    async plant(tx, { free }) {
      await dropJob(tx, `lead.card:${free}`);
      await tx
        .updateTable('messages')
        .set({ state: 'blocked', blocked_by: 'is_archived' })
        .where('key', '=', `lead.card:${free}`)
        .execute();
    },
  },
  {
    what: 'a card was brought up to date before the last change',
    check: 'lead.card-behind',
    ...repaired,
    plant: (tx, { claimed }, now) => endJob(tx, `lead.card:${claimed}`, now - HOUR),
  },
  {
    what: 'nobody is to bring a card up to date any more',
    check: 'lead.card-behind',
    ...repaired,
    plant: (tx, { claimed }) => dropJob(tx, `lead.card:${claimed}`),
  },
  {
    what: 'an owner never got their message',
    check: 'lead.owner-untold',
    ...repaired,
    async plant(tx, { claimed }) {
      await dropJob(tx, `lead.owner:${claimed}:2`);
      await dropMessage(tx, `lead.owner:${claimed}:2`);
    },
  },
  {
    what: 'nobody is to bring a lead back from the shelf',
    check: 'lead.not-brought-back',
    ...repaired,
    plant: (tx, { claimed }, now) =>
      tx
        .updateTable('leads')
        .set({ returns_at: now + HOUR })
        .where('id', '=', claimed)
        .execute(),
    undo: (tx, { claimed }) => tx.updateTable('leads').set({ returns_at: null }).where('id', '=', claimed).execute(),
  },
  {
    what: 'nobody is to let a lead through that is held back',
    check: 'lead.held-unwatched',
    ...repaired,
    plant: (tx, { free }, now) =>
      tx
        .updateTable('leads')
        .set({ held_until: now + HOUR })
        .where('id', '=', free)
        .execute(),
    undo: (tx, { free }) => tx.updateTable('leads').set({ held_until: null }).where('id', '=', free).execute(),
  },
  {
    what: 'a lead is offered to somebody, and nobody would find out that they do not take it',
    check: 'lead.turn-unwatched',
    ...repaired,
    plant: (tx, { free }, now) =>
      tx
        .updateTable('leads')
        .set({ pool_id: 'planted-pool', offered_to: 'U_BEN', offered_until: now + HOUR, offered_by_event: 1 })
        .where('id', '=', free)
        .execute(),
    async undo(tx, { free }) {
      const nothing = { pool_id: null, offered_to: null, offered_until: null, offered_by_event: null };
      await tx.updateTable('leads').set(nothing).where('id', '=', free).execute();
      await dropJob(tx, `lead.turn:${free}`);
    },
  },
  {
    what: 'an address that follows leads hears nothing of what waits for it',
    check: 'webhook.forgotten',
    ...repaired,
    async plant(tx, { free }, now) {
      // It is left in peace for an hour, so that nothing of this is sent.
      const later = now + HOUR;
      await tx
        .insertInto('webhook_addresses')
        .values({
          id: 'planted-address',
          workspace_id: 'T_ACME',
          url: 'https://follower.example/leads',
          events: '[]',
          is_personal: 0,
          state: 'on',
          created_by: 'U_ADA',
          created_at: now,
          failures: 1,
          failing_since: now,
          held_until: later,
          last_fault: null,
        })
        .execute();
      await tx
        .insertInto('webhook_deliveries')
        .values({
          id: 'planted-delivery',
          address_id: 'planted-address',
          type: 'lead.received',
          lead_id: free,
          lead_number: 1,
          seq: 1,
          body: '{}',
          created_at: now,
          state: 'waiting',
          attempts: 0,
          next_at: later,
          ended_at: null,
          last_status: null,
          last_fault: null,
          latency_ms: null,
        })
        .execute();
    },
    async undo(tx) {
      await tx.deleteFrom('webhook_deliveries').where('id', '=', 'planted-delivery').execute();
      await tx.deleteFrom('webhook_addresses').where('id', '=', 'planted-address').execute();
      await dropJob(tx, 'webhooks:planted-address');
    },
  },
  {
    what: 'nobody is to tell somebody each week what happened to leads',
    check: 'lead.digest-unwatched',
    ...repaired,
    plant: (tx, _office, now) =>
      tx
        .insertInto('digest_readers')
        .values({ person_id: 'U_MIA', workspace_id: 'T_ACME', since_at: now, told_on: null })
        .execute(),
  },
  {
    what: 'two claims are in force',
    check: 'lead.two-claims',
    ...told,
    async plant(tx, { claimed }, now) {
      await addEvent(tx, claimed, 3, 'claimed', now);
      await tx.updateTable('leads').set({ last_event: 3 }).where('id', '=', claimed).execute();
    },
    async undo(tx, { claimed }) {
      await dropEvent(tx, claimed, 3);
      await tx.updateTable('leads').set({ last_event: 2 }).where('id', '=', claimed).execute();
    },
  },
  {
    what: 'an entry of a journal is missing',
    check: 'lead.journal-disagrees',
    ...told,
    plant: (tx, { free }) => tx.updateTable('leads').set({ last_event: 2 }).where('id', '=', free).execute(),
    undo: (tx, { free }) => tx.updateTable('leads').set({ last_event: 1 }).where('id', '=', free).execute(),
  },
  {
    what: 'a lead has lost the owner whom its journal names',
    check: 'lead.journal-disagrees',
    ...told,
    plant: (tx, { claimed }) =>
      tx
        .updateTable('leads')
        .set({ owner_id: null, owned_at: null, owned_by_event: null })
        .where('id', '=', claimed)
        .execute(),
    undo: (tx, { claimed }) =>
      tx
        .updateTable('leads')
        .set({ owner_id: 'U_ANA', owned_at: 1, owned_by_event: 2 })
        .where('id', '=', claimed)
        .execute(),
  },
  {
    what: 'a contact has not stopped its clock',
    check: 'lead.contact-not-counted',
    ...told,
    plant: (tx, { contacted }) =>
      tx.updateTable('sla_clocks').set({ state: 'late', stopped_at: null }).where('lead_id', '=', contacted).execute(),
    undo: (tx, { contacted }) =>
      tx.updateTable('sla_clocks').set({ state: 'met', stopped_at: 1 }).where('lead_id', '=', contacted).execute(),
  },
  {
    what: 'a message is in doubt, and nobody looks it up',
    check: 'message.left-alone',
    ...repaired,
    plant: (tx, { free }, now) =>
      tx
        .updateTable('messages')
        .set({ state: 'sending', ts: null, sending_since: now - HOUR })
        .where('key', '=', `lead.card:${free}`)
        .execute(),
  },
  {
    what: 'a message waits, and nobody posts it',
    check: 'message.left-alone',
    ...repaired,
    plant: (tx, { claimed }) =>
      tx.updateTable('messages').set({ state: 'waiting' }).where('key', '=', `lead.owner:${claimed}:2`).execute(),
  },
  {
    what: 'what a message in the channel says is unknown',
    check: 'message.left-alone',
    ...repaired,
    plant: (tx, { occurrence }) =>
      tx.updateTable('messages').set({ posted_hash: null }).where('key', '=', `standup.parent:${occurrence}`).execute(),
  },
  {
    what: 'what a prompt says is unknown',
    check: 'message.left-alone',
    ...repaired,
    plant: (tx, { answered }) =>
      tx.updateTable('messages').set({ posted_hash: null }).where('key', '=', `slot.prompt:${answered}`).execute(),
  },
  {
    what: 'a running clock has lost its work',
    check: 'clock.without-job',
    ...repaired,
    plant: (tx, { clockOfFree }) => dropJob(tx, `clock:${clockOfFree}`),
  },
  {
    what: 'the work of a running clock counts as done',
    check: 'clock.without-job',
    ...repaired,
    plant: (tx, { clockOfFree }, now) => endJob(tx, `clock:${clockOfFree}`, now),
  },
  {
    what: 'a clock is late, and nobody is to tell the next step of its ladder',
    check: 'clock.steps-without-job',
    ...repaired,
    async plant(tx, { clockOfFree }, now) {
      const ladder = JSON.stringify([{ audience: 'manager', after: 40 * HOUR }]);
      await tx.updateTable('policy_versions').set({ ladder }).execute();
      await tx.updateTable('sla_clocks').set({ state: 'late' }).where('id', '=', clockOfFree).execute();
      await endJob(tx, `clock:${clockOfFree}`, now);
    },
    async undo(tx, { clockOfFree }) {
      await tx.updateTable('policy_versions').set({ ladder: null }).execute();
      await tx.updateTable('sla_clocks').set({ state: 'running' }).where('id', '=', clockOfFree).execute();
    },
  },
  {
    what: 'an edit of a promise is not done for open leads',
    check: 'promise.edit-left-undone',
    ...repaired,
    plant: (tx, _office, now) => tx.updateTable('policy_versions').set({ open_asked_at: now }).execute(),
  },
  {
    what: 'a notice waits, and nobody tells it',
    check: 'notice.without-job',
    ...repaired,
    plant: (tx, { free }, now) => addNotice(tx, free, 'waiting', now),
    undo: (tx) => tx.deleteFrom('notices').where('key', '=', 'planted').execute(),
  },
  {
    what: 'a notice was being told when its work was lost',
    check: 'notice.without-job',
    ...repaired,
    plant: (tx, { free }, now) => addNotice(tx, free, 'sending', now),
    undo: (tx) => tx.deleteFrom('notices').where('key', '=', 'planted').execute(),
  },
  {
    what: 'somebody was never welcomed, so nothing is told to them',
    check: 'person.unwelcomed',
    ...repaired,
    async plant(tx) {
      await tx.updateTable('memberships').set({ added_by: 'U_MAX' }).where('person_id', '=', 'U_BEN').execute();
      await tx.updateTable('people').set({ welcomed_at: null }).where('id', '=', 'U_BEN').execute();
      await dropJob(tx, 'welcome:U_BEN');
    },
  },
  {
    what: 'a ritual has no next date',
    check: 'ritual.without-next',
    ...repaired,
    async plant(tx, { ritual }) {
      const dates = await tx
        .deleteFrom('ritual_occurrences')
        .where('state', '=', 'planned')
        .returning('id')
        .execute()
        .catch(() => []);
      for (const { id } of dates) await dropJob(tx, `occurrence:${id}`);
      await dropJob(tx, `ritual:${ritual}`);
    },
  },
  {
    what: 'nobody will open the next date',
    check: 'occurrence.planned-without-job',
    ...repaired,
    async plant(tx, { ritual }) {
      const dates = await tx.selectFrom('ritual_occurrences').select('id').where('state', '=', 'planned').execute();
      for (const { id } of dates) await dropJob(tx, `occurrence:${id}`);
      await dropJob(tx, `ritual:${ritual}`);
    },
  },
  {
    what: 'nobody will close what is open',
    check: 'occurrence.open-without-job',
    ...repaired,
    plant: (tx, { occurrence }) => dropJob(tx, `occurrence:${occurrence}`),
  },
  {
    what: 'nobody will ask somebody who waits to be asked',
    check: 'slot.pending-without-job',
    ...repaired,
    async plant(tx, { unanswered }) {
      await dropJob(tx, `slot:${unanswered}`);
      await dropMessage(tx, `slot.prompt:${unanswered}`);
      await tx
        .updateTable('ritual_slots')
        .set({ state: 'pending', prompted_at: null })
        .where('id', '=', unanswered)
        .execute();
    },
  },
  {
    what: 'somebody’s part is left open though all is over',
    check: 'slot.left-open',
    ...told,
    async plant(tx, { occurrence, unanswered }, now) {
      const date = await tx
        .selectFrom('ritual_occurrences')
        .selectAll()
        .where('id', '=', occurrence)
        .executeTakeFirstOrThrow();
      const slot = await tx
        .selectFrom('ritual_slots')
        .selectAll()
        .where('id', '=', unanswered)
        .executeTakeFirstOrThrow();
      const [id, team_on] = ['old', '2026-02-02'];
      await tx
        .insertInto('ritual_occurrences')
        .values({ ...date, id, team_on, state: 'closed', closed_at: now - HOUR })
        .execute();
      await tx
        .insertInto('ritual_slots')
        .values({ ...slot, id, occurrence_id: id, team_on, local_on: team_on, state: 'sent' })
        .execute();
    },
    async undo(tx) {
      await tx.deleteFrom('ritual_slots').where('id', '=', 'old').execute();
      await tx.deleteFrom('ritual_occurrences').where('id', '=', 'old').execute();
    },
  },
  {
    what: 'the message of a standup was brought up to date before the last answer',
    check: 'standup.parent-behind',
    ...repaired,
    plant: (tx, { occurrence }, now) => endJob(tx, `standup.parent:${occurrence}`, now - HOUR),
  },
  {
    what: 'an answer was never posted',
    check: 'standup.answer-unposted',
    ...repaired,
    async plant(tx, { answered }) {
      await dropJob(tx, `standup.post:${answered}`);
      await dropMessage(tx, `standup.post:${answered}`);
    },
  },
  {
    what: 'nobody will count what a decision has changed',
    check: 'review.effect-uncounted',
    ...repaired,
    plant: (tx, { decision }, now) =>
      tx
        .insertInto('review_effects')
        .values({
          action_id: decision,
          seq: 2,
          review_id: 'gone',
          done_at: now,
          metric: 'No fit',
          origin_by: 'source',
          origin: 'google-ads',
          span: HOUR,
          before_count: 0,
          before_n: 0,
          after_count: null,
          after_n: null,
        })
        .execute(),
  },
  {
    what: 'nobody is to remind those who say nothing to a heads-up',
    check: 'heads-up.never-reminding',
    ...repaired,
    plant: (tx, _office, now) =>
      tx
        .insertInto('heads_ups')
        .values({
          id: 'h1',
          workspace_id: 'T_ACME',
          number: 1,
          kind: 'process',
          title: 'Demos are booked by whoever claims',
          campaign_key: null,
          linked_as: null,
          starts_on: '2026-06-01',
          words: '{"doing":"Book it with the claim"}',
          channel_id: 'C_LEADS',
          by_person: 'U_MAX',
          state: 'posted',
          version: 1,
          posted_at: now - MINUTE,
          changed_by: null,
          changed_at: null,
          withdrawn_by: null,
          withdrawn_at: null,
          remind_at: now + DAY,
          reminded_at: null,
          made_from: 'planted',
        })
        .execute(),
  },
  {
    what: 'nobody looks when the day of a decision has come',
    check: 'action.without-job',
    ...repaired,
    plant: (tx, { decision }) => dropJob(tx, `action:${decision}`),
  },
  {
    what: 'nobody is to tell somebody each week what is to be done',
    check: 'action.digest-unwatched',
    ...repaired,
    plant: (tx, _office, now) =>
      tx
        .insertInto('action_readers')
        .values({ person_id: 'U_MIA', workspace_id: 'T_ACME', since_at: now, told_on: null })
        .execute(),
  },
  {
    what: 'nobody looks how long an ask has waited',
    check: 'ask.without-job',
    ...repaired,
    plant: (tx, { ask }) => dropJob(tx, `ask:${ask}`),
  },
  {
    what: 'a lead that came before the set-up is forgotten',
    check: 'delivery.early-forgotten',
    ...repaired,
    plant: (tx, _office, now) =>
      tx
        .insertInto('deliveries')
        .values({
          id: 'early',
          endpoint_id: 'website',
          delivery_id: 'early',
          body_hash: 'x',
          body: '{"company":"Early","email":"jane@early.example"}',
          received_at: now,
          state: 'dead',
          reason: 'Baton is not set up yet',
          lead_id: null,
        })
        .execute(),
  },
  {
    what: 'news that came before its lead is forgotten',
    check: 'delivery.waiting-forgotten',
    ...repaired,
    plant: (tx, _office, now) =>
      tx
        .insertInto('deliveries')
        .values({
          id: 'overtook',
          endpoint_id: 'website',
          delivery_id: 'overtook',
          body_hash: 'x',
          body: '{"event":"call","external_id":"C-9"}',
          received_at: now,
          state: 'waiting',
          reason: 'its lead is not here yet',
          lead_id: null,
        })
        .execute(),
  },
  {
    what: 'a lead that came before the set-up was given up in the moment in which that was saved',
    check: 'delivery.early-forgotten',
    ...repaired,
    async plant(tx, _office, now) {
      await tx
        .insertInto('deliveries')
        .values({
          id: 'given-up',
          endpoint_id: 'website',
          delivery_id: 'given-up',
          body_hash: 'x',
          body: '{"company":"Given Up","email":"jane@given-up.example"}',
          received_at: now,
          state: 'dead',
          reason: 'Baton is not set up yet',
          lead_id: null,
        })
        .execute();
      const job = { ...JOB, state: 'parked', run_at: now, created_at: now } as const;
      const about = { key: 'intake:given-up', kind: 'intake.hand-over', payload: '{"deliveryId":"given-up"}' };
      await tx
        .insertInto('jobs')
        .values({ ...job, ...about })
        .execute();
    },
  },
  {
    what: 'work is locked by a process that is gone',
    check: 'work.locked-by-nobody',
    ...repaired,
    plant: (tx, { clockOfFree }) =>
      tx
        .updateTable('jobs')
        .set({ state: 'running', lease: 0, taken_revision: 1 })
        .where('key', '=', `clock:${clockOfFree}`)
        .execute(),
  },
  {
    what: 'due work of a kind that nobody knows',
    check: 'work.overdue',
    ...told,
    plant: (tx, _office, now) =>
      tx
        .insertInto('jobs')
        .values({
          ...JOB,
          key: 'foreign',
          kind: 'of.tomorrow',
          state: 'ready',
          run_at: now - 20 * MINUTE,
          created_at: now,
        })
        .execute(),
    undo: (tx) => dropJob(tx, 'foreign'),
  },
  {
    what: 'work was given up in silence',
    check: 'work.given-up-untold',
    ...told,
    plant: (tx, _office, now) =>
      tx
        .insertInto('jobs')
        .values({ ...JOB, key: 'silent', kind: 'home.render', state: 'parked', run_at: now, created_at: now })
        .execute(),
    undo: (tx) => dropJob(tx, 'silent'),
  },
  {
    what: 'work fails again and again',
    check: 'work.failing',
    ...told,
    minutes: 4,
    plant: (tx, _office, now) =>
      tx
        .insertInto('jobs')
        .values({
          ...JOB,
          key: 'failing',
          kind: 'home.render',
          state: 'ready',
          failures: 12,
          run_at: now + DAY,
          created_at: now,
        })
        .execute(),
    undo: (tx) => dropJob(tx, 'failing'),
  },
  {
    what: 'work does not end',
    check: 'work.hung',
    ...told,
    minutes: 32,
    async plant(tx, _office, now) {
      const { number } = await tx
        .selectFrom('worker_leases')
        .select('number')
        .where('name', '=', 'worker')
        .executeTakeFirstOrThrow();
      const run = {
        state: 'running',
        lease: number,
        taken: 1,
        taken_revision: 1,
        run_at: now,
        created_at: now,
      } as const;
      await tx
        .insertInto('jobs')
        .values({ ...JOB, ...run, key: 'hung', kind: 'home.render' })
        .execute();
    },
    undo: (tx) => dropJob(tx, 'hung'),
  },
  {
    what: 'nobody is to tell marketing what comes incomplete',
    check: 'agreement.gaps-unwatched',
    ...repaired,
    plant: (tx) =>
      tx
        .updateTable('lead_settings')
        .set({ rules: JSON.stringify({ demands: [{ stage: 'new', field: 'phone', team: 'marketing' }] }) })
        .execute(),
    undo: (tx) => tx.updateTable('lead_settings').set({ rules: null }).execute(),
  },
  {
    what: 'nobody is to tell how both promises were kept',
    check: 'agreement.week-unwatched',
    ...repaired,
    plant: (tx, _office, now) =>
      tx
        .insertInto('agreements')
        .values({
          workspace_id: 'T_ACME',
          version: 1,
          promises: '[]',
          proposed_by: 'U_MAX',
          proposed_at: now,
          agreed_by: 'U_MAX',
          agreed_at: now,
          gesture: null,
        })
        .execute(),
  },
  {
    what: 'nobody forgets what an admin wants forgotten',
    check: 'retention.without-job',
    ...repaired,
    async plant(tx, _office, now) {
      const months = { person_months: 36, words_months: null };
      const values = { id: 'r1', workspace_id: 'T_ACME', ...months, set_by_id: 'U_ADA', set_at: now, gesture: null };
      await tx.insertInto('retention').values(values).execute();
    },
  },
  {
    what: 'a form was promised a lead that is not there',
    check: 'delivery.without-lead',
    ...told,
    plant: (tx) =>
      tx
        .updateTable('deliveries')
        .set({ lead_id: 'gone' })
        .where('lead_id', 'is not', null)
        .where('delivery_id', 'in', sql<string>`(select max(delivery_id) from deliveries where state = 'accepted')`)
        .execute(),
    undo: (tx, { contacted }) =>
      tx.updateTable('deliveries').set({ lead_id: contacted }).where('lead_id', '=', 'gone').execute(),
  },
  ...verdictPlants,
  ...meetingPlants,
  ...pairingPlants,
  ...retroPlants,
];

const addNotice = (tx: Tx, lead: string, state: 'waiting' | 'sending', now: number) =>
  tx
    .insertInto('notices')
    .values({
      key: 'planted',
      workspace_id: 'T_ACME',
      recipient: 'channel:C_OTHER',
      kind: 'lead.waiting',
      subject: lead,
      at: now,
      state,
      batch: state === 'sending' ? 'planted' : null,
      settled_at: null,
    })
    .execute();
