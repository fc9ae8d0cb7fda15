import type { KnownBlock } from '@slack/types';
import type { MessageContent } from '../blockkit/message.ts';
import type { Mrkdwn } from '../blockkit/mrkdwn.ts';
import type { NoticeKind } from '../core/notice.ts';
import type { Check } from '../platform/check.ts';
import type { JobKind } from '../platform/jobs/job.ts';
import type { Listeners } from '../platform/slack/listeners/listeners.ts';
import { askBlocks, askMessage, askRows, NEW, newAskButton } from './ask-blocks.ts';
import type { AskView } from './ask-view.ts';
import { askChecks } from './checks-service.ts';
import { askJobs } from './jobs.ts';
import { openLine, waitingRows, windowLines } from './list-blocks.ts';
import { askNotices } from './notices.ts';
import { type AskActor, type Asks, type AsksDeps, createAsksService } from './service.ts';
import { askListeners } from './slack.ts';
import { askLine, numberedLine } from './status-blocks.ts';

/** How asks look, for features that show them among other things. Pure functions of an `AskView`; none rings a phone. */
const views = {
  line: askLine,
  numberedLine,
  rows: askRows,
  /** The same for somebody for whom it waits. */
  rowsFor: (view: AskView, personId: string): readonly KnownBlock[] =>
    askRows(view, { id: personId, teams: [view.ask.to.team], manages: [] }),
  message: askMessage,
  blocks: askBlocks,
  openLine,
  windowLines,
  newButton: newAskButton,
  /** The action of that button, for a place that words it differently. */
  newAction: NEW,
} as const;

/** Asks: requests from one team to the other. */
export function createAsks(deps: AsksDeps): {
  readonly service: Asks;
  readonly views: typeof views;
  readonly jobs: readonly JobKind[];
  readonly checks: readonly Check[];
  readonly listeners: Listeners<AskActor>;
  readonly notices: readonly NoticeKind<MessageContent, Mrkdwn>[];
  /** What stands on somebody's Home. */
  readonly homeSection: (person: { readonly id: string }) => Promise<readonly KnownBlock[]>;
} {
  const service = createAsksService(deps);
  return {
    service,
    views,
    jobs: askJobs(service),
    checks: askChecks(deps),
    listeners: askListeners(service),
    notices: askNotices(service),
    homeSection: async ({ id }) => waitingRows(await service.openFor(deps.database.db, id), await service.viewer(id)),
  };
}
