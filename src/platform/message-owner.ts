import type { Tx } from './db/database.ts';

/** A message that Slack may not show as it should: not posted, in doubt, posted with unknown content, or refused. */
export interface UnsettledMessage {
  readonly key: string;
  readonly state: 'waiting' | 'sending' | 'shown' | 'blocked';
}

/** The feature that keeps some messages up to date by jobs. */
export interface MessageOwner {
  /** The key of the job that drives this message; undefined if it is not this feature's, or may be left as it is. */
  drivenBy(message: UnsettledMessage): string | undefined;
  /** Asks that the message be brought up to date. */
  redo(tx: Tx, messageKey: string): Promise<void>;
}
