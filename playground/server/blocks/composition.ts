import { ELEMENT, type Range } from '../../../src/blockkit/limits.ts';
import { all, boolean, type Check, list, object, oneOf, rule, string, typed, url } from './checks.ts';

/** The objects of which blocks and elements are composed. */
export const plainText = (range: Range): Check =>
  typed(() => ({ plain_text: object({ required: { text: string(range) }, optional: { emoji: boolean } }) }));

export const mrkdwn = (range: Range): Check =>
  object({ required: { type: oneOf('mrkdwn'), text: string(range) }, optional: { verbatim: boolean } });

export const anyText = (range: Range): Check =>
  typed(() => ({
    plain_text: object({ required: { text: string(range) }, optional: { emoji: boolean } }),
    mrkdwn: mrkdwn(range),
  }));

const option = (label: Check, extra: Readonly<Record<string, Check>> = {}): Check =>
  object({
    required: { text: label, value: string(ELEMENT.optionValue) },
    optional: { description: plainText(ELEMENT.optionDescription), ...extra },
  });

/** An option of a select menu, whose text cannot be formatted. */
export const plainOption = option(plainText(ELEMENT.optionText));

/** An option of checkboxes or radio buttons. */
export const richOption = object({
  required: { text: anyText(ELEMENT.optionText), value: string(ELEMENT.optionValue) },
  optional: { description: anyText(ELEMENT.optionDescription) },
});

/** An option of an overflow menu, which may lead somewhere. */
export const overflowOption = option(plainText(ELEMENT.optionText), { url: url(ELEMENT.optionUrl) });

export const optionGroup = object({
  required: { label: plainText(ELEMENT.optionGroupLabel), options: list(plainOption, ELEMENT.selectOptions) },
});

export const confirm = object({
  required: {},
  optional: {
    title: plainText(ELEMENT.confirmTitle),
    text: anyText(ELEMENT.confirmText),
    confirm: plainText(ELEMENT.confirmButton),
    deny: plainText(ELEMENT.confirmButton),
    style: oneOf('primary', 'danger'),
  },
});

export const placeholder = plainText(ELEMENT.placeholder);

export const slackFile = all(
  object({ required: {}, optional: { id: string(), url: string() } }),
  rule((file) => (file.id || file.url ? undefined : 'must have an id or a url')),
);
