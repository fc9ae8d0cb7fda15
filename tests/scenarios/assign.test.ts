import { describe, expect, it } from 'vitest';
import { backends } from '../support/backends.ts';
import { type Office, openOffice } from '../support/baton.ts';

const LEAD = { company: 'Acme Robotics', name: 'Jane Doe', email: 'jane@acme-robotics.example' };

const sentence = ({ slack }: Office, person: string, words: RegExp) =>
  slack.until(() =>
    slack
      .person(person)
      .sees('C_LEADS')
      .findLast(({ says, isEphemeral }) => isEphemeral && words.test(says)),
  );

const has = ({ slack }: Office, person: string, words: string) =>
  slack.until(() =>
    slack
      .person(person)
      .dms()
      .find(({ says }) => says.includes(words)),
  );

describe.each(backends)('a manager assigns, on $name', (backend) => {
  it('by button: the new owner has the contact, the old one has it no longer', async () => {
    const office = await openOffice(backend);
    const { slack, send } = office;
    const max = slack.person('U_MAX');
    await send(LEAD);
    await slack.person('U_ANA').type('/lead claim 1', 'C_LEADS');
    await has(office, 'U_ANA', 'Jane Doe');
    const card = await slack.until(() => max.sees('C_LEADS').find(({ says }) => says.includes('<@U_ANA>')));
    await max.choose(card, 'lead.menu', 'Assign');
    const form = await slack.until(() => max.view());
    expect(await max.submit(form, { person: 'U_MIA' })).toMatchObject({
      kind: 'errors',
      errors: { person: expect.stringContaining('not in the sales team') },
    });
    expect(await max.submit(form, { person: 'U_BEN' })).toMatchObject({ kind: 'updated' });
    await has(office, 'U_BEN', 'Jane Doe');
    await has(office, 'U_ANA', 'No longer yours: #1');
    await slack.until(() => max.sees('C_LEADS').some(({ says }) => says.includes('*<@U_BEN>* has it')));
  });

  it('by command, also to somebody who has it already', async () => {
    const office = await openOffice(backend);
    await office.send(LEAD);
    const max = office.slack.person('U_MAX');
    await max.type('/lead assign 1 @ben', 'C_LEADS');
    await sentence(office, 'U_MAX', /#1 Acme Robotics is <@U_BEN>'s now/);
    await has(office, 'U_BEN', 'Jane Doe');
    await max.type('/lead assign 1 @ben', 'C_LEADS');
    await sentence(office, 'U_MAX', /is theirs already/);
    await max.type('/lead assign 1 @mia', 'C_LEADS');
    await sentence(office, 'U_MAX', /not in the sales team/);
  });

  it('without a person /lead assign asks for one; whoever manages nobody is refused', async () => {
    const office = await openOffice(backend);
    await office.send(LEAD);
    await office.slack.person('U_MAX').type('/lead assign 1', 'C_LEADS');
    expect((await office.slack.until(() => office.slack.person('U_MAX').view())).title).toBe('Assign lead');
    await office.slack.person('U_ANA').type('/lead assign 1 @ben', 'C_LEADS');
    await sentence(office, 'U_ANA', /Only managers of sales assign leads/);
  });
});
