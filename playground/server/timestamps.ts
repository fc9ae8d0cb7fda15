import type { Channel } from './model.ts';
import type { World } from './world.ts';

/** A new message timestamp: the steered clock's, but always later than the channel's last one. */
export function nextTs(world: World, channel: Channel): string {
  channel.lastTs = Math.max(Math.floor(world.clock.now()) * 1_000, channel.lastTs + 1);
  return formatTs(channel.lastTs);
}

/** A timestamp that names no message: of an action, an event. */
export const momentTs = (world: World): string => formatTs(Math.floor(world.clock.now()) * 1_000);

const formatTs = (micros: number): string =>
  `${Math.floor(micros / 1_000_000)}.${String(micros % 1_000_000).padStart(6, '0')}`;

/** In microseconds, so that timestamps can be compared; undefined if `ts` isn't one. */
export function tsToMicros(ts: string): number | undefined {
  const match = /^(\d+)(?:\.(\d{1,6}))?$/.exec(ts);
  if (!match) return undefined;
  return Number(match[1]) * 1_000_000 + Number((match[2] ?? '').padEnd(6, '0'));
}
