import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/db/database.ts';
import type { Random } from '../../platform/ids.ts';
import { codeHash, newCode } from '../../platform/secrets.ts';
import * as workspaces from './workspaces-store.ts';

export interface WorkspacesDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly random: Random;
}

/** What Slack says of the workspace that our token is for. */
export interface SlackTeam {
  readonly id: string;
  readonly name: string;
  readonly botUserId: string;
  /** Its address; undefined if Slack has not said. */
  readonly url?: string | undefined;
}

/** The token is for one workspace and the database for another. The message is for whoever starts Baton. */
export class WorkspaceRefused extends Error {
  override readonly name = 'WorkspaceRefused';
}

/** The one workspace of an installation. */
export function createWorkspacesService({ database, clock, random }: WorkspacesDeps) {
  return {
    /** Who we were last time, for a start while Slack is down. */
    async remembered() {
      const known = await workspaces.findWorkspace(database.db);
      if (known === undefined) return undefined;
      const { id: teamId, name: teamName, botUserId, url } = known;
      return { teamId, teamName, botUserId, botId: undefined, enterpriseId: undefined, url, scopes: undefined };
    },

    /**
     * Creates or matches the row of the workspace. Until it is set up, each start makes a new one-time code and returns it; only
     * its hash is kept. Throws `WorkspaceRefused` for another workspace's token.
     */
    async install(team: SlackTeam): Promise<{ readonly setupCode: string | undefined }> {
      return database.transaction(async (tx) => {
        const known = await workspaces.findWorkspace(tx);
        if (known !== undefined && known.id !== team.id) {
          throw new WorkspaceRefused(
            `This database belongs to the workspace “${known.name}”, but the token is for “${team.name}”. ` +
              'Use the token of the former, or set DATABASE_URL to a database of its own.',
          );
        }
        if (known !== undefined && team.url !== undefined && team.url !== known.url) {
          await workspaces.setUrl(tx, team.id, team.url);
        }
        if (known?.setUpAt !== undefined) return { setupCode: undefined };
        const setupCode = newCode(random);
        if (known === undefined) await workspaces.insertWorkspace(tx, team, clock.now());
        // Of two first starts at once the later code holds, though the row is the earlier one's.
        await workspaces.replaceSetupCode(tx, team.id, codeHash(setupCode));
        return { setupCode };
      });
    },

    /** The workspace that this database belongs to; undefined before the first start. */
    current: () => workspaces.findWorkspace(database.db),
  };
}
