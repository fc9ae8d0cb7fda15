import { describe, expect, it } from 'vitest';
import { MINUTE } from '../../src/core/instants.ts';
import { settled } from '../reliability/slack-state.ts';
import { backends } from '../support/backends.ts';
import { openOffice } from '../support/baton.ts';

const LEAD = { company: 'Acme Robotics', email: 'jane@acme-robotics.example' };

describe.each(backends)('a Home on $name', (backend) => {
  it('shows that a lead of mine has become late, without my doing anything', async () => {
    const { slack, clock, send } = await openOffice(backend);
    const ana = slack.person('U_ANA');
    await send(LEAD);
    const card = await slack.until(() => ana.sees('C_LEADS').find(({ buttons }) => buttons.includes('Claim')));
    await ana.press(card, 'Claim');
    ana.openHome();
    const home = (words: string) => slack.until(() => ana.home()?.says.includes(words) && ana.home());
    expect((await home('Acme Robotics'))?.says).not.toContain('late');
    clock.advance(61 * MINUTE);
    await home('late');
    const reached = await slack.until(() => ana.dms().find(({ buttons }) => buttons.includes('Reached')));
    await ana.press(reached, 'Reached');
    await home('Nothing waits for you');
  });

  it('of a guest, whom the gate does not let in, is a sentence and holds nothing of leads', async () => {
    const { slack, send } = await openOffice(backend);
    const [ana, guest] = [slack.person('U_ANA'), slack.person('U_GUS')];
    await send(LEAD);
    const card = await slack.until(() => ana.sees('C_LEADS').find(({ buttons }) => buttons.includes('Claim')));
    await ana.press(card, 'Claim');
    for (const one of [ana, guest]) one.openHome();
    await slack.until(() => ana.home()?.says.includes('Acme Robotics'));
    const home = await slack.until(() => guest.home());
    expect(home.says).toContain('only full members can work with leads');
    expect([home.says.includes('Acme'), home.buttons]).toEqual([false, []]);
  });

  it('of somebody of another workspace, whom Slack shows none, is nothing that an admin hears of', async () => {
    const office = await openOffice(backend);
    const { slack, log } = office;
    slack.person('U_EXT').openHome();
    const tried = () => log.entries.some(({ event, fields }) => event === 'job.ended' && fields.kind === 'home.render');
    await slack.until(() => slack.events.pending === 0);
    await settled(office);
    expect([tried(), slack.person('U_EXT').home(), slack.person('U_ADA').dms()]).toEqual([true, undefined, []]);
  });
});
