import { closeSync, mkdirSync, openSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Config } from '../src/config.ts';
import { StartRefused } from '../src/main.ts';
import { type Database, openDatabase } from '../src/platform/db/database.ts';
import { systemRandom } from '../src/platform/ids.ts';
import type { Log } from '../src/platform/log.ts';
import { loadKey } from '../src/platform/secret-key.ts';
import { createSecretBox, type SecretBox } from '../src/platform/secrets.ts';

/** An empty database of the playground's own, brought up to date, and the key of its secrets. */
export async function openStorage(config: Config, log: Log): Promise<{ database: Database; secrets: SecretBox }> {
  const { database: address, keyFile, mode } = config;
  if (mode !== 'playground' || address.kind !== 'sqlite') throw new Error('This database is not the playground’s.');
  const loaded = loadKey({ file: keyFile, random: systemRandom });
  if (loaded.kind === 'fault') throw new StartRefused(loaded.fault);
  mkdirSync(dirname(address.path), { recursive: true, mode: 0o700 });
  // The local Slack forgets everything when it stops; a database that remembered would speak of messages that are gone.
  for (const suffix of ['', '-wal', '-shm']) rmSync(`${address.path}${suffix}`, { force: true });
  // For its owner only; SQLite makes the files beside it in the same mode.
  closeSync(openSync(address.path, 'wx', 0o600));
  const database = openDatabase(address, { log });
  await database.migrate();
  return { database, secrets: createSecretBox({ key: loaded.key, random: systemRandom }) };
}
