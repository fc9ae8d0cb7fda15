import { App, LogLevel } from '@slack/bolt';
import { WebClient } from '@slack/web-api';
import { onTestFinished } from 'vitest';
import type { Company } from '../../playground/server/company.ts';
import { type LocalSlack, type LocalSlackOptions, startLocalSlack } from '../../playground/server/start-local-slack.ts';
import { createSteeredClock } from '../../playground/steered-clock.ts';

/** A small workspace: a channel with the bot, one without it, a private one, an archived one, and one shared with another company. */
export const office: Company = {
  team: { id: 'T_ACME', name: 'Acme', domain: 'acme' },
  people: [
    { id: 'U_ANA', name: 'ana', realName: 'Ana Lopez', tz: 'Europe/Madrid', isAdmin: true },
    { id: 'U_BEN', name: 'ben', realName: 'Ben Okri', tz: 'Europe/London' },
    { id: 'U_GUS', name: 'gus', isUltraRestricted: true },
    { id: 'U_OLD', name: 'old', isDeactivated: true },
    { id: 'U_BOT', name: 'otherbot', isBot: true },
    { id: 'U_EXT', name: 'eve', teamId: 'T_OTHER' },
    { id: 'U_FAR', name: 'far', teamId: 'T_OTHER' },
  ],
  channels: [
    { id: 'C_LEADS', name: 'leads', members: ['U_ANA', 'U_BEN'] },
    { id: 'C_ELSE', name: 'elsewhere', members: ['U_ANA'], hasBot: false },
    { id: 'C_OLD', name: 'old-times', members: ['U_ANA'], isArchived: true },
    { id: 'G_DEALS', name: 'deals', members: ['U_ANA', 'U_GUS'], isPrivate: true },
    { id: 'G_SECRET', name: 'secret', members: ['U_BEN'], isPrivate: true, hasBot: false },
    { id: 'C_SHARED', name: 'shared', members: ['U_ANA', 'U_EXT'], isShared: true },
  ],
  userGroups: [{ id: 'S_REPS', handle: 'reps', name: 'Reps', members: ['U_BEN'] }],
};

/** A manifest that allows all that these tests do. */
export const manifest = {
  display_information: { name: 'Baton' },
  features: {
    app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
    bot_user: { display_name: 'Baton' },
    shortcuts: [
      { name: 'New lead', type: 'global', callback_id: 'lead.new' },
      { name: 'Create lead', type: 'message', callback_id: 'lead.from_message' },
    ],
    slash_commands: [
      { command: '/lead', description: 'Leads', should_escape: true },
      { command: '/plain', description: 'Unescaped', should_escape: false },
    ],
  },
  oauth_config: {
    scopes: {
      bot: ['commands', 'chat:write', 'channels:read', 'groups:read', 'im:write', 'users:read'],
      bot_optional: ['channels:history', 'groups:history', 'im:history', 'users:read.email'],
    },
  },
  settings: {
    event_subscriptions: {
      bot_events: [
        'user_change',
        'team_join',
        'channel_archive',
        'message.channels',
        'app_home_opened',
        'tokens_revoked',
        'app_uninstalled',
      ],
    },
    interactivity: { is_enabled: true },
    socket_mode_enabled: true,
  },
};

/** A Slack that ends with the test. */
export async function openOffice(options: Partial<LocalSlackOptions> = {}): Promise<LocalSlack> {
  const slack = await startLocalSlack({ clock: createSteeredClock(), manifest, company: office, ...options });
  onTestFinished(() => slack.stop());
  return slack;
}

/** Slack's own client, which neither repeats nor queues. */
export const clientOf = (slack: LocalSlack, token: string = slack.tokens.bot): WebClient =>
  new WebClient(token, {
    slackApiUrl: slack.url,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: 5_000,
    logLevel: LogLevel.ERROR,
    logger: silent,
  });

const nothing = () => {};
export const silent = {
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
  setLevel: nothing,
  setName: nothing,
  getLevel: () => LogLevel.ERROR,
};

/** A real Bolt app over Socket Mode; call `start` when its listeners are there. It stops with the test. */
export function socketApp(slack: LocalSlack): App {
  const app = new App({
    token: slack.tokens.bot,
    appToken: slack.tokens.app,
    socketMode: true,
    convoStore: false,
    clientOptions: { slackApiUrl: slack.url, retryConfig: { retries: 2, minTimeout: 20, maxTimeout: 40 } },
    logLevel: LogLevel.ERROR,
    logger: silent,
  });
  onTestFinished(async () => {
    await app.stop();
  });
  return app;
}

/** The error code with which Slack answers a call, and all that it says about it. */
export async function refusalOf(call: Promise<unknown>): Promise<{ error: string } & Record<string, unknown>> {
  try {
    await call;
  } catch (error) {
    if (error instanceof Error && 'data' in error) return error.data as { error: string } & Record<string, unknown>;
    throw error;
  }
  throw new Error('Slack accepted it.');
}
