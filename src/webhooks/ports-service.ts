import type { Clock } from '../platform/clock.ts';
import type { Database, Db, Tx } from '../platform/db/database.ts';
import type { Outgoing } from '../platform/http/outgoing.ts';
import type { Ids, Random } from '../platform/ids.ts';
import type { Jobs } from '../platform/jobs/jobs.ts';
import type { SecretBox } from '../platform/secrets.ts';
import type { FollowedLead } from './payload.ts';

/** Asks that the admins be told, in the transaction of what they should hear of. */
export type TellAdmins = (tx: Tx, notice: { key: string; kind: string; subject: string }) => Promise<void>;

/** What naming, changing and removing addresses needs; the command line has no more. */
export interface AddressDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly random: Random;
  readonly secrets: SecretBox;
  readonly jobs: Pick<Jobs, 'enqueue'>;
  readonly outgoing: Outgoing;
}

export interface WebhookDeps extends AddressDeps {
  readonly tellAdmins: TellAdmins;
  /** A lead as it is now, in the transaction of what has just happened to it. */
  readonly findLead: (read: Db | Tx, leadId: string) => Promise<FollowedLead | undefined>;
  readonly namesOf: (read: Db | Tx, personIds: readonly string[]) => Promise<ReadonlyMap<string, string>>;
}

/** The kind of the job that sends what waits for one address. */
export const SEND = 'webhooks.send';

/** The kind of the job that forgets old deliveries. */
export const PURGE = 'webhooks.purge';

/** The key of an address's job. */
export const sendKey = (addressId: string): string => `webhooks:${addressId}`;

/** Has what waits for an address sent. */
export async function askToSend({ jobs, clock }: Pick<AddressDeps, 'jobs' | 'clock'>, tx: Tx, addressId: string) {
  await jobs.enqueue(tx, {
    kind: SEND,
    key: sendKey(addressId),
    payload: { addressId },
    runAt: clock.now(),
    mode: 'latest',
  });
}
