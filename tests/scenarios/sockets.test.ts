import { describe, expect, it } from 'vitest';
import { backends } from '../support/backends.ts';
import { openOffice } from '../support/baton.ts';

const LEAD = { company: 'Acme Robotics', name: 'Jane Doe', email: 'jane@acme-robotics.example' };
const TYPED_FOR = 6_000;

describe.each(backends)('two sockets, on $name', (backend) => {
  it('answer every command while Slack refreshes each of them in turn', async () => {
    const { slack, send } = await openOffice(backend);
    await slack.until(() => slack.sockets.open.length === 2);
    await send(LEAD);
    const typists = ['U_ANA', 'U_BEN', 'U_MAX', 'U_MIA'].map((id) => slack.person(id));
    const firstConnections = slack.sockets.open.map(({ number }) => number);
    const stop = slack.sockets.refreshEvery(1_200);
    let isOver = false;
    const timer = slack
      .until(() => isOver, { timeoutMs: TYPED_FOR })
      .catch(() => {
        isOver = true;
      });
    const typing = typists.map(async (typist) => {
      const reactions: string[] = [];
      while (!isOver) reactions.push((await typist.type('/lead list', 'leads')).kind);
      return reactions;
    });
    const reactions = (await Promise.all(typing)).flat();
    await timer;
    stop();
    expect(reactions.length).toBeGreaterThan(40);
    expect(reactions.filter((kind) => kind !== 'acknowledged')).toEqual([]);
    expect(slack.records.envelopes.filter(({ ack }) => ack === undefined)).toEqual([]);
    const newer = slack.sockets.open.filter(({ number }) => !firstConnections.includes(number));
    expect(newer.length).toBeGreaterThanOrEqual(2);
    expect(slack.records.rejections).toEqual([]);
  });

  it('lose one without a word, and the other goes on answering', async () => {
    const { slack } = await openOffice(backend);
    await slack.until(() => slack.sockets.open.length === 2);
    const [first] = slack.sockets.open;
    slack.sockets.terminate(first);
    await slack.until(() => slack.sockets.open.length === 1);
    const ana = slack.person('U_ANA');
    for (let at = 0; at < 5; at += 1)
      expect(await ana.type('/lead list', 'leads')).toMatchObject({ kind: 'acknowledged' });
    await slack.until(() => slack.sockets.open.length === 2);
  });

  it('survive “app_rate_limited”, which has no event in it', async () => {
    const { slack, log } = await openOffice(backend);
    await slack.until(() => slack.sockets.open.length === 2);
    const before = slack.sockets.open.map(({ number }) => number);
    slack.sockets.rateLimitEvents();
    slack.sockets.rateLimitEvents();
    await slack.until(() => log.entries.filter(({ event }) => event === 'slack.event.empty').length === 2);
    expect(await slack.person('U_ANA').type('/lead list', 'leads')).toMatchObject({ kind: 'acknowledged' });
    expect(slack.sockets.open.map(({ number }) => number)).toEqual(before);
  });

  it('do not acknowledge an event that failed, so that Slack delivers it again', async () => {
    const office = await openOffice(backend, { slack: { patienceMs: 400, eventRetryDelaysMs: [100, 400, 400] } });
    const { slack, database, log } = office;
    await slack.until(() => slack.sockets.open.length === 2);
    await database.db.schema.alterTable('people').renameTo('people_away').execute();
    slack.admin.changeProfile('U_ANA', { realName: 'Ana Lind' });
    await slack.until(() => log.entries.some(({ event }) => event === 'slack.not-acknowledged'));
    await database.db.schema.alterTable('people_away').renameTo('people').execute();
    await slack.until(() => slack.events.pending === 0);
    const person = await office.app.services.people.person('U_ANA');
    expect(person?.name).toBe('Ana Lind');
    const deliveries = slack.records.envelopes.filter(({ payload }) => JSON.stringify(payload).includes('Ana Lind'));
    expect(deliveries.length).toBeGreaterThan(1);
    expect(deliveries.at(-1)?.ack).toBeDefined();
  });

  it('bring a click twice, and it is done once', async () => {
    const { slack, send, database } = await openOffice(backend);
    await slack.until(() => slack.sockets.open.length === 2);
    await send(LEAD);
    const ana = slack.person('U_ANA');
    const card = await slack.until(() => ana.sees('C_LEADS').find(({ buttons }) => buttons.includes('Claim')));
    slack.sockets.duplicateNext(1, 1);
    await ana.press(card, 'Claim');
    await slack.until(() => ana.dms().some(({ says }) => says.includes('jane@acme-robotics.example')));
    await ana.type('/lead list', 'leads');
    const claims = await database.db.selectFrom('lead_events').selectAll().where('kind', '=', 'claimed').execute();
    expect(claims).toHaveLength(1);
    expect(ana.sees('C_LEADS').some(({ says }) => says.includes('yours already'))).toBe(false);
  });
});
