import { BLOCK } from '../../../src/blockkit/limits.ts';
import { boolean, type Check, list, matching, number, object, oneOf, string, typed, url } from './checks.ts';

const style = object({
  required: {},
  optional: {
    bold: boolean,
    italic: boolean,
    strike: boolean,
    code: boolean,
    underline: boolean,
    highlight: boolean,
    client_highlight: boolean,
    unlink: boolean,
  },
});

const words = string({ min: 1, max: BLOCK.richTextText.max });

/** The smallest pieces of rich text. */
const PIECES: Readonly<Record<string, Check>> = {
  text: object({ required: { text: words }, optional: { style } }),
  link: object({ required: { url: url(BLOCK.imageUrl) }, optional: { text: words, unsafe: boolean, style } }),
  emoji: object({
    required: { name: string() },
    optional: { unicode: string(), style, skin_tone: number(), url: string() },
  }),
  user: object({ required: { user_id: string() }, optional: { style } }),
  usergroup: object({ required: { usergroup_id: string() }, optional: { style } }),
  channel: object({ required: { channel_id: string() }, optional: { style } }),
  team: object({ required: { team_id: string() }, optional: { style } }),
  broadcast: object({ required: { range: oneOf('here', 'channel', 'everyone') }, optional: { style } }),
  color: object({ required: { value: matching(/^#[0-9a-f]{6}$/i, 'a hex colour') }, optional: { style } }),
  date: object({
    required: { timestamp: number(), format: string() },
    optional: { url: string(), fallback: string(), style },
  }),
};

const piece = typed(() => PIECES);

const section = object({ required: { elements: list(piece) } });
const border = { border: oneOf(0, 1) };

/** A rich_text block or value. */
export const richText = object({
  required: {
    type: oneOf('rich_text'),
    elements: list(
      typed(() => ({
        rich_text_section: section,
        rich_text_list: object({
          required: {
            style: oneOf('bullet', 'ordered'),
            elements: list(typed(() => ({ rich_text_section: section }))),
          },
          optional: { indent: number({ min: 0, max: 8 }), offset: number({ min: 0 }), ...border },
        }),
        rich_text_quote: object({ required: { elements: list(piece) }, optional: border }),
        rich_text_preformatted: object({
          required: { elements: list(piece) },
          optional: { ...border, language: string() },
        }),
      })),
    ),
  },
  optional: { block_id: string() },
});
