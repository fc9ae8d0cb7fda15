import type { Db, Tx } from '../platform/db/database.ts';
import type { JobKind } from '../platform/jobs/job.ts';
import type { SlackClient } from '../platform/slack/client/client.ts';
import type { Listeners } from '../platform/slack/listeners/listeners.ts';
import type { Messages } from '../platform/slack/messages/messages.ts';
import { announceWords, dryRunLines, grouped, resultWords } from './dry-run-words.ts';
import { importJobs } from './jobs.ts';
import { LEFT_OUT_COLUMNS } from './left-out.ts';
import { type Seller, sellerCalled, sellerWithId } from './owners.ts';
import type { ImportActor, ImportsDeps } from './ports-service.ts';
import { createImportsService, type Imports } from './service.ts';
import { importListeners } from './slack.ts';
import { chosenBy } from './wish.ts';

export { forgetWaitingRows, waitingRowsAbout } from './forgetting-service.ts';

/** Who owns what a file says: colleagues by Slack id, by address, or else by name. */
interface Colleagues {
  byEmail(read: Db | Tx, workspaceId: string, emailKey: string): Promise<{ id: string } | undefined>;
  sellers(read: Db | Tx, workspaceId: string): Promise<readonly Seller[]>;
}

/** Looks for the colleague whom a file names; only who sells can own a lead. */
export const ownerAmong =
  ({ byEmail, sellers }: Colleagues): ImportsDeps['ownerCalled'] =>
  async (read, workspaceId, text) => {
    const all = await sellers(read, workspaceId);
    const mentioned = sellerWithId(all, text);
    if (mentioned !== undefined || !/[^<]@/.test(text)) return mentioned ?? sellerCalled(all, text);
    const named = await byEmail(read, workspaceId, text.trim().toLowerCase());
    return all.some(({ id }) => id === named?.id) ? named?.id : undefined;
  };

interface SlackSide {
  readonly client: Pick<SlackClient, 'file'>;
  readonly messages: Pick<Messages, 'show'>;
  /** Whether Slack lets us read files. */
  readonly mayReadFiles: () => boolean;
}

/** Leads out of files. */
export function createImports<A extends ImportActor>({
  client,
  messages,
  mayReadFiles,
  ...deps
}: ImportsDeps & SlackSide): {
  readonly service: Imports;
  readonly jobs: readonly JobKind[];
  readonly listeners: Listeners<A>;
} {
  const service = createImportsService(deps);
  return {
    service,
    jobs: importJobs(service, { clock: deps.clock, show: messages.show, file: client.file }),
    listeners: importListeners(service, mayReadFiles),
  };
}

/** The same without Slack and without a worker, and how a terminal speaks of it. */
export function createImportsAlone(deps: ImportsDeps) {
  return {
    imports: createImportsService(deps),
    chosenBy,
    words: { dryRun: dryRunLines, announce: announceWords, result: resultWords, grouped },
    leftOutColumns: LEFT_OUT_COLUMNS,
  };
}
