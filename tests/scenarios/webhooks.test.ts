import { describe, expect, it, onTestFinished } from 'vitest';
import { DAY, HOUR, MINUTE, SECOND } from '../../src/core/instants.ts';
import { verify } from '../../src/platform/http/signatures.ts';
import { backends } from '../support/backends.ts';
import { type Office, openOffice } from '../support/baton.ts';
import { rememberSecret } from '../support/canaries.ts';
import { type Receiver, startReceiver, type Taken } from '../webhooks/receiver.ts';

const LEAD = {
  company: 'Acme Robotics',
  name: 'Jane Doe',
  email: 'jane@acme-robotics.example',
  message: 'A demo, please',
  campaign: 'Spring',
};

async function receiver(): Promise<Receiver> {
  const started = await startReceiver();
  onTestFinished(() => started.close());
  return started;
}

/** An address that hears everything, as an admin would add it. */
async function follows(
  { app }: Office,
  { url }: Receiver,
  wish: { events?: readonly string[]; isPersonal?: boolean } = {},
): Promise<{ id: string; secret: string }> {
  const { events = [], isPersonal = false } = wish;
  const added = await app.services.webhooks.add({ workspaceId: app.workspaceId, url, events, isPersonal }, 'U_ADA');
  if (added.kind === 'refused') throw new Error(added.sentence);
  rememberSecret(added.secret);
  return { id: added.address.id, secret: added.secret };
}

/** Sends a lead and answers the id by which Baton knows it. */
async function leadOf(office: Office, company: string): Promise<string> {
  expect((await office.send({ ...LEAD, company })).status).toBe(200);
  const { db } = office.database;
  const row = await db.selectFrom('leads').select('id').where('company', '=', company).executeTakeFirstOrThrow();
  return row.id;
}

async function claimed(office: Office, leadId: string): Promise<void> {
  const { people, leads } = office.app.services;
  const ana = await people.admit({ teamId: 'T_ACME', userId: 'U_ANA' });
  if (ana.kind === 'refused') throw new Error(ana.sentence);
  expect(await leads.claim(ana.actor, leadId)).toMatchObject({ kind: 'done' });
}

const typesIn = ({ taken }: Receiver): string[] => taken.map(({ type }) => type);

/** Whether it was signed with this secret, at the time that it says. */
const isGenuine = ({ headers, rawBody }: Taken, secret: string): boolean =>
  verify({ scheme: 'standard', headers, rawBody, secrets: [secret], now: timeOf(headers) }).kind === 'genuine';

const timeOf = (headers: Taken['headers']): number => Number(headers['webhook-timestamp']) * SECOND;

/** Time goes on, an hour at a step, whenever Baton has nothing to do, until it is so. */
async function inTime({ clock, database }: Office, isSo: () => boolean, step = HOUR): Promise<void> {
  const look = async () => {
    if (isSo()) return true;
    const { db } = database;
    const busy = db.selectFrom('jobs').select('key').where('state', 'in', ['ready', 'running']);
    const due = await busy.where('run_at', '<=', clock.now()).execute();
    if (due.length === 0) clock.advance(step);
    return false;
  };
  await expect.poll(look, { timeout: 30_000, interval: 10 }).toBe(true);
}

const toldAdmin = ({ slack }: Office, words: string): number =>
  slack
    .person('U_ADA')
    .dms()
    .filter(({ says }) => says.includes(words)).length;

