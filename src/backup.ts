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

/** PostgreSQL has programs for that. The commands hold no password: they ask for it, or read PGPASSWORD. */
function dumpInstead(address: string, file: string): string {
  const url = new URL(address);
  url.password = '';
  const elsewhere = new URL(url);
  elsewhere.pathname = `${url.pathname}_restored`;
  return [
    'PostgreSQL is backed up by its own program, while Baton runs or not (it asks for the password):',
    `  (umask 077; pg_dump --format=custom --no-owner --file='${file}' '${url.href}')`,
    'To restore it, stop Baton, make an empty database, and start Baton with that one as DATABASE_URL after:',
    `  pg_restore --no-owner --exit-on-error --dbname='${elsewhere.href}' '${file}'`,
    'The file holds names and addresses, and not the key of your forms’ secrets: keep BATON_SECRET_KEY in another place.',
  ].join('\n');
}

function sizeText(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.ceil(bytes / 1_000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
