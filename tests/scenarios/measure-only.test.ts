import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../src/core/instants.ts';
import { backends } from '../support/backends.ts';
import { type Office, openOffice } from '../support/baton.ts';

const LEAD = { company: 'Acme Robotics', name: 'Jane Doe', email: 'jane@acme-robotics.example' };
/** Six working days after the promise was made, in the morning. */
const LATER = Date.parse('2026-03-12T09:00:05Z');

async function worked(office: Office, company: string, after: number) {
  const { slack, send, clock } = office;
  const ana = slack.person('U_ANA');
  const { text } = await send({ ...LEAD, company });
  const { lead } = JSON.parse(text);
  await ana.type(`/lead claim ${lead}`, 'C_LEADS');
  await slack.until(() => ana.dms().find(({ says }) => says.includes(company)));
  clock.advance(after);
  await ana.type(`/lead contact ${lead} reached`, 'C_LEADS');
  await slack.until(() => ana.sees('C_LEADS').find(({ says }) => says.includes(`Reached: noted for #${lead}`)));
}

const report = ({ slack }: Office) =>
  slack.until(() =>
    slack
      .person('U_MAX')
      .dms()
      .find(({ buttons }) => buttons.includes('Switch on')),
  );

describe.each(backends)('a promise that is only measured, on $name', (backend) => {
  it('shows no due time, reminds nobody, and is late for nobody', async () => {
    const office = await openOffice(backend, { isAnnounced: false });
    const { slack, send, clock } = office;
    const ana = slack.person('U_ANA');
    await send(LEAD);
    const card = await slack.until(() => ana.sees('C_LEADS').find(({ says }) => says.includes('Acme Robotics')));
    expect(card.says).not.toContain('first contact');
    expect(card.text).not.toContain('due');
    await ana.press(card, 'Claim');
    await slack.until(() => ana.dms().find(({ says }) => says.includes('Jane Doe')));
    clock.advance(46 * MINUTE);
    clock.advance(HOUR);
    const late = async () => {
      const rows = await office.database.db.selectFrom('sla_events').select('kind').execute();
      return rows.map(({ kind }) => kind).toSorted();
    };
    await expect.poll(late).toEqual(['late', 'warned']);
    await ana.type('/lead why 1', 'C_LEADS');
    await slack.until(() => ana.sees('C_LEADS').find(({ says }) => says.includes('only being measured')));
    expect(
      slack
        .person('U_MAX')
        .dms()
        .some(({ says }) => says.includes('Acme')),
    ).toBe(false);
    expect(ana.dms().some(({ says }) => says.includes('⏳'))).toBe(false);
    expect(ana.thread(card)).toHaveLength(1);
  });

  it('is reported to the manager after five working days, who switches it on', async () => {
    const office = await openOffice(backend, { isAnnounced: false });
    const { slack, send, clock } = office;
    const max = slack.person('U_MAX');
    await worked(office, 'First Corp', 52 * MINUTE);
    await worked(office, 'Second Corp', 10 * MINUTE);
    await worked(office, 'Third Corp', 90 * MINUTE);
    clock.jumpTo(LATER);
    const told = await report(office);
    expect(told.says).toContain('Median 52 min, 2 of 3 within 1 working hour.');
    expect(told.buttons).toEqual(['Switch on', 'Change']);
    expect(
      slack
        .person('U_ANA')
        .dms()
        .some(({ buttons }) => buttons.includes('Switch on')),
    ).toBe(false);

    await max.press(told, 'Switch on');
    await slack.until(() => max.dms().find(({ says }) => says.includes('Switched on.')));
    await send({ ...LEAD, company: 'Fourth Corp' });
    await slack.until(() => max.sees('C_LEADS').find(({ says }) => /Fourth Corp[\s\S]*first contact by/.test(says)));
    await max.press(told, 'Switch on');
    await slack.until(() => max.dms().find(({ says }) => says.includes('on already')));
  });

  it('[Change] opens the promise from the message', async () => {
    const office = await openOffice(backend, { isAnnounced: false });
    const max = office.slack.person('U_MAX');
    await worked(office, 'First Corp', 52 * MINUTE);
    office.clock.jumpTo(LATER);
    await max.press(await report(office), 'Change');
    const form = await office.slack.until(() => max.view());
    expect(form.callbackId).toBe('setup.promise');
    expect(await max.submit(form, { target: '120' })).toEqual({ kind: 'closed' });
    expect((await office.app.services.setup.promise('T_ACME'))?.current.target).toBe(2 * HOUR);
  });
});
