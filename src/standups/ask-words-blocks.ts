import type { KnownBlock } from '@slack/types';
import type { Mrkdwn } from '../blockkit/mrkdwn.ts';
import type { ActionView } from '../core/action.ts';

/** How asks look; the feature that has them says. `A` is an ask, `C` how they are counted. */
export interface AskWords<A, C> {
  /** One line without a button. */
  line(ask: A): Mrkdwn;
  /** One line, and below it the buttons that settle it. */
  rows(ask: A): readonly KnownBlock[];
  /** The same for somebody for whom it waits, in their own messages. */
  rowsFor(ask: A, personId: string): readonly KnownBlock[];
  /** What is open now; undefined if nothing is. */
  openLine(counts: C): Mrkdwn | undefined;
  /** What happened in a window, one line for each direction. */
  windowLines(counts: C): readonly Mrkdwn[];
  /** The action of a button that opens the form of a new ask; its value says from where. */
  readonly newAction: string;
}

/** How what somebody has to do looks; the feature that has it says. */
export interface ActionWords {
  /** For its owner, without a button. */
  ownLine(action: ActionView): Mrkdwn;
  /** The same, and below it what they can say of it. */
  ownRows(action: ActionView): readonly KnownBlock[];
}
