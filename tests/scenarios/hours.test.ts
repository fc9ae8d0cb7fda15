import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../src/core/instants.ts';
import { backends } from '../support/backends.ts';
import { type Office, openOffice } from '../support/baton.ts';

const LEAD = { company: 'Acme Robotics', name: 'Jane Doe', email: 'jane@acme-robotics.example' };
const TUESDAY_20 = Date.parse('2026-03-03T19:00:05Z');
const WEDNESDAY_9 = Date.parse('2026-03-04T08:00:05Z');

const cardOf = ({ slack }: Office, company = 'Acme Robotics') =>
  slack.until(() =>
    slack
      .person('U_BEN')
      .sees('C_LEADS')
      .find(({ says }) => says.includes(company)),
  );

/** What rang in channels; who was greeted by Baton in person is another matter. */
const mentioned = ({ slack }: Office, person: string) =>
  slack
    .person(person)
    .notifications()
    .filter(({ channel, because }) => channel === 'C_LEADS' && because === 'mention');

describe.each(backends)('outside hours, on $name', (backend) => {
  it('a lead is posted at once and rings nobody; the morning rings once', async () => {
    const office = await openOffice(backend, { at: TUESDAY_20 });
    const { slack, send, clock } = office;
    await send(LEAD);
    const card = await cardOf(office);
    expect(card.says).toContain('Nobody is on shift until');
    expect(mentioned(office, 'U_ANA')).toEqual([]);

    clock.jumpTo(WEDNESDAY_9);
    const morning = await slack.until(() => slack.person('U_ANA').thread(card)[1]);
    expect(morning.says).toMatch(/<@U_ANA>.*<@U_BEN>/);
    expect(morning.buttons).toContain('Claim');
    expect(mentioned(office, 'U_ANA')).toHaveLength(1);
    expect(mentioned(office, 'U_BEN')).toHaveLength(1);
    expect(mentioned(office, 'U_MIA')).toEqual([]);

    clock.advance(30 * MINUTE);
    await send({ ...LEAD, company: 'Second Corp' });
    await cardOf(office, 'Second Corp');
    expect(mentioned(office, 'U_ANA')).toHaveLength(2);
  });

  it('a lead that was claimed at night rings nobody in the morning', async () => {
    const office = await openOffice(backend, { at: TUESDAY_20 });
    const { slack, send, clock } = office;
    await send(LEAD);
    await slack.person('U_BEN').press(await cardOf(office), 'Claim');
    await slack.until(() =>
      slack
        .person('U_BEN')
        .dms()
        .some(({ says }) => says.includes('Jane Doe')),
    );
    clock.jumpTo(WEDNESDAY_9);
    await send({ ...LEAD, company: 'Second Corp' });
    await cardOf(office, 'Second Corp');
    expect(mentioned(office, 'U_ANA').map(({ text }) => text)).toEqual([expect.stringContaining('Second Corp')]);
  });

  it('an owner who is off shift is not nudged: the manager who can assign the lead is, in the thread', async () => {
    const office = await openOffice(backend);
    const { slack, send, clock } = office;
    const ana = slack.person('U_ANA');
    await ana.type('/baton me');
    const me = await slack.until(() => ana.view());
    expect(await ana.submit(me, { hours: 'Mon-Fri 9-10:30' })).toEqual({ kind: 'closed' });
    await send(LEAD);
    const card = await cardOf(office);
    await ana.press(card, 'Claim');
    await slack.until(() => ana.dms().some(({ says }) => says.includes('Jane Doe')));
    const before = ana.dms().length;
    clock.advance(46 * MINUTE);
    const warning = await slack.until(() => slack.person('U_BEN').thread(card)[1]);
    expect(warning.says).toContain('its owner is off shift');
    expect(warning.says).toContain('<@U_MAX>');
    expect(warning.says).not.toContain('<@U_ANA>');
    expect(mentioned(office, 'U_MAX')).toHaveLength(1);
    expect(ana.dms()).toHaveLength(before);
  });

  it('an unclaimed lead that is due soon mentions who should act, in its thread', async () => {
    const office = await openOffice(backend);
    await office.send(LEAD);
    const card = await cardOf(office);
    office.clock.advance(46 * MINUTE);
    const warning = await office.slack.until(() => office.slack.person('U_BEN').thread(card)[1]);
    expect(warning.says).toContain('nobody has claimed it yet');
    expect(warning.text).not.toMatch(/Jane|jane@/);
    expect(mentioned(office, 'U_BEN')).toHaveLength(2);
  });

  it('a manager off shift hears of a late lead when their day begins', async () => {
    // Wednesday 16:30 in Berlin: due at 9:30 the next morning, Max begins at 10.
    const office = await openOffice(backend, { at: Date.parse('2026-03-04T15:30:05Z') });
    const { slack, send, clock } = office;
    const max = slack.person('U_MAX');
    await max.type('/baton me');
    await max.submit(await slack.until(() => max.view()), { hours: 'Mon-Fri 10-18' });
    await send(LEAD);
    const card = await cardOf(office);
    clock.jumpTo(Date.parse('2026-03-05T08:31:05Z'));
    await slack.until(() =>
      slack
        .person('U_BEN')
        .thread(card)
        .find(({ says }) => says.startsWith('Late')),
    );
    expect(max.dms().some(({ says }) => says.includes('Acme Robotics'))).toBe(false);
    clock.advance(HOUR / 2);
    await slack.until(() => max.dms().find(({ says }) => says.includes('Acme Robotics')));
  });
});
