import { describe, expect, it } from 'vitest';
import { open } from './browser.ts';
import { play } from './play.ts';

describe('modals', () => {
  it('keep what was entered and say what is wrong with it', async () => {
    const { url } = await play();
    const mia = await open(`${url}/?as=U_MIA&in=C_LEADS`);
    const modal = await mia.press('New lead');
    expect(modal.part('modal')).toContain('What do they want?');
    const wrong = await modal.press('Add', { fields: { 'entry:company': 'Acme <b>', 'entry:email': 'no address' } });
    expect(wrong.part('modal')).toContain('Please enter a valid email address.');
    expect(wrong.source).toContain('value="Acme &lt;b&gt;"');
    const added = await wrong.press('Add', { fields: { 'entry:email': 'kai@acme.example' } });
    expect(added.part('modal')).toContain('Added');
    const closed = await added.press('Close');
    expect(closed.part('modal')).toBe('');
    expect(closed.part('talk')).toContain('Acme <b>');
  });

  it('show the errors that the bot itself finds', async () => {
    const { url } = await play();
    const modal = await (await open(`${url}/?as=U_MIA&in=C_LEADS`)).press('New lead');
    const refused = await modal.press('Add', { fields: { 'entry:message': 'Call me' } });
    expect(refused.part('modal')).toContain('Somebody must be able to reach them');
  });

  it('offer people and channels, and press buttons with what is entered', async () => {
    const { url } = await play();
    const ada = await open(`${url}/?as=U_ADA&in=C_LEADS`);
    const setup = await ada.press('Send', { within: 'Send', fields: { line: '/baton setup' } });
    expect(setup.part('modal')).toContain('Who sells?');
    const saved = await setup.press('Save', { fields: { 'entry:sales': ['U_ANA'] } });
    expect(saved.part('modal')).toContain('Baton is ready');
    const more = await saved.press('More');
    expect(more.part('modal')).toContain('More settings');
  });
});

describe('menus and shortcuts', () => {
  it('choose from the ⋯ of a card', async () => {
    const { url } = await play();
    const sent = await (await open(`${url}/?as=U_ANA&in=C_LEADS`)).press('Send a lead');
    const why = await sent.press('Why this time?');
    expect(why.part('talk')).toContain('Only you can see this');
    expect(why.part('talk')).toContain('due Mon 11:00 CET');
  });

  it('make a lead of a message', async () => {
    const { url } = await play();
    const mia = await open(`${url}/?as=U_MIA&in=C_SMARKETING`);
    const line = 'Met kai@acme.example at the fair';
    const written = await mia.press('Send', { within: 'Send', fields: { line } });
    const modal = await written.press('Create lead from message');
    expect(modal.source).toContain('value="kai@acme.example"');
  });
});

describe('people', () => {
  it('see their own channels, zone and unread marks', async () => {
    const { url } = await play();
    await (await open(`${url}/?as=U_ANA&in=C_LEADS`)).press('Send a lead');
    const leo = await open(`${url}/?as=U_LEO`);
    expect(leo.part('rail')).not.toContain('# leads');
    const max = await open(`${url}/?as=U_MAX&in=C_SMARKETING`);
    expect(max.source).toMatch(/class="channel new"[^>]*># leads/);
    const ben = await open(`${url}/?as=U_BEN&in=C_LEADS`);
    expect(ben.part('talk')).toContain('09:00 in London');
    expect(ben.part('talk')).toContain('first contact by 10:00');
  });

  it('are told in words when something cannot be done', async () => {
    const { url } = await play();
    const ana = await open(`${url}/?as=U_ANA&in=bot`);
    const mute = await ana.press('Send', { within: 'Send', fields: { line: 'Hello?' } });
    expect(mute.part('talk')).toContain('Sending messages to this app has been turned off.');
    const kim = await (await open(`${url}/?as=U_KIM&in=C_LEADS`)).press('Send a lead');
    const refused = await kim.press('Claim');
    expect(refused.part('talk')).toContain('Guests can read along');
  });

  it('who never existed see what a newcomer sees', async () => {
    const { url } = await play();
    const page = await open(`${url}/?as=U_NOBODY&in=C_NOWHERE&thread=1.5`);
    expect(page.part('talk')).toContain('#leads');
    expect(page.text).not.toContain('U_NOBODY');
  });
});

it('lets everything happen at its own time when the clock is moved on', async () => {
  const { url, stage } = await play();
  const sent = await (await open(`${url}/?as=U_ANA&in=C_LEADS`)).press('Send a lead');
  await sent.press('+1 h');
  const minutes = stage.slack.notifications().map(({ ts }) => new Date(Number(ts) * 1_000).toISOString().slice(11, 16));
  expect(minutes).toContain('09:45');
  expect(minutes).toContain('10:00');
});
