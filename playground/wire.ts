import { z } from 'zod';
import type { Instant } from '../src/core/instants.ts';
import type { Json } from './server/json.ts';
import type { Notification } from './server/model.ts';
import type { SeenMessage, SeenView } from './server/seen.ts';

/**
 * What travels between the playground's page and its server, over one WebSocket. The page says what it watches and what
 * somebody does; the server sends whatever part of that looks different from what it sent last.
 */

/** One half of the page: through whose eyes, and what is open there. */
export const pane = z.object({
  as: z.string(),
  /** A channel's id, or `bot` for the messages with Baton before there are any. */
  channel: z.string(),
  /** The parent's ts of the thread that is open beside the channel. */
  thread: z.string().optional(),
  /** Of the messages with Baton: its Home tab or the messages. */
  tab: z.enum(['messages', 'home']),
});
export type Pane = z.output<typeof pane>;

/** Messages with Baton, before there is a channel for them. */
export const BOT = 'bot';

const target = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('message'), channel: z.string(), ts: z.string() }),
  z.object({ kind: z.literal('view'), id: z.string() }),
]);
export type Target = z.output<typeof target>;

/** A file as somebody gives it: `content` is its bytes as text in base64. */
const givenFile = z.object({ name: z.string(), content: z.string() });
export type GivenFile = z.output<typeof givenFile>;

/** What people type or choose: texts, ids and option values; a datetimepicker in Unix seconds as text. */
const words = z.union([z.string(), z.array(z.string()), z.null()]);
export type Words = z.output<typeof words>;

/** What a field holds, which may be files as well; null empties it. */
const entry = z.union([words, z.array(givenFile)]);
export type Entry = z.output<typeof entry>;

/** By block id for an input block, else by action id: as `entryKey` says. */
const entries = z.record(z.string(), entry);
export type Entries = z.output<typeof entries>;

const element = { as: z.string(), on: target, blockId: z.string(), actionId: z.string(), entries };

/** What somebody does on the page. */
export const act = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('press'), ...element, value: z.string().optional() }),
  z.object({ kind: z.literal('choose'), ...element, choice: words }),
  z.object({ kind: z.literal('submit'), as: z.string(), view: z.string(), entries }),
  z.object({ kind: z.literal('close'), as: z.string(), view: z.string(), all: z.boolean() }),
  z.object({
    kind: z.literal('say'),
    as: z.string(),
    channel: z.string(),
    thread: z.string().optional(),
    line: z.string(),
  }),
  z.object({ kind: z.literal('shortcut'), as: z.string(), callbackId: z.string() }),
  z.object({
    kind: z.literal('message-shortcut'),
    as: z.string(),
    channel: z.string(),
    ts: z.string(),
    callbackId: z.string(),
  }),
  /** A lead as the website would send it: `body` is JSON as it was typed. */
  z.object({ kind: z.literal('lead'), body: z.string() }),
  z.object({ kind: z.literal('time'), to: z.enum(['5min', '1h', 'tomorrow', 'friday']) }),
  /** Makes Slack misbehave, or behave again, in one way. */
  z.object({
    kind: z.literal('trouble'),
    which: z.enum(['rate-limited', 'server-error', 'lost-answer', 'slow', 'outage']),
    on: z.boolean(),
  }),
  /** Slack asks the bot to open a new socket, as it does every few hours. */
  z.object({ kind: z.literal('refresh-socket') }),
  z.object({ kind: z.literal('restart') }),
  /** Begins anew with the company as it was at the start. */
  z.object({ kind: z.literal('reset') }),
  /** Asks for everything about one line of the traffic. */
  z.object({ kind: z.literal('inspect'), entry: z.string() }),
]);
export type Act = z.output<typeof act>;
export type Trouble = Extract<Act, { kind: 'trouble' }>['which'];

export const request = z.discriminatedUnion('kind', [
  /** Replaces what was watched before; `traffic` asks for the lines of what goes over the wire. */
  z.object({ kind: z.literal('watch'), panes: z.array(pane).min(1).max(2), traffic: z.boolean() }),
  z.object({ kind: z.literal('act'), id: z.number(), act }),
]);
export type Request = z.output<typeof request>;

export type Push =
  /** The sections that look different from what this page was sent last. */
  | { readonly kind: 'sections'; readonly sections: Partial<Sections> }
  | { readonly kind: 'done'; readonly id: number; readonly outcome: Outcome };

