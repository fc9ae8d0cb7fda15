import { describe, expect, it } from 'vitest';
import { DAY } from '../../src/core/instants.ts';
import { sign } from '../../src/platform/http/signatures.ts';
import { backends } from '../support/backends.ts';
import { type OfficeOptions, openOffice } from '../support/baton.ts';
import { rememberSecret } from '../support/canaries.ts';

type Backend = (typeof backends)[number];

/** Names of their own, which no default knows. */
const ODD = { firma: 'Acme Robotics', adresse: 'jane@acme-robotics.example', anliegen: 'A demo next week' };

/** An office with a form of odd names, `/hooks/odd`, and an admin before it. */
async function withOddForm(backend: Backend, options: OfficeOptions = {}) {
  const office = await openOffice(backend, options);
  const { slack } = office;
  const { intake } = office.app.services;
  const ada = slack.person('U_ADA');
  const form = {
    workspaceId: office.app.workspaceId,
    name: 'Odd',
    signing: { scheme: 'hmac-hex' },
    channelId: 'C_LEADS',
    mapping: undefined,
  } as const;
  const added = await intake.add(form, 'U_ADA');
  if (added.kind === 'refused') throw new Error(added.sentence);
  const { secret } = added;
  rememberSecret(secret);

  async function deliver(body: object, deliveryId: string) {
    const rawBody = Buffer.from(JSON.stringify(body));
    const headers = sign({ scheme: 'hmac-hex', secret, rawBody, now: office.clock.now(), deliveryId });
    const url = `http://127.0.0.1:${office.port}/hooks/odd`;
    return (await fetch(url, { method: 'POST', headers, body: rawBody })).json();
  }

  /** Gives the view that comes of pressing or submitting. */
  async function next(act: () => Promise<unknown>) {
    const before = ada.view();
    await act();
    return slack.until(() => {
      const view = ada.view();
      return view !== undefined && JSON.stringify(view) !== JSON.stringify(before) ? view : undefined;
    });
  }

  async function open() {
    if (ada.view() !== undefined) await ada.closeAll();
    await ada.type('/baton hooks', 'C_LEADS');
    const list = await slack.until(() => ada.view());
    return next(() => ada.press(list, 'Open', { value: 'odd' }));
  }

  return {
    ...office,
    office,
    intake,
    ada,
    deliver,
    next,
    /** Opens the form and presses a button there. */
    async press(label: string) {
      const form = await open();
      return next(() => ada.press(form, label));
    },
    leads: () => office.database.db.selectFrom('leads').selectAll().orderBy('number').execute(),
    deliveries: () => office.database.db.selectFrom('deliveries').selectAll().orderBy('delivery_id').execute(),
  };
}

