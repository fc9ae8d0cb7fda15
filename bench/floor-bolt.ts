/**
 * Bare Bolt: the least that acknowledges a button. Over sockets where there is an app token, over HTTP otherwise. It keeps
 * nothing, unless FLOOR_KEEPS names a file: then each press is on disk before it is acknowledged.
 */
import { enableCompileCache } from 'node:module';
import { keeper } from './floor-kept.ts';

enableCompileCache();
// Node writes the cache when a process ends by itself.
process.once('SIGTERM', () => process.exit());
const { default: bolt } = await import('@slack/bolt');

const {
  SLACK_APP_TOKEN: appToken,
  SLACK_BOT_TOKEN: botToken = '',
  SLACK_SIGNING_SECRET,
  SLACK_API_URL,
  FLOOR_KEEPS,
} = process.env;
const keep = keeper(FLOOR_KEEPS);
const receiver =
  appToken === undefined
    ? new bolt.HTTPReceiver({ signingSecret: SLACK_SIGNING_SECRET ?? '', endpoints: '/slack/events', port: 0 })
    : undefined;
const app = new bolt.App({
  ...(receiver === undefined ? { socketMode: true, appToken: appToken ?? '' } : { receiver }),
  authorize: async () => ({ botToken, botUserId: 'U_BATON', botId: 'B_BATON', teamId: 'T_BENCH' }),
  clientOptions: SLACK_API_URL === undefined ? {} : { slackApiUrl: SLACK_API_URL },
  logLevel: bolt.LogLevel.ERROR,
});
app.action({ type: 'block_actions' }, ({ ack, body }) => {
  keep(JSON.stringify([body.user.id, body.actions]));
  return ack();
});
const server = await app.start(0);
const address = server !== undefined && 'address' in server ? server.address() : undefined;
const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
process.stdout.write(`port ${port}\n`);
