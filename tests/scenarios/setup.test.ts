import { describe, expect, it } from 'vitest';
import { MINUTE } from '../../src/core/instants.ts';
import { backends } from '../support/backends.ts';
import { type Office, openOffice } from '../support/baton.ts';
import { company } from '../support/company.ts';

const BASICS = { channel: 'C_LEADS', sales: ['U_ANA', 'U_BEN'], marketing: ['U_MIA'] };
const LEAD = { company: 'Acme Robotics', name: 'Jane Doe', email: 'jane@acme-robotics.example', message: 'A demo?' };

/** Opens the three questions, as this person. */
async function questions({ slack }: Office, person = 'U_ADA', line = '/baton setup') {
  await slack.person(person).type(line);
  return slack.until(() => {
    const view = slack.person(person).view();
    return view?.callbackId === 'setup.basics' ? view : undefined;
  });
}

/** What this person reads from Baton and hasn't read before. */
const reads = ({ slack }: Office, person: string, words: RegExp) =>
  slack.until(() =>
    slack
      .person(person)
      .dms()
      .findLast(({ says }) => words.test(says)),
  );

const viewOf = ({ slack }: Office, person: string, callbackId: string) =>
  slack.until(() => {
    const view = slack.person(person).view();
    return view?.callbackId === callbackId ? view : undefined;
  });

