import type { Channel } from '../server/model.ts';
import { BOT, type Pane } from '../wire.ts';
import { threadKey } from './memory.ts';
import type { Stage } from './stage.ts';
import { botMessagesOf, channelsOf, players } from './visible.ts';

/** What a pane shows, after everything that it names and that isn't there has been replaced. */
export interface Looking {
  readonly pane: Pane;
  /** Undefined for messages with the bot before there are any. */
  readonly channel: Channel | undefined;
  readonly isBot: boolean;
}

/** Where somebody looks who asks for this; what doesn't exist becomes what a newcomer would see first. */
export function lookingAt(stage: Stage, asked: Pane): Looking {
  const { slack } = stage;
  const everybody = players(slack);
  const as = (everybody.find(({ id }) => id === asked.as) ?? everybody[0])?.id ?? '';
  const channels = channelsOf(slack, as);
  const dm = botMessagesOf(slack, as);
  const isBot = asked.channel === BOT || asked.channel === dm?.id || channels.length === 0;
  const channel = isBot ? dm : (channels.find(({ id }) => id === asked.channel) ?? channels[0]);
  const thread = channel?.messages.find(({ ts }) => ts === asked.thread)?.ts;
  const tab = isBot && slack.manifest.homeTab ? asked.tab : 'messages';
  const pane = { as, channel: channel?.id ?? BOT, tab, ...(thread !== undefined && { thread }) };
  return { pane, channel, isBot };
}

/** Remembers that the person of a pane has seen what is there now. */
export function readPane(stage: Stage, asked: Pane): void {
  const { pane, channel } = lookingAt(stage, asked);
  if (channel === undefined || pane.tab === 'home') return;
  const read = (thread: string | undefined, where: string) => {
    const last = channel.messages.findLast(({ threadTs }) => threadTs === thread);
    if (last !== undefined) stage.memory.markRead(pane.as, where, last.ts);
  };
  read(undefined, channel.id);
  if (pane.thread !== undefined) read(pane.thread, threadKey(channel.id, pane.thread));
}

/** Who has opened the bot's Home tab with this change. */
export function openedHomes(stage: Stage, before: readonly Pane[], after: readonly Pane[]): string[] {
  const atHome = (panes: readonly Pane[]) =>
    panes
      .map((pane) => lookingAt(stage, pane).pane)
      .filter(({ tab }) => tab === 'home')
      .map(({ as }) => as);
  const had = atHome(before);
  return [...new Set(atHome(after))].filter((person) => !had.includes(person));
}