/** What somebody is told at once after having done something. */
export type Outcome =
  | { readonly kind: 'ok'; readonly note?: string }
  /** It did not work; the sentence says what to do. */
  | { readonly kind: 'failed'; readonly text: string }
  /** What Slack found missing in a modal before it asked the app, by block id. */
  | { readonly kind: 'incomplete'; readonly errors: Readonly<Record<string, string>> }
  | { readonly kind: 'inspected'; readonly request: unknown; readonly answer: unknown };

/** All that the page shows. */
export interface Sections {
  readonly office: Office;
  readonly clock: ClockFace;
  /** Everything that rang, for everybody, newest first; at most 30. */
  readonly phones: readonly Ring[];
  /** One for each watched pane, in their order. */
  readonly panes: readonly PaneView[];
  readonly world: OutsideWorld;
  /** Newest last; at most 200. Empty unless asked for. */
  readonly traffic: readonly TrafficLine[];
}

/** What changes rarely. */
export interface Office {
  readonly team: string;
  readonly people: readonly Face[];
  readonly channels: readonly { readonly id: string; readonly name: string }[];
  readonly userGroups: readonly { readonly id: string; readonly handle: string; readonly members: readonly string[] }[];
  /** The bot's own user. */
  readonly bot: { readonly id: string; readonly name: string; readonly hasHome: boolean };
  readonly commands: readonly { readonly command: string; readonly description: string; readonly usageHint: string }[];
  readonly shortcuts: readonly {
    readonly name: string;
    readonly type: 'global' | 'message';
    readonly callbackId: string;
  }[];
  readonly leadPresets: readonly { readonly name: string; readonly body: string }[];
}

/** Somebody, as the page shows them. */
export interface Face {
  readonly id: string;
  /** Without `@`. */
  readonly handle: string;
  readonly name: string;
  /** What they do, such as "Sales, in London". */
  readonly role: string | undefined;
  readonly zone: string;
  /** False for bots and deactivated people: nobody can be them. */
  readonly isPlayable: boolean;
  /** How many notifications they have not looked at. */
  readonly rings: number;
}

export interface ClockFace {
  /** The company's time now; the page lets it run on by itself until the next push. */
  readonly now: Instant;
  /** The office's zone. */
  readonly zone: string;
  /** Why the clock shows another time than the real one; undefined if it doesn't. */
  readonly why: string | undefined;
}

/** What rang, with the thread it is in. */
export interface Ring extends Notification {
  readonly thread: string | undefined;
  readonly isUnread: boolean;
}

/** What one pane shows. */
export interface PaneView {
  /** What was asked for; what doesn't exist is replaced by what a newcomer would see first. */
  readonly pane: Pane;
  readonly sidebar: readonly SidebarRow[];
  /** The open channel's messages, oldest first, at most 100. */
  readonly messages: readonly PaneMessage[];
  readonly hasOlder: boolean;
  /** The open thread: its parent, then the replies. */
  readonly thread: readonly PaneMessage[] | undefined;
  /** The open modals, the lowest first; only the last can be used. */
  readonly modals: readonly SeenView[];
  readonly home: SeenView | undefined;
  /** Whether anything can be written here, or why not. */
  readonly composer: { readonly kind: 'open' } | { readonly kind: 'closed'; readonly why: string };
}

export interface SidebarRow {
  /** A channel's id, or `bot`. */
  readonly id: string;
  readonly name: string;
  readonly kind: 'channel' | 'private' | 'app';
  readonly isUnread: boolean;
  /** Mentions and direct messages that have not been looked at. */
  readonly rings: number;
}

export interface PaneMessage extends SeenMessage {
  /** Whether the thread has a reply that this person has not seen. */
  readonly hasNewReplies: boolean;
  /** Who has replied, once each. */
  readonly repliers: readonly string[];
}

export interface OutsideWorld {
  /** What the bot is doing: `busy` while something is due. */
  readonly bot: 'up' | 'restarting' | 'busy';
  readonly troubles: readonly Trouble[];
  /** The address to which leads are sent. */
  readonly form: string;
  readonly openSockets: number;
}

/** One thing that went over the wire. Times are real milliseconds. */
export interface TrafficLine {
  readonly id: string;
  readonly direction: 'to Slack' | 'from Slack' | 'refused';
  /** A Web API method, or what an envelope brings ("/lead claim 1", "button lead.claim", "message event"). */
  readonly what: string;
  readonly at: number;
  /** Until the answer or the acknowledgement; undefined while nobody has answered. */
  readonly tookMs: number | undefined;
  /** `ok`, Slack's error code, or what was played instead of an answer. */
  readonly result: string;
  readonly isFine: boolean;
}

export type { Json, SeenMessage, SeenView };
