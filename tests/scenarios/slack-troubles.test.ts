import { describe, expect, it } from 'vitest';
import type { Json } from '../../playground/server/json.ts';
import { MINUTE, SECOND } from '../../src/core/instants.ts';
import { type Backend, backends } from '../support/backends.ts';
import { type Office, openOffice } from '../support/baton.ts';

const LEAD = { company: 'Acme Robotics', name: 'Jane Doe', email: 'jane@acme-robotics.example' };

const cards = ({ slack }: Office, channel = 'C_LEADS') =>
  slack
    .person('U_ANA')
    .sees(channel)
    .filter(({ says, isEphemeral }) => says.includes('Acme Robotics') && !isEphemeral);

async function claimedByAna(backend: Backend) {
  const office = await openOffice(backend);
  const { slack, send } = office;
  const ana = slack.person('U_ANA');
  await send(LEAD);
  await ana.press(await slack.until(() => cards(office)[0]), 'Claim');
  await slack.until(() => ana.dms().some(({ says }) => says.includes('Jane Doe')));
  return { office, slack, ana };
}

const ownerOf = async ({ app }: Office) => (await app.services.leads.find('T_ACME', '1'))?.owner?.personId;

const metric = async ({ port }: Office, name: string) =>
  (await (await fetch(`http://127.0.0.1:${port}/metrics`)).text()).match(new RegExp(`^${name} (\\S+)`, 'm'))?.[1];

describe.each(backends)('the channel of leads, on $name', (backend) => {
  it('renamed, and then made private with Baton in it: leads go on as if nothing had happened (row 42)', async () => {
    const office = await openOffice(backend);
    const { slack, send } = office;
    slack.admin.renameChannel('C_LEADS', 'prospects');
    await send(LEAD);
    await slack.until(() => cards(office).length === 1);
    slack.admin.makePrivate('C_LEADS');
    await send({ ...LEAD, name: 'John Doe' });
    await slack.until(() => cards(office).length === 2);
    expect(
      slack
        .person('U_ADA')
        .dms()
        .filter(({ says }) => says.includes('🔧')),
    ).toEqual([]);
  });

  it('deleted: an admin hears of it, and another channel takes what waited (row 42)', async () => {
    const office = await openOffice(backend);
    const { slack, send, app, clock } = office;
    slack.admin.deleteChannel('C_LEADS');
    expect((await send(LEAD)).status).toBe(200);
    const told = await slack.until(() =>
      slack
        .person('U_ADA')
        .dms()
        .find(({ says }) => says.includes('🔧')),
    );
    expect(told.says).toContain('/baton setup');
    const admitted = await app.services.people.admit({ teamId: 'T_ACME', userId: 'U_ADA' });
    if (admitted.kind === 'refused') throw new Error(admitted.sentence);
    const basics = { channelId: 'C_OTHER', sales: ['U_ANA', 'U_BEN'], marketing: ['U_MIA'] };
    await app.services.setup.saveBasics(admitted.actor, basics);
    await slack.until(() => {
      clock.advance(SECOND);
      return cards(office, 'C_OTHER').length === 1;
    });
  });
});

describe.each(backends)('somebody who has left, on $name', (backend) => {
  it('owned a lead: nobody writes to them any more, their manager hears that it is late, and hands it on (row 43)', async () => {
    const { office, slack } = await claimedByAna(backend);
    const { clock } = office;
    slack.admin.deactivate('U_ANA');
    await slack.until(() => slack.events.pending === 0);
    const before = slack.records.callsOf('chat.postMessage').length;
    clock.advance(46 * MINUTE);
    clock.advance(15 * MINUTE);
    const max = slack.person('U_MAX');
    const told = await slack.until(() => max.dms().find(({ says }) => says.includes('no first contact by')));
    expect(told.says).toContain('<@U_ANA> has it');
    await max.type('/lead assign 1 @ben', 'C_LEADS');
    await slack.until(() =>
      slack
        .person('U_BEN')
        .dms()
        .some(({ says }) => says.includes('Jane Doe')),
    );
    expect(await ownerOf(office)).toBe('U_BEN');
    const toAna = slack.records
      .callsOf('chat.postMessage')
      .slice(before)
      .filter(({ args }) => args.channel === 'U_ANA');
    expect(toAna.length).toBeLessThanOrEqual(1);
  });
});

