import type { Instant } from '../core/instants.ts';
import type { LeadFields } from '../core/lead-fields.ts';
import type { LeadKeys } from '../core/lead-identity.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database, Db, Tx } from '../platform/db/database.ts';
import type { Ids } from '../platform/ids.ts';
import type { Jobs } from '../platform/jobs/jobs.ts';
import type { ImportStage } from './stages.ts';

/** A lead of a file as it is given to whoever keeps leads. */
export interface PastLead {
  readonly row: number;
  readonly fields: LeadFields;
  readonly extra: Readonly<Record<string, unknown>>;
  readonly receivedAt: Instant;
  readonly ownerId: string | undefined;
  readonly stage: ImportStage;
  readonly endedAt: Instant | undefined;
  readonly reason: string | undefined;
  readonly value: { readonly amount: number; readonly currency: string } | undefined;
}

/** What imports must know and do about leads. */
export interface ImportLeads {
  /** For each of these persons the number of a lead that is theirs already, if there is one. */
  known(read: Db | Tx, workspaceId: string, people: readonly LeadKeys[]): Promise<readonly (number | undefined)[]>;
  add(
    tx: Tx,
    bringing: { workspaceId: string; importId: string; isTold: boolean },
    leads: readonly PastLead[],
  ): Promise<void>;
  countAnnounceable(read: Db | Tx, importId: string): Promise<number>;
  touchedOf(read: Db | Tx, importId: string): Promise<number | undefined>;
  withdraw(database: Pick<Database, 'transaction'>, importId: string, most: number): Promise<number>;
  /** Gives so many leads of an import that wait for somebody their cards and promises. */
  announce(workspaceId: string, importId: string, by: string | undefined, most: number): Promise<void>;
}

/** Somebody who gives a file in Slack. */
export interface ImportActor {
  readonly id: string;
  readonly workspaceId: string;
  readonly zone: string;
  readonly manages: readonly string[];
  readonly isAdmin: boolean;
  readonly gesture?: string | undefined;
}

export interface ImportsDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly jobs: Pick<Jobs, 'enqueue'>;
  readonly leads: ImportLeads;
  /** The colleague whom a file names as an owner, by address or name: somebody who sells. */
  readonly ownerCalled: (read: Db | Tx, workspaceId: string, text: string) => Promise<string | undefined>;
  /** Where new leads go; undefined before the set-up. */
  readonly channelOf: (workspaceId: string) => Promise<string | undefined>;
}

/** Kinds of the jobs of this feature. */
export const FETCH = 'import.fetch';
export const TELL = 'import.tell';
export const ROWS = 'import.rows';
export const UNDO = 'import.undo';
export const ANNOUNCE = 'import.announce';
export const EXPIRE = 'import.expire';

export const fetchKey = (importId: string): string => `import.fetch:${importId}`;
/** Of the job, and of the message that it shows. */
export const tellKey = (importId: string): string => `import.tell:${importId}`;
export const rowsKey = (importId: string): string => `import:${importId}`;
export const undoKey = (importId: string): string => `import.undo:${importId}`;
export const announceKey = (importId: string): string => `import.announce:${importId}`;
export const expireKey = (importId: string): string => `import.expire:${importId}`;
