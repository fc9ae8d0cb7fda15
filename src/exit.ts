import { DatabaseTrouble } from './platform/db/faults.ts';
import { Permanent, Transient } from './platform/errors.ts';
import { InstallationLost } from './platform/slack/client/errors.ts';

/** The configuration is wrong (EX_CONFIG of sysexits.h): restarting won't help. */
const MISCONFIGURED = 78;
/** Something is away or taken; restarting may help. */
const FAILED = 1;

/** What whoever sits at the terminal reads, and the exit code; throws what is nobody's fault but ours. */
export function explained(error: unknown): { sentence: string; code: number } {
  if (error instanceof DatabaseTrouble) {
    return { sentence: error.message, code: error.fault === 'damaged' ? MISCONFIGURED : FAILED };
  }
  if (error instanceof InstallationLost) {
    const sentence = `Slack refused SLACK_BOT_TOKEN (${error.code}): install the app and copy its “Bot User OAuth Token” again.`;
    return { sentence, code: MISCONFIGURED };
  }
  if (error instanceof Transient) {
    return { sentence: `Slack cannot be reached (${error.message}). The first start needs it.`, code: FAILED };
  }
  if (error instanceof Permanent) return { sentence: error.advice, code: MISCONFIGURED };
  if (!(error instanceof Error)) throw error;
  const code = EXIT_CODES[error.name];
  if (code === undefined) throw error;
  return { sentence: error.message, code };
}

/** Errors whose message is a sentence for whoever starts Baton. */
const EXIT_CODES: Readonly<Record<string, number>> = {
  StartRefused: MISCONFIGURED,
  CommandRefused: MISCONFIGURED,
  WorkspaceRefused: MISCONFIGURED,
  MigrationRefused: MISCONFIGURED,
  PortRefused: FAILED,
  BackupRefused: FAILED,
};
