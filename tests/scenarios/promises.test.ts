import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../src/core/instants.ts';
import { backends } from '../support/backends.ts';
import { type Office, openOffice } from '../support/baton.ts';

const view = (office: Office, callbackId: string) =>
  office.slack.until(() => {
    const found = office.slack.person('U_MAX').view();
    return found?.callbackId === callbackId ? found : undefined;
  });

const card = (office: Office, words: RegExp) =>
  office.slack.until(() =>
    office.slack
      .person('U_ANA')
      .sees('C_LEADS')
      .find(({ says, isEphemeral }) => !isEphemeral && words.test(says)),
  );

describe.each(backends)('promises of sales, on $name', (backend) => {
  it('are set up, tried out, climbed step by step, and edited for open leads too, all in Slack', async () => {
    const office = await openOffice(backend);
    const { slack, clock } = office;
    const [max, ana] = [slack.person('U_MAX'), slack.person('U_ANA')];

    // A promise of its own for demo requests: a quarter of an hour.
    await max.type('/baton promise', 'C_LEADS');
    await max.press(await view(office, 'setup.promise'), 'All promises');
    await max.press(await view(office, 'setup.all-promises'), 'Add a promise');
    const which = { name: 'Demos', conditions: 'campaign is Demo', place: '0' };
    expect(await max.submit(await view(office, 'setup.which'), { ...which, conditions: 'demo leads' })).toMatchObject({
      kind: 'errors',
    });
    expect(await max.submit(await view(office, 'setup.which'), which)).toEqual({ kind: 'closed' });
    const [demos] = await office.app.services.setup.promises('T_ACME');
    const manager = { id: 'U_MAX', workspaceId: 'T_ACME', name: 'max', zone: 'Europe/Berlin' };
    const rights = { teams: [], manages: ['sales' as const], isAdmin: false };
    await office.app.services.setup.changePromise(
      { ...manager, ...rights },
      { target: 15 * MINUTE, warning: 0 },
      demos?.id,
    );

    // Which would a lead get, and why?
    await max.type('/baton promise', 'C_LEADS');
    await max.press(await view(office, 'setup.all-promises'), 'Try a lead');
    await max.submit(await view(office, 'setup.try'), { lead: 'campaign is Spring' });
    const tried = await slack.until(() =>
      max.view()?.says.includes('Such a lead would get') ? max.view() : undefined,
    );
    expect(tried?.says).toContain('➖ 1. Demos: it asks that campaign is Demo; this lead’s campaign is Spring.');
    await max.closeAll();

    await office.send({ company: 'Acme Robotics', email: 'jane@acme-robotics.example', campaign: 'demo' });
    await ana.press(await card(office, /Acme Robotics[\s\S]*first contact by/), 'Claim');
    await ana.type('/lead why 1', 'C_LEADS');
    await slack.until(() =>
      ana
        .sees('C_LEADS')
        .find(({ says }) => says.includes('Promise “Demos”, because campaign is Demo: first contact within 15')),
    );

    // Its ladder, and a nudge that offers a hand; nobody hears of what an edit has moved into the past.
    const demo = (await office.app.services.setup.promises('T_ACME'))[0];
    const ladder = [
      { audience: 'hand', after: -5 * MINUTE },
      { audience: 'manager', after: HOUR },
    ] as const;
    await office.app.services.setup.changePromise({ ...manager, ...rights }, { target: HOUR, ladder }, demo?.id);
    await max.type('/baton promise', 'C_LEADS');
    const all = await view(office, 'setup.all-promises');
    expect(all.says).toContain('Demos');
    const preview = await office.app.services.setup.openLeads({ ...manager, ...rights }, demo?.id);
    expect(preview).toMatchObject({ open: 1, moved: 1, lateAtOnce: 0, moves: [{ lead: '#1 Acme Robotics' }] });
    await office.app.services.setup.reapply({ ...manager, ...rights }, demo?.id ?? '', preview?.version ?? 0);
    const lead = await office.app.services.leads.find('T_ACME', '1');
    const target = async () => (await office.app.services.sla.clockOfLead(office.database.db, lead?.id ?? ''))?.target;
    await expect.poll(target).toBe(HOUR);
    await max.closeAll();
    clock.advance(56 * MINUTE);
    const hand = await slack.until(() => ana.dms().find(({ buttons }) => buttons.includes('Hand over')));
    expect(hand.says).toContain('nothing is noted against you');
    await ana.press(hand, 'Hand over');
    await card(office, /Acme Robotics[\s\S]*Free/);
    expect(max.dms().some(({ says }) => says.includes('Acme'))).toBe(false);
  });
});
