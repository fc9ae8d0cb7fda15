import type { Clock } from '../../platform/clock.ts';
import type { Database, Db, Tx } from '../../platform/db/database.ts';
import { codeHash } from '../../platform/secrets.ts';
import type { Actor } from '../person.ts';
import * as store from '../store.ts';
import * as workspaces from './workspaces-store.ts';

interface AdminsDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly workspaceId: string;
}

const MOST_TOLD = 3;

/** Who looks after Baton in a workspace, and that it is set up. */
export function createAdmins({ database, clock, workspaceId }: AdminsDeps) {
  return {
    /** The one-time code makes whoever has it an admin of Baton, once. */
    redeem: (actor: Actor, code: string): Promise<boolean> =>
      database.transaction(async (tx) => {
        const spent = await workspaces.spendSetupCode(tx, actor.workspaceId, codeHash(code));
        if (spent) await store.makeAdmin(tx, actor.id);
        return spent;
      }),

    /** Whether this person may set Baton up at this moment. */
    async isAdmin(read: Db | Tx, personId: string): Promise<boolean> {
      const person = await store.findPerson(read, personId);
      return person !== undefined && !person.isDeactivated && (person.isSlackAdmin || person.isBatonAdmin);
    },

    /** Ids of those who hear of trouble: in a large workspace many are admins, and a few are enough. */
    async adminsToTell(read: Db | Tx): Promise<readonly string[]> {
      return (await store.listAdmins(read, workspaceId)).slice(0, MOST_TOLD).map(({ id }) => id);
    },

    markSetUp: (tx: Tx, workspace: string) => workspaces.markSetUp(tx, workspace, clock.now()),
  };
}
