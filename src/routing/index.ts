import type { SlackClient } from '../platform/slack/client.ts';
import type { Listeners } from '../platform/slack/listeners.ts';
import type { RoutingActor, RoutingDeps } from './ports-service.ts';
import { createRoutingService, type Routing } from './service.ts';
import { routingListeners } from './slack.ts';

/** Where leads go, and whose turn it is. */
export function createRouting({ client, ...deps }: RoutingDeps & { readonly client: Pick<SlackClient, 'channel'> }): {
  readonly service: Routing;
  readonly listeners: Listeners<RoutingActor>;
} {
  const service = createRoutingService(deps);
  return { service, listeners: routingListeners(service, deps.ids, channelFault) };

  /** What must be mended first, so that cards can be posted there. */
  async function channelFault(channelId: string): Promise<string | undefined> {
    const channel = await client.channel(channelId);
    if (channel === undefined || !channel.isMember) return NOT_THERE;
    return channel.isArchived ? ARCHIVED : undefined;
  }
}

const NOT_THERE = 'I am not in that channel yet. Type /invite @Baton there, then press Save again.';
const ARCHIVED = 'That channel is archived. Choose another one.';
