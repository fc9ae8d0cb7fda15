import { describe, expect, it } from 'vitest';
import { MINUTE } from '../../src/core/instants.ts';
import { backends } from '../support/backends.ts';
import { openOffice } from '../support/baton.ts';

const LEAD = {
  company: 'Acme Robotics',
  name: 'Jane Doe',
  email: 'jane@acme-robotics.example',
  phone: '+49 30 1234567',
  message: 'We need a demo for 40 seats this week, call +49 30 1234567.',
  campaign: 'Spring',
  region: 'DE',
  score: 82,
};

describe.each(backends)('a lead is handed over, on $name', (backend) => {
  it('arrives signed, rings the right phones, is claimed by one, and is contacted in time', async () => {
    const { slack, send } = await openOffice(backend);
    const [ana, ben] = [slack.person('U_ANA'), slack.person('U_BEN')];

    expect((await send(LEAD)).status).toBe(200);
    const card = await slack.until(() => ana.sees('C_LEADS').find((message) => message.says.includes('Acme Robotics')));

    expect(card.says).toContain('We need a demo for 40 seats this week, call •••.');
    expect(card.says).not.toContain('Jane');
    expect(card.says).not.toContain('1234567');
    expect(card.buttons).toContain('Claim');
    const rung = (id: string) =>
      slack
        .person(id)
        .notifications()
        .filter(({ text }) => text.startsWith('New lead'));
    expect(rung('U_ANA').map(({ text }) => text)).toEqual(['New lead: Acme Robotics, Spring, due Wed 11:00 CET']);
    expect(rung('U_BEN')).toHaveLength(1);
    expect(rung('U_MIA')).toEqual([]);
    expect(rung('U_MAX')).toEqual([]);

    await ana.press(card, 'Claim');
    // The card may offer no Claim by now; two who press at once are the claim race's.
    await ben.type('/lead claim 1', 'C_LEADS');
    await slack.until(() => ben.sees('C_LEADS').find((message) => /U_ANA> was faster/.test(message.says)));
    expect(ana.sees('C_LEADS').some((message) => message.says.includes('was faster'))).toBe(false);

    const contact = await slack.until(() => ana.dms().find((message) => message.says.includes('Jane Doe')));
    expect(contact.says).toContain('+49 30 1234567');
    await ana.press(contact, 'Reached');
    await slack.until(() => ana.sees('C_LEADS').find((message) => /first contact in time/.test(message.says)));
  });

  it('nudges its owner before it is late, tells lateness once, and then keeps silent', async () => {
    const { slack, send, clock } = await openOffice(backend);
    const [ana, max] = [slack.person('U_ANA'), slack.person('U_MAX')];
    await send(LEAD);
    const card = await slack.until(() => ana.sees('C_LEADS').find((message) => message.buttons.includes('Claim')));
    await ana.press(card, 'Claim');
    await slack.until(() => ana.dms().find((message) => message.says.includes('Jane Doe')));

    clock.advance(46 * MINUTE);
    await slack.until(() =>
      ana
        .dms()
        .find(
          (message) =>
            message.says.includes('by a call') || (/first contact by/i.test(message.says) && /⏳/.test(message.says)),
        ),
    );
    clock.advance(15 * MINUTE);
    const told = await slack.until(() => max.dms().find((message) => /Acme Robotics/.test(message.says)));
    expect(told.says).toMatch(/no first contact by/);
    const inThread = await slack.until(() => ana.thread(card).find((message) => /Late/.test(message.says)));
    expect(inThread.says).not.toContain('Ana');

    clock.advance(10 * 60 * MINUTE);
    await send({ ...LEAD, company: 'Second Corp' });
    await slack.until(() => ana.sees('C_LEADS').find((message) => message.says.includes('Second Corp')));
    expect(max.dms().filter((message) => /no first contact/.test(message.says))).toHaveLength(1);
  });
});
