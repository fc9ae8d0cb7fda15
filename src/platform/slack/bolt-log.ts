import { type Logger, LogLevel } from '@slack/bolt';
import type { Log } from '../log.ts';

/**
 * Bolt's and the SDK's words in our log: warnings and errors only. Their debug lines hold whole messages, so the level
 * is fixed; an error is logged by name and code, because its message may quote an answer of Slack's.
 */
export function boltLog(log: Log): Logger {
  return {
    debug() {},
    info() {},
    warn: (...words) => log.warn('slack.sdk', { reason: summary(words) }),
    error: (...words) => log.error('slack.sdk', { reason: summary(words) }),
    setLevel() {},
    getLevel: () => LogLevel.WARN,
    setName() {},
  };
}

function summary(words: readonly unknown[]): string {
  return words
    .map((word) => (typeof word === 'string' ? word : word instanceof Error ? errorName(word) : typeof word))
    .join(' ');
}

const errorName = (error: Error): string =>
  'code' in error && typeof error.code === 'string' ? `${error.name} (${error.code})` : error.name;
