import type { MessageContent } from '../blockkit/message.ts';
import type { Mrkdwn } from '../blockkit/mrkdwn.ts';
import type { PackSection } from '../core/datum.ts';
import type { StageWords } from '../core/lead-stages.ts';
import type { Db, Tx } from '../platform/db/database.ts';
import type { Listeners } from '../platform/slack/listeners/listeners.ts';
import type { Window } from './metrics.ts';
import { sectionMessage, sectionsOf, summary } from './pack-blocks.ts';
import type { ReportsDeps } from './ports-service.ts';
import { createReportsService, type Reports } from './service.ts';
import { type ReaderActor, reportListeners } from './slack.ts';

/** Figures that both teams read. */
export function createReports<A extends ReaderActor>({
  stageWords,
  cards,
  ...deps
}: ReportsDeps & {
  /** What the company calls the stages. */
  readonly stageWords: (workspaceId: string) => Promise<StageWords>;
  /** Where the cards of these leads are, as far as they have been posted; by lead. */
  readonly cards: (read: Db | Tx, leadIds: readonly string[]) => Promise<ReadonlyMap<string, string>>;
}): {
  readonly service: Reports;
  readonly listeners: Listeners<A>;
  /** The figures that were frozen for something, or are from now on. */
  readonly frozen: FrozenFigures;
} {
  const service = createReportsService(deps);
  const packOf = ({ workspaceId, key, window }: Frozen) => service.frozenPack(workspaceId, key, window);
  return {
    service,
    listeners: reportListeners<A>(service),
    frozen: {
      async messages(of, { isReactable }) {
        const pack = await packOf(of);
        const { strong, weak } = pack.samples;
        const leadIds = [...strong, ...weak].map(({ leadId }) => leadId);
        const words = await stageWords(of.workspaceId);
        const look = { isReactable, words, cards: await cards(deps.database.db, leadIds) };
        return sectionsOf(pack).map((part) => ({ section: part, content: sectionMessage(pack, part, look) }));
      },
      async summary(of) {
        const pack = await packOf(of);
        return sectionsOf(pack).length === 0 ? undefined : summary(pack, { words: await stageWords(of.workspaceId) });
      },
    },
  };
}

/** For what figures were frozen, named by `key` such as `retro:<id>`, and of which time. */
interface Frozen {
  readonly workspaceId: string;
  readonly key: string;
  readonly window: Window;
}

/** Figures that stay as they were. Not to be called in a transaction. */
interface FrozenFigures {
  /** Each part of which there is something to say, as a message of its own, in their order. */
  messages(
    of: Frozen,
    look: { readonly isReactable: boolean },
  ): Promise<readonly { readonly section: PackSection; readonly content: MessageContent }[]>;
  /** Each part in one line; undefined where there is nothing to say at all. */
  summary(of: Frozen): Promise<Mrkdwn | undefined>;
}
