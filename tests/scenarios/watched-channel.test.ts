import { describe, expect, it } from 'vitest';
import { backends } from '../support/backends.ts';
import { type Office, openOffice } from '../support/baton.ts';

type SeenView = NonNullable<ReturnType<ReturnType<Office['slack']['person']>['view']>>;

/** A message as a CRM's app posts one. */
const lead = (company: string, email: string) => ({
  text: `New lead: ${company}`,
  blocks: [
    { type: 'header', text: { type: 'plain_text', text: 'New lead' } },
    {
      type: 'section',
      fields: [
        { type: 'mrkdwn', text: `*Company*\n${company}` },
        { type: 'mrkdwn', text: `*Where to write:*\n<mailto:${email}|${email}>` },
        { type: 'mrkdwn', text: '*Who*\nJane Roe' },
      ],
    },
    { type: 'section', text: { type: 'mrkdwn', text: 'Message: A demo &amp; a price, please' } },
  ],
});

/** The window that lies on top once it is another one than this, or says something else. */
const next = ({ slack }: Pick<Office, 'slack'>, before?: SeenView) =>
  slack.until(() => {
    const view = slack.person('U_ADA').view();
    return view?.id === before?.id && view?.hash === before?.hash ? undefined : view;
  });

const leadsOf = ({ database }: Pick<Office, 'database'>) =>
  database.db
    .selectFrom('leads')
    .select(['company', 'contact_name', 'email', 'message', 'source'])
    .orderBy('number')
    .execute();

async function openForm(office: Office): Promise<SeenView> {
  const ada = office.slack.person('U_ADA');
  await ada.type('/baton hooks', 'C_LEADS');
  const list = await next(office);
  await ada.press(list, 'Watch a channel');
  return next(office, list);
}

