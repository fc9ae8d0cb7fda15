/**
 * Every method of Slack's Web API that Baton calls, with what it needs. The manifest is compared with this table, so
 * a scope that nothing uses cannot stay and one that is missing cannot be forgotten.
 */
export interface Method {
  /** Bot scopes without which the method cannot be called for some kind of channel. */
  readonly scopes: readonly string[];
  /** Scopes that an admin may decline (`bot_optional`): the answer then lacks something, or is a `missing-scope` outcome. */
  readonly optionalScopes?: readonly string[];
  /** Slack's tier: how many calls a minute. */
  readonly perMinute: number;
  /** Slack counts chat.postMessage for each channel by itself. */
  readonly perChannel?: true;
  /** What a call in doubt has done, or does later, would be seen by someone: it must not be taken for one that failed. */
  readonly write: boolean;
}

const HISTORY = ['channels:history', 'groups:history', 'im:history'] as const;

export const METHODS = {
  'auth.test': { scopes: [], perMinute: 600, write: false },
  'chat.postMessage': { scopes: ['chat:write'], perMinute: 60, perChannel: true, write: true },
  'chat.update': { scopes: ['chat:write'], perMinute: 50, write: true },
  'conversations.info': { scopes: ['channels:read', 'groups:read'], perMinute: 50, write: false },
  'conversations.members': { scopes: ['channels:read', 'groups:read'], perMinute: 100, write: false },
  'conversations.open': { scopes: ['im:write'], perMinute: 50, write: false },
  'conversations.history': { scopes: [], optionalScopes: HISTORY, perMinute: 50, write: false },
  'conversations.replies': { scopes: [], optionalScopes: HISTORY, perMinute: 50, write: false },
  'dnd.info': { scopes: [], optionalScopes: ['dnd:read'], perMinute: 50, write: false },
  // What an admin gives as a file; without it the command line takes files.
  'files.info': { scopes: [], optionalScopes: ['files:read'], perMinute: 100, write: false },
  // Without the optional scope Slack leaves out the addresses.
  'users.list': { scopes: ['users:read'], optionalScopes: ['users:read.email'], perMinute: 20, write: false },
  'users.info': { scopes: ['users:read'], optionalScopes: ['users:read.email'], perMinute: 100, write: false },
  'views.open': { scopes: [], perMinute: 100, write: true },
  'views.publish': { scopes: [], perMinute: 100, write: false },
  'views.push': { scopes: [], perMinute: 100, write: true },
  'views.update': { scopes: [], perMinute: 100, write: false },
} as const satisfies Record<string, Method>;

export type MethodName = keyof typeof METHODS;

export const methodNames: readonly MethodName[] = Object.keys(METHODS).filter((name) => isMethod(name));

function isMethod(name: string): name is MethodName {
  return Object.hasOwn(METHODS, name);
}

/** Scopes without which something doesn't work at all: those of the methods, and that of commands and shortcuts. */
export const requiredScopes: readonly string[] = [
  ...new Set(['commands', ...methodNames.flatMap((name): readonly string[] => METHODS[name].scopes)]),
];

/** Scopes without which Slack doesn't tell of an event. An event that isn't here can't be listened to. */
export const EVENT_SCOPES: Readonly<Record<string, readonly string[]>> = {
  app_home_opened: [],
  app_uninstalled: [],
  channel_archive: ['channels:read'],
  group_archive: ['groups:read'],
  message: [],
  member_joined_channel: ['channels:read', 'groups:read'],
  member_left_channel: ['channels:read', 'groups:read'],
  team_join: ['users:read'],
  tokens_revoked: [],
  user_change: ['users:read'],
};

/** Events that one subscribes to under several names, each with a scope that an admin may decline: without it Slack doesn't tell. */
export const SUBSCRIPTIONS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  message: { 'message.channels': 'channels:history', 'message.groups': 'groups:history' },
};
