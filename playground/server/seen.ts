import { interactiveElements } from './blocks/identifiers.ts';
import type { Json } from './json.ts';
import { record, records, text } from './json.ts';
import { repliesTo } from './messages.ts';
import type { Channel, Message, View } from './model.ts';
import { plainBlocks, plainMessage, unescapeText } from './plain-text.ts';
import { viewObject } from './views.ts';
import type { World } from './world.ts';

/** A message as one person sees it at this moment; it doesn't change afterwards. */
export interface SeenMessage {
  readonly kind: 'message';
  readonly channel: string;
  readonly ts: string;
  readonly user: string;
  readonly fromBot: boolean;
  /** The top-level text, as sent. */
  readonly text: string;
  readonly blocks: readonly Json[];
  /** What can be read: all texts of the blocks, or the text if there are none. */
  readonly says: string;
  /** The labels of buttons and menus, in order. */
  readonly buttons: readonly string[];
  readonly isEphemeral: boolean;
  readonly isEdited: boolean;
  readonly threadTs: string | undefined;
  readonly replyCount: number;
}

/** A modal or home tab as its person sees it at this moment. */
export interface SeenView {
  readonly kind: 'view';
  readonly id: string;
  readonly type: 'modal' | 'home';
  readonly callbackId: string;
  readonly title: string;
  readonly blocks: readonly Json[];
  readonly says: string;
  readonly buttons: readonly string[];
  /** The label of the button that submits it, if it has one. */
  readonly submit: string | undefined;
  /** The label of the button that closes it, where the app has given one. */
  readonly close: string | undefined;
  /** The errors of the last submission, by block id. */
  readonly errors: Readonly<Record<string, string>>;
  /** What is entered now: `state.values`. */
  readonly values: Json;
  readonly hash: string;
}

export function seeMessage(channel: Channel, message: Message): SeenMessage {
  return {
    kind: 'message',
    channel: channel.id,
    ts: message.ts,
    user: message.user,
    fromBot: message.fromBot,
    text: message.text,
    blocks: structuredClone(message.blocks),
    says: plainMessage(message),
    buttons: labels(message.blocks),
    isEphemeral: message.onlyFor !== undefined,
    isEdited: message.editedTs !== undefined,
    threadTs: message.threadTs,
    replyCount: message.threadTs === undefined ? repliesTo(channel, message.ts).length : 0,
  };
}

export function seeView(world: World, view: View): SeenView {
  const shown = viewObject(world, view);
  const blocks = records(structuredClone(view.content.blocks));
  return {
    kind: 'view',
    id: view.id,
    type: view.type,
    callbackId: String(shown.callback_id),
    title: view.type === 'home' ? 'Home' : String(record(shown.title).text),
    blocks,
    says: plainBlocks(blocks),
    buttons: labels(blocks),
    submit: text(record(shown.submit).text),
    close: text(record(shown.close).text),
    errors: view.errors,
    values: record(record(shown.state).values),
    hash: view.hash,
  };
}

const labels = (blocks: readonly Json[]): string[] =>
  blocks
    .flatMap(interactiveElements)
    .map(labelOf)
    .filter((label) => label !== '');

/** What is written on an element. */
export const labelOf = (element: Json): string =>
  unescapeText(text(record(element.text).text) ?? text(record(element.placeholder).text) ?? '');
