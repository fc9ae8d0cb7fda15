import type { Bot } from '../bot.ts';
import type { LeadSender } from '../lead-sender.ts';
import type { Company } from '../server/company.ts';
import type { LocalSlack } from '../server/start-local-slack.ts';
import type { SteeredClock } from '../steered-clock.ts';
import type { Troubles } from '../troubles.ts';
import type { Memory } from './memory.ts';

/** All that the page shows and steers: one company, its Slack, and the bot in it. */
export interface Stage {
  readonly slack: LocalSlack;
  readonly clock: SteeredClock;
  readonly bot: Bot;
  readonly troubles: Troubles;
  readonly memory: Memory;
  readonly company: Company;
  /** What people do, by their ids. */
  readonly roles: Readonly<Record<string, string>>;
  /** The office's zone: "09:00 tomorrow" is there. */
  readonly zone: string;
  /** Why the clock began when it began, as a sentence; undefined if it shows the real time. */
  readonly beginning: string | undefined;
  /** Sends a lead as it was typed, signed, over HTTP. */
  readonly sendLead: LeadSender;
  /** To be called when something has changed of which the local Slack knows nothing, such as the time. */
  changed(): void;
}
