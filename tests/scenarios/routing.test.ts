import { describe, expect, it } from 'vitest';
import { MINUTE } from '../../src/core/instants.ts';
import { backends } from '../support/backends.ts';
import { type Office, openOffice } from '../support/baton.ts';

const LEAD = {
  company: 'Acme Robotics',
  name: 'Jane Doe',
  email: 'jane@acme-robotics.example',
  campaign: 'Demo',
};

const form = ({ slack }: Office, title: string) =>
  slack.until(() => {
    const view = slack.person('U_ADA').view();
    return view?.title === title ? view : undefined;
  });

/** The newest direct message to this person with these words. */
const dm = ({ slack }: Office, person: string, words: string) =>
  slack.until(() =>
    slack
      .person(person)
      .dms()
      .findLast(({ says, isEphemeral }) => !isEphemeral && says.includes(words)),
  );

const card = ({ slack }: Office, words: string) =>
  slack.until(() =>
    slack
      .person('U_MIA')
      .sees('C_LEADS')
      .find(({ says, isEphemeral }) => !isEphemeral && says.startsWith('#1 Acme') && says.includes(words)),
  );

const told = ({ slack }: Office, person: string, words: string) =>
  slack.until(() => {
    const who = slack.person(person);
    return [...who.sees('C_LEADS'), ...who.dms()].findLast(
      ({ says, isEphemeral }) => isEphemeral && says.includes(words),
    );
  });

/** Ada makes a pool of Ana and Ben, whose fallback is Max, and a rule that names it. */
async function setUpRouting(office: Office): Promise<void> {
  const ada = office.slack.person('U_ADA');
  await ada.type('/baton setup', 'C_LEADS');
  await ada.submit(await form(office, 'Set up Baton'), {});
  await ada.press(await form(office, 'Baton is ready'), 'More');
  await ada.press(await form(office, 'More settings'), 'routing.open');
  await ada.press(await form(office, 'Routing'), 'Add a pool');
  await ada.submit(await form(office, 'New pool'), {
    name: 'DACH',
    people: ['U_ANA', 'U_BEN'],
    timeout: '30',
    last: 'U_MAX',
  });
  await ada.press(await form(office, 'Routing'), 'Add a rule');
  expect(await ada.submit(await form(office, 'New rule'), { conditions: 'campain is Demo' })).toMatchObject({
    kind: 'errors',
  });
  expect(
    await ada.submit(await form(office, 'New rule'), { conditions: 'campaign is Demo', channel: 'G_SECRET' }),
  ).toMatchObject({
    errors: { channel: 'I am not in that channel yet. Type /invite @Baton there, then press Save again.' },
  });
  const [pool] = (await office.app.services.routing.overview('T_ACME')).pools;
  await ada.submit(await form(office, 'New rule'), { channel: 'C_LEADS', pool: pool?.id ?? '' });
  await ada.press(await form(office, 'Routing'), 'Try it');
  await ada.submit(await form(office, 'Try it'), { conditions: 'campaign is demo' });
  expect((await form(office, 'Where would it go?')).says).toContain('It is Ana Ruiz’s turn');
  await ada.closeAll();
}

describe.each(backends)('a lead of a pool, on $name', (backend) => {
  it('goes from one to the next: not me, time-out, fallback; and the next one is taken', async () => {
    const office = await openOffice(backend);
    const { slack, clock, send } = office;
    const [ana, ben] = [slack.person('U_ANA'), slack.person('U_BEN')];
    await setUpRouting(office);

    await send(LEAD);
    const offer = await dm(office, 'U_ANA', 'Your turn: #1 Acme Robotics');
    expect(offer.says).not.toContain('jane@');
    expect((await card(office, 'Offered to Ana Ruiz')).buttons).not.toContain('Claim');
    await ben.type('/lead claim 1', 'C_LEADS');
    await told(office, 'U_BEN', 'is offered to');

    await ana.press(offer, 'Not me');
    await ana.submit(await slack.until(() => ana.view()), { reason: 'On a train' });
    await dm(office, 'U_BEN', 'Your turn: #1 Acme Robotics');
    await dm(office, 'U_ANA', 'You passed it on');
    clock.advance(31 * MINUTE);
    await slack.until(() => ben.dms().some(({ says }) => says.includes('The time was up')));
    await dm(office, 'U_MAX', 'Yours: #1 Acme Robotics');
    await card(office, 'Nobody in DACH could take it');
    await ben.type('/lead why 1', 'C_LEADS');
    const why = await told(office, 'U_BEN', 'Whose turn');
    expect(why.says).toMatch(/Turn 1, DACH\. It is Ana Ruiz’s turn/);
    expect(why.says).toMatch(/Turn 3, DACH: .*was asked before.* Nobody is left, so it is Max Weber’s: the fallback/);

    await send({ ...LEAD, company: 'Brightside' });
    const second = await dm(office, 'U_ANA', 'Your turn: #2 Brightside');
    await ana.press(second, 'Take it');
    await dm(office, 'U_ANA', 'Yours: #2 Brightside');
    await dm(office, 'U_ANA', 'You took it');
    await send({ ...LEAD, company: 'Cascade', campaign: 'Webinar' });
    await slack.until(() =>
      slack
        .person('U_MIA')
        .sees('C_LEADS')
        .find(({ says, buttons }) => says.startsWith('#3 Cascade') && buttons.includes('Claim')),
    );
  });
});
