import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { MINUTE, SECOND } from '../../src/core/instants.ts';
import { SCHEMES } from '../../src/intake/endpoints/endpoint.ts';
import { type Signing, sign } from '../../src/platform/http/signatures.ts';
import { backends } from '../support/backends.ts';
import { type Office, type OfficeOptions, openOffice } from '../support/baton.ts';

const LEAD = { company: 'Acme Robotics', name: 'Jane Doe', email: 'jane@acme-robotics.example', seats: 40 };

type Backend = (typeof backends)[number];
type Wish = Partial<Parameters<Office['app']['services']['intake']['add']>[0]>;

/** An office with one more form, `/hooks/form`, and ways to send to it. */
async function withForm(backend: Backend, wish: Wish = {}, options: OfficeOptions = {}) {
  const office = await openOffice(backend, options);
  const { intake } = office.app.services;
  const scheme = wish.signing?.scheme ?? 'hmac-hex';
  const added = await intake.add(
    {
      workspaceId: office.app.workspaceId,
      name: 'Form',
      signing: { scheme },
      channelId: 'C_LEADS',
      mapping: undefined,
      ...wish,
    },
    'U_ADA',
  );
  if (added.kind === 'refused') throw new Error(added.sentence);
  const { secret } = added;
  let count = 0;

  async function post(rawBody: Uint8Array, headers: Record<string, string>, to = 'form') {
    const response = await fetch(`http://127.0.0.1:${office.port}/hooks/${to}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: Buffer.from(rawBody),
    });
    return { status: response.status, text: await response.text() };
  }

  function signed(rawBody: Uint8Array, changes: Partial<Signing> = {}): Record<string, string> {
    count += 1;
    return sign({ scheme, secret, rawBody, now: office.clock.now(), deliveryId: `d-${count}`, ...changes });
  }

  return {
    ...office,
    office,
    secret,
    scheme,
    post,
    signed,
    async deliver(body: unknown, changes: Partial<Signing> = {}) {
      const rawBody = Buffer.from(JSON.stringify(body));
      return post(rawBody, signed(rawBody, changes));
    },
    leads: () => office.database.db.selectFrom('leads').selectAll().orderBy('number').execute(),
    deliveries: () => office.database.db.selectFrom('deliveries').selectAll().orderBy('received_at').execute(),
    cards: () =>
      office.slack
        .person('U_ANA')
        .sees('C_LEADS')
        .filter(({ buttons }) => buttons.includes('Claim')),
    toAda: () => office.slack.person('U_ADA').dms(),
  };
}

const rawLead = Buffer.from(JSON.stringify(LEAD));

describe.each(backends)('a form that signs, on $name', (backend) => {
  it.each(SCHEMES)('by %s: its lead is taken, a forged one is refused without a detail', async (scheme) => {
    const form = await withForm(backend, { signing: { scheme } });

    expect(await form.deliver(LEAD)).toMatchObject({ status: 200, text: '{"status":"accepted","lead":1}' });
    await form.slack.until(() => form.cards().length === 1);

    const forged = [
      form.signed(rawLead, { secret: scheme === 'standard' ? `whsec_${btoa('x'.repeat(24))}` : 'not-the-secret' }),
      {},
      ...(scheme === 'token' ? [] : [form.signed(Buffer.from('{"company":"Another body"}'))]),
    ];
    for (const headers of forged) {
      expect(await form.post(rawLead, headers)).toEqual({ status: 401, text: 'Not authorized' });
    }
    expect(await form.leads()).toHaveLength(1);
  });

  it.each([
    ['stale', 'standard', -301],
    ['from the future', 'standard', 301],
    ['stale', 'stripe', -301],
    ['from the future', 'stripe', 301],
  ] as const)('a signature %s (%s, %i s) is refused without a detail', async (_, scheme, seconds) => {
    const form = await withForm(backend, { signing: { scheme } });
    const now = form.clock.now() + seconds * SECOND + Math.sign(seconds) * SECOND;
    expect(await form.deliver(LEAD, { now })).toEqual({ status: 401, text: 'Not authorized' });
    expect(await form.leads()).toEqual([]);
  });

  it('signs with the old and the new secret while it changes over, and never with the one before', async () => {
    const form = await withForm(backend);
    const { intake } = form.app.services;
    const second = await intake.rotate(form.app.workspaceId, 'form');
    expect((await form.deliver(LEAD)).status).toBe(200);
    expect((await form.deliver(LEAD, { secret: second?.secret ?? '' })).status).toBe(200);
    form.clock.advance(SECOND);
    const third = await intake.rotate(form.app.workspaceId, 'form');
    expect((await form.deliver(LEAD)).status).toBe(401);
    expect((await form.deliver(LEAD, { secret: second?.secret ?? '' })).status).toBe(200);
    expect((await form.deliver(LEAD, { secret: third?.secret ?? '' })).status).toBe(200);
  });
});

describe.each(backends)('what is no lead, on $name', (backend) => {
  it('what is signed but not JSON is answered with 400', async () => {
    const form = await withForm(backend);
    for (const text of ['company=Acme', '', '{"company":', '\xff\xfe']) {
      const rawBody = Buffer.from(text, 'latin1');
      expect((await form.post(rawBody, form.signed(rawBody))).status).toBe(400);
    }
    expect(await form.deliveries()).toEqual([]);
  });

  it('more than a megabyte is answered with 413, an unknown form with 404, a GET with 405', async () => {
    const form = await withForm(backend);
    const fits = Buffer.from(JSON.stringify({ ...LEAD, notes: 'x'.repeat(1_000_000) }));
    expect((await form.post(fits, form.signed(fits))).status).toBe(200);
    const tooLarge = Buffer.from(JSON.stringify({ ...LEAD, notes: 'x'.repeat(1_048_576) }));
    expect((await form.post(tooLarge, form.signed(tooLarge))).status).toBe(413);
    expect((await form.post(rawLead, form.signed(rawLead), 'nowhere')).status).toBe(404);
    expect((await fetch(`http://127.0.0.1:${form.port}/hooks/form`)).status).toBe(405);
    expect(await form.leads()).toHaveLength(1);
  });

  it('JSON without a usable contact is accepted and kept, and admins hear of it at most once an hour', async () => {
    const form = await withForm(backend);
    for (const company of ['One', 'Two', 'Three']) {
      const answer = await form.deliver({ company });
      expect(answer).toMatchObject({ status: 200 });
      expect(answer.text).toContain('"kept"');
    }
    const dead = await form.deliveries();
    expect(dead.map(({ state, body }) => [state, body])).toEqual([
      ['dead', '{"company":"One"}'],
      ['dead', '{"company":"Two"}'],
      ['dead', '{"company":"Three"}'],
    ]);
    const told = () => form.toAda().filter(({ says }) => /made no lead/.test(says));
    await form.slack.until(() => told().length === 1);
    expect(told()[0]?.says).toContain('Form');
    expect(told()[0]?.says).not.toContain('Three');

    form.clock.advance(61 * MINUTE);
    await form.deliver(LEAD);
    await form.slack.until(() => form.cards().length === 1);
    expect(told().length).toBeLessThanOrEqual(2);
    const list = await form.app.services.intake.list(form.app.workspaceId);
    expect(list.find(({ id }) => id === 'form')?.dead).toBe(3);
  });

  it('after five wrong signatures in a row the admins hear of it once', async () => {
    const form = await withForm(backend);
    const told = () => form.toAda().filter(({ says }) => says.includes('wrong signature'));
    for (let at = 0; at < 4; at += 1) await form.deliver(LEAD, { secret: 'wrong' });
    await form.deliver(LEAD);
    await form.slack.until(() => form.cards().length === 1);
    expect(told()).toEqual([]);

    for (let at = 0; at < 9; at += 1) await form.deliver(LEAD, { secret: 'wrong' });
    await form.slack.until(() => told().length === 1);
    await form.deliver({ ...LEAD, company: 'Second Corp', email: 'jo@second.example' });
    await form.slack.until(() => form.cards().length === 2);
    expect(told()).toHaveLength(1);
    expect(told()[0]?.says).toContain('Form');
  });
});

