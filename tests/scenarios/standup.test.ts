import { WebClient } from '@slack/web-api';
import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../src/core/instants.ts';
import { backends } from '../support/backends.ts';
import { type Office, openOffice } from '../support/baton.ts';

const LEAD = { company: 'Acme Robotics', name: 'Jane Doe', email: 'jane@acme-robotics.example' };

const ASK = {
  to: { team: 'marketing' },
  kind: 'content',
  about: undefined,
  neededBy: undefined,
  text: 'Which deck for fintech?',
  origin: undefined,
} as const;

/** Thursday, half past nine in Berlin; the office opens on Wednesday at ten. */
const UNTIL_THURSDAY = 23 * HOUR + 30 * MINUTE;

const dm = ({ slack }: Office, person: string, words: string) =>
  slack.until(() =>
    slack
      .person(person)
      .dms()
      .findLast(({ says, isEphemeral }) => !isEphemeral && says.includes(words)),
  );

const parent = ({ slack }: Office, words: string) =>
  slack.until(() =>
    slack
      .person('U_MIA')
      .sees('C_SMARKETING')
      .find(({ says, buttons }) => buttons.includes('Add mine') && says.includes(words)),
  );

/** Until everybody's message is not only there but recorded: a clock that jumps in between is an outage. */
const allAsked = ({ database }: Office) =>
  expect
    .poll(() => database.db.selectFrom('ritual_slots').select('person_id').where('state', '=', 'sent').execute())
    .toHaveLength(3);

/** Max switches it on by hand. */
async function switchOn({ slack }: Office): Promise<void> {
  const max = slack.person('U_MAX');
  await max.type('/standup setup');
  const form = await slack.until(() => max.view());
  expect(form.says).toContain('Ana Ruiz, Ben Okafor, Mia Chen: 09:30 CET');
  await max.submit(form, { 'standup-setup.channel': 'C_SMARKETING' });
  await slack.until(() => max.view()?.says.includes('It applies from *Thu 5 Mar* on.'));
}

