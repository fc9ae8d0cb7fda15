import { z } from 'zod';
import { plainText } from './slack-text.ts';

/** What a message says, in order: lines of words, and values under a title of their own. */
export type Line = { readonly words: string } | { readonly title: string; readonly value: string };

const textObject = z.object({ text: z.string() });
const list = z.array(z.unknown()).catch([]);
const block = z.looseObject({ type: z.string() });
const attachment = z.looseObject({});
const titled = z.object({ title: z.string(), value: z.string() });

const MOST = 300;
const DEEPEST = 8;

/** All that blocks say. */
export function linesOfBlocks(blocks: unknown): Line[] {
  return list.parse(blocks).slice(0, MOST).flatMap(linesOfBlock);
}

/** The same of the older attachments, whose fields have a title and a value. */
export function linesOfAttachments(attachments: unknown): Line[] {
  return list
    .parse(attachments)
    .slice(0, MOST)
    .flatMap((one) => {
      const found = attachment.safeParse(one).data ?? {};
      const texts = [found.pretext, found.title, found.text].flatMap((text) => linesOfText(text));
      const fields = list.parse(found.fields).flatMap((field): Line[] => {
        const { success, data } = titled.safeParse(field);
        return success ? [{ title: plainText(data.title), value: plainText(data.value) }] : [];
      });
      return [...texts, ...fields, ...linesOfBlocks(found.blocks)];
    });
}

/** Each line by itself. */
export const linesOfText = (text: unknown): Line[] =>
  typeof text === 'string'
    ? plainText(text)
        .split('\n')
        .slice(0, MOST)
        .map((words) => ({ words }))
    : [];

function linesOfBlock(value: unknown): Line[] {
  const found = block.safeParse(value).data;
  if (found === undefined) return [];
  if (found.type === 'rich_text') return linesOfText(richText(found, 0));
  const own = linesOfText(textObject.safeParse(found.text).data?.text);
  const fields = list.parse(found.fields).flatMap((field) => linesOfField(textObject.safeParse(field).data?.text));
  const elements = list.parse(found.elements).flatMap((one) => linesOfText(textObject.safeParse(one).data?.text));
  return [...own, ...fields, ...(found.type === 'context' ? elements : [])];
}

/** A field of a section often has its title above its value. */
function linesOfField(text: string | undefined): Line[] {
  if (text === undefined) return [];
  const [title = '', ...rest] = plainText(text).split('\n');
  const value = rest.join('\n').trim();
  const isTitle = value !== '' && !/:\s*\S/.test(title);
  return isTitle ? [{ title: title.replace(/:\s*$/, ''), value }] : linesOfText(text);
}

const rich = z.looseObject({ type: z.string(), text: z.string().optional(), url: z.string().optional() });

function richText(value: unknown, depth: number): string {
  const element = rich.safeParse(value).data;
  if (element === undefined || depth > DEEPEST) return '';
  if (element.type === 'text') return element.text ?? '';
  if (element.type === 'link') return (element.url ?? '').replace(/^(mailto|tel):/, '');
  const parts = list.parse(element.elements).map((one) => richText(one, depth + 1));
  const isLines = element.type === 'rich_text' || element.type === 'rich_text_list';
  return parts.join(isLines ? '\n' : '');
}
