import { record } from '../../server/json.ts';
import type { Json, SeenView } from '../../wire.ts';

/** What the fields of a view hold as far as Slack knows, by block and element. */
export const heldIn =
  ({ values }: SeenView) =>
  (block: Json, element: Json): Json | undefined => {
    const held = record(values[String(block.block_id)])[String(element.action_id)];
    return held === undefined ? undefined : record(held);
  };
