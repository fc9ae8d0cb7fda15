import { describe, expect, it } from 'vitest';
import type { Misbehaviour } from '../../playground/server/faults.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../../src/core/instants.ts';
import { backends } from '../support/backends.ts';
import { type Office, openOffice } from '../support/baton.ts';

const LEAD = { company: 'Acme Robotics', name: 'Jane Doe', email: 'jane@acme-robotics.example' };

const companies = (count: number) => Array.from({ length: count }, (_, at) => `Company ${String(at).padStart(2, '0')}`);

/** What of these companies' cards stands in #leads: one entry for each card. */
function cardsOf({ slack }: Office, names: readonly string[]): string[] {
  const titles = slack
    .person('U_ANA')
    .sees('C_LEADS')
    .filter(({ isEphemeral }) => !isEphemeral)
    .map(({ says }) => says.split('\n')[0] ?? '');
  return titles.flatMap((title) => names.filter((name) => title.includes(name))).toSorted();
}

const DOWN: Misbehaviour = { kind: 'http-error', status: 503, when: 'before' };

describe.each(backends)('after three hours of downtime, on $name', (backend) => {
  it('forty late leads have their true times, and there is one message for the channel and one for the manager (B3)', async () => {
    const office = await openOffice(backend);
    const { slack, clock, send } = office;
    const names = companies(40);
    for (const name of names) expect((await send({ ...LEAD, company: name })).status).toBe(200);
    await slack.until(() => cardsOf(office, names).length === 40);
    const [ana, max] = [slack.person('U_ANA'), slack.person('U_MAX')];
    await slack.until(() => max.dms().length > 0);
    const before = { channel: ana.sees('C_LEADS').length, max: max.dms().length };

    await office.app.stop();
    clock.advance(3 * HOUR);
    await office.restart();

    const news = () => max.dms().slice(before.max);
    await slack.until(() => news().some(({ says }) => says.includes('40 leads')));
    await slack.until(() =>
      ana
        .sees('C_LEADS')
        .slice(before.channel)
        .some(({ says }) => says.includes('40 leads')),
    );
    const { db } = office.database;
    const clocks = await db.selectFrom('sla_clocks').selectAll().execute();
    const events = await db.selectFrom('sla_events').selectAll().execute();
    expect(clocks.map(({ state }) => state)).toEqual(Array(40).fill('late'));
    for (const one of clocks) {
      const at = (kind: string) => events.find((event) => event.clock_id === one.id && event.kind === kind)?.at;
      expect([at('warned'), at('late')]).toEqual([one.warn_at, one.due_at]);
    }
    expect(events).toHaveLength(80);

    clock.advance(2 * HOUR);
    await send({ ...LEAD, company: 'Second Corp' });
    await slack.until(() => cardsOf(office, ['Second Corp']).length === 1);
    expect(news()).toHaveLength(1);
    expect(ana.sees('C_LEADS').slice(before.channel)).toHaveLength(2);
    expect(slack.records.rejections).toEqual([]);
  });
});

