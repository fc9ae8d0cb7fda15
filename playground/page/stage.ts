import type { Instant } from '../../src/core/instants.ts';
import type { Company } from '../server/company.ts';
import type { LocalSlack } from '../server/start-local-slack.ts';
import type { SteeredClock } from '../steered-clock.ts';

/** All that the page shows and steers. */
export interface Stage {
  readonly slack: LocalSlack;
  readonly clock: SteeredClock;
  readonly company: Company;
  /** What people do, by their ids. */
  readonly roles: Readonly<Record<string, string>>;
  /** The office's zone: "09:00 tomorrow" is there. */
  readonly zone: string;
  /** Why the clock began when it began, as a sentence; undefined if it shows the real time. */
  readonly beginning: string | undefined;
  /** Sends a signed lead over HTTP, and says what came of it. */
  sendLead(): Promise<string>;
  /** Resolves when the bot has done all that is due; gives up after a while, because a job may hang. */
  settled(): Promise<void>;
  /** When the bot will do something next. */
  nextDueAt(): Promise<Instant | undefined>;
  /** Stops the bot and starts it again; this Slack goes on meanwhile. */
  restart(): Promise<void>;
}
