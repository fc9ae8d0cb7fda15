import type { Config } from './config.ts';
import type { Instant } from './core/instants.ts';
import { BackupRefused, backUp } from './platform/db/backup.ts';

/** Backs the database up into a new file; answers what to say of it. Throws `BackupRefused`. */
export function backedUp(config: Config, file: string, how: { now: Instant; part: string }): readonly string[] {
  const { mode, database, keyFile } = config;
  if (mode === 'playground') {
    throw new BackupRefused(
      'No token of Slack is set, so this would be the playground. Set here what "npm start" has.',
    );
  }
  if (database.kind === 'postgres') throw new BackupRefused(dumpInstead(database.url, file));
  const { leads, bytes } = backUp(database.path, file, how);
  return [
    `Backed up to ${file}: ${leads} ${leads === 1 ? 'lead' : 'leads'} and all that belongs to them, ${sizeText(bytes)}.`,
    'It holds names and addresses, and only you can read the file: keep it that way.',
    config.secretKey === undefined
      ? `The key of your forms’ secrets is not in it: keep a copy of ${keyFile ?? 'the key file'} in another place.`
      : 'The key of your forms’ secrets is not in it: keep BATON_SECRET_KEY in another place.',
  ];
}

/** PostgreSQL has a program for that. The command holds no password: pg_dump asks for it, or reads PGPASSWORD. */
function dumpInstead(address: string, file: string): string {
  const url = new URL(address);
  url.password = '';
  return `PostgreSQL is backed up by its own program (it asks for the password): pg_dump --format=custom --file='${file}' '${url.href}'. Keep BATON_SECRET_KEY in another place.`;
}

function sizeText(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.ceil(bytes / 1_000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
