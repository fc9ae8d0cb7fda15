import { type Json, textOr } from '../../server/json.ts';

/** By what an entry is filed: the block id of an input block, else the element's action id. */
export const entryKey = (block: Json, element: Json): string =>
  textOr(block.type === 'input' ? block.block_id : element.action_id, '');