describe.each(backends)('while Slack is away, on $name', (backend) => {
  it('for a minute, twenty leads are taken; then each has its card, once', async () => {
    const office = await openOffice(backend);
    const { slack, clock, send } = office;
    const names = companies(20);
    const isBack = await slack.faults.outage('refuse');
    for (const name of names) {
      expect((await send({ ...LEAD, company: name })).status).toBe(200);
      clock.advance(3 * SECOND);
    }
    expect(cardsOf(office, names)).toEqual([]);
    await isBack();
    await slack.until(() => {
      clock.advance(SECOND);
      return cardsOf(office, names).length >= 20;
    });
    clock.advance(20 * SECOND);
    await send({ ...LEAD, company: 'Second Corp' });
    await slack.until(() => cardsOf(office, ['Second Corp']).length === 1);
    expect(cardsOf(office, names)).toEqual(names);
  });

  it.each([
    ['more than an hour', 65 * MINUTE],
    ['a day', DAY],
  ])(
    'for %s, leads are taken; then each has its card, and there is one message about those that are late (row 13)',
    async (_, away) => {
      const office = await openOffice(backend);
      const { slack, clock, send, database } = office;
      const names = companies(12);
      const isBack = await slack.faults.outage('refuse');
      for (const name of names) expect((await send({ ...LEAD, company: name })).status).toBe(200);
      const until = clock.now() + away;
      while (clock.now() < until) {
        clock.advance(Math.min(HOUR, until - clock.now()));
        // The attempts of that moment have all failed.
        await expect
          .poll(() => database.db.selectFrom('jobs').select('key').where('state', '=', 'running').execute())
          .toEqual([]);
      }
      await isBack();
      const managersNews = () =>
        slack
          .person('U_MAX')
          .dms()
          .filter(({ says }) => says.includes('leads are late'));
      await slack.until(() => {
        clock.advance(SECOND);
        return cardsOf(office, names).length >= names.length && managersNews().length > 0;
      });
      clock.advance(20 * SECOND);
      await send({ ...LEAD, company: 'Second Corp' });
      await slack.until(() => cardsOf(office, ['Second Corp']).length === 1);
      expect(cardsOf(office, names)).toEqual(names);
      // What was late at the first attempt goes out as one; the rest is for the next hour.
      expect(managersNews()).toHaveLength(1);
      const others = slack
        .person('U_ANA')
        .sees('C_LEADS')
        .filter(({ buttons }) => !buttons.includes('Claim'));
      expect(others.length).toBeLessThanOrEqual(1);
    },
  );

  it('a lead that is found to be spam gets no card, and news of it holds up no other', async () => {
    const office = await openOffice(backend);
    const { slack, clock, send } = office;
    const ana = slack.person('U_ANA');
    const fault = slack.faults.on('chat.postMessage', DOWN, { times: Number.POSITIVE_INFINITY });
    for (const company of ['Spam Corp', 'Acme Robotics']) await send({ ...LEAD, company });
    for (const [lead, reason] of ['spam', 'budget'].entries()) {
      await ana.type(`/lead claim ${lead + 1}`, 'C_LEADS');
      await ana.type(`/lead reject ${lead + 1} ${reason}`, 'C_LEADS');
    }
    fault.stop();
    clock.advance(MINUTE);
    const card = await slack.until(() =>
      ana.sees('C_LEADS').find(({ isEphemeral, says }) => !isEphemeral && says.startsWith('#2 Acme Robotics')),
    );
    await slack.until(() => {
      clock.advance(SECOND);
      return ana.thread(card).some(({ says }) => says.includes('Given up:'));
    });
    expect(cardsOf(office, ['Spam Corp'])).toEqual([]);
  });

  it('a claim is kept: the contact and the card follow when it is back', async () => {
    const office = await openOffice(backend);
    const { slack, clock, send } = office;
    const ana = slack.person('U_ANA');
    await send(LEAD);
    const card = await slack.until(() => ana.sees('C_LEADS').find(({ buttons }) => buttons.includes('Claim')));
    slack.faults.on('*', DOWN, { times: Number.POSITIVE_INFINITY });
    expect(await ana.press(card, 'Claim')).toMatchObject({ kind: 'acknowledged' });
    const [lead] = await office.database.db.selectFrom('leads').selectAll().execute();
    expect(lead?.owner_id).toBe('U_ANA');
    await slack.until(() => slack.records.calls.some(({ fault }) => fault !== undefined));

    slack.faults.clear();
    clock.advance(6 * SECOND);
    await slack.until(() => ana.sees('C_LEADS').some(({ says }) => says.includes('<@U_ANA>')));
    // A DM in doubt is looked for before it is posted again.
    clock.advance(16 * SECOND);
    await slack.until(() => ana.dms().some(({ says }) => says.includes('jane@acme-robotics.example')));
    expect(ana.dms().filter(({ says }) => says.includes('jane@acme-robotics.example'))).toHaveLength(1);
  });
});

