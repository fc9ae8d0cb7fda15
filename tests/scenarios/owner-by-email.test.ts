import { describe, expect, it } from 'vitest';
import { MINUTE } from '../../src/core/instants.ts';
import { backends } from '../support/backends.ts';
import { openOffice } from '../support/baton.ts';

const LEAD = { company: 'Acme Robotics', name: 'Jane Doe', email: 'jane@acme-robotics.example' };

describe.each(backends)('a lead whose form names its owner, on $name', (backend) => {
  it('is theirs on arrival: the contact, the clock, and nothing to claim', async () => {
    const { slack, send, clock } = await openOffice(backend);
    const ana = slack.person('U_ANA');
    await send({ ...LEAD, owner_email: 'Ana@Acme.test' });
    await slack.until(() => ana.dms().find(({ says }) => says.includes('Jane Doe')));
    const card = await slack.until(() => ana.sees('C_LEADS').find(({ says }) => says.includes('<@U_ANA>* has it')));
    expect(card.buttons).not.toContain('Claim');
    expect(
      slack
        .person('U_BEN')
        .notifications()
        .filter(({ text }) => text.startsWith('New lead')),
    ).toEqual([]);
    clock.advance(46 * MINUTE);
    await slack.until(() => ana.dms().find(({ says }) => says.includes('⏳')));
  });

  it.each(['nobody@acme.test', 'mia@acme.test', 'not an address'])(
    'is free if %s is nobody here, or somebody who only markets',
    async (owner) => {
      const { slack, send } = await openOffice(backend);
      await send({ ...LEAD, owner_email: owner });
      const card = await slack.until(() =>
        slack
          .person('U_ANA')
          .sees('C_LEADS')
          .find(({ says }) => says.includes('Acme')),
      );
      expect(card.buttons).toContain('Claim');
    },
  );

  it('stays free without users:read.email, and /baton status says how to change that', async () => {
    const { slack, send } = await openOffice(backend, { slack: { declined: ['users:read.email'] } });
    const ana = slack.person('U_ANA');
    await send({ ...LEAD, owner_email: 'ana@acme.test' });
    const card = await slack.until(() => ana.sees('C_LEADS').find(({ says }) => says.includes('Acme Robotics')));
    expect(card.buttons).toContain('Claim');
    await ana.type('/baton status', 'C_LEADS');
    await slack.until(() => ana.sees('C_LEADS').find(({ says }) => says.includes('users:read.email')));
  });
});