describe.each(backends)('the standup on $name', (backend) => {
  it('is asked with what is known, posted with one click, counted in one message, and helps with an ask', async () => {
    const office = await openOffice(backend);
    const { slack, clock } = office;
    await switchOn(office);
    await office.send(LEAD);
    const ana = slack.person('U_ANA');
    const card = await slack.until(() => ana.sees('C_LEADS').find(({ says }) => says.includes('Acme Robotics')));
    await ana.press(card, 'Claim');
    clock.advance(UNTIL_THURSDAY);

    const prompt = await dm(office, 'U_ANA', 'Claimed 1 lead');
    expect(prompt.buttons).toEqual(['Post it', 'Edit', 'Skip']);
    await ana.press(prompt, 'Post it');
    await dm(office, 'U_ANA', 'Posted');
    const day = await parent(office, 'Sales 1 of 2 · Marketing 0 of 1');
    const post = () =>
      slack
        .person('U_MIA')
        .thread(day)
        .find(({ ts, says }) => ts !== day.ts && says.includes('Ana Ruiz'));
    expect((await slack.until(post)).says).toContain('Claimed 1 lead: #1 Acme Robotics');

    // The lead's name leads to its card, by the address that Slack itself gives.
    const web = new WebClient(slack.tokens.bot, { slackApiUrl: slack.url });
    const { permalink = 'none' } = await web.chat.getPermalink({ channel: card.channel, message_ts: card.ts });
    expect(JSON.stringify(post()?.blocks)).toContain(`"url":"${permalink}"`);

    // Edited: the same reply, marked.
    await ana.press(await dm(office, 'U_ANA', 'Posted'), 'Edit');
    const form = await slack.until(() => ana.view());
    await ana.press(form, 'Ask the other team');
    const ask = await slack.until(() => {
      const top = ana.view();
      return top?.callbackId === 'ask.new-ask' ? top : undefined;
    });
    await ana.submit(ask, {
      to: 'team:marketing',
      kind: 'content',
      text: 'Which deck for fintech?',
    });
    await ana.close();
    await ana.submit(form, { today: 'Call Acme' });
    await slack.until(() => (post()?.says.includes('Call Acme') && post()?.says.includes('edited')) || undefined);

    // Marketing takes the ask from the channel, and both places say so.
    const mia = slack.person('U_MIA');
    await mia.press(await parent(office, 'Which deck for fintech?'), 'Take it');
    await slack.until(() => post()?.says.includes('Mia Chen has it') || undefined);
    await slack.until(() => !mia.sees('C_SMARKETING').at(-1)?.says.includes('Which deck') || undefined);
    expect(mia.sees('C_SMARKETING').filter(({ buttons }) => buttons.includes('Add mine'))).toHaveLength(1);
  });

  it('goes from a prompt to the digest of the week: one click, an ask that is declined in the channel, a summary a day', async () => {
    const office = await openOffice(backend);
    const { slack, clock, app } = office;
    await switchOn(office);
    const who = await app.services.people.admit({ teamId: app.workspaceId, userId: 'U_ANA' });
    if (who.kind !== 'admitted') throw new Error('Ana works here');
    await app.services.asks.create(who.actor, { ...ASK, madeBy: 'test' });
    clock.advance(UNTIL_THURSDAY);
    await allAsked(office);

    const [ana, mia] = [slack.person('U_ANA'), slack.person('U_MIA')];
    const hers = await dm(office, 'U_MIA', ASK.text);
    expect(hers.buttons).toEqual(['Take it', 'Answer', 'Decline', 'Nothing today', 'Edit', 'Skip']);
    await ana.press(await dm(office, 'U_ANA', 'quiet day'), 'Nothing today');
    const thursday = await parent(office, 'Sales 1 of 2');
    expect(thursday.buttons).toEqual(['Take it', 'Answer', 'Decline', 'Add mine']);
    await mia.press(thursday, 'Decline');
    const form = await slack.until(() => mia.view());
    expect(form.says).toContain(ASK.text);
    await mia.submit(form, { reason: 'Not before the fair.' });
    // Nobody need look at it any more, in the channel and in the prompt.
    await slack.until(() => !mia.sees('C_SMARKETING').at(-1)?.says.includes(ASK.text) || undefined);
    await slack.until(() => mia.dms().find(({ ts, says }) => ts === hers.ts && !says.includes(ASK.text)));
    expect((await dm(office, 'U_ANA', 'has declined ask 1')).says).toContain('Not before the fair.');
    clock.advance(2 * HOUR);
    await parent(office, '2 without an answer');

    clock.advance(22 * HOUR);
    await allAsked(office);
    await ana.press(await dm(office, 'U_ANA', 'quiet day'), 'Nothing today');
    await parent(office, 'Fri 6 Mar');
    clock.advance(2 * HOUR);
    const friday = await slack.until(() =>
      mia.sees('C_SMARKETING').find(({ says }) => /Fri 6 Mar[\s\S]*2 without an answer/.test(says)),
    );
    const digest = await slack.until(() => ana.thread(friday).find(({ says }) => says.includes('The week 5 to 6 Mar')));
    expect(digest.says).toContain('*Answers*\n• Sales: 2 of 4\n• Marketing: 0 of 2');
    expect(digest.says).toContain('Sales → Marketing: 1 asked, 1 declined; nothing open');
    expect(digest.says).toContain('Marketing → Sales: nothing asked; nothing open');
  });

  it('closes with the missing named to their manager alone, and takes late answers', async () => {
    const office = await openOffice(backend);
    const { slack, clock } = office;
    await switchOn(office);
    clock.advance(UNTIL_THURSDAY);
    await allAsked(office);
    clock.advance(2 * HOUR);
    await parent(office, '3 without an answer');
    expect((await dm(office, 'U_MAX', 'no answer from')).says).toContain('Ana Ruiz');
    const ben = slack.person('U_BEN');
    await ben.press(await dm(office, 'U_BEN', 'This standup closed'), 'Answer late');
    await ben.submit(await slack.until(() => ben.view()), { today: 'Calls' });
    const day = await parent(office, '2 without an answer');
    await slack.until(() => ben.thread(day).find(({ says }) => /Ben Okafor.*late/.test(says)));
  });

  it('PPL-4: goes on while its channel is closed to the bot, tells its owner once, and posts the day when it is back', async () => {
    const office = await openOffice(backend);
    const { slack, clock } = office;
    await switchOn(office);
    slack.admin.kickBot('C_SMARKETING');
    clock.advance(UNTIL_THURSDAY);
    const ana = slack.person('U_ANA');
    await ana.press(await dm(office, 'U_ANA', 'quiet day'), 'Nothing today');
    await dm(office, 'U_ANA', 'Posted');
    // The way out is in the notice.
    const [max, news] = [slack.person('U_MAX'), await dm(office, 'U_MAX', 'I can’t post in')];
    await max.press(news, 'Pick a new channel');
    await slack.until(() => max.view()?.callbackId === 'standup.setup' || undefined);
    await max.close();
    slack.admin.inviteBot('C_SMARKETING');
    const day = await parent(office, 'Sales 1 of 2');
    await slack.until(() => ana.thread(day).find(({ says }) => says.includes('Ana Ruiz')));
    const days = slack
      .person('U_MIA')
      .sees('C_SMARKETING')
      .filter(({ buttons }) => buttons.includes('Add mine'));
    expect(days).toHaveLength(1);
  });

  it('PPL-5: each prompt is posted to its person, not to a remembered conversation, which opens one that was closed', async () => {
    const office = await openOffice(backend);
    const { slack, clock } = office;
    await switchOn(office);
    const postedTo = (words: string) =>
      slack.records
        .callsOf('chat.postMessage')
        .filter(({ args }) => String(args.text).includes(words))
        .map(({ args }) => String(args.channel))
        .toSorted();
    const everybody = ['U_ANA', 'U_BEN', 'U_MIA'];
    clock.advance(UNTIL_THURSDAY);
    await allAsked(office);
    expect(postedTo('one click if there is nothing')).toEqual(everybody);
    // Of the day before each knows where it is; a new one opens the conversation again all the same.
    expect((await dm(office, 'U_ANA', 'quiet day')).channel).toMatch(/^D/);
    clock.advance(2 * HOUR);
    await parent(office, '3 without an answer');
    clock.advance(22 * HOUR);
    await allAsked(office);
    expect(postedTo('one click if there is nothing')).toEqual([...everybody, ...everybody].toSorted());
  });

  it('PPL-1: its owner hears who is gone and which asks need somebody else', async () => {
    const office = await openOffice(backend);
    const { slack, clock, app } = office;
    await switchOn(office);
    const { asks, people } = app.services;
    const [ana, mia] = await Promise.all(
      ['U_ANA', 'U_MIA'].map((userId) => people.admit({ teamId: app.workspaceId, userId })),
    );
    if (ana?.kind !== 'admitted' || mia?.kind !== 'admitted') throw new Error('Ana and Mia work here');
    const made = await asks.create(ana.actor, { ...ASK, madeBy: 'test' });
    if (made.kind === 'asked') await asks.take(mia.actor, made.view.ask.id);
    slack.admin.deactivate('U_MIA');
    await dm(office, 'U_MAX', 'who had it has left Slack');
    clock.advance(UNTIL_THURSDAY);
    await dm(office, 'U_ANA', 'quiet day');
    // News of that kind comes once an hour.
    clock.advance(HOUR);
    const news = await dm(office, 'U_MAX', 'is deactivated in Slack');
    expect(news.says).toContain('1 ask waits for somebody else');
    expect(news.says).toContain('“Which deck for fintech?” Ana Ruiz → Marketing');
  });

  it('ANS-4: a form that is open across a restart posts what it showed', async () => {
    const office = await openOffice(backend);
    const { slack, clock } = office;
    await switchOn(office);
    clock.advance(UNTIL_THURSDAY);
    const ana = slack.person('U_ANA');
    await ana.press(await dm(office, 'U_ANA', 'quiet day'), 'Edit');
    const form = await slack.until(() => ana.view());
    await office.restart();
    await ana.submit(form, { today: 'Call Acme' });
    const day = await parent(office, 'Sales 1 of 2');
    await slack.until(() => ana.thread(day).find(({ says }) => says.includes('Call Acme')));
  });

  it('ANS-1: a reply that somebody deleted is posted again once, by the next change', async () => {
    const office = await openOffice(backend);
    const { slack, clock } = office;
    await switchOn(office);
    clock.advance(UNTIL_THURSDAY);
    const ana = slack.person('U_ANA');
    await ana.press(await dm(office, 'U_ANA', 'quiet day'), 'Nothing today');
    const day = await parent(office, 'Sales 1 of 2');
    const post = await slack.until(() => ana.thread(day).find(({ says }) => says.includes('Ana Ruiz')));
    await new WebClient(slack.tokens.bot, { slackApiUrl: slack.url }).chat.delete({
      channel: post.channel,
      ts: post.ts,
    });
    await ana.press(await dm(office, 'U_ANA', 'Posted'), 'Edit');
    await ana.submit(await slack.until(() => ana.view()), { today: 'Call Acme' });
    await slack.until(() => ana.thread(day).find(({ says }) => says.includes('Call Acme')));
    expect(ana.thread(day)).toHaveLength(2);
  });
});
