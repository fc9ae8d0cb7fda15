import { expect } from 'vitest';
import { type Instant, SECOND } from '../../src/core/instants.ts';
import type { LeadFields } from '../../src/core/lead-fields.ts';
import type { Lead } from '../../src/leads/lead.ts';
import type { Arrival } from '../../src/leads/ports-service.ts';
import { actor, type Features, WORKSPACE } from '../support/features.ts';
import { FIELDS } from './samples.ts';

/** A lead arrives; each is another person's, so whose fields have come before get a mailbox and a number of their own. */
export function arrives(it: Features, differing: Partial<Arrival> = {}): Promise<Lead> {
  return writes(it, { ...differing, fields: someone(it, differing.fields ?? FIELDS) });
}

/** A form arrives as it is, whoever it is from. */
export async function writes(it: Features, differing: Partial<Arrival> = {}): Promise<Lead> {
  const lead = await it.leads.create({ workspaceId: WORKSPACE, by: 'form', fields: FIELDS, extra: {}, ...differing });
  if (lead === undefined) throw new Error('Baton is not set up');
  return lead;
}

/** What has arrived, by its mailbox. */
const arrived = new WeakMap<Features, Map<string, number>>();

/** These fields, and from the second time on those of others at the same company. */
function someone(it: Features, fields: LeadFields): LeadFields {
  const mailbox = fields.email;
  if (mailbox === undefined) return fields;
  const known = arrived.get(it) ?? new Map<string, number>();
  const number = (known.get(mailbox) ?? 0) + 1;
  arrived.set(it, known.set(mailbox, number));
  if (number === 1) return fields;
  const email = `person-${number}.${mailbox.toLowerCase()}`;
  const phone = `+49 30 ${7_000_000 + number}`;
  return {
    ...fields,
    email,
    emailKey: email,
    ...(fields.phone !== undefined && { phone, phoneKey: phone.replaceAll(' ', '') }),
    ...(fields.contactName !== undefined && { contactName: `${ORDINALS[number % ORDINALS.length]} ${number}` }),
  };
}

/** Names that nobody takes for each other. */
const ORDINALS = ['Ada', 'Bo', 'Cy', 'Dee', 'Eve', 'Flo', 'Gus'];

/** The same lead as the database has it now. */
export async function now({ leads }: Features, { id }: Lead): Promise<Lead> {
  const lead = await leads.byId(WORKSPACE, id);
  if (lead === undefined) throw new Error('The lead is gone');
  return lead;
}

/** Keys of what is waiting to be told, by state. */
export async function noticesOf({ database }: Features): Promise<Record<string, string>> {
  const rows = await database.db.selectFrom('notices').select(['key', 'state']).execute();
  return Object.fromEntries(rows.map(({ key, state }) => [key, state]));
}

/** When each job of a kind is to run. */
export async function jobsOf({ database }: Features, kind: string): Promise<Record<string, Instant>> {
  const rows = await database.db
    .selectFrom('jobs')
    .select(['key', 'run_at'])
    .where('kind', '=', kind)
    .where('state', '=', 'ready')
    .execute();
  return Object.fromEntries(rows.map(({ key, run_at }) => [key, run_at]));
}

/** The promise's clock of a lead, which must have one. */
export async function clockOf({ sla, database }: Features, { id }: Lead) {
  const clock = await sla.clockOfLead(database.db, id);
  if (clock === undefined) throw new Error('No promise runs on this lead');
  return clock;
}

/** Looks at the clock of a lead as its job would, which is done here by hand. */
export async function look(it: Features, lead: Lead): Promise<Instant | undefined> {
  return it.sla.look((await clockOf(it, lead)).id, async () => {});
}

/** Lets the jobs run for real, and the time pass until this moment. */
export async function passTo(it: Features, moment: Instant): Promise<void> {
  it.clock.moveTo(moment);
  await it.jobs.start();
}

/** Asks, and lets a second pass for what waits for it: a message in a thread waits until its parent is posted. */
export function asTimePasses<A>(it: Features, ask: (it: Features) => A): A {
  it.clock.moveBy(SECOND);
  return ask(it);
}

/** Waits until the jobs have done everything that is due by now. */
export async function idle({ database, clock }: Features): Promise<void> {
  const due = async () => {
    const rows = await database.db.selectFrom('jobs').select(['state', 'run_at']).execute();
    return rows.filter(({ state, run_at }) => state === 'running' || (state === 'ready' && run_at <= clock.now()));
  };
  await expect.poll(due).toEqual([]);
}

/** Leads that wait for somebody, or this person's open ones, with their promises: the first page of the list. */
export async function listed(it: Features, name: 'free' | 'mine', personId = 'UANN') {
  const { leads } = await it.leads.list(await actor(it, personId), name);
  return it.leads.withPromises(leads);
}
