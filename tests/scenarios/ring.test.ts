import { describe, expect, it } from 'vitest';
import { MINUTE } from '../../src/core/instants.ts';
import { backends } from '../support/backends.ts';
import { type Office, openOffice } from '../support/baton.ts';

const LEAD = { company: 'Acme Robotics', email: 'jane@acme-robotics.example' };

/** What rang on a phone for leads. */
const rung = ({ slack }: Office, person: string): string[] =>
  slack
    .person(person)
    .notifications()
    .map(({ text }) => text)
    .filter((text) => text.includes('Acme'));

async function ringing(office: Office, ring: { kind: 'group'; id: string } | { kind: 'nobody' }): Promise<void> {
  const { people, setup } = office.app.services;
  const ada = await people.admit({ teamId: 'T_ACME', userId: 'U_ADA' });
  const more = await setup.more('T_ACME');
  if (ada.kind === 'refused' || more === undefined) throw new Error('Ada sets up');
  await setup.saveMore(ada.actor, { ...more, ring });
}

describe.each(backends)('whose phones a lead rings, on $name', (backend) => {
  it('a user group, if the set-up says so', async () => {
    const office = await openOffice(backend);
    await ringing(office, { kind: 'group', id: 'S_REPS' });
    await office.send(LEAD);
    await office.slack.until(() => rung(office, 'U_ANA').length === 1);
    expect(rung(office, 'U_BEN')).toHaveLength(1);
    expect(rung(office, 'U_MIA')).toEqual([]);
  });

  it('nobody, if the set-up says so; the card comes all the same', async () => {
    const office = await openOffice(backend);
    await ringing(office, { kind: 'nobody' });
    await office.send(LEAD);
    const mia = office.slack.person('U_MIA');
    const card = await office.slack.until(() => mia.sees('C_LEADS').find(({ says }) => says.includes('Acme')));
    const ana = office.slack.person('U_ANA');
    await ana.type('/lead claim 1', 'C_LEADS');
    await ana.type('/lead release 1', 'C_LEADS');
    office.clock.advance(2 * MINUTE);
    const dropped = () =>
      office.database.db.selectFrom('notices').select('state').where('kind', '=', 'lead.waiting').execute();
    await expect.poll(dropped).toEqual([{ state: 'dropped' }]);
    expect(ana.thread(card).filter(({ ts }) => ts !== card.ts)).toEqual([]);
    expect(['U_BEN', 'U_MIA'].flatMap((person) => rung(office, person))).toEqual([]);
  });

  it('those on shift once more when it is given back, with the reason, a minute later and only if it is still free', async () => {
    const office = await openOffice(backend);
    const { slack, clock } = office;
    const [ana, ben] = [slack.person('U_ANA'), slack.person('U_BEN')];
    await office.send(LEAD);
    const card = await slack.until(() => ana.sees('C_LEADS').find(({ buttons }) => buttons.includes('Claim')));
    await ana.press(card, 'Claim');
    await slack.until(() => ana.dms().find(({ says }) => says.includes('Yours')));
    clock.advance(2 * MINUTE);
    await ana.type('/lead release 1 wrong region', 'C_LEADS');
    await slack.until(() => ana.sees('C_LEADS').find(({ says }) => says.includes('is free again')));
    const replies = () => ben.thread(card).filter(({ ts }) => ts !== card.ts);
    expect(replies()).toEqual([]);

    clock.advance(MINUTE);
    const reply = await slack.until(() => replies().find(({ says }) => says.includes('waiting for somebody')));
    expect(reply.says).toContain('Given back: wrong region.');
    expect(rung(office, 'U_BEN')).toHaveLength(2);
  });
});
