import type { Listeners } from '../platform/slack/listeners.ts';
import type { RoutingActor, RoutingDeps } from './ports-service.ts';
import { createRoutingService, type Routing } from './service.ts';
import { routingListeners } from './slack.ts';

/** Where leads go, and whose turn they are. */
export function createRouting(deps: RoutingDeps): {
  readonly service: Routing;
  readonly listeners: Listeners<RoutingActor>;
} {
  const service = createRoutingService(deps);
  return { service, listeners: routingListeners(service, deps.ids) };
}
