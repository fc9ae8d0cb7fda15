import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';

/** One file of the folder, such as `0001-create-jobs`. */
export interface Migration {
  readonly name: string;
  readonly text: string;
  /** SHA-256 of the text in hexadecimal. */
  readonly checksum: string;
}

const FILE_NAME = /^(\d{4}-[a-z0-9]+(?:-[a-z0-9]+)+)\.sql$/;

/** All migrations of a folder in the order of their numbers. Throws on a wrong file name and on a number used twice. */
export function readMigrations(folder: URL): readonly Migration[] {
  const migrations = readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .sort()
    .map((file) => readMigration(folder, file));
  for (const [index, { name }] of migrations.entries()) {
    const before = migrations[index - 1];
    if (before?.name.slice(0, 4) === name.slice(0, 4))
      throw new Error(
        `Two migrations have the same number: ${before.name} and ${name}. Give the newer one the next free number.`,
      );
  }
  return migrations;
}

function readMigration(folder: URL, file: string): Migration {
  const name = FILE_NAME.exec(file)?.[1];
  if (name === undefined)
    throw new Error(`Migration ${file} is not named NNNN-verb-noun.sql, such as 0012-let-leads-be-handed-back.sql.`);
  // Git may check text out with CRLF; that is not an edit.
  const text = readFileSync(new URL(file, folder), 'utf8').replaceAll('\r\n', '\n');
  return { name, text, checksum: createHash('sha256').update(text).digest('hex') };
}
