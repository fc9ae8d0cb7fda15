import { textOr } from './json.ts';
import { plainMessage } from './plain-text.ts';
import type { World } from './world.ts';

/** The latest of everything in this Slack, for the message of a wait that was in vain. */
export function describeWorld(world: World): string {
  const said = [...world.channels.values()].flatMap((channel) =>
    channel.messages
      .slice(-5)
      .map(
        (message) =>
          `  ${channel.kind === 'im' ? channel.id : `#${channel.name}`} ${message.ts}` +
          `${message.onlyFor ? ` (only ${message.onlyFor})` : ''} ${message.user}: ${plainMessage(message).slice(0, 200)}`,
      ),
  );
  const modals = [...world.modals].flatMap(([person, stack]) =>
    stack.map((view) => `  ${person} has ${textOr(view.content.callback_id, view.id)} open`),
  );
  const calls = world.records.calls
    .slice(-10)
    .map((call) => `  ${call.method} -> ${call.answer?.ok ? 'ok' : textOr(call.answer?.error, call.fault ?? '?')}`);
  const envelopes = world.records.envelopes
    .slice(-5)
    .map((one) => `  ${one.type} ${one.ack ? `acked after ${one.ack.afterMs} ms` : (one.failure ?? 'unanswered')}`);
  const rejections = world.records.rejections
    .slice(-5)
    .map((one) => `  ${one.what}: ${one.code} ${JSON.stringify(one.details)}`);
  return [
    section('messages', said),
    section('modals', modals),
    section('latest calls', calls),
    section('latest deliveries', envelopes),
    section('rejections', rejections),
  ].join('\n');
}

const section = (title: string, lines: readonly string[]): string =>
  [title, ...(lines.length > 0 ? lines : ['  none'])].join('\n');
