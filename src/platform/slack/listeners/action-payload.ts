import { readValues } from '../../../blockkit/values.ts';
import type { ActionCall } from './listeners.ts';
import { type ActionPayload, type ActionsPayload, chosen } from './payloads.ts';

/** An overflow's option `<action id>|<value>` counts as that action. */
export function target(pressed: ActionPayload): { id: string; value: string; selected?: readonly string[] } {
  const { value, selected } = chosen(pressed);
  const at = value.indexOf('|');
  if (pressed.type === 'overflow' && at !== -1) return { id: value.slice(0, at), value: value.slice(at + 1) };
  return { id: pressed.action_id, value, ...(selected !== undefined && { selected }) };
}

/** Slack reports a link that was followed like any press. */
export function isLink(pressed: ActionPayload, { message, view }: ActionsPayload): boolean {
  if (pressed.url !== undefined) return true;
  const holders = [...(message?.blocks ?? []), ...(view?.blocks ?? [])];
  return holders.some((block) => hasLink(block, pressed.action_id));
}

function hasLink(part: unknown, actionId: string): boolean {
  if (Array.isArray(part)) return part.some((one) => hasLink(one, actionId));
  if (typeof part !== 'object' || part === null) return false;
  if ('action_id' in part && part.action_id === actionId) return 'url' in part && typeof part.url === 'string';
  return Object.values(part).some((one) => hasLink(one, actionId));
}

/** Where the element stands. */
export function surroundings(payload: ActionsPayload): Pick<ActionCall<unknown>, 'channel' | 'message' | 'view'> {
  const { container, channel, view, message } = payload;
  const at = container.channel_id ?? channel?.id;
  const ts = container.message_ts ?? message?.ts;
  const threadTs = container.thread_ts ?? message?.thread_ts;
  return {
    channel: at,
    ...(at !== undefined &&
      ts !== undefined && {
        message: {
          channel: at,
          ts,
          ...(threadTs !== undefined && { threadTs }),
          ...(container.is_ephemeral === true && { isEphemeral: true }),
        },
      }),
    ...(view != null && {
      view: {
        id: view.id,
        hash: view.hash,
        callbackId: view.callback_id,
        metadata: view.private_metadata,
        values: readValues(view.state.values),
      },
    }),
  };
}
