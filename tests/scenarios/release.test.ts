import { describe, expect, it } from 'vitest';
import { MINUTE } from '../../src/core/instants.ts';
import { backends } from '../support/backends.ts';
import { type Office, openOffice } from '../support/baton.ts';

const LEAD = { company: 'Acme Robotics', name: 'Jane Doe', email: 'jane@acme-robotics.example' };

async function claimed(office: Office) {
  const { slack, send } = office;
  const ana = slack.person('U_ANA');
  await send(LEAD);
  await ana.press(await card(office, 'Claim'), 'Claim');
  await slack.until(() => ana.dms().some(({ says }) => says.includes('Jane Doe')));
  await card(office, undefined);
}

/** The card, once it shows this button; undefined: once it doesn't offer Claim any more. */
const card = ({ slack }: Office, button: string | undefined) =>
  slack.until(() =>
    slack
      .person('U_ANA')
      .sees('C_LEADS')
      .find(({ says, buttons, isEphemeral }) => {
        const isCard = !isEphemeral && says.includes('#1 Acme Robotics');
        return isCard && (button === undefined ? !buttons.includes('Claim') : buttons.includes(button));
      }),
  );

const sentence = ({ slack }: Office, person: string, words: RegExp) =>
  slack.until(() =>
    slack
      .person(person)
      .sees('C_LEADS')
      .findLast(({ says, isEphemeral }) => isEphemeral && words.test(says)),
  );

const lead = async ({ app }: Office) => {
  const found = await app.services.leads.find('T_ACME', '1');
  if (found === undefined) throw new Error('No lead');
  return found;
};

describe.each(backends)('a claim, on $name', (backend) => {
  it.each(['/lead claim', '/lead claim newest', '/lead claim 1', '/lead claim #1'])(
    '%s takes the lead',
    async (line) => {
      const office = await openOffice(backend);
      await office.send(LEAD);
      await office.slack.person('U_BEN').type(line, 'C_LEADS');
      await sentence(office, 'U_BEN', /#1 Acme Robotics is yours\. The contact is in your messages/);
      expect(await lead(office)).toMatchObject({ owner: { personId: 'U_BEN' }, stage: 'accepted' });
    },
  );

  it('newest takes the one that came last', async () => {
    const office = await openOffice(backend);
    await office.send({ ...LEAD, company: 'Older Corp' });
    office.clock.advance(MINUTE);
    await office.send({ ...LEAD, company: 'Newer Corp' });
    await office.slack.person('U_BEN').type('/lead claim', 'C_LEADS');
    await sentence(office, 'U_BEN', /#2 Newer Corp is yours/);
  });

  it("the winner's second click changes nothing, and the loser hears who was faster", async () => {
    const office = await openOffice(backend);
    const { slack, send } = office;
    const [ana, ben] = [slack.person('U_ANA'), slack.person('U_BEN')];
    await send(LEAD);
    const open = await card(office, 'Claim');
    await Promise.all([ana.press(open, 'Claim'), ana.press(open, 'Claim')]);
    const before = (await lead(office)).lastEvent;
    await ben.type('/lead claim 1', 'C_LEADS');
    await sentence(
      office,
      'U_BEN',
      /<@U_ANA> was faster: #1 Acme Robotics (?:is|has been) theirs since .*\((?:just now|\d+ s ago)\)/,
    );
    expect((await lead(office)).lastEvent).toBe(before);
    expect(before).toBe(2);
  });
});

describe.each(backends)('a release, on $name', (backend) => {
  it('needs no reason within a minute of the claim, and gives the lead back as it was', async () => {
    const office = await openOffice(backend);
    await claimed(office);
    office.clock.advance(50_000);
    await office.slack.person('U_ANA').choose(await card(office, undefined), 'lead.menu', 'Release');
    await sentence(office, 'U_ANA', /#1 Acme Robotics is free again/);
    await card(office, 'Claim');
    expect(await lead(office)).toMatchObject({ owner: undefined, stage: 'new' });
    await office.slack.until(() =>
      office.slack
        .person('U_ANA')
        .dms()
        .some(({ says }) => /No longer yours/.test(says)),
    );
    expect(
      office.slack
        .person('U_ANA')
        .dms()
        .some(({ says }) => says.includes('Jane Doe')),
    ).toBe(false);
  });

  it('later asks for a reason, which the next one reads', async () => {
    const office = await openOffice(backend);
    const { slack } = office;
    const ana = slack.person('U_ANA');
    await claimed(office);
    office.clock.advance(2 * MINUTE);
    await ana.choose(await card(office, undefined), 'lead.menu', 'Release');
    const form = await slack.until(() => ana.view());
    expect(form.title).toBe('Release lead');
    expect(await ana.submit(form, { reason: '   ' })).toMatchObject({ kind: 'errors' });
    expect(await ana.submit(form, { reason: 'Wrong <!channel> region' })).toMatchObject({ kind: 'updated' });
    expect((await slack.until(() => ana.view()))?.buttons).toContain('Undo');
    await slack.person('U_BEN').type('/lead show 1', 'C_LEADS');
    await sentence(office, 'U_BEN', /released by <@U_ANA>: Wrong &lt;!channel&gt; region|Wrong <!channel> region/);
  });

  it('by command takes the reason with it', async () => {
    const office = await openOffice(backend);
    await claimed(office);
    office.clock.advance(2 * MINUTE);
    await office.slack.person('U_ANA').type('/lead release 1 no time today', 'C_LEADS');
    await sentence(office, 'U_ANA', /is free again/);
  });

  it('can be undone within a minute', async () => {
    const office = await openOffice(backend);
    await claimed(office);
    const ana = office.slack.person('U_ANA');
    await ana.type('/lead release 1', 'C_LEADS');
    await ana.press(await sentence(office, 'U_ANA', /is free again/), 'Undo');
    await sentence(office, 'U_ANA', /is yours again/);
    expect(await lead(office)).toMatchObject({ owner: { personId: 'U_ANA' }, stage: 'accepted' });
  });

  it('cannot be undone once somebody else has it: Undo says who', async () => {
    const office = await openOffice(backend);
    await claimed(office);
    const [ana, ben] = [office.slack.person('U_ANA'), office.slack.person('U_BEN')];
    await ana.type('/lead release 1', 'C_LEADS');
    const free = await sentence(office, 'U_ANA', /is free again/);
    await ben.type('/lead claim 1', 'C_LEADS');
    await sentence(office, 'U_BEN', /is yours/);
    await ana.press(free, 'Undo');
    await sentence(office, 'U_ANA', /<@U_BEN> was faster/);
  });

  it('cannot be undone after a minute, nor after another change', async () => {
    const office = await openOffice(backend);
    await claimed(office);
    const ana = office.slack.person('U_ANA');
    await ana.type('/lead release 1', 'C_LEADS');
    const free = await sentence(office, 'U_ANA', /is free again/);
    office.clock.advance(61_000);
    await ana.press(free, 'Undo');
    await sentence(office, 'U_ANA', /can't be undone any more/);
    expect((await lead(office)).owner).toBeUndefined();
  });
});
