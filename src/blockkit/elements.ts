import type { Button, ConfirmationDialog, Overflow, PlainTextOption } from '@slack/types';
import { ELEMENT, type Range } from './limits.ts';
import { plainLine, plainText } from './text.ts';
import type { WebUrl } from './urls.ts';

/** Asks "are you sure?" before anything happens. */
export interface Confirmation {
  readonly title: string;
  readonly text: string;
  readonly yes: string;
  readonly no: string;
}

export interface ButtonOptions {
  /** An id; never what somebody wrote. */
  readonly value?: string;
  readonly style?: 'primary' | 'danger';
  readonly confirm?: Confirmation;
  /** What a screen reader says, where one or two words don't say it all. */
  readonly label?: string;
}

export function button(text: string, actionId: string, options: ButtonOptions = {}): Button {
  const { value, style, confirm, label } = options;
  return {
    type: 'button',
    text: plainLine(text, ELEMENT.buttonText),
    action_id: ours(actionId, ELEMENT.actionId),
    ...(value !== undefined && { value: ours(value, ELEMENT.buttonValue) }),
    ...(style !== undefined && { style }),
    ...(confirm !== undefined && { confirm: confirmation(confirm) }),
    ...(label !== undefined && { accessibility_label: plainLine(label, ELEMENT.accessibilityLabel).text }),
  };
}

/** A button that opens a page. Slack tells us of the press all the same. */
export function linkButton(text: string, actionId: string, url: WebUrl, options: ButtonOptions = {}): Button {
  return { ...button(text, actionId, options), url };
}

/** One of several things to choose. `value` is an id. */
export interface Choice {
  readonly value: string;
  readonly text: string;
  readonly description?: string | undefined;
}

/** One line of a "⋯" menu: the action it stands for, as if that action's own button had been pressed. */
export interface MenuItem {
  readonly actionId: string;
  readonly value: string;
  readonly text: string;
}

/** The "⋯" menu. Its options carry `<action id>|<value>`; what follows the first "|" is the value. */
export function overflow(actionId: string, items: readonly MenuItem[], confirm?: Confirmation): Overflow {
  return {
    type: 'overflow',
    action_id: ours(actionId, ELEMENT.actionId),
    options: options(
      items.map((item) => ({ text: item.text, value: `${item.actionId}|${item.value}` })),
      ELEMENT.overflowOptions,
    ),
    ...(confirm !== undefined && { confirm: confirmation(confirm) }),
  };
}

/**
 * Choices as Slack's options; those beyond `range` are left out, so sort the likely ones first.
 * Throws a RangeError if there are too few, because Slack would refuse the whole view.
 */
export function options(choices: readonly Choice[], range: Range): PlainTextOption[] {
  if (choices.length < (range.min ?? 0))
    throw new RangeError(`Slack wants ${range.min} options, not ${choices.length}`);
  return choices.slice(0, range.max).map(({ value, text, description }) => ({
    text: plainLine(text, ELEMENT.optionText),
    value: ours(value, ELEMENT.optionValue),
    ...(description !== undefined && { description: plainLine(description, ELEMENT.optionDescription) }),
  }));
}

/** Ids and values are ours: one that doesn't fit is a bug, and a cut one would point at something else. */
export function ours(id: string, { min = 0, max }: Range): string {
  if (id.length < min || id.length > max)
    throw new RangeError(`An id of ${id.length} characters where ${min} to ${max} fit`);
  return id;
}

function confirmation({ title, text, yes, no }: Confirmation): ConfirmationDialog {
  return {
    title: plainLine(title, ELEMENT.confirmTitle),
    text: plainText(text, ELEMENT.confirmText),
    confirm: plainLine(yes, ELEMENT.confirmButton),
    deny: plainLine(no, ELEMENT.confirmButton),
  };
}
