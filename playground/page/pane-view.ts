import type { Channel, Message } from '../server/model.ts';
import type { SeenMessage } from '../server/seen.ts';
import { BOT, type Pane, type PaneMessage, type PaneView, type SidebarRow } from '../wire.ts';
import { type Looking, lookingAt } from './looking.ts';
import { threadKey } from './memory.ts';
import { hasNews, unreadRings } from './rings.ts';
import type { Stage } from './stage.ts';
import { botMessagesOf, channelsOf } from './visible.ts';

const MOST_MESSAGES = 100;

/** What one person has before them. */
export function paneView(stage: Stage, asked: Pane): PaneView {
  const looking = lookingAt(stage, asked);
  const { pane, channel } = looking;
  const person = stage.slack.person(pane.as);
  const asShown = paneMessages(stage, pane.as, channel);
  const all = channel === undefined ? [] : person.sees(channel.id);
  return {
    pane,
    sidebar: sidebarOf(stage, pane.as),
    messages: all.slice(-MOST_MESSAGES).map(asShown),
    hasOlder: all.length > MOST_MESSAGES,
    thread:
      channel === undefined || pane.thread === undefined
        ? undefined
        : person.thread({ channel: channel.id, ts: pane.thread }).map(asShown),
    modals: person.views(),
    home: looking.isBot ? person.home() : undefined,
    composer: composerOf(stage, looking),
  };
}

function sidebarOf(stage: Stage, as: string): SidebarRow[] {
  const { slack, memory } = stage;
  const row = (channel: Channel, about: Pick<SidebarRow, 'name' | 'kind'>): SidebarRow => ({
    id: channel.id,
    ...about,
    isUnread: hasNews(memory, channel, as),
    rings: unreadRings(stage, as, channel.id),
  });
  const dm = botMessagesOf(slack, as);
  const app = { name: slack.manifest.name, kind: 'app' } as const;
  return [
    ...channelsOf(slack, as).map((channel) =>
      row(channel, { name: channel.name, kind: channel.kind === 'private' ? 'private' : 'channel' }),
    ),
    dm === undefined ? { id: BOT, ...app, isUnread: false, rings: 0 } : row(dm, app),
  ];
}

/** Adds to messages of a channel what their threads tell. */
function paneMessages({ memory }: Stage, as: string, channel: Channel | undefined) {
  const replies = Map.groupBy(channel?.messages.filter(isReplyFor(as)) ?? [], ({ threadTs }) => threadTs);
  return (message: SeenMessage): PaneMessage => {
    const inThread = replies.get(message.ts) ?? [];
    const read = memory.readUpTo(as, threadKey(message.channel, message.ts));
    return {
      ...message,
      hasNewReplies: inThread.some(({ user, ts }) => user !== as && ts > read),
      repliers: [...new Set(inThread.map(({ user }) => user))],
    };
  };
}

const isReplyFor =
  (person: string) =>
  ({ threadTs, onlyFor }: Message): boolean =>
    threadTs !== undefined && (onlyFor === undefined || onlyFor === person);

function composerOf({ slack }: Stage, { channel, isBot, pane }: Looking): PaneView['composer'] {
  if (channel?.isArchived) return { kind: 'closed', why: 'This channel is archived.' };
  if (isBot && slack.manifest.messagesTabReadOnly && pane.thread === undefined) {
    return { kind: 'closed', why: 'Sending messages to this app has been turned off.' };
  }
  return { kind: 'open' };
}
