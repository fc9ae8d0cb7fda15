/**
 * Every method of Slack's Web API that Baton calls, with what it needs. The manifest is compared with this table, so
 * a scope that nothing uses cannot stay and one that is missing cannot be forgotten.
 */
export interface Method {
  /** Bot scopes without which the method cannot be called for some kind of channel. */
  readonly scopes: readonly string[];
  /** Scopes that an admin may decline (`bot_optional`): the caller gets a `missing-scope` outcome and degrades. */
  readonly optional?: true;
  /** Slack's tier: how many calls a minute (slack.md 3.3). */
  readonly perMinute: number;
  /** Slack counts chat.postMessage for each channel by itself. */
  readonly perChannel?: true;
  /** A second call would be seen by someone, so a call in doubt must not simply be repeated. */
  readonly write: boolean;
}

export const METHODS = {
  'auth.test': { scopes: [], perMinute: 600, write: false },
  'chat.postMessage': { scopes: ['chat:write'], perMinute: 60, perChannel: true, write: true },
  'chat.update': { scopes: ['chat:write'], perMinute: 50, write: false },
  'chat.postEphemeral': { scopes: ['chat:write'], perMinute: 100, write: true },
  'conversations.info': { scopes: ['channels:read', 'groups:read'], perMinute: 50, write: false },
  'conversations.open': { scopes: ['im:write'], perMinute: 50, write: false },
  'conversations.history': {
    scopes: ['channels:history', 'groups:history', 'im:history'],
    optional: true,
    perMinute: 50,
    write: false,
  },
  'conversations.replies': {
    scopes: ['channels:history', 'groups:history', 'im:history'],
    optional: true,
    perMinute: 50,
    write: false,
  },
  'users.list': { scopes: ['users:read'], perMinute: 20, write: false },
  'users.info': { scopes: ['users:read'], perMinute: 100, write: false },
  'users.lookupByEmail': { scopes: ['users:read.email'], optional: true, perMinute: 50, write: false },
  'views.open': { scopes: [], perMinute: 100, write: true },
  'views.push': { scopes: [], perMinute: 100, write: true },
  'views.update': { scopes: [], perMinute: 100, write: false },
} as const satisfies Record<string, Method>;

export type MethodName = keyof typeof METHODS;

export const methodNames: readonly MethodName[] = Object.keys(METHODS).filter((name) => isMethod(name));

function isMethod(name: string): name is MethodName {
  return Object.hasOwn(METHODS, name);
}
