import { directMessages } from '../channels.ts';
import type { Notification } from '../model.ts';
import { type SeenMessage, type SeenView, seeMessages, seeView } from '../seen.ts';
import { modalsOf, topModal } from '../views.ts';
import type { World } from '../world.ts';
import { canSee, type Desk, deskOf, visibleChannel } from './desk.ts';
import type { Entry } from './entering.ts';
import { choose, press, type Which } from './pressing.ts';
import type { Reaction, Submission } from './reactions.ts';
import { close, type Entries, fill, submit } from './submitting.ts';
import { openTab, typeCommand, useMessageShortcut, useShortcut, writeMessage } from './typing.ts';

/** Somebody at Slack: what they see and what they can do. Whatever asks the app waits for its acknowledgement. */
export interface PersonAtSlack {
  readonly id: string;
  /** The messages of a channel (by id or name), without replies in threads, oldest first; their own ephemerals too. */
  sees(channel: string): SeenMessage[];
  /** The messages between them and the bot. */
  dms(): SeenMessage[];
  /** A thread: its parent, then the replies. */
  thread(parent: Pick<SeenMessage, 'channel' | 'ts'>): SeenMessage[];
  /** The top modal. */
  view(): SeenView | undefined;
  /** All open modals, the lowest first. */
  views(): SeenView[];
  home(): SeenView | undefined;
  /** What has rung, oldest first. */
  notifications(): readonly Notification[];
  /** Presses a button by action id, block id or label; throws if it isn't there now, once, for this person. */
  press(on: SeenMessage | SeenView, actionIdOrLabel: string, which?: Which): Promise<Reaction>;
  /** Chooses in a menu or field, in the same way. */
  choose(
    on: SeenMessage | SeenView,
    actionIdOrLabel: string,
    choice: string | number | readonly string[] | null,
    which?: Which,
  ): Promise<Reaction>;
  /** Types a slash command into a channel (default: the messages with the bot). */
  type(line: string, channel?: string, options?: { threadTs?: string }): Promise<Reaction>;
  /** Writes a message. */
  write(text: string, channel: string, options?: { threadTs?: string }): SeenMessage;
  /** Enters values without submitting. */
  fill(view: SeenView, entries: Entries): SeenView;
  /** Enters values, by block id, and submits. */
  submit(view: SeenView, entries?: Readonly<Record<string, Entry>>): Promise<Submission>;
  /** Closes the top modal. */
  close(): Promise<void>;
  /** Closes all modals with the X. */
  closeAll(): Promise<void>;
  shortcut(callbackId: string): Promise<Reaction>;
  messageShortcut(message: SeenMessage, callbackId: string): Promise<Reaction>;
  openHome(): void;
}

export function createPerson(world: World, id: string, deliver: Desk['deliver']): PersonAtSlack {
  const desk = deskOf(world, id, deliver);
  const dm = () => directMessages(world, desk.person().id);
  const inChannel = (channelName: string) => {
    const channel = visibleChannel(desk, channelName);
    return seeMessages(
      channel,
      channel.messages.filter((one) => canSee(desk, one) && (one.threadTs === undefined || one.isBroadcast)),
    );
  };

  return {
    id,
    sees: inChannel,
    dms: () => inChannel(dm().id),
    thread(parent) {
      const channel = visibleChannel(desk, parent.channel);
      return seeMessages(
        channel,
        channel.messages.filter((one) => canSee(desk, one) && (one.ts === parent.ts || one.threadTs === parent.ts)),
      );
    },
    view() {
      const view = topModal(world, id);
      return view && seeView(world, view);
    },
    views: () => modalsOf(world, id).map((view) => seeView(world, view)),
    home() {
      const view = world.homes.get(id);
      return view && seeView(world, view);
    },
    notifications: () => world.notifications.filter((one) => one.person === id),
    press: (on, name, which) => press(desk, on, name, which),
    choose: (on, name, choice, which) => choose(desk, on, name, choice, which),
    type: (line, channel, options) => typeCommand(desk, line, channel ?? dm().id, options?.threadTs),
    write: (text, channel, options) => writeMessage(desk, text, channel, options?.threadTs),
    fill: (view, entries) => fill(desk, view, entries),
    submit: (view, entries = {}) => submit(desk, view, entries),
    close: () => close(desk, 'top'),
    closeAll: () => close(desk, 'all'),
    shortcut: (callbackId) => useShortcut(desk, callbackId),
    messageShortcut: (message, callbackId) => useMessageShortcut(desk, message, callbackId),
    openHome: () => openTab(desk, 'home'),
  };
}
