import { records } from '../../server/json.ts';
import type { Act, PaneMessage } from '../../wire.ts';

/** A button of a message, as far as pressing it needs. */
interface Button {
  readonly blockId: string;
  readonly actionId: string;
  readonly value: string;
}

/** The first button of a message with this action. */
export function buttonIn({ blocks }: Pick<PaneMessage, 'blocks'>, actionId: string): Button | undefined {
  for (const { block_id: blockId, elements } of blocks) {
    const found = records(elements).find((element) => element.action_id === actionId);
    if (found !== undefined) return { blockId: String(blockId), actionId, value: String(found.value) };
  }
  return undefined;
}

/** Somebody presses the button of a message, or undefined if it has none. */
export function pressOf(as: string, message: PaneMessage | undefined, actionId: string): Act | undefined {
  const button = message && buttonIn(message, actionId);
  if (message === undefined || button === undefined) return undefined;
  return {
    kind: 'press',
    as,
    on: { kind: 'message', channel: message.channel, ts: message.ts },
    ...button,
    entries: {},
  };
}
