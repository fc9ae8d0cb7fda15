import type { Instant } from './instants.ts';

/** Whom a notice is for: one person's DM, or a channel (in a thread there, if the notice has one). */
export type Recipient = { readonly person: string } | { readonly channel: string };

/** Something that somebody should hear of, kept until it is told or no longer true. */
export interface Notice {
  /** Names the news: the same key is told once. */
  readonly key: string;
  readonly workspaceId: string;
  readonly recipient: Recipient;
  readonly kind: string;
  /** What it is about: an id that the kind understands. */
  readonly subject: string;
  /** When it became true; not when it is told. */
  readonly at: Instant;
}

/** What a notice says: by itself, and as one line among several. `M` is a message, `L` a line of one. */
export interface Rendered<M, L> {
  readonly message: M;
  readonly line: L;
  /** Key of the message under which it stands if it is told by itself. */
  readonly inThreadOf?: string;
}

/** How often a kind of notice may interrupt. */
export interface Manners {
  /** At most one message an hour for one recipient, with everything that came up meanwhile. */
  readonly isMergedHourly?: true;
  /** Counts against the three unasked messages a day; what is about somebody's own leads doesn't. */
  readonly isRationed?: true;
}

/** A kind of notice; the feature that knows the subject registers it. */
export interface NoticeKind<M, L> extends Manners {
  readonly kind: string;
  /** The heading over several lines, such as "3 leads are late". */
  heading(count: number): string;
  /** Looks at the present state: undefined means that it is no longer worth telling. */
  render(notice: Notice): Promise<Rendered<M, L> | undefined>;
}
