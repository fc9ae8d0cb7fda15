import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { backedUp } from '../src/backup.ts';
import { type Config, readConfig } from '../src/config.ts';
import { explained } from '../src/exit.ts';
import { openDatabase } from '../src/platform/db/database.ts';

const TOKENS = { SLACK_BOT_TOKEN: 'xoxb-1-canary', SLACK_APP_TOKEN: 'xapp-1-canary' };
const how = { now: 1_800_000_000_000, part: 'x' };

function config(env: Record<string, string>): Config {
  const read = readConfig(env);
  if (read.kind === 'faults') throw new Error(read.faults.join(' '));
  return read.config;
}

async function folderWithDatabase() {
  const folder = mkdtempSync(join(tmpdir(), 'baton-backup-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const database = openDatabase({ kind: 'sqlite', path: join(folder, 'baton.db') });
  await database.migrate();
  await database.close();
  return {
    folder,
    at: (name: string) => join(folder, name),
    real: config({ ...TOKENS, DATABASE_URL: `sqlite:${folder}/baton.db` }),
  };
}

function refusal(of: Config, file: string): string {
  try {
    backedUp(of, file, how);
  } catch (error) {
    const { sentence, code } = explained(error);
    expect(code).toBe(1);
    return sentence;
  }
  throw new Error('It was not refused');
}

describe('a backup', () => {
  it('says what it holds, and where the key is that it does not hold', async () => {
    const { at, real, folder } = await folderWithDatabase();
    const [first, ...others] = backedUp(real, at('copy.db'), how);
    expect(first).toMatch(/^Backed up to .*copy\.db: 0 leads and all that belongs to them, \d\.\d MB\.$/);
    expect(others).toEqual([
      'It holds names and addresses, and only you can read the file: keep it that way.',
      `The key of your forms’ secrets is not in it: keep a copy of ${folder}/secret.key in another place.`,
    ]);
  });

  it('overwrites nothing', async () => {
    const { at, real } = await folderWithDatabase();
    writeFileSync(at('copy.db'), 'mine');
    expect(refusal(real, at('copy.db'))).toMatch(
      /is there already, and a backup overwrites nothing: choose another name\.$/,
    );
  });

  it('needs a database, a folder, and room', async () => {
    const { at, real, folder } = await folderWithDatabase();
    expect(refusal(real, at('no/copy.db'))).toMatch(/^The folder of .* is not there: make it first\.$/);
    expect(refusal(real, '/proc/copy.db')).toMatch(/^The backup copy\.db could not be written \(.*\)/);
    const elsewhere = config({ ...TOKENS, DATABASE_URL: `sqlite:${folder}/none.db` });
    expect(refusal(elsewhere, at('copy.db'))).toMatch(/^There is no database at .*none\.db yet/);
    expect(readdirSync(folder).filter((name) => !name.startsWith('baton.db'))).toEqual([]);
  });

  it('of a database that is damaged is refused', async () => {
    const { at, real } = await folderWithDatabase();
    writeFileSync(at('baton.db'), 'SQLite format 3\0 and then nothing of the kind');
    expect(refusal(real, at('copy.db'))).toMatch(/could not be written \(SQLITE_NOTADB\)/);
  });

  it('is not made of the playground by mistake', async () => {
    const { at, folder } = await folderWithDatabase();
    expect(refusal(config({ DATABASE_URL: `sqlite:${folder}/baton.db` }), at('copy.db'))).toMatch(
      /this would be the playground/,
    );
  });

  it('of PostgreSQL is made and restored by its own programs: their commands are named, without the password', () => {
    const postgres = config({
      ...TOKENS,
      BATON_SECRET_KEY: '00'.repeat(32),
      DATABASE_URL: 'postgres://baton:canary@db.example:5433/leads',
    });
    const sentence = refusal(postgres, 'copy.dump');
    expect(sentence).toContain(
      "pg_dump --format=custom --no-owner --file='copy.dump' 'postgres://baton@db.example:5433/leads'",
    );
    expect(sentence).toContain(
      "pg_restore --no-owner --exit-on-error --dbname='postgres://baton@db.example:5433/leads_restored' 'copy.dump'",
    );
    expect(sentence).not.toContain('canary');
  });
});
