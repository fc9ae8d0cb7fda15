import type { Instant } from '../../src/core/instants.ts';
import type { CompanyPerson } from './company.ts';
import type { Json } from './json.ts';

/** A person as Slack knows them now. */
export type Person = { -readonly [Key in keyof CompanyPerson]: CompanyPerson[Key] } & {
  teamId: string;
  updatedAt: Instant;
};

export interface Channel {
  readonly id: string;
  name: string;
  kind: 'public' | 'private' | 'im';
  isArchived: boolean;
  readonly isShared: boolean;
  readonly members: Set<string>;
  readonly createdAt: Instant;
  /** Oldest first; ephemeral ones among them. */
  readonly messages: Message[];
  /** The timestamp last given, in microseconds. */
  lastTs: number;
}

/** An app of somebody else's in the workspace. */
export interface OtherApp {
  readonly botId: string;
  readonly appId: string;
  readonly userId: string;
  readonly name: string;
}

export interface Message {
  readonly channel: string;
  readonly ts: string;
  /** Who wrote it; the bot's user for the bot. */
  readonly user: string;
  readonly fromBot: boolean;
  text: string;
  blocks: Json[];
  /** Of another app than the one under test. */
  readonly otherApp: OtherApp | undefined;
  readonly attachments: readonly Json[];
  metadata: Json | undefined;
  readonly threadTs: string | undefined;
  /** A reply that is shown in the channel too. */
  readonly isBroadcast: boolean;
  /** Only this person sees it. */
  readonly onlyFor: string | undefined;
  editedTs: string | undefined;
}

/** A modal or a home tab of one person. */
export interface View {
  readonly id: string;
  readonly person: string;
  readonly type: 'modal' | 'home';
  /** As the app sent it, with the missing block and action ids filled in. */
  content: Json;
  hash: string;
  readonly rootId: string;
  readonly previousId: string | undefined;
  /** What the person has entered: by block id and action id, in the shape of `state.values`. */
  readonly entered: Map<string, Json>;
  /** What the app found wrong with the last submission, by block id. */
  errors: Readonly<Record<string, string>>;
}

/** What somebody's phone showed. */
export interface Notification {
  readonly person: string;
  readonly channel: string;
  readonly ts: string;
  readonly text: string;
  readonly because: 'direct message' | 'mention' | 'user group' | 'here' | 'channel';
}