describe.each(backends)('the installation, on $name', (backend) => {
  it.each(['token_revoked', 'account_inactive', 'team_disabled', 'invalid_auth'])(
    '%s: leads are taken, Slack is left alone, health, metrics and log say so; a new token resumes without a loss (row 44)',
    async (code) => {
      const office = await openOffice(backend);
      const { slack, send, clock, log } = office;
      slack.faults.on('*', { kind: 'error', error: code }, { times: Number.POSITIVE_INFINITY });
      for (let at = 0; at < 3; at += 1) expect((await send({ ...LEAD, name: `Lead ${at}` })).status).toBe(200);
      await slack.until(() => log.entries.some(({ event }) => event === 'slack.installation-lost'));
      expect(await metric(office, 'baton_slack_installation_lost')).toBe('1');
      expect((await fetch(`http://127.0.0.1:${office.port}/readyz`)).status).toBe(503);
      const before = slack.records.calls.length;
      for (let at = 0; at < 10; at += 1) clock.advance(SECOND);
      expect((await send({ ...LEAD, name: 'Lead 3' })).status).toBe(200);
      const asked = slack.records.calls.slice(before).filter(({ method }) => method !== 'apps.connections.open');
      expect(asked.filter(({ method }) => method !== 'auth.test')).toEqual([]);

      slack.faults.clear();
      slack.admin.reissueToken();
      await office.restart();
      clock.advance(61 * SECOND);
      await slack.until(() => {
        clock.advance(SECOND);
        return cards(office).length === 4;
      });
      const parked = office.database.db.selectFrom('jobs').select('key').where('state', '=', 'parked');
      expect(await parked.execute()).toEqual([]);
      await expect.poll(() => metric(office, 'baton_slack_installation_lost')).toBe('0');
    },
  );
});

describe.each(backends)('who was allowed when the window opened, on $name', (backend) => {
  it('and is no longer when it is sent, is refused then, and nothing changes (row 57)', async () => {
    const { office, slack } = await claimedByAna(backend);
    const max = slack.person('U_MAX');
    await max.type('/lead assign 1', 'C_LEADS');
    const form = await slack.until(() => max.view());
    const { app } = office;
    const admitted = await app.services.people.admit({ teamId: 'T_ACME', userId: 'U_ADA' });
    if (admitted.kind === 'refused') throw new Error(admitted.sentence);
    await app.services.setup.saveMore(admitted.actor, {
      salesManagers: [],
      marketingManagers: [],
      ring: { kind: 'on-shift' },
    });
    const [field = ''] = Object.keys(form.values);
    const reaction = await max.submit(form, { [field]: 'U_BEN' });
    expect(JSON.stringify(reaction)).toContain('Only ');
    expect(await ownerOf(office)).toBe('U_ANA');
    const refused = { callback: 'lead.assign-to', team: 'T_ACME', user: 'U_MAX' };
    expect(office.log.entries).toContainEqual({ level: 'warn', event: 'slack.refused', fields: refused });
  });
});

describe.each(backends)('what is signed and yet not true, on $name', (backend) => {
  it.each<[string, (view: Json) => Json]>([
    ['another callback id', (view) => ({ ...view, callback_id: 'setup.basics' })],
    ['an unknown callback id', (view) => ({ ...view, callback_id: '__proto__' })],
    ['the id of another lead', (view) => ({ ...view, private_metadata: 'ffffffff-0000-0000-0000-000000000000' })],
    ['metadata that is no id', (view) => ({ ...view, private_metadata: '{"leadId":{"$ne":null}}' })],
  ])('a form with %s does nothing to anybody’s lead (row 56)', async (_, forge) => {
    const { office, slack, ana } = await claimedByAna(backend);
    await ana.type('/lead release 1', 'C_LEADS');
    await ana.shortcut('lead.new');
    const form = await slack.until(() => ana.view());
    await ana.submit(form, { company: 'Globex', email: 'jo@globex.example' });
    const sent = slack.records.envelopes.findLast(({ payload }) => payload.type === 'view_submission');
    const before = await office.database.db.selectFrom('lead_events').selectAll().execute();
    const view = forge((sent?.payload.view ?? {}) as Json);
    // From somebody who has no rights at all here.
    const payload = { ...sent?.payload, user: { id: 'U_SAM', team_id: 'T_ACME' }, view };
    expect(await slack.deliver('interactive', payload)).toMatchObject({ kind: 'acked' });
    const after = await office.database.db.selectFrom('lead_events').selectAll().execute();
    expect(after.filter(({ lead_id }) => before.some((one) => one.lead_id === lead_id))).toEqual(before);
  });

  it('people whom the gate refuses leave a line in the log: a guest, somebody of another workspace, a bot (row 58)', async () => {
    const office = await openOffice(backend);
    const { slack, send, log } = office;
    await send(LEAD);
    const card = await slack.until(() => cards(office)[0]);
    const refused = () =>
      log.entries.filter(({ event }) => event === 'slack.refused').map(({ fields }) => [fields.user, fields.team]);
    for (const id of ['U_GUS', 'U_EXT']) await slack.person(id).press(card, 'Claim');
    const press = slack.records.envelopes.findLast(({ payload }) => payload.type === 'block_actions');
    const bot = { id: 'ULOCALBOT', team_id: 'T_ACME' };
    const team = { id: 'T_ACME', domain: 'acme' };
    await slack.deliver('interactive', { ...press?.payload, user: bot, team });
    const far = { id: 'T_FAR', domain: 'far' };
    await slack.deliver('interactive', { ...press?.payload, user: { id: 'U_ANA', team_id: 'T_ACME' }, team: far });
    expect(refused()).toEqual([
      ['U_GUS', 'T_ACME'],
      ['U_EXT', 'T_OTHER'],
      ['ULOCALBOT', 'T_ACME'],
      ['U_ANA', 'T_FAR'],
    ]);
    expect(await ownerOf(office)).toBeUndefined();
  });
});