describe.each(backends)('who follows leads, on $name', (backend) => {
  it('an admin adds an address in Slack, tries it, and it hears of a lead, signed and in order', async () => {
    const office = await openOffice(backend);
    const { slack, clock } = office;
    const crm = await receiver();
    const ada = slack.person('U_ADA');
    await ada.type('/baton webhooks', 'C_LEADS');
    const list = await slack.until(() => ada.view());
    expect(list.says).toContain('Nobody outside follows');
    await ada.press(list, 'Add an address');
    const form = await slack.until(() => (ada.view()?.id === list.id ? undefined : ada.view()));
    expect(await ada.submit(form, { url: 'http://crm.example.com/' })).toMatchObject({
      kind: 'errors',
      errors: { url: expect.stringContaining('https://') },
    });
    expect(await ada.submit(form, { url: crm.url })).toMatchObject({ kind: 'updated' });
    const secret = /whsec_[\w+/=]+/.exec((await slack.until(() => ada.view())).says)?.[0] ?? '';
    rememberSecret(secret);
    await ada.closeAll();

    await ada.type('/baton webhooks', 'C_LEADS');
    const again = await slack.until(() => ada.view());
    expect(again.says).not.toContain(secret);
    await ada.press(again, 'Look');
    const one = await slack.until(() => (ada.view()?.id === again.id ? undefined : ada.view()));
    await ada.press(one, 'Send a try');
    await slack.until(() => typesIn(crm).includes('ping'));

    await claimed(office, await leadOf(office, 'Acme Robotics'));
    await slack.until(() => crm.taken.length === 3);
    expect(typesIn(crm)).toEqual(['ping', 'lead.received', 'lead.claimed']);
    expect(crm.taken.every((taken) => isGenuine(taken, secret))).toBe(true);
    const [, received, claim] = crm.taken;
    expect(received?.data).toMatchObject({
      lead: { number: 1, stage: 'new', company: 'Acme Robotics', campaign: 'Spring', owner: null },
      by: null,
      sequence: 1,
    });
    expect(claim?.data).toMatchObject({ lead: { stage: 'accepted' }, by: { id: 'U_ANA', name: 'Ana Ruiz' } });
    expect(crm.taken.map(({ headers }) => Math.abs(clock.now() - timeOf(headers)) < MINUTE)).not.toContain(false);
    for (const { rawBody } of crm.taken) expect(rawBody.toString()).not.toMatch(/Jane|jane|demo/);

    const standing = async () => (await office.app.services.webhooks.list('T_ACME')).map(({ waiting }) => waiting);
    await expect.poll(standing).toEqual([0]);
    await ada.closeAll();
    await ada.type('/baton webhooks', 'C_LEADS');
    expect((await slack.until(() => ada.view())).says).toContain('Up to date');
  });

  it('hears of persons only where an admin said so, and only of the events that were chosen', async () => {
    const office = await openOffice(backend);
    const [whole, part] = [await receiver(), await receiver()];
    await follows(office, whole, { isPersonal: true });
    await follows(office, part, { events: ['lead.claimed'] });
    await claimed(office, await leadOf(office, 'Acme Robotics'));
    await office.slack.until(() => whole.taken.length === 2 && part.taken.length === 1);
    expect(whole.taken[0]?.data).toMatchObject({
      lead: { person: { name: 'Jane Doe', email: LEAD.email, message: LEAD.message } },
    });
    expect(typesIn(part)).toEqual(['lead.claimed']);
    expect(part.taken[0]?.rawBody.toString()).not.toContain('"person"');
  });

  it('gets what it did not take again, with the same id, and later events of that lead after it', async () => {
    const office = await openOffice(backend);
    const { slack } = office;
    const crm = await receiver();
    const { secret } = await follows(office, crm);
    crm.answers({ status: 500 });
    const leadId = await leadOf(office, 'Acme Robotics');
    await slack.until(() => crm.taken.length === 1);
    await claimed(office, leadId);
    await inTime(office, () => crm.taken.length >= 3, 10 * MINUTE);
    expect(new Set(typesIn(crm))).toEqual(new Set(['lead.received']));
    expect(new Set(crm.taken.map(({ id }) => id)).size).toBe(1);
    expect(crm.taken.at(-1)?.rawBody).toEqual(crm.taken[0]?.rawBody);
    crm.answers({ status: 200 });
    await inTime(office, () => typesIn(crm).includes('lead.claimed'));
    const latest = crm.taken.slice(-2);
    expect(latest.map(({ type }) => type)).toEqual(['lead.received', 'lead.claimed']);
    expect(latest.every((taken) => isGenuine(taken, secret))).toBe(true);
  });

  it('that asks for silence with 429 and Retry-After is left in peace for so long, whatever happens', async () => {
    const office = await openOffice(backend);
    const { slack, clock } = office;
    const crm = await receiver();
    await follows(office, crm);
    crm.answers({ status: 429, headers: { 'retry-after': '7200' } });
    await leadOf(office, 'Acme Robotics');
    await slack.until(() => crm.taken.length === 1);
    const job = () => office.database.db.selectFrom('jobs').selectAll().where('kind', '=', 'webhooks.send').execute();
    const askedAt = clock.now();
    await leadOf(office, 'Globex');
    await expect
      .poll(async () => (await job()).map(({ state, run_at }) => [state, Math.round((run_at - askedAt) / MINUTE)]))
      .toEqual([['ready', 120]]);
    clock.advance(HOUR);
    await leadOf(office, 'Initech');
    await expect.poll(async () => (await job())[0]?.state).toBe('ready');
    expect(crm.taken).toHaveLength(1);
    crm.answers({ status: 204 });
    clock.advance(HOUR + MINUTE);
    await slack.until(() => crm.taken.length === 4);
  });

  it('that says it is gone (410) is told nothing any more, and an admin hears of it', async () => {
    const office = await openOffice(backend);
    const crm = await receiver();
    const { id } = await follows(office, crm);
    crm.answers({ status: 410 });
    await leadOf(office, 'Acme Robotics');
    await office.slack.until(() => toldAdmin(office, 'gone (410)') === 1);
    await leadOf(office, 'Globex');
    const { webhooks } = office.app.services;
    expect(await webhooks.find('T_ACME', id)).toMatchObject({ state: 'gone', waiting: 0 });
    crm.answers({ status: 204 });
    expect(await webhooks.switchOn('T_ACME', id)).toBe('done');
    await leadOf(office, 'Initech');
    await office.slack.until(() => crm.taken.length === 2);
    expect(crm.taken[1]?.data).toMatchObject({ lead: { company: 'Initech' } });
  });

  it('that fails for three days misses an event, of which admins hear once; after five it is left alone, and events wait', async () => {
    const office = await openOffice(backend);
    const crm = await receiver();
    const { id } = await follows(office, crm);
    crm.answers({ status: 503 });
    const leadId = await leadOf(office, 'Acme Robotics');
    await inTime(office, () => toldAdmin(office, 'has not taken an event') > 0);
    expect(crm.taken.filter(({ type }) => type === 'lead.received')).toHaveLength(10);
    await claimed(office, leadId);
    const { webhooks } = office.app.services;
    await inTime(office, () => toldAdmin(office, 'has failed for five days') > 0);
    expect(toldAdmin(office, 'has not taken an event')).toBe(1);
    expect(await webhooks.find('T_ACME', id)).toMatchObject({ state: 'stopped', waiting: 1 });
    await leadOf(office, 'Globex');
    const before = crm.taken.length;
    crm.answers({ status: 204 });
    expect(await webhooks.switchOn('T_ACME', id)).toBe('done');
    await office.slack.until(() => crm.taken.length === before + 2);
    expect(typesIn(crm).slice(before).toSorted()).toEqual(['lead.claimed', 'lead.received']);
    expect(await webhooks.resend('T_ACME', id)).toBe(1);
    await office.slack.until(() => crm.taken.length === before + 3);
    expect(crm.taken.at(-1)?.id).toBe(crm.taken[0]?.id);
  });

  it('is signed with both secrets after a change, and with the older one no more after the next', async () => {
    const office = await openOffice(backend);
    const { clock } = office;
    const crm = await receiver();
    const { id, secret: first } = await follows(office, crm);
    const rotated = async () => {
      clock.advance(MINUTE);
      const secret = (await office.app.services.webhooks.rotate('T_ACME', id)) ?? '';
      rememberSecret(secret);
      return secret;
    };
    const secrets = [first, await rotated()];
    await leadOf(office, 'Acme Robotics');
    await office.slack.until(() => crm.taken.length === 1);
    secrets.push(await rotated());
    await leadOf(office, 'Globex');
    await office.slack.until(() => crm.taken.length === 2);
    const believed = crm.taken.map((taken) => secrets.map((secret) => isGenuine(taken, secret)));
    expect(believed).toEqual([
      [true, true, false],
      [false, true, true],
    ]);
  });

  it('that is paused waits while others are told; what is removed is told nothing, and what waited is forgotten', async () => {
    const office = await openOffice(backend);
    const { slack, database } = office;
    const [crm, other] = [await receiver(), await receiver()];
    const { webhooks } = office.app.services;
    const { id } = await follows(office, crm);
    await follows(office, other);
    expect(await webhooks.pause('T_ACME', id)).toBe('done');
    await leadOf(office, 'Acme Robotics');
    await slack.until(() => other.taken.length === 1);
    expect(await webhooks.find('T_ACME', id)).toMatchObject({ state: 'paused', waiting: 1 });
    expect(crm.taken).toEqual([]);
    expect(await webhooks.remove('T_ACME', id)).toBe('done');
    const rows = await database.db.selectFrom('webhook_deliveries').selectAll().where('address_id', '=', id).execute();
    expect(rows.map(({ state, body }) => [state, body])).toEqual([['dropped', null]]);
    expect(await webhooks.find('T_ACME', id)).toBeUndefined();
    expect(await webhooks.list('T_ACME')).toHaveLength(1);
  });

  it('is forgotten with its deliveries after thirty days', async () => {
    const office = await openOffice(backend);
    const { slack, clock, database } = office;
    const crm = await receiver();
    const { id } = await follows(office, crm);
    await leadOf(office, 'Acme Robotics');
    await slack.until(() => crm.taken.length === 1);
    await office.app.services.webhooks.remove('T_ACME', id);
    const left = async () => {
      clock.advance(DAY);
      const addresses = await database.db.selectFrom('webhook_addresses').select('id').execute();
      const deliveries = await database.db.selectFrom('webhook_deliveries').select('id').execute();
      return addresses.length + deliveries.length;
    };
    for (let day = 0; day < 25; day += 1) expect(await left()).toBe(2);
    await expect.poll(left).toBe(0);
  });

  it('does once what Slack delivers twice: one address, one new secret, one try', async () => {
    const office = await openOffice(backend);
    const { webhooks } = office.app.services;
    const crm = await receiver();
    const wish = { workspaceId: 'T_ACME', url: crm.url, events: [], isPersonal: false };
    const [first, again] = [await webhooks.add(wish, 'U_ADA', 'form'), await webhooks.add(wish, 'U_ADA', 'form')];
    expect(again).toEqual(first);
    const [{ id } = { id: '' }] = await webhooks.list('T_ACME');
    const secrets = [await webhooks.rotate('T_ACME', id, 'press'), await webhooks.rotate('T_ACME', id, 'press')];
    expect(new Set(secrets).size).toBe(1);
    for (const _ of ['first', 'again']) expect(await webhooks.ping('T_ACME', id, 'try')).toBe('done');
    await office.slack.until(() => crm.taken.length > 0);
    const { db } = office.database;
    expect(await db.selectFrom('webhook_deliveries').select('state').execute()).toHaveLength(1);
    expect(await db.selectFrom('webhook_secrets').select('id').execute()).toHaveLength(2);
  });

  it('where nobody follows, nothing is written', async () => {
    const office = await openOffice(backend);
    await claimed(office, await leadOf(office, 'Acme Robotics'));
    expect(await office.database.db.selectFrom('webhook_deliveries').select('id').execute()).toEqual([]);
    const jobs = office.database.db.selectFrom('jobs').select('key').where('kind', 'like', 'webhooks%');
    expect(await jobs.execute()).toEqual([]);
  });
});
