import type { Channel } from './model.ts';
import { Refusal } from './refusal.ts';
import type { World } from './world.ts';

/** Refuses a call for which the admin has granted none of these scopes. */
export function needOneOf(world: World, scopes: readonly string[]): void {
  if (scopes.length === 0 || scopes.some((scope) => world.scopes.has(scope))) return;
  throw new Refusal('missing_scope', { needed: scopes.join(','), provided: [...world.scopes].join(',') });
}

const FAMILY = { public: 'channels', private: 'groups', im: 'im' } as const;

/** Refuses a call about a kind of conversation that the app may not read: `channels:read`, `im:history`, ... */
export function needForChannel(world: World, channel: Channel, action: 'read' | 'history'): void {
  needOneOf(world, [`${FAMILY[channel.kind]}:${action}`]);
}

export const READ_ANY = ['channels:read', 'groups:read', 'im:read', 'mpim:read'];
export const HISTORY_ANY = ['channels:history', 'groups:history', 'im:history', 'mpim:history'];