describe.each(backends)('setting up, on $name', (backend) => {
  it('asks three things, checks the channel by posting, and ends with a test lead', async () => {
    const office = await openOffice(backend, { isSetUp: false });
    const { slack } = office;
    const [ada, ana] = [slack.person('U_ADA'), slack.person('U_ANA')];
    const view = await questions(office);
    expect(view.blocks.filter(({ type }) => type === 'input')).toHaveLength(3);

    const done = await ada.submit(view, BASICS);
    expect(done).toMatchObject({
      kind: 'updated',
      view: { buttons: ['Watch', 'Send a test lead', 'Connect a form', 'More'] },
    });
    await slack.until(() => ana.sees('C_LEADS').find(({ says }) => says.includes('New leads will appear here')));

    const ready = await viewOf(office, 'U_ADA', 'setup.done');
    expect(ready.says).toContain('first contact within 1 working hour');
    await ada.press(ready, 'Send a test lead');
    const card = await slack.until(() => ana.sees('C_LEADS').find(({ says }) => says.includes('Test lead #1')));
    await slack.until(() => ada.view()?.says.includes('Test lead #1 is on its way'));
    await ana.press(card, 'Claim');
    const contact = await slack.until(() => ana.dms().find(({ says }) => says.includes('Tess Example')));
    expect(contact.buttons).toEqual(expect.arrayContaining(['Reached', 'No answer', 'E-mailed']));
  });

  it('tells an added person who added them, what comes and when, before anything else', async () => {
    const office = await openOffice(backend, { isSetUp: false });
    const { slack } = office;
    await slack.person('U_ADA').submit(await questions(office), BASICS);
    const welcome = await reads(office, 'U_ANA', /added you to Baton/);
    expect(welcome.says).toContain('<@U_ADA>');
    expect(welcome.says).toContain('Mon–Fri 09:00–17:00 Europe/Berlin');
    expect(welcome.buttons).toEqual(['My hours', 'Quiet']);
    expect(slack.person('U_ANA').dms()[0]?.ts).toBe(welcome.ts);
    await reads(office, 'U_MIA', /what becomes of your leads/);
    expect(slack.person('U_ADA').dms()).toEqual([]);
  });

  it('welcomes somebody with two parts once, with what rings first', async () => {
    const office = await openOffice(backend);
    const welcome = await reads(office, 'U_MAX', /added you to Baton/);
    expect(welcome.says).toMatch(/You manage sales here[\s\S]*You manage marketing here/);
    expect(office.slack.person('U_MAX').dms()).toHaveLength(1);
  });

  it.each([
    ['G_SECRET', /invite @Baton/],
    ['C_GONE', /archived/],
    ['C_AWAY', /invite @Baton/],
  ])(
    'a channel that refuses posts gets a sentence on its field, saves nothing and keeps what was typed: %s',
    async (channel, sentence) => {
      const office = await openOffice(backend, { isSetUp: false, slack: { company: withBadChannels() } });
      const ada = office.slack.person('U_ADA');
      const view = await questions(office);
      const answer = await ada.submit(view, { ...BASICS, channel });
      expect(answer).toEqual({ kind: 'errors', errors: { channel: expect.stringMatching(sentence) } });
      expect(ada.view()?.values).toEqual(ada.fill(view, { ...BASICS, channel }).values);
      expect(await office.app.services.setup.more('T_ACME')).toBeUndefined();
      expect(await ada.submit(view, BASICS)).toMatchObject({ kind: 'updated' });
    },
  );

  it('guests, strangers and apps can be in no team: the sentence stands under their field', async () => {
    const office = await openOffice(backend, { isSetUp: false });
    const ada = office.slack.person('U_ADA');
    const view = await questions(office);
    const answer = await ada.submit(view, { ...BASICS, marketing: ['U_GUS'], sales: ['U_ANA', 'U_EXT'] });
    expect(answer).toMatchObject({
      kind: 'errors',
      errors: { sales: expect.stringContaining('can'), marketing: expect.stringContaining('Gus Guest') },
    });
  });

  it('keeps what was typed while Slack is not well, and works at the next try', async () => {
    const office = await openOffice(backend, { isSetUp: false });
    const ada = office.slack.person('U_ADA');
    const view = await questions(office);
    office.slack.faults.on('chat.postMessage', { kind: 'error', error: 'internal_error' });
    const failed = await ada.submit(view, BASICS);
    expect(failed).toEqual({ kind: 'errors', errors: { channel: expect.stringContaining('try again') } });
    expect(await ada.submit(view, BASICS)).toMatchObject({ kind: 'updated' });
  });

  it('[More] sets managers and the ring', async () => {
    const office = await openOffice(backend, { isSetUp: false });
    const { slack, app } = office;
    const ada = slack.person('U_ADA');
    await ada.submit(await questions(office), BASICS);
    await ada.press(await viewOf(office, 'U_ADA', 'setup.done'), 'More');
    const more = await viewOf(office, 'U_ADA', 'setup.more');
    const wish = { 'sales-managers': ['U_MAX'], 'marketing-managers': ['U_MIA'], ring: 'group' };
    expect(await ada.submit(more, { ...wish, 'sales-managers': ['U_GUS'], group: 'S_REPS' })).toMatchObject({
      errors: { 'sales-managers': expect.stringContaining('Gus Guest') },
    });
    expect(await ada.submit(more, { ...wish, group: 'reps' })).toMatchObject({
      errors: { group: expect.stringContaining('begins with S') },
    });
    expect(await ada.submit(more, { ...wish, group: 'S_REPS' })).toEqual({ kind: 'closed' });
    expect(await app.services.setup.more('T_ACME')).toEqual({
      salesManagers: ['U_MAX'],
      marketingManagers: ['U_MIA'],
      ring: { kind: 'group', id: 'S_REPS' },
    });
    expect(ada.view()?.callbackId).toBe('setup.done');
    await reads(office, 'U_MAX', /You manage sales here/);
  });

  it('the promise tells for each field what is wrong with it, and takes it right', async () => {
    const office = await openOffice(backend, { isSetUp: false });
    const { slack, app } = office;
    const ada = slack.person('U_ADA');
    await ada.submit(await questions(office), BASICS);
    await ada.press(await viewOf(office, 'U_ADA', 'setup.done'), 'More');
    await ada.press(await viewOf(office, 'U_ADA', 'setup.more'), 'setup.open-promise');
    const promise = await viewOf(office, 'U_ADA', 'setup.promise');
    const right = {
      target: '120',
      warning: '30',
      hours: 'Mon-Thu 8-12, 13-17; Fri 8-13',
      zone: 'Europe/Madrid',
      'days-off': '2026-12-25\n2026-12-24 9-12',
    };
    const faulty: readonly [string, string, RegExp][] = [
      ['target', '99999999', /whole minutes/],
      ['warning', '120', /fewer minutes/],
      ['hours', 'whenever', /Mon-Fri 9-17/],
      ['zone', 'Mars/Olympus', /Europe\/Berlin/],
      ['days-off', 'Christmas', /2026-12-25/],
      ['days-off', '2026-02-30', /2026-02-30/],
      ['days-off', '2026-12-24 late', /2026-12-24/],
    ];
    for (const [field, typed, sentence] of faulty) {
      const answer = await ada.submit(promise, { ...right, [field]: typed });
      expect(answer, field).toEqual({ kind: 'errors', errors: { [field]: expect.stringMatching(sentence) } });
    }
    expect(await ada.submit(promise, right)).toEqual({ kind: 'closed' });
    const saved = await app.services.setup.promise('T_ACME');
    expect(saved?.current).toMatchObject({ target: 120 * MINUTE, warning: 30 * MINUTE });
    expect(saved?.current.calendar).toMatchObject({
      zone: 'Europe/Madrid',
      dates: { '2026-12-25': [], '2026-12-24': [['09:00', '12:00']] },
    });
  });

  it('whoever has the one-time code may set up; it works once', async () => {
    const office = await openOffice(backend, { isSetUp: false });
    const { slack, app } = office;
    const [sam, ben] = [slack.person('U_SAM'), slack.person('U_BEN')];
    await sam.type('/baton setup');
    await reads(office, 'U_SAM', /Only workspace admins/);
    await sam.type('/baton setup WRONG-CODE');
    await reads(office, 'U_SAM', /isn't right/);
    const view = await questions(office, 'U_SAM', `/baton setup ${app.setupCode?.toLowerCase()}`);
    await ben.type(`/baton setup ${app.setupCode}`);
    await reads(office, 'U_BEN', /has been used/);
    expect(ben.view()).toBeUndefined();
    expect(await sam.submit(view, BASICS)).toMatchObject({ kind: 'updated' });
    await office.restart();
    expect(office.app.setupCode).toBeUndefined();
  });

  it('a second set-up shows what is so, moves the forms, and sends what waited to the new channel', async () => {
    const office = await openOffice(backend);
    const { slack, send, app } = office;
    slack.admin.archiveChannel('C_LEADS');
    await reads(office, 'U_ADA', /archived/);
    await send(LEAD);
    await slack.until(() =>
      slack.records.callsOf('chat.postMessage').some(({ answer }) => answer?.error === 'is_archived'),
    );

    const view = await questions(office);
    expect(view.values).toMatchObject({ sales: { value: { selected_users: ['U_ANA', 'U_BEN'] } } });
    const ada = slack.person('U_ADA');
    expect(await ada.submit(view, { ...BASICS, channel: 'C_OTHER' })).toMatchObject({ kind: 'updated' });
    const done = await viewOf(office, 'U_ADA', 'setup.done');
    expect(done.says).not.toContain('only measure');
    await slack.until(() => ada.sees('C_OTHER').find(({ says }) => says.includes('Acme Robotics')));
    expect((await app.services.intake.list('T_ACME')).map(({ channelId }) => channelId)).toEqual(['C_OTHER']);
    await send({ ...LEAD, company: 'Second Corp' });
    await slack.until(() => ada.sees('C_OTHER').find(({ says }) => says.includes('Second Corp')));
    expect(
      slack
        .person('U_ADA')
        .dms()
        .filter(({ says }) => says.includes('archived')),
    ).toHaveLength(1);
    // Baton greets a channel only when leads begin to go there.
    expect(await ada.submit(await questions(office), { ...BASICS, channel: 'C_OTHER' })).toMatchObject({
      kind: 'updated',
    });
    expect(ada.sees('C_OTHER').filter(({ says }) => says.includes('New leads will appear here'))).toHaveLength(1);
  });

  it('a channel without leads may be archived without a word', async () => {
    const office = await openOffice(backend);
    office.slack.admin.archiveChannel('C_SMARKETING');
    await office.slack.until(() => office.slack.events.pending === 0);
    office.slack.admin.archiveChannel('C_LEADS');
    const told = await reads(office, 'U_ADA', /archived/);
    expect(told.says).toContain('/baton setup');
    expect(told.says).not.toContain('C_SMARKETING');
  });

  it('a revoked token is logged and makes Baton unready', async () => {
    const office = await openOffice(backend);
    const ready = async () => (await fetch(`http://127.0.0.1:${office.port}/readyz`)).status;
    expect(await ready()).toBe(200);
    office.slack.admin.revokeToken();
    await office.slack.until(() => office.log.entries.some(({ event }) => event === 'slack.installation-lost'));
    expect(await ready()).toBe(503);
  });
});

function withBadChannels() {
  return {
    ...company,
    channels: [
      ...company.channels,
      { id: 'C_GONE', name: 'gone', members: ['U_ADA'], isArchived: true },
      { id: 'C_AWAY', name: 'away', members: ['U_ADA'], hasBot: false },
    ],
  };
}
