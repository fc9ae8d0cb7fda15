import { z } from 'zod';
import { oneLine } from '../../core/field-text.ts';

/** A message that an app has posted in a channel. */
export interface AppMessage {
  readonly channelId: string;
  /** Names it in its channel; an edit keeps it. */
  readonly ts: string;
  /** The app, by the id of its bot: each workflow has one of its own. */
  readonly botId: string;
  readonly botName: string;
  /** What it says, as Slack keeps it. */
  readonly body: object;
}

const posted = z.object({
  type: z.literal('message'),
  // Anything else is an edit, a deletion, or somebody who came or left.
  subtype: z.literal('bot_message').optional(),
  channel: z.string(),
  ts: z.string(),
  thread_ts: z.string().optional(),
  // People have none, whatever they write.
  bot_id: z.string(),
  username: z.string().optional(),
  bot_profile: z.object({ name: z.string().optional() }).optional(),
  text: z.string().optional(),
  blocks: z.array(z.unknown()).optional(),
  attachments: z.array(z.unknown()).optional(),
});

const LONGEST_NAME = 80;

/** The message of an app in a `message` event; undefined for what people write, and for edits, answers in threads and the like. */
export function appMessageIn(event: unknown): AppMessage | undefined {
  const message = posted.safeParse(event).data;
  if (message === undefined) return undefined;
  const { channel, ts, thread_ts: thread, bot_id: botId, text, blocks, attachments } = message;
  if (thread !== undefined && thread !== ts) return undefined;
  const name = message.bot_profile?.name ?? message.username ?? botId;
  return {
    channelId: channel,
    ts,
    botId,
    botName: oneLine(name, LONGEST_NAME) ?? botId,
    body: { bot_id: botId, text, blocks, attachments },
  };
}
