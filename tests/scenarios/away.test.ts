import { describe, expect, it } from 'vitest';
import { DAY } from '../../src/core/instants.ts';
import { backends } from '../support/backends.ts';
import { type Office, openOffice } from '../support/baton.ts';
import { formLead } from '../support/form-lead.ts';

const LEAD = { company: 'Acme Robotics', name: 'Jane Doe', email: 'jane@acme-robotics.example' };

/** Types a line to Baton and waits for its answer. */
async function typed({ slack }: Office, person: string, line: string) {
  const who = slack.person(person);
  const answers = () => who.dms().filter(({ isEphemeral }) => isEphemeral);
  const before = answers().length;
  await who.type(line);
  return slack.until(() => answers()[before]?.says);
}

/** Whom a new lead rings. */
async function rung({ slack, send }: Office, company: string): Promise<string[]> {
  await send({ ...LEAD, company });
  await slack.until(() =>
    slack
      .person('U_MIA')
      .sees('C_LEADS')
      .find(({ says }) => says.includes(company)),
  );
  const rang = slack.notifications().filter(({ text, because }) => because === 'mention' && text.includes(company));
  return rang.map(({ person }) => person).toSorted();
}

describe.each(backends)('who is not to be rung, on $name', (backend) => {
  it('whoever is away is left in peace until they are back', async () => {
    const office = await openOffice(backend);
    expect(await rung(office, 'First Corp')).toEqual(['U_ANA', 'U_BEN']);
    expect(await typed(office, 'U_ANA', '/baton away until Thursday')).toMatch(/you are away .*Back earlier\?/);
    expect(await rung(office, 'Second Corp')).toEqual(['U_BEN']);
    office.clock.advance(DAY);
    expect(await rung(office, 'Third Corp')).toEqual(['U_BEN']);
    office.clock.advance(DAY);
    expect(await rung(office, 'Fourth Corp')).toEqual(['U_ANA', 'U_BEN']);
  });

  it('/baton away off ends it, once', async () => {
    const office = await openOffice(backend);
    await typed(office, 'U_ANA', '/baton away today');
    expect(await rung(office, 'First Corp')).toEqual(['U_BEN']);
    expect(await typed(office, 'U_ANA', '/baton away off')).toContain('Welcome back');
    expect(await typed(office, 'U_ANA', '/baton away off')).toContain('not away');
    expect(await rung(office, 'Second Corp')).toEqual(['U_ANA', 'U_BEN']);
  });

  it('without days it asks for them, and refuses days that are over or upside down', async () => {
    const office = await openOffice(backend);
    const ana = office.slack.person('U_ANA');
    await ana.type('/baton away');
    const form = await office.slack.until(() => ana.view());
    expect(await ana.submit(form, { from: '2026-03-09', until: '2026-03-05' })).toMatchObject({
      errors: { until: expect.stringContaining('before the first') },
    });
    expect(await ana.submit(form, { from: '2026-02-09', until: '2026-02-10' })).toMatchObject({
      errors: { until: expect.stringContaining('over') },
    });
    expect(await ana.submit(form, { from: '2026-03-04', until: '2026-03-05' })).toMatchObject({ kind: 'updated' });
    expect(await rung(office, 'First Corp')).toEqual(['U_BEN']);
    expect(await typed(office, 'U_ANA', '/baton away when pigs fly')).toContain('until Friday');
  });

  it('Quiet in the welcome turns mentions off, and on again', async () => {
    const office = await openOffice(backend);
    const { slack } = office;
    const ben = slack.person('U_BEN');
    const welcome = await slack.until(() => ben.dms().find(({ buttons }) => buttons.includes('Quiet')));
    await ben.press(welcome, 'Quiet');
    await slack.until(() => ben.dms().find(({ says }) => says.includes('Quiet is on')));
    expect(await rung(office, 'First Corp')).toEqual(['U_ANA']);
    await ben.press(welcome, 'Quiet');
    await slack.until(() => ben.dms().find(({ says }) => says.includes('Quiet is off')));
    expect(await rung(office, 'Second Corp')).toEqual(['U_ANA', 'U_BEN']);
  });

  it('My hours: faults stand under their field, and right ones count', async () => {
    const office = await openOffice(backend);
    const { slack } = office;
    const ben = slack.person('U_BEN');
    const welcome = await slack.until(() => ben.dms().find(({ buttons }) => buttons.includes('My hours')));
    await ben.press(welcome, 'My hours');
    const form = await slack.until(() => ben.view());
    for (const [field, wrong] of [
      ['hours', 'always'],
      ['hours', 'Mon-Fri 9-9'],
      ['zone', 'Berlin time'],
    ] as const) {
      expect(await ben.submit(form, { hours: 'Mon-Fri 9-17', [field]: wrong }), wrong).toMatchObject({
        kind: 'errors',
        errors: { [field]: expect.stringMatching(/\.$/) },
      });
    }
    expect(await ben.submit(form, { hours: 'Mon-Fri 9-17', zone: 'America/New_York' })).toEqual({ kind: 'closed' });
    expect(await rung(office, 'First Corp')).toEqual(['U_ANA']);
  });

  it('if all are away the card says when somebody is back', async () => {
    const office = await openOffice(backend);
    await typed(office, 'U_ANA', '/baton away until Friday');
    await typed(office, 'U_BEN', '/baton away today');
    expect(await rung(office, 'First Corp')).toEqual([]);
    const [card] = office.slack
      .person('U_MIA')
      .sees('C_LEADS')
      .filter(({ says }) => says.includes('First Corp'));
    expect(card?.says).toMatch(/Nobody is on shift until .*Thu/);
  });

  it('leads that are due before somebody is back are handed over or kept first, also when a manager notes it', async () => {
    const office = await openOffice(backend);
    const { slack, send } = office;
    const [ana, ben, max] = [slack.person('U_ANA'), slack.person('U_BEN'), slack.person('U_MAX')];
    for (const company of ['First Corp', 'Second Corp', 'Third Corp']) {
      await send(formLead(company));
      const card = await slack.until(() =>
        ana.sees('C_LEADS').find(({ says, buttons }) => says.includes(company) && buttons.includes('Claim')),
      );
      await ana.press(card, 'Claim');
      await slack.until(() => ana.dms().find(({ says }) => says.includes(`Yours: #`) && says.includes(company)));
    }
    const view = (who: typeof ana, words: string) =>
      slack.until(() => {
        const seen = who.view();
        return seen?.says.includes(words) ? seen : undefined;
      });

    const rowOf = async (number: number) => ({
      blockId: `of:${(await office.app.services.leads.find('T_ACME', `${number}`))?.id}`,
    });
    await ana.type('/baton away until Friday', 'C_LEADS');
    const asked = await view(ana, '3 leads are due before you are back');
    expect(asked.says).toContain('Noted: you are away');
    expect(asked.says).toMatch(/#1 First Corp[\s\S]*First contact due[\s\S]*#2 Second Corp[\s\S]*#3 Third Corp/);
    await ana.press(asked, 'Hand over', await rowOf(1));
    const form = await view(ana, 'Nobody in mind?');
    expect(await ana.submit(form, { person: 'U_MIA' })).toMatchObject({
      errors: { person: expect.stringContaining('not in the sales team') },
    });
    await ana.submit(form, { person: 'U_BEN' });
    await slack.until(() => ben.dms().find(({ says }) => says.includes('Yours: #1 First Corp')));
    await ana.press(await view(ana, '2 leads are due before you are back'), 'Keep', await rowOf(2));
    const kept = await view(ana, '#2 Second Corp stays yours');
    expect(kept.says).toContain('One lead is due before you are back');
    await ana.closeAll();

    await max.type('/baton away @ana until Friday', 'C_LEADS');
    await max.press(await view(max, 'due before'), 'Keep', await rowOf(2));
    await max.press(await view(max, '#2 Second Corp stays theirs'), 'Hand over');
    await max.press(await view(max, 'Nobody in mind?'), 'Give back');
    await max.press(await view(max, '#3 Third Corp is free again'), 'Undo');
    await view(max, '#3 Third Corp is not given back');
    await max.closeAll();
    expect(await typed(office, 'U_ANA', '/baton away off')).toContain('Welcome back');
  });
});
