import { describe, expect, it } from 'vitest';
import { SECOND } from '../../src/core/instants.ts';
import { backends } from '../support/backends.ts';
import { type Office, openOffice } from '../support/baton.ts';

const LEAD = { company: 'Acme Robotics', name: 'Jane Doe', email: 'jane@acme-robotics.example' };

const cards = ({ slack }: Pick<Office, 'slack'>) =>
  slack
    .person('U_ANA')
    .sees('C_LEADS')
    .filter(({ says, isEphemeral }) => says.includes('Acme Robotics') && !isEphemeral);

describe.each(backends)('a stop, on $name', (backend) => {
  it('while a card is being posted waits for Slack’s answer', async () => {
    const office = await openOffice(backend);
    const { slack, send } = office;
    slack.faults.on('chat.postMessage', { kind: 'slow', ms: 500, when: 'after' }, { matching: isCard });
    await send(LEAD);
    await slack.until(() => slack.records.callsOf('chat.postMessage').some(({ args }) => isCard(args)));
    await office.app.stop();
    const { db } = office.database;
    const message = await db.selectFrom('messages').selectAll().where('key', 'like', 'lead.card:%').executeTakeFirst();
    expect(message).toMatchObject({ state: 'shown' });
    const job = await db.selectFrom('jobs').selectAll().where('kind', '=', 'lead.card').executeTakeFirst();
    expect(job).toMatchObject({ state: 'done' });
    expect(await db.selectFrom('worker_leases').selectAll().execute()).toMatchObject([{ expires_at: 0 }]);
  });

  it('that cannot wait any longer leaves the job to the next process, which finds the card', async () => {
    const office = await openOffice(backend, {
      timing: { jobs: { ...SHORT, stopDeadlineMs: 200 } },
    });
    const { slack, send, clock } = office;
    slack.faults.on('chat.postMessage', { kind: 'slow', ms: 1_500, when: 'before' }, { matching: isCard });
    await send(LEAD);
    await slack.until(() => slack.records.callsOf('chat.postMessage').some(({ args }) => isCard(args)));
    await office.app.stop();
    const { db } = office.database;
    const job = () => db.selectFrom('jobs').selectAll().where('kind', '=', 'lead.card').executeTakeFirst();
    expect(await job()).toMatchObject({ state: 'ready' });

    await office.restart();
    await slack.until(() => cards(office).length === 1);
    clock.advance(16 * SECOND);
    const next = office.database.db;
    await expect
      .poll(() => next.selectFrom('jobs').selectAll().where('kind', '=', 'lead.card').executeTakeFirst())
      .toMatchObject({ state: 'done' });
    expect(cards(office)).toHaveLength(1);
    const ana = slack.person('U_ANA');
    const [card] = cards(office);
    if (card !== undefined) await ana.press(card, 'Claim');
    await slack.until(() => cards(office)[0]?.says.includes('<@U_ANA>'));
  });

  it('during a click finishes and acknowledges it', async () => {
    const office = await openOffice(backend);
    const { slack, send, database } = office;
    await send(LEAD);
    const card = await slack.until(() => cards(office)[0]);
    const ana = slack.person('U_ANA');
    const pressed = ana.press(card, 'Claim');
    await slack.until(() => slack.records.envelopes.some(({ type }) => type === 'interactive'));
    const stopped = office.app.stop();
    const reaction = await pressed;
    await stopped;
    const claims = await database.db.selectFrom('lead_events').selectAll().where('kind', '=', 'claimed').execute();
    // Taken: then it was also acknowledged. Not taken: then nothing was done.
    expect(claims).toHaveLength(reaction.kind === 'acknowledged' ? 1 : 0);
    await office.restart();
    if (reaction.kind === 'acknowledged') {
      await slack.until(() => ana.dms().some(({ says }) => says.includes('jane@acme-robotics.example')));
    }
    expect(cards(office)).toHaveLength(1);
  });

  it('and a start again, five times with leads in between: each has one card and one state', async () => {
    const office = await openOffice(backend);
    const { slack, send, clock } = office;
    for (let round = 0; round < 5; round += 1) {
      for (let at = 0; at < 4; at += 1) {
        expect((await send({ ...LEAD, name: undefined, company: `Acme Robotics ${round}${at}` })).status).toBe(200);
      }
      await office.restart();
    }
    clock.advance(16 * SECOND);
    await slack.until(() => cards(office).length >= 20);
    const unfinished = () =>
      office.database.db
        .selectFrom('jobs')
        .select('key')
        .where('state', '=', 'ready')
        .where('kind', '=', 'lead.card')
        .execute();
    await expect.poll(unfinished).toEqual([]);
    expect(new Set(cards(office).map(({ says }) => says.split('\n')[0])).size).toBe(20);
    expect(cards(office)).toHaveLength(20);
  });
});

const isCard = ({ text }: { readonly text?: unknown }): boolean => String(text).includes('Acme Robotics');

/** The jobs' own figures with a poll that suits a test. */
const SHORT = {
  leaseMs: 10 * SECOND,
  renewMs: 3 * SECOND,
  pollMs: 100,
  concurrency: 8,
  backoffBaseMs: SECOND,
  backoffMaxMs: 60 * SECOND,
};
