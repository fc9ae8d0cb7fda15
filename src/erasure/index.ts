import type { Listeners } from '../platform/slack/listeners.ts';
import { createErasureService, type ErasureDeps } from './service.ts';
import { type EraserActor, erasureListeners } from './slack.ts';

export { createErasureService as createErasures } from './service.ts';

/** Forgetting people outside, wherever something is held of them. */
export function createErasure<A extends EraserActor>(deps: ErasureDeps): { readonly listeners: Listeners<A> } {
  return { listeners: erasureListeners(createErasureService(deps)) };
}