describe.each(backends)('the same delivery again, on $name', (backend) => {
  it('is answered well and makes nothing new, also a month later', async () => {
    const form = await withForm(backend);
    expect((await form.deliver(LEAD, { deliveryId: 'once' })).text).toContain('accepted');
    form.clock.advance(30 * 24 * 60 * MINUTE);
    expect(await form.deliver(LEAD, { deliveryId: 'once' })).toEqual({ status: 200, text: '{"status":"known"}' });
    expect(await form.leads()).toHaveLength(1);
  });

  it('with another body is refused with 409 and recorded', async () => {
    const form = await withForm(backend);
    await form.deliver(LEAD, { deliveryId: 'once' });
    expect((await form.deliver({ ...LEAD, name: 'Eve' }, { deliveryId: 'once' })).status).toBe(409);
    expect(await form.leads()).toHaveLength(1);
    const conflicts = await form.database.db.selectFrom('delivery_conflicts').selectAll().execute();
    const [delivery] = await form.deliveries();
    expect(conflicts).toMatchObject([{ delivery: delivery?.id }]);
    expect(conflicts[0]?.body_hash).not.toBe(delivery?.body_hash);
  });

  it('twice at once makes one lead', async () => {
    const form = await withForm(backend);
    const answers = await Promise.all(Array.from({ length: 8 }, () => form.deliver(LEAD, { deliveryId: 'at-once' })));
    expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(200));
    expect(answers.filter(({ text }) => text.includes('accepted'))).toHaveLength(1);
    expect(await form.leads()).toHaveLength(1);
  });

  it('under an id that another form uses is another delivery', async () => {
    const form = await withForm(backend);
    await form.deliver(LEAD, { deliveryId: 'once' });
    const others = { ...LEAD, email: 'joe@acme-robotics.example' };
    expect((await form.office.send(others, { id: 'once' })).text).toContain('accepted');
    expect(await form.leads()).toHaveLength(2);
  });

  it('without any id is known by its body for ten minutes', async () => {
    const form = await withForm(backend);
    const anonymous = () => {
      const { 'idempotency-key': _, ...headers } = form.signed(rawLead);
      return form.post(rawLead, headers);
    };
    expect((await anonymous()).text).toContain('accepted');
    form.clock.advance(9 * MINUTE + 50 * SECOND);
    expect((await anonymous()).text).toContain('known');
    form.clock.advance(20 * SECOND);
    expect((await anonymous()).text).toContain('accepted');
    // After that it is another form by the same person, and so an entry of their lead.
    expect(await form.leads()).toMatchObject([{ last_event: 2 }]);
  });
});

