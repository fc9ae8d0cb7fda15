import { isRecord, type Json } from '../json.ts';
import type { World } from '../world.ts';

/** Copies of blocks in which every block, and every element that a person can use, has an id, as Slack fills them in. */
export function withIds(world: World, blocks: readonly Json[]): Json[] {
  return structuredClone([...blocks]).map((block) => {
    block.block_id ??= world.nextId('blk');
    for (const element of interactiveElements(block)) element.action_id ??= world.nextId('act');
    return block;
  });
}

const PASSIVE = new Set(['image', 'mrkdwn', 'plain_text']);

/** The elements of a block that a person can use, at whatever depth. */
export function interactiveElements(block: Json): Json[] {
  const elements = [block.accessory, block.element, block.elements, block.actions]
    .flat()
    .filter((element): element is Json => isRecord(element) && typeof element.type === 'string');
  const usable = block.type === 'rich_text' ? [] : elements.filter((element) => !PASSIVE.has(String(element.type)));
  const inner = block.type === 'container' ? block.child_blocks : block.type === 'carousel' ? block.elements : [];
  const children = Array.isArray(inner) ? inner.filter(isRecord).flatMap(interactiveElements) : [];
  return block.type === 'carousel' ? children : [...usable, ...children];
}
