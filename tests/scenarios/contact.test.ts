import { describe, expect, it } from 'vitest';
import { MINUTE } from '../../src/core/instants.ts';
import { backends } from '../support/backends.ts';
import { type Office, openOffice } from '../support/baton.ts';

const LEAD = {
  company: 'Acme Robotics',
  name: 'Jane Doe',
  email: 'jane@acme-robotics.example',
  phone: '+49 30 1234567',
};

async function yours({ slack, send }: Office) {
  const ana = slack.person('U_ANA');
  await send(LEAD);
  await ana.type('/lead claim 1', 'C_LEADS');
  return slack.until(() => ana.dms().find(({ says }) => says.includes('Jane Doe')));
}

const said = ({ slack }: Office, words: RegExp) =>
  slack.until(() => {
    const ana = slack.person('U_ANA');
    return [...ana.sees('C_LEADS'), ...ana.dms()].find(({ says, isEphemeral }) => isEphemeral && words.test(says));
  });

const stage = async ({ app }: Office) => (await app.services.leads.find('T_ACME', '1'))?.stage;

describe.each(backends)('a contact, on $name', (backend) => {
  it.each([
    ['Reached', 'contacted'],
    ['No answer', 'accepted'],
    ['E-mailed', 'accepted'],
    ['Met', 'contacted'],
  ])('%s keeps the promise, and the stage is %s', async (label, expected) => {
    const office = await openOffice(backend);
    const { slack, clock } = office;
    const dm = await yours(office);
    clock.advance(12 * MINUTE);
    if (label === 'Met') await slack.person('U_ANA').choose(dm, 'lead.menu', label);
    else await slack.person('U_ANA').press(dm, label);
    await said(office, new RegExp(`${label}: noted for #1 Acme Robotics, first contact in time, after 12 min`));
    expect(await stage(office)).toBe(expected);
    await slack.until(() =>
      slack
        .person('U_BEN')
        .sees('C_LEADS')
        .some(({ says }) => says.includes('in time')),
    );
    clock.advance(120 * MINUTE);
    await slack.until(() => slack.person('U_ANA').dms().length > 0);
    expect(slack.notifications().some(({ text }) => /late|due soon/i.test(text))).toBe(false);
  });

  it.each([
    ['reached', 'Reached'],
    ['called', 'Reached'],
    ['no answer', 'No answer'],
    ['Voicemail', 'No answer'],
    ['e-mailed', 'E-mailed'],
    ['mail', 'E-mailed'],
    ['met', 'Met'],
  ])('“/lead contact 1 %s” logs %s', async (word, label) => {
    const office = await openOffice(backend);
    await yours(office);
    await office.slack.person('U_ANA').type(`/lead contact 1 ${word}`, 'C_LEADS');
    await said(office, new RegExp(`^${label}: noted`));
  });

  it('without a word it offers the four, and before a claim it offers that', async () => {
    const office = await openOffice(backend);
    const { slack, send } = office;
    const ana = slack.person('U_ANA');
    await send(LEAD);
    await ana.type('/lead contact 1 reached', 'C_LEADS');
    const refused = await said(office, /Nobody has claimed #1 Acme Robotics yet/);
    await ana.press(refused, 'Claim');
    await said(office, /is yours/);
    await ana.type('/lead contact 1', 'C_LEADS');
    const asked = await said(office, /How did it go/);
    await ana.press(asked, 'E-mailed');
    await said(office, /E-mailed: noted/);
  });

  it('the number and the address can be tapped', async () => {
    const office = await openOffice(backend);
    const dm = await yours(office);
    const sent = JSON.stringify(dm.blocks);
    expect(sent).toContain('<tel:+49301234567|+49 30 1234567>');
    expect(sent).toContain('<mailto:jane@acme-robotics.example|jane@acme-robotics.example>');
    expect(dm.buttons.slice(0, 3)).toEqual(['Reached', 'No answer', 'E-mailed']);
  });
});
