import { expect, it } from 'vitest';
import type { Listeners } from '../../src/platform/slack/listeners/listeners.ts';
import { connect } from '../platform/slack/workspace.ts';

const MINUTES = 60;
/** From Slack's warning to the close; really some ten seconds. */
const GRACE = 200;

it('an hour in which Slack refreshes a connection every minute: every command, click and event is acknowledged when it comes first (row 19)', async () => {
  const heard: string[] = [];
  const { slack } = await connect({ listeners: [tool(heard)] });
  await slack.until(() => slack.sockets.open.length === 2);
  let isOver = false;
  const ben = slack.person('U_BEN');
  const reactions: string[] = [];
  const busy = [
    async () => reactions.push((await ben.type('/lead mine', 'leads')).kind),
    async () => reactions.push((await slack.person('U_ANA').type('/lead mine', 'leads')).kind),
    async () => {
      slack.admin.changeProfile('U_BEN', { realName: `Ben ${reactions.length}` });
      await slack.until(() => slack.events.pending === 0);
    },
  ].map(async (act) => {
    while (!isOver) await act();
  });

  for (let minute = 0; minute < MINUTES; minute += 1) {
    await slack.until(() => slack.sockets.open.length >= 2);
    const [oldest] = slack.sockets.open;
    if (oldest === undefined) throw new Error('No connection');
    slack.sockets.disconnect('warning', oldest, GRACE);
    await slack.until(() => slack.sockets.open.every(({ number }) => number !== oldest.number));
  }
  isOver = true;
  await Promise.all(busy);

  expect(reactions.length).toBeGreaterThan(5 * MINUTES);
  expect(heard.length).toBeGreaterThan(MINUTES);
  expect(reactions.filter((kind) => kind !== 'acknowledged')).toEqual([]);
  const { envelopes, rejections } = slack.records;
  expect(envelopes.filter(({ ack, attempt }) => ack === undefined || attempt > 0)).toEqual([]);
  expect(new Set(envelopes.map(({ connection }) => connection)).size).toBeGreaterThan(MINUTES);
  expect(rejections).toEqual([]);
});

const tool = (heard: string[]): Listeners<string> => ({
  commands: [
    {
      command: '/lead',
      word: 'mine',
      usage: '',
      summary: 'your leads',
      run: async () => ({ kind: 'say', message: { text: 'None' } }),
    },
  ],
  events: { user_change: async (event) => void heard.push(JSON.stringify(event)) },
});
