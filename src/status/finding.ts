/** One thing that the doctor looked at. */
export interface Finding {
  /** A `note` is worth knowing; only a `fault` keeps Baton from working. */
  readonly state: 'ok' | 'note' | 'fault';
  readonly about: string;
  /** Goes on after the subject, and says what to do. */
  readonly sentence: string;
}

const HISTORY = ['channels:history', 'groups:history', 'im:history'];

/** Shows who has which address. */
export const EMAIL = 'users:read.email';

/** Shows when people want no notifications. */
export const QUIET = 'dnd:read';

/** Without these messages of apps in public and in private channels don't reach us. */
export const WATCHING = ['channels:history', 'groups:history'];

/** Without these a message may be posted twice after a crash. */
export const missingHistory = (granted: readonly string[]): string[] => missingScopes(granted, HISTORY);

export const missingScopes = (granted: readonly string[], wanted: readonly string[]): string[] =>
  wanted.filter((scope) => !granted.includes(scope));

export const ok = (about: string, sentence: string): Finding => ({ state: 'ok', about, sentence });
export const note = (about: string, sentence: string): Finding => ({ state: 'note', about, sentence });
export const fault = (about: string, sentence: string): Finding => ({ state: 'fault', about, sentence });
