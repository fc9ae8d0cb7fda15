import type { Action, ActionView } from '../core/action.ts';
import type { Instant } from '../core/instants.ts';
import type { Db, Tx } from '../platform/db/database.ts';
import * as journal from './journal-store.ts';
import type { PastMark, PastPage } from './past.ts';
import type { ActionsDeps } from './ports-service.ts';
import * as store from './store.ts';
import type { createViewing } from './viewing-service.ts';

/** What a phone shows without endless scrolling. */
const PAGE = 10;

/** Which actions there are, for whoever looks for some. Only reads. */
export function createListing(
  { database: { db } }: Pick<ActionsDeps, 'database'>,
  { viewOf, viewsOf }: Pick<ReturnType<typeof createViewing>, 'viewOf' | 'viewsOf'>,
) {
  return {
    /** An action of this workspace by its id; ids come back from Slack and may be anybody's. */
    async byId(workspaceId: string, id: string): Promise<ActionView | undefined> {
      const action = await store.findAction(db, id);
      return action?.workspaceId === workspaceId ? viewOf(db, action) : undefined;
    },

    find: (read: Db | Tx, id: string): Promise<Action | undefined> => store.findAction(read, id),

    history: (id: string) => journal.listEvents(db, id),

    /** What a form has made already. */
    async knownFrom(tx: Tx, workspaceId: string, madeFrom: string): Promise<ActionView | undefined> {
      const known = await store.findMadeFrom(tx, workspaceId, madeFrom);
      return known && viewOf(tx, known);
    },

    /** What somebody has to do, oldest first; without what they are still on since `keptSince`. */
    async openOf(read: Db | Tx, personId: string, keptSince?: Instant): Promise<ActionView[]> {
      const all = await store.listOpenOf(read, personId);
      const asked = all.filter(({ keptAt }) => keptAt === undefined || keptSince === undefined || keptAt < keptSince);
      return viewsOf(read, asked);
    },

    /** What was decided in these places, such as `review:<id>`, in the order in which it was. */
    madeIn: async (read: Db | Tx, origins: readonly string[]): Promise<ActionView[]> =>
      viewsOf(read, await store.listFrom(read, origins)),

    /** Everything that is to be done, oldest first. */
    openHere: async (workspaceId: string): Promise<ActionView[]> => viewsOf(db, await store.listOpen(db, workspaceId)),

    /** What was done or dropped, the newest first, a page at a time; with where the next one begins, if there is one. */
    async past(workspaceId: string, before?: PastMark): Promise<PastPage> {
      const found = await store.listSettled(db, workspaceId, before, PAGE + 1);
      const shown = found.slice(0, PAGE);
      const last = shown.at(-1);
      const isMore = found.length > PAGE && last?.settledAt !== undefined;
      return {
        views: await viewsOf(db, shown),
        next: isMore ? { settledAt: last.settledAt, number: last.number } : undefined,
      };
    },

    /** What is to be done, and what was done or dropped in a window, about leads of some campaign or source. */
    async aboutOrigins(
      read: Db | Tx,
      workspaceId: string,
      window: { readonly from: Instant; readonly until: Instant },
    ): Promise<ActionView[]> {
      const open = await store.listOpen(read, workspaceId);
      const settled = await store.listSettledBetween(read, workspaceId, window);
      return viewsOf(
        read,
        [...open, ...settled].filter(({ source, campaign }) => (source ?? campaign) !== undefined),
      );
    },
  };
}
