import { describe, expect, it } from 'vitest';
import { backends } from '../support/backends.ts';
import { openOffice } from '../support/baton.ts';

const TYPED = { company: 'Acme Robotics', contactName: 'Jane Doe', email: 'jane@acme-robotics.example' };

describe.each(backends)('a form that is sent while the line to Slack breaks, on $name', (backend) => {
  it('is kept, though its window cannot be told; sent again it is the same lead (row 46)', async () => {
    const { slack, app } = await openOffice(backend, { slack: { patienceMs: 700 } });
    await slack.until(() => slack.sockets.open.length === 2);
    const mia = slack.person('U_MIA');
    await mia.shortcut('lead.new');
    const form = await slack.until(() => mia.view());
    const sent = mia.submit(form, TYPED);
    slack.sockets.terminate();
    const reaction = await sent;
    await slack.until(() => slack.sockets.open.filter(({ number }) => number > 2).length === 2);
    // Mia sees Slack’s own sentence, with what she typed still there, and presses again.
    if (reaction.kind === 'failed') await mia.submit(form, TYPED);
    const cards = () =>
      slack
        .person('U_ANA')
        .sees('C_LEADS')
        .filter(({ says }) => says.includes('Acme Robotics'));
    await slack.until(() => cards().length > 0);
    expect(await app.services.leads.find('T_ACME', '1')).toBeDefined();
    expect(await app.services.leads.find('T_ACME', '2')).toBeUndefined();
    expect(cards()).toHaveLength(1);
  });
});
