import { describe, expect, it } from 'vitest';
import type { Json } from '../../playground/server/json.ts';
import { MINUTE, SECOND } from '../../src/core/instants.ts';
import { settled } from '../reliability/slack-state.ts';
import { backends } from '../support/backends.ts';
import { type Office, openOffice } from '../support/baton.ts';

const LEAD = {
  company: 'Acme Robotics',
  name: 'Jane Doe',
  email: 'jane@acme-robotics.example',
  phone: '+49 30 1234567',
};

const addressOf = ({ port }: Office): string => `http://127.0.0.1:${port}/slack/events`;

/** An office over HTTP whose card waits to be claimed. */
async function withCard(backend: (typeof backends)[number]) {
  const office = await openOffice(backend, { mode: 'http' });
  const { slack } = office;
  await office.send(LEAD);
  const ana = slack.person('U_ANA');
  const card = await slack.until(() => ana.sees('C_LEADS').find(({ buttons }) => buttons.includes('Claim')));
  const claims = () => office.database.db.selectFrom('lead_events').selectAll().where('kind', '=', 'claimed').execute();
  /** The request of the last delivery of a kind. */
  const last = (type: 'interactive' | 'slash_commands' | 'events_api') => {
    const envelope = slack.records.envelopes.findLast((one) => one.type === type);
    if (envelope === undefined) throw new Error(`Nothing of type ${type} was delivered`);
    return slack.http.requestOf(envelope);
  };
  return { ...office, office, slack, ana, ben: slack.person('U_BEN'), card, claims, last };
}

describe.each(backends)('over HTTP, on $name', (backend) => {
  it('a lead is handed over, end to end', async () => {
    const { slack, ana, ben, card, clock, office } = await withCard(backend);
    await ana.press(card, 'Claim');
    await ben.type('/lead claim 1', 'leads');
    await slack.until(() => ben.sees('C_LEADS').find(({ says }) => /U_ANA> was faster/.test(says)));
    const contact = await slack.until(() => ana.dms().find(({ says }) => says.includes('Jane Doe')));
    expect(contact.says).toContain('+49 30 1234567');
    await ana.press(contact, 'Reached');
    await slack.until(() => ana.sees('C_LEADS').find(({ says }) => /first contact in time/.test(says)));

    await office.send({ ...LEAD, company: 'Second Corp' });
    await slack.until(() => ana.sees('C_LEADS').find(({ says }) => says.includes('Second Corp')));
    await ben.type('/lead claim newest', 'leads');
    await slack.until(() => ben.dms().find(({ says }) => says.includes('Second Corp')));
    clock.advance(61 * MINUTE);
    const max = slack.person('U_MAX');
    await slack.until(() => max.dms().find(({ says }) => /Second Corp/.test(says) && /no first contact by/.test(says)));

    await ana.type('/lead new', 'leads');
    const view = await slack.until(() => ana.view());
    expect(view.title).not.toBe('');
    expect(slack.records.rejections).toEqual([]);
    expect(slack.sockets.open).toEqual([]);
  });

  it('the very same request again is refused and does nothing', async () => {
    const { slack, ana, card, claims, last, office } = await withCard(backend);
    const seconds = Math.floor(office.clock.now() / SECOND);
    await ana.press(card, 'Claim');
    const replay = { ...last('interactive'), timestamp: seconds };
    const again = { ...last('interactive'), timestamp: seconds + 1 };
    // Slack signed the first at this second or the next; both are known by now.
    await slack.http.send(addressOf(office), replay);
    await slack.http.send(addressOf(office), again);
    expect((await slack.http.send(addressOf(office), replay)).status).toBe(401);
    expect((await slack.http.send(addressOf(office), again)).status).toBe(401);
    expect(await claims()).toHaveLength(1);
  });

  it.each([
    ['six minutes old', -6 * MINUTE],
    ['six minutes ahead', 6 * MINUTE],
    ['an hour ahead', 60 * MINUTE],
  ])('a signed request that is %s is refused', async (_, offset) => {
    const { slack, ana, card, claims, last, office, clock } = await withCard(backend);
    await ana.type('/lead list', 'leads');
    const before = last('slash_commands');
    const body = before.body.replace('text=list', 'text=claim+1');
    expect(body).not.toBe(before.body);
    const timestamp = Math.floor((clock.now() + offset) / SECOND);
    expect((await slack.http.send(addressOf(office), { ...before, body, timestamp })).status).toBe(401);
    expect((await slack.http.send(addressOf(office), { ...before, body, signature: 'v0=00' })).status).toBe(401);
    expect(await claims()).toEqual([]);
    expect((await slack.http.send(addressOf(office), { ...before, body })).status).toBe(200);
    expect(await claims()).toHaveLength(1);
    expect(card.buttons).toContain('Claim');
  });

  it('a payload of another workspace does nothing, though its signature is right', async () => {
    const { slack, ana, card, claims, office } = await withCard(backend);
    await ana.press(card, 'Claim');
    const pressed = slack.records.envelopes.findLast(({ type }) => type === 'interactive');
    await ana.type('/lead release 1', 'leads');
    await slack.until(() => ana.sees('C_LEADS').find(({ buttons }) => buttons.includes('Claim')));
    const foreign: Json = { ...pressed?.payload, team: { id: 'T_OTHER', domain: 'other' }, trigger_id: 'none' };
    await slack.deliver('interactive', foreign);
    expect(await claims()).toHaveLength(1);

    const name = (await office.app.services.people.person('U_BEN'))?.name;
    const user = {
      id: 'U_BEN',
      team_id: 'T_ACME',
      name: 'ben',
      real_name: 'Mallory',
      profile: { real_name: 'Mallory' },
    };
    slack.events.send(
      { type: 'user_change', user },
      { team_id: 'T_OTHER', authorizations: [{ team_id: 'T_OTHER', user_id: 'U_X', is_bot: true }] },
    );
    await slack.until(() => slack.events.pending === 0);
    expect((await office.app.services.people.person('U_BEN'))?.name).toBe(name);
  });

  it('an event that comes again is done once, and what failed is done again', async () => {
    const { slack, office, last, database, log } = await withCard(backend);
    slack.admin.changeProfile('U_BEN', { realName: 'Ben Lind' });
    await slack.until(() => slack.events.pending === 0);
    const request = last('events_api');
    // The start has everybody looked up once more, which would say the new name again.
    await settled(office);
    await database.db.updateTable('people').set({ name: 'Changed since' }).where('id', '=', 'U_BEN').execute();
    for (const number of ['1', '2']) {
      const headers = { 'x-slack-retry-num': number, 'x-slack-retry-reason': 'http_timeout' };
      expect((await slack.http.send(addressOf(office), { ...request, headers })).status).toBe(200);
    }
    expect((await office.app.services.people.person('U_BEN'))?.name).toBe('Changed since');

    await database.db.schema.alterTable('people').renameTo('people_away').execute();
    slack.admin.changeProfile('U_MIA', { realName: 'Mia Lind' });
    await slack.until(() => log.entries.some(({ event }) => event === 'slack.not-acknowledged'));
    await database.db.schema.alterTable('people_away').renameTo('people').execute();
    await slack.until(() => slack.events.pending === 0);
    expect((await office.app.services.people.person('U_MIA'))?.name).toBe('Mia Lind');
  });
});