describe.each(backends)('a form with names of its own, on $name', (backend) => {
  it('is understood once an admin has chosen its fields, and what was not understood before becomes a lead', async () => {
    const { slack, ada, deliver, next, press, leads } = await withOddForm(backend);
    const waiting = await press('Choose');
    expect(waiting.says).toContain('has sent nothing yet');

    expect(await deliver(ODD, 'first')).toMatchObject({ status: 'kept' });
    const notice = await slack.until(() => ada.dms().find(({ says }) => says.includes('made no lead')));
    await ada.closeAll();
    const dead = await next(() => ada.press(notice, 'Look'));
    expect(dead.says).toContain('no e-mail, no phone, and no name with a company');
    expect(dead.says).toContain('In it: firma, adresse, anliegen');
    expect(dead.says).not.toContain('Acme');
    const still = await next(() => ada.press(dead, 'Try again'));
    expect(still.says).toContain('It makes no lead yet');

    const fields = await press('Choose');
    expect(await ada.submit(fields, {})).toMatchObject({
      kind: 'errors',
      errors: { email: 'Choose at least one field, such as the e-mail.' },
    });
    const preview = await next(() => ada.submit(fields, { email: '1', company: '0', message: '2' }));
    expect(preview.says).toContain('#1 Acme Robotics');
    expect(preview.says).toContain('A demo next week');
    expect(preview.buttons).not.toContain('Claim');
    expect(await leads()).toEqual([]);
    const saved = await next(() => ada.submit(preview, {}));
    expect(saved.says).toContain('version 2');

    const again = await press('Look');
    const done = await next(() => ada.press(again, 'Try again'));
    expect(done.says).toContain('It is lead #1 now');
    expect(done.says).toContain('is understood');
    await slack.until(() => ada.sees('C_LEADS').find(({ says }) => says.includes('A demo next week')));
    expect(await deliver({ ...ODD, firma: 'Second Corp', adresse: 'joe@second.example' }, 'second')).toMatchObject({
      status: 'accepted',
      lead: 2,
    });
    expect(await leads()).toMatchObject([{ company: 'Acme Robotics' }, { company: 'Second Corp' }]);
  });

  it('tried again by eight at once makes one lead, and all of them at once one each', async () => {
    const { app, intake, deliver, leads } = await withOddForm(backend);
    for (const company of ['One', 'Two', 'Three'])
      await deliver({ ...ODD, firma: company, adresse: `${company}@robots.example` }, company);
    await deliver({ nothing: 'in it' }, 'useless');
    const written = { email: 'adresse', company: 'firma' };
    const ada = { id: 'U_ADA', workspaceId: app.workspaceId };
    expect(await intake.saveFields(ada, 'odd', { version: 1, written })).toMatchObject({ kind: 'saved' });
    // Who saw no answer chooses the same again; who chose something else from the same form comes too late.
    expect(await intake.saveFields(ada, 'odd', { version: 1, written })).toMatchObject({ kind: 'saved' });
    const other = { ...written, phone: 'firma' };
    expect(await intake.saveFields(ada, 'odd', { version: 1, written: other })).toEqual({ kind: 'changed' });

    const { letters = [] } = (await intake.deadLetters(app.workspaceId, 'odd')) ?? {};
    const [one] = letters.slice(-1);
    const outcomes = await Promise.all(Array.from({ length: 8 }, () => intake.replay(app.workspaceId, one?.id ?? '')));
    expect(outcomes.map(({ kind }) => kind).toSorted()).toEqual([...Array(7).fill('gone'), 'lead']);
    const all = await Promise.all([1, 2].map(() => intake.replayAll(app.workspaceId, 'odd')));
    expect(all.reduce((sum, each) => sum + each.leads, 0)).toBe(2);
    expect((await leads()).map(({ company }) => company ?? '').toSorted()).toEqual(['One', 'Three', 'Two']);
    expect((await intake.list(app.workspaceId)).find(({ id }) => id === 'odd')?.dead).toBe(1);
  });

  it('can be changed: another channel and way of signing, and the secret before goes on working', async () => {
    const { ada, next, press, deliver, slack } = await withOddForm(backend);
    const change = await press('Change');
    expect(await ada.submit(change, { name: '---' })).toMatchObject({ kind: 'errors' });
    expect(await ada.submit(change, { name: 'Odd', scheme: 'hubspot' })).toMatchObject({
      kind: 'errors',
      errors: { secret: 'HubSpot makes the secret itself: paste it here.' },
    });
    const entries = { name: 'Even', scheme: 'hmac-hex', secret: 'a-secret-of-the-sender', channel: 'C_OTHER' };
    const changed = await next(() => ada.submit(change, entries));
    expect(changed.says).toContain('Even');
    expect(await deliver({ ...ODD, email: 'jane@acme-robotics.example' }, 'first')).toMatchObject({
      status: 'accepted',
    });
    await slack.until(() => ada.sees('C_OTHER').find(({ says }) => says.includes('Even')));
  });
});

describe.each(backends)('what was sent, on $name', (backend) => {
  it('is forgotten after thirty days, and its delivery is known all the same', async () => {
    const { clock, slack, intake, deliver, deliveries } = await withOddForm(backend);
    await deliver(ODD, 'dead');
    await deliver({ ...ODD, email: 'jane@acme-robotics.example' }, 'lead');
    clock.advance(29 * DAY);
    await deliver({ ...ODD, firma: 'Young Corp' }, 'young');
    await intake.askPurge();
    clock.advance(DAY + 1_000);
    const purged = async () =>
      (await deliveries()).map(({ delivery_id, state, body }) => [delivery_id, state, body !== '']);
    await intake.askPurge();
    await expect.poll(purged).toEqual([
      ['dead', 'expired', false],
      ['lead', 'accepted', false],
      ['young', 'dead', true],
    ]);
    expect(await deliver({ ...ODD, email: 'jane@acme-robotics.example' }, 'lead')).toEqual({ status: 'known' });
    expect(slack.person('U_ADA').view()).toBeUndefined();
  });

  it('and waits for the set-up is kept, because it will be a lead', async () => {
    const { clock, intake, deliver, deliveries } = await withOddForm(backend, { isSetUp: false });
    await deliver({ ...ODD, email: 'jane@acme-robotics.example' }, 'early');
    clock.advance(40 * DAY);
    await intake.purge();
    expect(await deliveries()).toMatchObject([{ state: 'dead', body: expect.stringContaining('jane@') }]);
  });
});
