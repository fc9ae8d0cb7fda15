import { expect, it } from 'vitest';
import { clientOf, openOffice } from './office.ts';

const mrkdwn = (text: string) => [{ type: 'section' as const, text: { type: 'mrkdwn' as const, text } }];
const plain = (text: string) => [{ type: 'section' as const, text: { type: 'plain_text' as const, text } }];

it.each([
  ['a mention in the text', { text: 'Hi <@U_ANA>' }, ['U_ANA']],
  ['a mention with a name', { text: 'Hi <@U_ANA|ana>' }, ['U_ANA']],
  ['a mention in mrkdwn', { text: 'x', blocks: mrkdwn('<@U_BEN>') }, ['U_BEN']],
  ['an escaped mention', { text: '&lt;@U_ANA&gt;', blocks: mrkdwn('&lt;!channel&gt;') }, []],
  ['a mention in plain text', { text: 'x', blocks: plain('<@U_ANA>') }, []],
  ['a mention of somebody who is not in the channel', { text: '<@U_GUS> <@U_NONE>' }, []],
  ['everybody', { text: '<!channel>' }, ['U_ANA', 'U_BEN']],
  ['whoever is here', { text: 'x', blocks: mrkdwn('<!here|here>') }, ['U_ANA', 'U_BEN']],
  ['a user group', { text: '<!subteam^S_REPS|@reps>' }, ['U_BEN']],
  ['nobody in particular', { text: 'Hello' }, []],
])('rings for %s', async (_what, message, rung) => {
  const slack = await openOffice();
  await clientOf(slack).chat.postMessage({ channel: 'C_LEADS', ...message });
  expect(slack.notifications().map((one) => one.person)).toEqual(rung);
});

it('rings for direct messages and shows their text; edits ring nobody', async () => {
  const slack = await openOffice();
  const client = clientOf(slack);
  const { ts = '', channel = '' } = await client.chat.postMessage({
    channel: 'U_ANA',
    text: 'Tom &amp; co',
    blocks: mrkdwn('*more*'),
  });
  await client.chat.update({ channel, ts, text: '<@U_ANA> again' });
  await client.chat.postEphemeral({ channel: 'C_LEADS', user: 'U_ANA', text: '<@U_ANA>' });
  expect(slack.person('U_ANA').notifications()).toEqual([
    { person: 'U_ANA', channel, ts, text: 'Tom & co', because: 'direct message' },
  ]);
  expect(slack.person('U_BEN').notifications()).toEqual([]);
});

it('rings in a thread only for those who are mentioned by name', async () => {
  const slack = await openOffice();
  const client = clientOf(slack);
  const { ts = '' } = await client.chat.postMessage({ channel: 'C_LEADS', text: 'x' });
  await client.chat.postMessage({ channel: 'C_LEADS', text: '<!here> <@U_BEN>', thread_ts: ts });
  expect(slack.notifications()).toMatchObject([{ person: 'U_BEN', because: 'mention' }]);
});
