import { describe, expect, it } from 'vitest';
import { backends } from '../support/backends.ts';
import { type Office, openOffice } from '../support/baton.ts';

const LEAD = { company: 'Acme Robotics', name: 'Jane Doe', email: 'jane@acme-robotics.example' };

/** Types a line, and waits for the sentence that only this person sees. */
async function typed({ slack }: Office, person: string, line: string) {
  const who = slack.person(person);
  const answers = () => who.sees('C_LEADS').filter(({ isEphemeral }) => isEphemeral);
  const before = answers().length;
  await who.type(line, 'C_LEADS');
  return slack.until(() => answers()[before]);
}

describe.each(backends)('what people type, on $name', (backend) => {
  it('help lists every word of its command', async () => {
    const office = await openOffice(backend);
    const words = office.app.listeners.flatMap(({ commands = [] }) => commands);
    for (const command of ['/lead', '/baton']) {
      const help = await typed(office, 'U_ANA', `${command} help`);
      const its = words.filter((one) => one.command === command);
      for (const { word, summary } of its)
        expect(help.says).toMatch(new RegExp(`\\*${word}\\*.*${summary.replace(/[()]/g, '.')}`));
      expect(help.says.length).toBeLessThan(1_200);
    }
  });

  it.each([
    ['/lead clam 3', '/lead claim'],
    ['/lead lis', '/lead list'],
    ['/baton stats', '/baton status'],
    ['/baton laed claim', '/baton lead'],
    ['/baton lead clam', '/baton lead claim'],
  ])('%s is answered with the nearest word', async (line, nearest) => {
    const office = await openOffice(backend);
    const { says } = await typed(office, 'U_ANA', line);
    expect(says).toContain(`Did you mean *${nearest}*?`);
  });

  it('a word that resembles nothing is answered with help, and echoed harmlessly', async () => {
    const office = await openOffice(backend);
    expect((await typed(office, 'U_ANA', '/lead <!channel>')).says).toMatch(/nothing I know.*\/lead help/);
    expect(office.slack.notifications().some(({ because }) => because === 'channel')).toBe(false);
  });

  it('/lead alone lists my leads, /baton alone tells how Baton is', async () => {
    const office = await openOffice(backend);
    expect((await typed(office, 'U_ANA', '/lead')).says).toContain('no open leads');
    expect((await typed(office, 'U_ANA', '/baton')).says).toContain('All is well');
    expect((await typed(office, 'U_ANA', '/baton lead')).says).toContain('no open leads');
  });

  it('/baton lead works like /lead, and capitals of phones do no harm', async () => {
    const office = await openOffice(backend);
    await office.send(LEAD);
    expect((await typed(office, 'U_ANA', '/baton lead Claim 1')).says).toContain('#1 Acme Robotics is yours');
    expect((await typed(office, 'U_ANA', '/Lead mine'.toLowerCase())).says).toContain('#1 Acme Robotics');
  });

  it.each([
    ['/lead show', /Which lead\?/],
    ['/lead why', /Which lead\?/],
    ['/lead contact', /Which lead\?/],
    ['/lead show 99', /no lead “99”/],
    ['/lead show Acme', /no lead “Acme”/],
    ['/lead claim', /No lead is waiting/],
    ['/lead claim newest', /No lead is waiting/],
    ['/lead list', /No lead is waiting/],
  ])('%s without a lead says what to type', async (line, words) => {
    const office = await openOffice(backend);
    expect((await typed(office, 'U_ANA', line)).says).toMatch(words);
  });

  it('the queue, my leads and details show each lead once, with one button a row', async () => {
    const office = await openOffice(backend);
    await office.send(LEAD);
    await office.send({ ...LEAD, company: 'Second Corp', email: 'x@second-corp.example' });
    const waiting = await typed(office, 'U_BEN', '/lead list');
    expect(waiting.buttons).toEqual(['Claim', 'Claim']);
    await office.slack.person('U_BEN').press(waiting, 'Claim', { value: await idOf(office, 1) });
    const ben = office.slack.person('U_BEN');
    await office.slack.until(() => ben.dms().some(({ says }) => says.includes('Jane Doe')));
    await office.slack.until(() => ben.sees('C_LEADS').some(({ says }) => says.includes('is yours')));
    const mine = await typed(office, 'U_BEN', '/lead mine');
    expect(mine.says).toContain('#1 Acme Robotics');
    expect(mine.says).not.toContain('Second Corp');
    expect(mine.buttons).toEqual(['Details']);
    expect((await typed(office, 'U_BEN', '/lead list')).says).not.toContain('Acme Robotics');
  });

  it('details are private for the owner and managers, and masked for others', async () => {
    const office = await openOffice(backend);
    await office.send({ ...LEAD, message: 'Call Jane at +49 30 1234567 or jane@acme-robotics.example' });
    await typed(office, 'U_ANA', '/lead claim 1');
    for (const person of ['U_ANA', 'U_MAX']) {
      const { says } = await typed(office, person, '/lead show 1');
      expect(says, person).toMatch(/Jane Doe[\s\S]*Call Jane at \+49 30 1234567/);
    }
    for (const person of ['U_BEN', 'U_MIA', 'U_SAM']) {
      const { says } = await typed(office, person, '/lead show 1');
      expect(says, person).toContain('#1 Acme Robotics');
      expect(says, person).not.toMatch(/Jane|1234567|jane@/);
    }
  });

  it('why tells the sum behind the due time in words', async () => {
    // Friday 6 March 2026, 16:00 in Berlin; hours 9 to 17.
    const office = await openOffice(backend, { at: Date.parse('2026-03-06T15:00:00Z') });
    const ada = await office.app.services.people.admit({ teamId: 'T_ACME', userId: 'U_ADA' });
    const promise = await office.app.services.setup.promise('T_ACME');
    if (ada.kind === 'refused' || promise === undefined) throw new Error('Not set up');
    await office.app.services.setup.changePromise(ada.actor, { ...promise.current, target: 2 * 60 * 60_000 });
    await office.send(LEAD);
    const { says } = await typed(office, 'U_ANA', '/lead why 1');
    expect(says).toContain('Received Fri 16:00 CET; 1 h counted Friday; weekend; 1 h Monday; due Mon 10:00 CET.');
    expect(says).toContain('Promise: first contact within 2 working hours');
  });

  it('slash commands that Slack sends twice are run once', async () => {
    const office = await openOffice(backend);
    await office.send(LEAD);
    office.slack.sockets.duplicateNext(1, 0);
    await office.slack.person('U_ANA').type('/lead claim 1', 'C_LEADS');
    await office.slack.until(() =>
      office.slack
        .person('U_ANA')
        .dms()
        .some(({ says }) => says.includes('Jane Doe')),
    );
    const lead = await office.app.services.leads.find('T_ACME', '1');
    expect(lead?.lastEvent).toBe(2);
  });
});

async function idOf({ app }: Office, number: number): Promise<string> {
  return (await app.services.leads.find('T_ACME', `${number}`))?.id ?? '';
}
