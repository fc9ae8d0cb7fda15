import { describe, expect, it, onTestFinished } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../src/core/instants.ts';
import { isoText } from '../../src/core/iso-text.ts';
import { backends } from '../support/backends.ts';
import { type Office, openOffice } from '../support/baton.ts';
import { rememberSecret } from '../support/canaries.ts';
import { startReceiver } from '../webhooks/receiver.ts';

type Backend = (typeof backends)[number];

/** An office whose CRM sends leads, and tells what reps do there. */
async function withCrm(backend: Backend) {
  const office = await openOffice(backend);
  const { services, workspaceId } = office.app;
  const form = { workspaceId, name: 'Salesforce', signing: { scheme: 'token' }, channelId: 'C_LEADS' } as const;
  const added = await services.intake.add({ ...form, mapping: undefined }, 'U_ADA');
  if (added.kind === 'refused') throw new Error(added.sentence);
  const { secret } = added;
  rememberSecret(secret);
  let sent = 0;

  async function send(body: object): Promise<string> {
    sent += 1;
    const response = await fetch(`http://127.0.0.1:${office.port}/hooks/salesforce`, {
      method: 'POST',
      headers: { 'x-baton-token': secret, 'idempotency-key': `d${sent}` },
      body: JSON.stringify(body),
    });
    expect(response.status).toBe(200);
    return response.text();
  }

  return {
    ...office,
    send,
    /** `ago` before now. */
    tell: (id: string, news: object, ago = 0) =>
      send({ external_id: id, happened_at: isoText(office.clock.now() - ago), ...news }),
    lead: (id: string) => send({ external_id: id, company: `Company ${id}`, email: `jane@${id}.example` }),
    async journal(id: string) {
      const { db } = office.database;
      const rows = await db
        .selectFrom('lead_events')
        .innerJoin('leads', 'leads.id', 'lead_events.lead_id')
        .select(['lead_events.kind', 'lead_events.data', 'lead_events.by_id'])
        .where('leads.external_id', '=', id)
        .orderBy('lead_events.seq')
        .execute();
      return rows.map(({ kind, data, by_id }) => ({ kind, by: by_id, ...JSON.parse(data) }));
    },
    deliveries: (state: 'seen' | 'waiting' | 'dead') =>
      office.database.db.selectFrom('deliveries').selectAll().where('state', '=', state).execute(),
    replies: (words: string) =>
      office.slack
        .person('U_ANA')
        .sees('C_LEADS')
        .flatMap((card) => office.slack.person('U_ANA').thread(card))
        .filter(({ says }) => says.includes(words)),
  };
}

async function claims({ app }: Pick<Office, 'app'>, number: number): Promise<void> {
  const ana = await app.services.people.admit({ teamId: 'T_ACME', userId: 'U_ANA' });
  const lead = await app.services.leads.find(app.workspaceId, String(number));
  if (ana.kind === 'refused' || lead === undefined) throw new Error('Nothing to claim');
  expect(await app.services.leads.claim(ana.actor, lead.id)).toMatchObject({ kind: 'done' });
}

