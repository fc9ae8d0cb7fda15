import type { Kysely, Transaction } from 'kysely';
import type { Schema } from './schema.ts';

/** The database outside any transaction: for reading. Functions that only read take `Db | Tx`. */
export type Db = Kysely<Schema>;

/** An open transaction. Every function that writes asks for one by type; a `Db` does not satisfy it. */
export type Tx = Transaction<Schema>;
