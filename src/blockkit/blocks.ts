import type {
  ActionsBlock,
  ActionsBlockElement,
  AlertBlock,
  ContextBlock,
  DividerBlock,
  HeaderBlock,
  SectionBlock,
  SectionBlockAccessory,
} from '@slack/types';
import { BLOCK } from './limits.ts';
import type { Mrkdwn } from './mrkdwn.ts';
import { mrkdwn, plainLine, plainText } from './text.ts';

export const header = (text: string): HeaderBlock => ({ type: 'header', text: plainLine(text, BLOCK.headerText) });

/** A paragraph of ours, with at most one element at its side. */
export function section(text: Mrkdwn, accessory?: SectionBlockAccessory): SectionBlock {
  return { type: 'section', text: mrkdwn(text, BLOCK.sectionText), ...(accessory !== undefined && { accessory }) };
}

/** A paragraph of foreign words, shown exactly. To mark them as somebody's words, use `quote`. */
export function plainSection(text: string, accessory?: SectionBlockAccessory): SectionBlock {
  return { type: 'section', text: plainText(text, BLOCK.sectionText), ...(accessory !== undefined && { accessory }) };
}

/** Up to ten short facts in two columns (one on a phone); further ones are left out. */
export function fields(facts: readonly Mrkdwn[], accessory?: SectionBlockAccessory): SectionBlock {
  return {
    type: 'section',
    fields: facts.slice(0, BLOCK.sectionFields.max).map((fact) => mrkdwn(fact, BLOCK.sectionField)),
    ...(accessory !== undefined && { accessory }),
  };
}

/** Small grey print: up to ten pieces, further ones are left out. */
export const context = (...pieces: readonly Mrkdwn[]): ContextBlock => ({
  type: 'context',
  elements: pieces.slice(0, BLOCK.contextElements.max).map((piece) => mrkdwn(piece, BLOCK.contextText)),
});

export const divider = (): DividerBlock => ({ type: 'divider' });

/** A row of buttons and menus. A message has one of its own at most, with three buttons and a menu (see phone.ts). */
export const actions = (...elements: readonly ActionsBlockElement[]): ActionsBlock => ({
  type: 'actions',
  elements: elements.slice(0, BLOCK.actionsElements.max),
});

/**
 * The buttons of one thing in a list, right below its line; `thing` names it, once in a message. They stand beside the message's
 * own row, and phone.ts counts them apart.
 */
export const actionsOf = (thing: string, ...elements: readonly ActionsBlockElement[]): ActionsBlock =>
  named(`${ROW_OF}${thing}`, actions(...elements));

/** How the ids of such rows begin. */
export const ROW_OF = 'of:';

/** A coloured notice. Modals only: anywhere else Slack refuses the whole. */
export const alert = (level: NonNullable<AlertBlock['level']>, text: string): AlertBlock => ({
  type: 'alert',
  level,
  text: plainLine(text, BLOCK.alertText),
});

/** The same block with an id, by which a view's update or a press finds it. A changed input needs a new id, or its old state sticks. */
export const named = <B extends { block_id?: string }>(blockId: string, block: B): B => ({
  ...block,
  block_id: blockId,
});