describe.each(backends)('what reps do in a CRM, on $name', (backend) => {
  it('and is no news of an imported lead is let go of with its import, and can be told of whoever comes instead', async () => {
    const crm = await withCrm(backend);
    const { imports } = crm.app.services;
    const { workspaceId } = crm.app;
    const bring = async () => {
      const kept = await imports.take({ workspaceId, fileName: 'old.csv' }, 'reading');
      await imports.read(kept, () => lines('Email,Stage,CRM number', 'jane@acme.example,Customer,c-1'), {
        zone: 'UTC',
      });
      expect(await imports.start(workspaceId, kept.id)).toBe('started');
      await reaches(kept.id, 'done');
      return kept.id;
    };
    const reaches = (id: string, state: string) =>
      expect.poll(async () => (await imports.find(workspaceId, id))?.state).toBe(state);
    const news = { event: 'stage', stage: 'Customer', event_id: 'e-1' };
    const first = await bring();
    await crm.tell('c-1', news);
    expect(await crm.deliveries('seen')).toHaveLength(1);
    expect(await imports.undo(workspaceId, first, 'U_ADA')).toEqual({ kind: 'undoing' });
    await reaches(first, 'undone');
    await bring();
    await crm.tell('c-1', { ...news, stage: 'Warm' });
    expect(await crm.journal('c-1')).toMatchObject([{ kind: 'imported' }, { kind: 'seen', value: 'Warm' }]);
  });

  it('counts as if they had done it here, once, and nothing newer is undone', async () => {
    const office = await withCrm(backend);
    const { slack, clock } = office;
    const follower = await startReceiver();
    onTestFinished(() => follower.close());
    const { services, workspaceId } = office.app;
    await services.webhooks.add({ workspaceId, url: follower.url, events: [], isPersonal: false }, 'U_ADA');

    await office.lead('S-1');
    // Nobody has claimed it, and yet somebody calls; no phone rings again for that.
    const free = await office.tell('S-1', { event: 'note' });
    expect(free).toBe('{"status":"seen","leads":[1]}');
    await claims(office, 1);
    clock.advance(10 * MINUTE);
    const call = { event: 'contacted', how: 'Connected', by: 'ana@acme.test', event_id: 'e1' };
    await office.tell('S-1', call, 5 * MINUTE);
    // The same event in another delivery, and twice at once.
    await Promise.all([office.tell('S-1', call, 5 * MINUTE), office.tell('S-1', call, 5 * MINUTE)]);
    await slack.until(() =>
      slack
        .person('U_ANA')
        .sees('C_LEADS')
        .find(({ says }) => says.includes('Reached')),
    );
    expect((await office.journal('S-1')).slice(3)).toMatchObject([
      { kind: 'contacted', how: 'reached', via: 'Salesforce', by: 'U_ANA', isFirst: true },
    ]);
    await slack.person('U_ANA').type('/lead why 1', 'C_LEADS');
    await slack.until(() =>
      slack
        .person('U_ANA')
        .sees('C_LEADS')
        .find(({ says }) => says.includes('seen in Salesforce')),
    );

    // After the first contact it is an activity, and its owner hears of what they didn't do themselves.
    await office.tell('S-1', { event: 'meeting', by: 'ben@acme.test' });
    const reply = await slack.until(() => office.replies('a meeting')[0]);
    expect(reply.says).toContain('seen in Salesforce');

    const told = clock.now();
    clock.advance(HOUR);
    await office.tell('S-1', { event: 'stage', stage: 'Sales Qualified Lead' });
    await office.tell('S-1', { event: 'stage', stage: 'Opportunity' }, clock.now() - told);
    await office.tell('S-1', { event: 'stage', stage: 'Unqualified' });
    await office.tell('S-1', { event: 'owner', owner_email: 'ben@acme.test' });
    await office.tell('S-1', { event: 'owner', owner_email: 'ana@acme.test' }, 2 * HOUR);
    await office.tell('S-1', { event: 'owner', owner_email: 'mia@acme.test' });
    expect((await office.journal('S-1')).slice(4)).toMatchObject([
      { kind: 'seen', what: 'meeting', by: 'U_BEN' },
      { kind: 'qualified', via: 'Salesforce' },
      { kind: 'seen', what: 'stage', value: 'Unqualified', why: 'reason' },
      { kind: 'assigned', to: 'U_BEN', from: 'U_ANA' },
      { kind: 'seen', what: 'owner', why: 'marketing' },
    ]);
    await slack.until(() =>
      slack
        .person('U_BEN')
        .dms()
        .find(({ says }) => says.includes('Yours: #1')),
    );
    // Of what the CRM has told, those who follow hear what is so here now, and nothing that could go round.
    await slack.until(() => follower.taken.find(({ type }) => type === 'lead.assigned'));
    expect(follower.taken.map(({ type }) => type)).toEqual([
      'lead.received',
      'lead.claimed',
      'lead.contacted',
      'lead.qualified',
      'lead.assigned',
    ]);
    expect(follower.taken[2]?.data).toMatchObject({ change: { how: 'reached', via: 'Salesforce' } });
    expect(office.replies('waiting for somebody')).toEqual([]);
  });

  it('waits for a lead that it has overtaken, and after a day says which never came', async () => {
    const office = await withCrm(backend);
    const { slack, clock } = office;
    expect(await office.tell('S-2', { event: 'owner', owner_email: 'ben@acme.test' })).toContain('not here yet');
    await office.tell('S-3', { event: 'call' });
    expect(await office.deliveries('waiting')).toHaveLength(2);
    await office.lead('S-2');
    await expect
      .poll(async () => {
        clock.advance(10_000);
        return (await office.journal('S-2')).at(-1);
      })
      .toMatchObject({ kind: 'assigned', to: 'U_BEN', via: 'Salesforce' });

    clock.advance(DAY);
    const notice = await slack.until(() => {
      clock.advance(MINUTE);
      return slack
        .person('U_ADA')
        .dms()
        .find(({ says }) => says.includes('told something of a lead'));
    });
    expect(notice.says).toContain('no lead here has the id “S-3” in Salesforce');
    const [dead] = await office.deliveries('dead');
    const { intake } = office.app.services;
    const again = async () => intake.replay(office.app.workspaceId, dead?.id ?? '');
    expect(await again()).toMatchObject({ kind: 'dead' });
    await office.lead('S-3');
    expect(await again()).toEqual({ kind: 'seen', leads: [2] });
    expect(await again()).toEqual({ kind: 'gone' });
    expect((await office.journal('S-3')).at(-1)).toMatchObject({ kind: 'contacted', how: 'contacted', isFirst: true });
    // News is nothing from which one could choose the fields of a lead.
    expect((await intake.fields(office.app.workspaceId, 'salesforce'))?.delivery?.arrived).toMatchObject([
      { path: 'external_id', sample: 'S-3' },
      {},
      {},
    ]);
  });
});

async function* lines(...all: readonly string[]): AsyncGenerator<Uint8Array> {
  yield Buffer.from(all.join('\n'));
}
