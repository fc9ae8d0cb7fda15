import type { Instant } from '../../core/instants.ts';

/** An app in a channel. */
export interface Sender {
  readonly botId: string;
  readonly name: string;
}

/** A channel in which an app's messages become leads. */
export interface Watch {
  readonly endpointId: string;
  readonly workspaceId: string;
  readonly channelId: string;
  /** Undefined until somebody has chosen it. */
  readonly sender: Sender | undefined;
  readonly endedAt: Instant | undefined;
}

/** The same, and who has posted there since. */
export interface Watched extends Watch {
  readonly senders: readonly Sender[];
}
