import { describe, expect, it } from 'vitest';
import { MINUTE } from '../../src/core/instants.ts';
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
});
