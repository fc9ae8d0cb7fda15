import { describe, expect, it } from 'vitest';
import { type Backend, backends } from '../support/backends.ts';
import { openOffice } from '../support/baton.ts';
import { company } from '../support/company.ts';

const LEAD = { company: 'Acme Robotics', name: 'Jane Doe', email: 'jane@acme-robotics.example' };

const crowd = Array.from({ length: 20 }, (_, at) => ({
  id: `U_REP${at}`,
  name: `rep${at}`,
  realName: `Rep ${at}`,
  tz: 'Europe/Berlin',
  email: `rep${at}@acme.test`,
}));

/** An office in which Ana, Ben and twenty more sell, and whose card waits to be claimed. */
async function withCrowd(backend: Backend) {
  const channels = company.channels.map((channel) => ({
    ...channel,
    members: [...channel.members, ...crowd.map(({ id }) => id)],
  }));
  const office = await openOffice(backend, {
    slack: { company: { ...company, people: [...company.people, ...crowd], channels } },
  });
  const { people, setup } = office.app.services;
  const admitted = await people.admit({ teamId: office.app.workspaceId, userId: 'U_ADA' });
  if (admitted.kind === 'refused') throw new Error(admitted.sentence);
  const sales = ['U_ANA', 'U_BEN', ...crowd.map(({ id }) => id)];
  await setup.saveBasics(admitted.actor, { channelId: 'C_LEADS', sales, marketing: [] });
  await office.send(LEAD);
  const { slack } = office;
  const card = () =>
    slack
      .person('U_ANA')
      .sees('C_LEADS')
      .find(({ says, isEphemeral }) => says.includes('Acme Robotics') && !isEphemeral);
  return { ...office, sales, card, open: await slack.until(card) };
}

describe.each(backends)('who claims first, on $name', (backend) => {
  it.each([
    ['two reps press', 2, 1],
    ['twenty-two people press and type', 22, 1],
    ['two reps press, and two processes take their clicks', 2, 2],
    ['twenty-two people press and type, and two processes take it', 22, 2],
  ])('%s in the same moment: one wins, the others hear who', async (_, count, processes) => {
    const office = await withCrowd(backend);
    const { slack, database, open } = office;
    for (let more = 1; more < processes; more += 1) await office.another();
    await slack.until(() => slack.sockets.open.length >= 2 * processes);
    const rivals = office.sales.slice(0, count).map((id) => slack.person(id));

    const reactions = await Promise.all(
      rivals.map((rival, at) => (at % 3 === 2 ? rival.type('/lead claim 1', 'leads') : rival.press(open, 'Claim'))),
    );
    expect(reactions.map(({ kind }) => kind)).toEqual(rivals.map(() => 'acknowledged'));

    const claims = await database.db.selectFrom('lead_events').selectAll().where('kind', '=', 'claimed').execute();
    expect(claims).toHaveLength(1);
    const winner = claims[0]?.by_id ?? '';
    await slack.until(() =>
      slack
        .person(winner)
        .dms()
        .some(({ says }) => says.includes('jane@acme-robotics.example')),
    );
    const losers = rivals.filter(({ id }) => id !== winner);
    for (const loser of losers) {
      await slack.until(() => loser.sees('C_LEADS').some(({ says }) => says.includes(`<@${winner}> was faster`)), {
        what: `${loser.id} hearing that ${winner} was faster`,
      });
      expect(loser.dms().some(({ says }) => says.includes('jane@acme-robotics.example'))).toBe(false);
    }
    await slack.until(() => office.card()?.says.includes(`<@${winner}>`) && !office.card()?.buttons.includes('Claim'));
    // Over four sockets each of them was reached, so no process was left out.
    const used = new Set(slack.records.envelopes.map(({ connection }) => connection));
    if (count > 2) expect(used.size).toBeGreaterThanOrEqual(2 * processes);
  });
});
