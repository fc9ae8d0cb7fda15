import { describe, expect, it } from 'vitest';
import type { Misbehaviour } from '../../playground/server/faults.ts';
import { SECOND } from '../../src/core/instants.ts';
import { type Backend, backends } from '../support/backends.ts';
import { openOffice } from '../support/baton.ts';
import { company } from '../support/company.ts';
import { cardOf, dmOf, LEAD } from './slack-day.ts';
import { settled } from './slack-state.ts';

const crowd = Array.from({ length: 98 }, (_, at) => ({
  id: `U_REP${at}`,
  name: `rep${at}`,
  realName: `Rep ${at}`,
  tz: 'Europe/Berlin',
  email: `rep${at}@acme.test`,
}));
const SALES = ['U_ANA', 'U_BEN', ...crowd.map(({ id }) => id)];

async function withCrowd(backend: Backend) {
  const channels = company.channels.map((one) => ({ ...one, members: [...one.members, ...SALES.slice(2)] }));
  const office = await openOffice(backend, {
    // Whoever waits longer than this sees an error of Slack's.
    slack: { company: { ...company, people: [...company.people, ...crowd], channels }, patienceMs: 10_000 },
  });
  const { people, setup } = office.app.services;
  const admitted = await people.admit({ teamId: office.app.workspaceId, userId: 'U_ADA', isForGuests: false });
  if (admitted.kind === 'refused') throw new Error(admitted.sentence);
  await setup.saveBasics(admitted.actor, { channelId: 'C_LEADS', sales: SALES, marketing: [] });
  return office;
}

describe.each(backends)('a hundred reps, on $name', (backend) => {
  it('press Claim in the same moment: one has the lead, and ninety-nine hear who (row 22)', async () => {
    const office = await withCrowd(backend);
    const { slack, send, database } = office;
    await send(LEAD);
    const card = await slack.until(() => cardOf(office, 'Acme Robotics'));
    const reps = SALES.map((id) => slack.person(id));
    const reactions = await Promise.all(reps.map((rep) => rep.press(card, 'Claim')));
    expect(reactions.map(({ kind }) => kind)).toEqual(reps.map(() => 'acknowledged'));

    const claims = await database.db.selectFrom('lead_events').selectAll().where('kind', '=', 'claimed').execute();
    expect(claims).toHaveLength(1);
    const winner = claims[0]?.by_id ?? '';
    const told = () =>
      slack
        .channels()
        .flatMap(({ messages }) => messages)
        .filter(({ onlyFor, text }) => onlyFor !== undefined && text.includes(`<@${winner}> was faster`))
        .map(({ onlyFor = '' }) => onlyFor);
    await slack.until(() => told().length === 99);
    expect(new Set(told())).toEqual(new Set(SALES.filter((id) => id !== winner)));
    const contact = () =>
      slack
        .person(winner)
        .dms()
        .some(({ says }) => says.includes('Jane Doe'));
    await slack.until(() => contact() && cardOf(office, 'Acme Robotics')?.says.includes(`<@${winner}>`));
  });
});

describe.each(backends)('things that come in the wrong order, on $name', (backend) => {
  it.each<[string, Misbehaviour]>([
    ['its answer was lost, so we don’t know that it is there', { kind: 'reset', when: 'after' }],
    ['its answer is late', { kind: 'slow', ms: 600, when: 'after' }],
  ])('a card is claimed while %s: there is one card, and it tells the truth (row 18)', async (_, misbehaviour) => {
    const office = await openOffice(backend);
    const { slack, send, clock } = office;
    const matching = ({ text }: { text?: unknown }) => String(text).includes('Acme Robotics');
    slack.faults.on('chat.postMessage', misbehaviour, { matching });
    await send(LEAD);
    const card = await slack.until(() => cardOf(office, 'Acme Robotics'));
    const stored = office.database.db.selectFrom('messages').select('ts').where('key', 'like', 'lead.card:%');
    expect(await stored.execute()).toEqual([{ ts: null }]);
    expect(await slack.person('U_ANA').press(card, 'Claim')).toMatchObject({ kind: 'acknowledged' });
    await dmOf(office, 'U_ANA', 'Jane Doe');
    clock.advance(16 * SECOND);
    await slack.until(() => cardOf(office, 'Acme Robotics')?.says.includes('<@U_ANA>'));
    await settled(office);
    const cards = slack
      .person('U_BEN')
      .sees('C_LEADS')
      .filter(({ says }) => says.includes('Acme Robotics'));
    expect(cards.map(({ ts }) => ts)).toEqual([card.ts]);
    expect(cards[0]?.buttons).not.toContain('Claim');
  });

  it('a lead is claimed, given back and claimed again before its card could be posted: the card is the last of it (row 18)', async () => {
    const office = await openOffice(backend);
    const { slack, send, clock } = office;
    const down = slack.faults.on(
      'chat.postMessage',
      { kind: 'http-error', status: 503, when: 'before' },
      { times: Number.POSITIVE_INFINITY },
    );
    await send(LEAD);
    await slack.until(() => down.hits > 0);
    await slack.person('U_ANA').type('/lead claim 1', 'C_LEADS');
    await slack.person('U_ANA').type('/lead release 1 no time', 'C_LEADS');
    await slack.person('U_BEN').type('/lead claim 1', 'C_LEADS');
    slack.faults.clear();
    await slack.until(() => {
      clock.advance(SECOND);
      return cardOf(office, 'Acme Robotics');
    });
    await settled(office);
    // It may have been on its way as it was a moment before.
    const card = cardOf(office, 'Acme Robotics');
    expect(card?.says).toContain('<@U_BEN>');
    expect(card?.buttons).not.toContain('Claim');
    const posts = slack.records.callsOf('chat.postMessage').filter(({ answer, args }) => {
      return answer?.ok === true && args.channel === 'C_LEADS' && String(args.text).includes('Acme Robotics');
    });
    expect(posts).toHaveLength(1);
  });
});
