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

export const seeMessage = (channel: Channel, message: Message): SeenMessage =>
  seen(channel, message, message.threadTs === undefined ? repliesTo(channel, message.ts).length : 0);

/** Several messages of a channel, which is gone through once for all of them. */
export function seeMessages(channel: Channel, messages: readonly Message[]): SeenMessage[] {
  const replies = new Map<string, number>();
  for (const { threadTs, ts, onlyFor } of channel.messages) {
    if (threadTs === undefined || threadTs === ts || onlyFor !== undefined) continue;
    replies.set(threadTs, (replies.get(threadTs) ?? 0) + 1);
  }
  return messages.map((one) => seen(channel, one, one.threadTs === undefined ? (replies.get(one.ts) ?? 0) : 0));
}

/** The last look at each message: whoever waits for something looks at a whole channel with each change of anything. */
const lastSeen = new WeakMap<Message, { readonly of: readonly Json[]; readonly seen: SeenMessage }>();

function seen(channel: Channel, message: Message, replyCount: number): SeenMessage {
  const { text: words, blocks } = message;
  const isEdited = message.editedTs !== undefined;
  const last = lastSeen.get(message);
  // An edit puts other blocks in the place of the old ones, which are never changed themselves.
  if (last?.of === blocks && last.seen.text === words) {
    return last.seen.isEdited === isEdited && last.seen.replyCount === replyCount
      ? last.seen
      : { ...last.seen, isEdited, replyCount };
  }
  const now: SeenMessage = {
    kind: 'message',
    channel: channel.id,
    ts: message.ts,
    user: message.user,
    fromBot: message.fromBot,
    text: words,
    blocks: structuredClone(blocks),
    says: plainMessage(message),
    buttons: labels(blocks),
    isEphemeral: message.onlyFor !== undefined,
    isEdited,
    threadTs: message.threadTs,
    replyCount,
  };
  lastSeen.set(message, { of: blocks, seen: now });
  return now;
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
