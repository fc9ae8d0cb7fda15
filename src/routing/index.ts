import { channelFaultOf } from '../platform/slack/client/channel-fault.ts';
import type { SlackClient } from '../platform/slack/client/client.ts';
import type { Listeners } from '../platform/slack/listeners/listeners.ts';
import type { RoutingActor, RoutingDeps } from './ports-service.ts';
import { createRoutingService, type Routing } from './service.ts';
import { routingListeners } from './slack.ts';

/** Where leads go, and whose turn it is. */
export function createRouting({ client, ...deps }: RoutingDeps & { readonly client: Pick<SlackClient, 'channel'> }): {
  readonly service: Routing;
  readonly listeners: Listeners<RoutingActor>;
} {
  const service = createRoutingService(deps);
  return { service, listeners: routingListeners(service, deps.ids, channelFaultOf(client, 'Save')) };
}