describe.each(backends)('news that is over before Slack could take it, on $name', (backend) => {
  it('is told nobody: that a lead is theirs, when they have given it back', async () => {
    const office = await openOffice(backend);
    const { slack, clock, send } = office;
    const ana = slack.person('U_ANA');
    await send(LEAD);
    await slack.until(() => ana.sees('C_LEADS').some(({ buttons }) => buttons.includes('Claim')));
    slack.faults.on(
      'chat.postMessage',
      { kind: 'rate-limited', retryAfter: 5 },
      { matching: ({ text }) => String(text).startsWith('Yours:') },
    );
    const stateOf = async () =>
      (await office.database.db.selectFrom('messages').selectAll().where('key', 'like', 'lead.owner:%').execute()).map(
        ({ state }) => state,
      );
    await ana.type('/lead claim 1', 'C_LEADS');
    await expect.poll(stateOf).toEqual(['waiting']);
    await ana.type('/lead release 1', 'C_LEADS');
    clock.advance(6 * SECOND);
    await expect.poll(stateOf).toEqual([]);
    expect(ana.dms().filter(({ says }) => says.includes('Acme Robotics'))).toEqual([]);
  });
});

/** So long we wait for Slack: on a busy machine all other answers must have come by then. */
const TIMEOUT = 2_000;
const LATE = TIMEOUT + 500;

describe.each(backends)('a post whose answer is lost, on $name', (backend) => {
  it.each<[string, Misbehaviour]>([
    ['the connection is reset after Slack took it', { kind: 'reset', when: 'after' }],
    ['the connection is reset before Slack took it', { kind: 'reset', when: 'before' }],
    ['500 after Slack took it', { kind: 'http-error', status: 500, when: 'after' }],
    ['500 before Slack took it', { kind: 'http-error', status: 500, when: 'before' }],
    ['an answer that comes too late', { kind: 'slow', ms: LATE, when: 'after' }],
    ['a post that lands when we have given up waiting', { kind: 'slow', ms: LATE, when: 'before' }],
    ['an answer that is cut off', { kind: 'body', body: 'cut', when: 'after' }],
    ['“internal_error” though it was posted', { kind: 'error', error: 'internal_error', when: 'after' }],
  ])('%s: exactly one card', async (_, misbehaviour) => {
    const slow = { pacing: { scale: 0, burst: 5, patience: 1_000 }, stagger: 50, spacing: 20, timeout: TIMEOUT };
    const office = await openOffice(backend, misbehaviour.kind === 'slow' ? { timing: { slack: slow } } : {});
    const { slack, clock, send } = office;
    const ana = slack.person('U_ANA');
    const fault = slack.faults.on('chat.postMessage', misbehaviour, {
      matching: ({ text }) => String(text).includes('Acme Robotics'),
    });
    await send(LEAD);
    await slack.until(() => fault.hits === 1);
    const { db } = office.database;
    const state = async () => {
      const key = (await db.selectFrom('jobs').selectAll().where('kind', '=', 'lead.card').executeTakeFirst())?.state;
      return key;
    };
    await expect.poll(state).toBe('ready');
    const spoilt = slack.records.callsOf('chat.postMessage').find((call) => call.fault !== undefined);
    await slack.until(() => spoilt?.answeredAt !== undefined || misbehaviour.kind !== 'slow');
    clock.advance(16 * SECOND);
    await expect.poll(state).toBe('done');
    expect(cardsOf(office, ['Acme Robotics'])).toEqual(['Acme Robotics']);

    const card = ana.sees('C_LEADS').find(({ buttons }) => buttons.includes('Claim'));
    if (card === undefined) throw new Error('No card');
    await ana.press(card, 'Claim');
    await slack.until(() => ana.sees('C_LEADS').some(({ says }) => says.includes('<@U_ANA>')));
    clock.advance(MINUTE);
    await send({ ...LEAD, company: 'Second Corp' });
    await slack.until(() => cardsOf(office, ['Second Corp']).length === 1);
    expect(cardsOf(office, ['Acme Robotics'])).toHaveLength(1);
  });
});