describe.each(backends)('what a lead brings, on $name', (backend) => {
  it('keeps fields that nobody has mapped', async () => {
    const form = await withForm(backend);
    await form.deliver({ ...LEAD, budget: { from: 10, to: 20 }, consent: true });
    const [lead] = await form.leads();
    expect(JSON.parse(lead?.extra ?? '')).toEqual({ seats: 40, budget: { from: 10, to: 20 }, consent: true });
  });

  it('is read by the form’s mapping: selectors, fallbacks and constants', async () => {
    const form = await withForm(backend, {
      mapping: [
        'email: answers[field.ref=mail].email || contact.email',
        'company: answers[field.ref=firm].text',
        'message: answers[field.ref=need].text || "No words"',
        'campaign: "Spring fair"',
      ].join('\n'),
    });
    await form.deliver({
      answers: [
        { field: { ref: 'firm' }, text: 'Acme Robotics' },
        { field: { ref: 'mail' }, email: 'jane@acme-robotics.example' },
      ],
      contact: { email: 'other@acme-robotics.example' },
    });
    const [lead] = await form.leads();
    expect(lead).toMatchObject({
      company: 'Acme Robotics',
      email: 'jane@acme-robotics.example',
      message: 'No words',
      campaign: 'Spring fair',
    });
    await form.slack.until(() => form.cards().find(({ says }) => says.includes('Acme Robotics')));
  });

  it('that names an owner whom Slack knows is theirs on arrival: a DM and a clock, no Claim', async () => {
    const form = await withForm(backend);
    await form.deliver({ ...LEAD, owner_email: 'Ben@Acme.test' });
    const ben = form.slack.person('U_BEN');
    await form.slack.until(() => ben.dms().find(({ says }) => says.includes('jane@acme-robotics.example')));
    const card = await form.slack.until(() => ben.sees('C_LEADS').find(({ says }) => says.includes('Acme Robotics')));
    expect(card.buttons).not.toContain('Claim');
    const clocks = await form.database.db.selectFrom('sla_clocks').selectAll().execute();
    expect(clocks).toMatchObject([{ state: 'running' }]);
  });
});

describe.each(backends)('before the set-up, on $name', (backend) => {
  it('a lead is kept, admins hear that something is to be done, and the set-up makes it a lead', async () => {
    const form = await withForm(backend, {}, { isSetUp: false });
    const ada = form.slack.person('U_ADA');
    await form.slack.until(() => form.slack.records.callsOf('users.list').length > 0);
    expect(await form.deliver(LEAD)).toMatchObject({ status: 200 });
    expect(await form.leads()).toEqual([]);
    await form.slack.until(() => form.toAda().find(({ says }) => says.includes('/baton setup')));
    expect(form.toAda().some(({ says }) => says.includes('contact'))).toBe(false);

    const admitted = await form.app.services.people.admit({ teamId: form.app.workspaceId, userId: ada.id });
    if (admitted.kind === 'refused') throw new Error(admitted.sentence);
    await form.app.services.setup.saveBasics(admitted.actor, {
      channelId: 'C_LEADS',
      sales: ['U_ANA'],
      marketing: [],
    });
    await form.slack.until(() => form.cards().length === 1);
    expect((await form.deliveries()).map(({ state }) => state)).toEqual(['accepted']);
    expect(form.cards()[0]?.says).toContain('Acme Robotics');
  });
});

describe('what a 2xx promises', () => {
  it.for(backends.filter(({ name }) => name === 'sqlite'))('%s: every commit is synced to disk', async (backend) => {
    const { database } = await openOffice(backend);
    const { rows } = await sql<{ synchronous: number }>`pragma synchronous`.execute(database.db);
    // 2 is FULL; NORMAL would lose the last commits at a power cut.
    expect(rows).toEqual([{ synchronous: 2 }]);
  });
});
