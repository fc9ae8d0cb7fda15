import { expect } from 'vitest';
import type { Audit } from '../../src/audit/service.ts';
import { DAY, HOUR, type Instant, MINUTE, SECOND } from '../../src/core/instants.ts';
import { dateAt } from '../../src/core/local-time.ts';
import type { Backend } from '../support/backends.ts';
import { type Office, openOffice } from '../support/baton.ts';

const UNTIL_THURSDAY = 23 * HOUR + 30 * MINUTE;

/** Until the work that is due has been done. What is in doubt, because a machine stood still, is looked up after its grace. */
export async function atRest({ database, clock }: Pick<Office, 'database' | 'clock'>): Promise<void> {
  const due = () =>
    database.db
      .selectFrom('jobs')
      .select(['key', 'state', 'last_error'])
      .where((where) =>
        where.or([
          where('state', '=', 'running'),
          where.and([where('state', '=', 'ready'), where('run_at', '<=', clock.now())]),
        ]),
      )
      .execute();
  const rest = async () => {
    const left = await due();
    // Not while something runs: on a slow machine the next try would be due before the last one has ended.
    const isIdle = left.every(({ state }) => state !== 'running');
    if (isIdle && left.some(({ last_error }) => last_error !== null)) clock.advance(SECOND);
    return left;
  };
  await expect.poll(rest, { interval: 20 }).toEqual([]);
}

/** One audit of the process that works; waits until one does. */
export async function audited({ app }: Pick<Office, 'app'>) {
  const audits = [await app.services.audit.audit()];
  await expect
    .poll(
      async () => {
        if (audits.at(-1) === undefined) audits.push(await app.services.audit.audit());
        return audits.at(-1);
      },
      { interval: 20 },
    )
    .toBeDefined();
  const audit = audits.at(-1);
  if (audit === undefined) throw new Error('Nobody audits');
  return audit;
}

/** Two audits in a row of a process that worked all the while: one that lost its lease in between begins to suspect anew. */
export async function auditedTwice({ app }: Pick<Office, 'app'>): Promise<readonly Audit[]> {
  const audits: (Audit | undefined)[] = [];
  await expect
    .poll(
      async () => {
        audits.push(await app.services.audit.audit(), await app.services.audit.audit());
        return audits.slice(-2);
      },
      { interval: 20 },
    )
    .not.toContain(undefined);
  return audits.filter((audit) => audit !== undefined);
}

/** What Ana decides to do within a week; once from each gesture. */
export const decision = (now: Instant, madeFrom: string) => ({
  kind: 'gate' as const,
  text: 'If a form has no company, then it asks for it',
  owner: 'U_ANA',
  dueOn: dateAt(now + 7 * DAY, 'UTC'),
  origin: undefined,
  leadId: undefined,
  source: undefined,
  campaign: undefined,
  madeFrom,
});

/** A company at work on a Thursday morning: leads free, claimed and contacted, a standup that is open and half answered, an ask. */
export async function busyOffice(backend: Backend) {
  const office = await openOffice(backend);
  const { app, clock, database } = office;
  const { db } = database;
  const { actions, asks, leads, people, standups } = app.services;
  const actor = async (userId: string) => {
    const admitted = await people.admit({ teamId: app.workspaceId, userId });
    if (admitted.kind === 'refused') throw new Error(admitted.sentence);
    return admitted.actor;
  };
  const form = await standups.setupForm(await actor('U_MAX'), undefined);
  if (form === 'not-yours') throw new Error(form);
  await standups.saveSetup(await actor('U_MAX'), { ...form, name: 'Handoff', channelId: 'C_SMARKETING' });
  await atRest(office);
  clock.advance(UNTIL_THURSDAY);
  await expect
    .poll(() => db.selectFrom('ritual_slots').select('id').where('state', '=', 'sent').execute())
    .toHaveLength(3);
  for (const company of ['Free', 'Claimed', 'Contacted']) {
    await office.send({ company, name: 'Jane Doe', email: `jane@${company.toLowerCase()}.example` });
  }
  const [free, claimed, contacted] = await db.selectFrom('leads').selectAll().orderBy('number').execute();
  if (free === undefined || claimed === undefined || contacted === undefined) throw new Error('Three leads came');
  const ana = await actor('U_ANA');
  for (const { id } of [claimed, contacted]) await leads.claim(ana, id);
  await leads.contact(ana, contacted.id, 'reached');
  const slots = await db.selectFrom('ritual_slots').selectAll().where('state', '=', 'sent').execute();
  const own = slots.find(({ person_id }) => person_id === 'U_ANA');
  const other = slots.find(({ person_id }) => person_id === 'U_BEN');
  if (own === undefined || other === undefined) throw new Error('Ana and Ben were asked');
  await standups.post(ana, own.id);
  const asked = await asks.create(ana, {
    to: { team: 'marketing' },
    kind: 'content',
    about: undefined,
    neededBy: undefined,
    text: 'Which deck for fintech?',
    origin: undefined,
    madeBy: 'test',
  });
  if (asked.kind === 'refused') throw new Error('Ana may ask');
  const decided = await office.database.transaction((tx) =>
    actions.make(tx, ana, decision(office.clock.now(), 'test')),
  );
  if (decided.kind === 'refused') throw new Error('Ana may decide');
  await atRest(office);
  const planned = await db
    .selectFrom('ritual_occurrences')
    .selectAll()
    .where('state', '=', 'planned')
    .executeTakeFirstOrThrow();
  const clockOfFree = await db
    .selectFrom('sla_clocks')
    .select('id')
    .where('lead_id', '=', free.id)
    .executeTakeFirstOrThrow();
  return {
    office,
    free: free.id,
    claimed: claimed.id,
    contacted: contacted.id,
    clockOfFree: clockOfFree.id,
    ritual: own.ritual_id,
    occurrence: own.occurrence_id,
    answered: own.id,
    unanswered: other.id,
    planned: planned.id,
    ask: asked.view.ask.id,
    decision: decided.view.action.id,
  };
}

export type BusyOffice = Awaited<ReturnType<typeof busyOffice>>;
