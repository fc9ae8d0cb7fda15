import { describe, expect, it } from 'vitest';
import type { Reaction } from '../../playground/server/people/reactions.ts';
import { backends } from '../support/backends.ts';
import { type Office, openOffice } from '../support/baton.ts';
import { cardOf, dmOf, formOf, LEAD, UNTIL_THURSDAY } from './slack-day.ts';
import { settled, stateOf } from './slack-state.ts';

type Press = () => Promise<Reaction>;

const kindsOf = async ({ database }: Office) =>
  (await database.db.selectFrom('lead_events').select('kind').orderBy('seq').execute()).map(({ kind }) => kind);

/** How the connection ends over which a click comes. */
const ENDS: readonly (readonly [string, (office: Office, press: Press) => Promise<unknown>])[] = [
  [
    'before it has arrived',
    async ({ slack }, press) => {
      // What is written into a frozen line never gets out.
      slack.sockets.freeze();
      const pressed = press();
      slack.sockets.terminate();
      return pressed;
    },
  ],
  [
    'while it is worked on',
    async ({ slack, database }, press) => {
      const { promise, resolve } = Promise.withResolvers<void>();
      const held = database.transaction(async (tx) => {
        await tx
          .updateTable('leads')
          .set(({ ref }) => ({ company: ref('company') }))
          .execute();
        await promise;
      });
      const pressed = press();
      slack.sockets.terminate();
      await slack.until(() => slack.sockets.open.length > 0);
      resolve();
      await held;
      return pressed;
    },
  ],
  [
    'when it has been acknowledged',
    async ({ slack }, press) => {
      const pressed = await press();
      slack.sockets.terminate();
      return pressed;
    },
  ],
];

describe.each(backends)('the connection ends over which a click comes, on $name', (backend) => {
  it.each(ENDS)('%s: delivered again, and again, it has its effect once (row 16)', async (_, end) => {
    const office = await openOffice(backend, { slack: { patienceMs: 700 } });
    const { slack, send } = office;
    const ana = slack.person('U_ANA');
    await slack.until(() => slack.sockets.open.length === 2);
    await send(LEAD);
    const card = await slack.until(() => cardOf(office, 'Acme Robotics'));
    await end(office, () => ana.press(card, 'Claim'));

    const click = slack.records.envelopes.findLast(({ payload }) => payload.type === 'block_actions');
    if (click === undefined) throw new Error('Nothing was pressed');
    await slack.until(() => slack.sockets.open.filter(({ number }) => number > 2).length === 2);
    slack.sockets.resend(click);
    expect(await slack.deliver(click.type, click.payload)).toMatchObject({ kind: 'acked' });
    await dmOf(office, 'U_ANA', 'Jane Doe');
    await slack.until(() => cardOf(office, 'Acme Robotics')?.says.includes('<@U_ANA>'));
    await settled(office);
    expect(await kindsOf(office)).toEqual(['received', 'claimed']);
    expect(ana.dms().filter(({ says }) => says.includes('Jane Doe'))).toHaveLength(1);
  });

  it('an event that came over it comes again, and is heard once (row 16)', async () => {
    const office = await openOffice(backend, { slack: { patienceMs: 700, eventRetryDelaysMs: [0, 300, 1_000] } });
    const { slack, app } = office;
    await slack.until(() => slack.sockets.open.length === 2);
    for (let at = 0; at < 5; at += 1) {
      const newest = Math.max(...slack.sockets.open.map(({ number }) => number));
      slack.admin.changeProfile('U_ANA', { realName: `Ana ${at}` });
      slack.sockets.terminate();
      const fresh = () => slack.sockets.open.filter(({ number }) => number > newest);
      await slack.until(() => slack.events.pending === 0 && fresh().length === 2);
      expect((await app.services.people.person('U_ANA'))?.name).toBe(`Ana ${at}`);
    }
  });
});

describe.each(backends)('five clicks, on $name', (backend) => {
  it('on everything that can be clicked have one effect (row 24)', async () => {
    const office = await openOffice(backend);
    const { slack, send, clock } = office;
    const [ana, mia, max] = [slack.person('U_ANA'), slack.person('U_MIA'), slack.person('U_MAX')];
    const five = async (press: Press) =>
      expect((await Promise.all([press(), press(), press(), press(), press()])).map(({ kind }) => kind)).toEqual(
        Array(5).fill('acknowledged'),
      );
    const fiveForms = async (person: string, submit: () => Promise<unknown>) => {
      await submit();
      const form = slack.records.envelopes.findLast(({ payload }) => payload.type === 'view_submission');
      if (form === undefined) throw new Error(`${person} submitted nothing`);
      await Promise.all(Array.from({ length: 4 }, () => slack.deliver(form.type, form.payload)));
      await slack.person(person).closeAll();
    };

    await send(LEAD);
    const card = await slack.until(() => cardOf(office, 'Acme Robotics'));
    await five(() => ana.press(card, 'Claim'));
    const contact = await dmOf(office, 'U_ANA', 'Jane Doe');
    await five(() => ana.press(contact, 'Reached'));
    await settled(office);
    expect(await kindsOf(office)).toEqual(['received', 'claimed', 'contacted']);
    await five(() => ana.type('/lead release 1 no time', 'C_LEADS'));
    await five(() => max.type('/lead assign 1 @ben', 'C_LEADS'));
    await settled(office);
    expect(await kindsOf(office)).toEqual(['received', 'claimed', 'contacted', 'released', 'assigned']);

    await ana.shortcut('lead.new');
    const typed = { company: 'Globex', email: 'jo@globex.example' };
    const newLead = await formOf(office, 'U_ANA', 'lead.new-lead');
    await fiveForms('U_ANA', () => ana.submit(newLead, typed));
    expect(await office.database.db.selectFrom('leads').select('number').execute()).toHaveLength(2);

    await ana.type('/baton asks new', 'C_LEADS');
    const newAsk = await formOf(office, 'U_ANA', 'ask.new-ask');
    await fiveForms('U_ANA', () => ana.submit(newAsk, { to: 'person:U_MIA', kind: 'content', text: 'Which deck?' }));
    const ask = await dmOf(office, 'U_MIA', 'Which deck?');
    await five(() => mia.press(ask, 'Take it'));
    await settled(office);
    const asked = (await office.database.db.selectFrom('ask_events').select('kind').execute()).map(({ kind }) => kind);
    expect(asked.toSorted()).toEqual(['asked', 'taken']);

    await max.type('/standup setup');
    await max.submit(await slack.until(() => max.view()), { 'standup-setup.channel': 'C_SMARKETING' });
    await settled(office);
    clock.advance(UNTIL_THURSDAY);
    const prompt = await dmOf(office, 'U_ANA', 'hello Ana');
    await five(() => ana.press(prompt, 'Post it'));
    await dmOf(office, 'U_ANA', 'Posted');
    const { '#C_SMARKETING': said } = await stateOf(office);
    expect(said?.filter((message) => message.includes('Ana Ruiz has posted'))).toHaveLength(1);
  });
});