describe.each(backends)('messages of an app in a watched channel, on $name', (backend) => {
  it('become leads once an admin has chosen the app and its fields; nothing else there does', async () => {
    const office = await openOffice(backend);
    const { slack, app } = office;
    const ada = slack.person('U_ADA');
    const crm = slack.otherApp('HubSpot');
    const form = await openForm(office);
    const entries = { name: 'CRM posts', watched: 'G_SECRET', channel: 'C_LEADS' };
    expect(await ada.submit(form, entries)).toMatchObject({
      kind: 'errors',
      errors: { watched: 'I am not in that channel: type /invite @Baton there first.' },
    });
    expect((await ada.submit(form, { ...entries, watched: 'C_OTHER' })).kind).toBe('updated');
    const listening = await next(office, form);
    expect(listening.says).toContain('Let the app post a test there');

    crm.posts('C_OTHER', lead('Test Ltd', 'test@test.example'));
    slack.otherApp('Weather').posts('C_OTHER', { text: 'Rain' });
    await expect
      .poll(async () => (await app.services.intake.watched(app.workspaceId, 'crm-posts'))?.senders.length)
      .toBe(2);
    await ada.press(listening, 'Look again');
    const heard = await next(office, listening);
    await ada.press(heard, 'Choose', { value: `crm-posts:${crm.botId}` });
    const chosen = await next(office, heard);
    expect(chosen.says).toContain('Each message of *HubSpot*');

    // The test names an e-mail in words that nobody knows; what arrived is there to choose from.
    await ada.press(chosen, 'Choose');
    const fields = await next(office, chosen);
    expect(JSON.stringify(fields.blocks)).toContain('Where to write: test@test.example');
    expect(JSON.stringify(await office.database.db.selectFrom('deliveries').select('body').execute())).not.toContain(
      'Rain',
    );
    const [, who] = /"text":"data.Who: Jane Roe[^}]*},"value":"(\d+)"/.exec(JSON.stringify(fields.blocks)) ?? [];
    expect((await ada.submit(fields, { contactName: who ?? '' })).kind).toBe('updated');
    const preview = await next(office, fields);
    expect(preview.says).toContain('Test Ltd');
    expect((await ada.submit(preview)).kind).toBe('updated');
    expect((await next(office, preview)).says).toContain('✅ Saved');
    expect(await leadsOf(office)).toEqual([]);

    const posted = crm.posts('C_OTHER', lead('Acme', 'jane@acme.example'));
    slack.otherApp('Weather').posts('C_OTHER', { text: 'Email: sun@weather.example' });
    slack.person('U_BEN').write('Email: ben@private.example', 'C_OTHER');
    crm.edits(posted, 'Email: other@acme.example');
    await expect.poll(() => leadsOf(office)).toMatchObject([{ company: 'Acme', source: 'CRM posts' }]);
    await slack.until(() =>
      slack
        .person('U_ANA')
        .sees('C_LEADS')
        .find(({ says, buttons }) => says.includes('Acme') && buttons.includes('Claim')),
    );
    // Slack delivers again what it believes lost.
    const event = slack.records.envelopes.find(({ payload }) => JSON.stringify(payload).includes('jane@acme.example'));
    if (event === undefined) throw new Error('Slack has told nothing');
    await slack.deliver(event.type, event.payload);
    // Another app is to be heard: until one is chosen, nothing becomes a lead.
    await ada.closeAll();
    await ada.type('/baton hooks', 'C_LEADS');
    const list = await next(office);
    await ada.press(list, 'Open', { value: 'crm-posts' });
    const watching = await next(office, list);
    await ada.press(watching, 'Change');
    const change = await next(office, watching);
    expect(await ada.submit(change, { watched: 'G_SECRET' })).toMatchObject({ kind: 'errors' });
    expect((await ada.submit(change, { name: 'CRM two', watched: 'C_OTHER', whose: 'other' })).kind).toBe('updated');
    expect((await next(office, change)).says).toContain('Let the app post a test there');
    crm.posts('C_OTHER', lead('Not Chosen', 'not@chosen.example'));
    await expect
      .poll(() => app.services.intake.watched(app.workspaceId, 'crm-posts'))
      .toMatchObject({ sender: undefined, senders: [{ name: 'HubSpot' }] });
    await app.services.intake.stopWatching(app.workspaceId, 'crm-posts');
    crm.posts('C_OTHER', lead('Too Late', 'late@late.example'));
    await slack.until(() => slack.events.pending === 0);
    expect(await leadsOf(office)).toMatchObject([
      { company: 'Acme', contact_name: 'Jane Roe', email: 'jane@acme.example', message: 'A demo & a price, please' },
    ]);
    // It has no address outside.
    const answer = await fetch(`http://127.0.0.1:${office.port}/hooks/crm-posts`, { method: 'POST', body: '{}' });
    expect(answer.status).toBe(404);
  });

  it('need a permission that an admin may decline, and Baton says which', async () => {
    const declined = ['channels:history', 'groups:history', 'dnd:read'];
    const office = await openOffice(backend, { slack: { declined } });
    const { slack, app } = office;
    const ada = slack.person('U_ADA');
    const form = await openForm(office);
    expect(await ada.submit(form, { name: 'CRM posts', watched: 'C_OTHER', channel: 'C_LEADS' })).toMatchObject({
      kind: 'errors',
      errors: { watched: 'I may not read messages there: reinstall me with channels:history first.' },
    });
    await ada.closeAll();
    // It was granted when this began.
    const wish = { workspaceId: app.workspaceId, name: 'CRM posts', watchedId: 'C_OTHER', channelId: 'C_LEADS' };
    await app.services.intake.watch(wish, 'U_ADA');
    await ada.type('/baton status', 'C_LEADS');
    const status = await slack.until(() => ada.sees('C_LEADS').find(({ says }) => says.includes('is watched')));
    expect(status.says).toContain('reinstall with channels:history, groups:history');
    expect(status.says).toContain('dnd:read');
  });
});
