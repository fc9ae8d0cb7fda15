import type { Transport } from './delivery.ts';
import { type Json, textOr } from './json.ts';
import type { World } from './world.ts';

/** The Events API: what is not acknowledged comes again, with the same event id. */
export interface EventDelivery {
  send(event: Json, overrides?: Json): void;
  /** How many events are neither acknowledged nor given up. */
  readonly pending: number;
}

export function createEventDelivery(
  world: World,
  transport: () => Transport,
  retryDelaysMs: readonly number[],
): EventDelivery {
  let pending = 0;

  async function deliver(payload: Json): Promise<void> {
    let receipt = await transport()({ type: 'events_api', payload, attempt: 0 });
    for (const [index, delay] of retryDelaysMs.entries()) {
      if (receipt.kind === 'acked') return;
      await world.timers.pause(delay);
      if (world.timers.isStopped) return;
      receipt = await transport()({ type: 'events_api', payload, attempt: index + 1, retryReason: receipt.reason });
    }
    if (receipt.kind === 'failed') world.reject('event', receipt.reason, payload);
  }

  return {
    get pending() {
      return pending;
    },
    send(event, overrides = {}) {
      pending += 1;
      const done = () => {
        pending -= 1;
        world.changes.changed();
      };
      deliver({ ...eventPayload(world, event), ...overrides }).then(done, done);
    },
  };
}

function eventPayload(world: World, event: Json): Json {
  const channel = world.channels.get(textOr(event.channel, ''));
  return {
    token: 'local-verification-token',
    team_id: world.team.id,
    context_team_id: world.team.id,
    context_enterprise_id: null,
    api_app_id: world.app.appId,
    event,
    type: 'event_callback',
    event_id: world.nextId('Ev'),
    event_time: Math.floor(world.clock.now() / 1_000),
    authorizations: [
      {
        enterprise_id: null,
        team_id: world.team.id,
        user_id: world.app.userId,
        is_bot: true,
        is_enterprise_install: false,
      },
    ],
    is_ext_shared_channel: channel?.isShared ?? false,
    event_context: `local-context-${String(event.event_ts)}`,
  };
}
