import type { InputBlock, KnownBlock } from '@slack/types';
import type { MessageContent } from '../blockkit/message.ts';
import type { Mrkdwn } from '../blockkit/mrkdwn.ts';
import type { DecidedAts } from '../core/action.ts';
import type { NoticeKind } from '../core/notice.ts';
import type { Check } from '../platform/check.ts';
import type { JobKind } from '../platform/jobs/job.ts';
import type { Listeners } from '../platform/slack/listeners/listeners.ts';
import { progressWords } from './aim-blocks.ts';
import { type AimTyped, aimInputs, metricInput } from './aim-inputs-blocks.ts';
import { type AimAbout, originIn } from './aiming.ts';
import { actionChecks } from './checks-service.ts';
import { actionJobs } from './jobs.ts';
import { actionLine, ownLine } from './line-blocks.ts';
import { actionNotices } from './notices.ts';
import type { ActionActor, ActionsDeps } from './ports-service.ts';
import { TERMS_WORDS } from './reply-blocks.ts';
import { homeRows, ownRows } from './row-blocks.ts';
import { type Actions, createActionsService } from './service.ts';
import { actionListeners } from './slack.ts';

export { decidedAbout, decidedIn } from './export-service.ts';
export { forgetDecided } from './service.ts';

/** How actions look, for features that show them among other things. None rings a phone. */
const looks = { line: actionLine, ownLine, ownRows, progress: progressWords, refusalWords: TERMS_WORDS } as const;

/** Actions: what was decided, who does it, and by when. */
export function createActions(deps: ActionsDeps & { readonly decidedAt: DecidedAts }): {
  readonly service: Actions;
  readonly views: typeof looks & {
    /** What an action is to move, for a form about leads of a source or campaign; nothing where nothing is measured. */
    readonly metricInput: (about: AimAbout, chosen?: string) => readonly InputBlock[];
    /** The same, and how far; `typed` is what somebody has filled in before. */
    readonly aimInputs: (about: AimAbout, typed?: AimTyped) => readonly InputBlock[];
  };
  readonly jobs: readonly JobKind[];
  readonly checks: readonly Check[];
  readonly listeners: Listeners<ActionActor>;
  readonly notices: readonly NoticeKind<MessageContent, Mrkdwn>[];
  /** What stands on somebody's Home. */
  readonly homeSection: (person: { readonly id: string }) => Promise<readonly KnownBlock[]>;
} {
  const service = createActionsService(deps);
  return {
    service,
    views: {
      ...looks,
      metricInput: (about, chosen) => metricInput(service.measurable(), originIn(about), chosen),
      aimInputs: (about, typed) => aimInputs(service.measurable(), originIn(about), typed),
    },
    jobs: actionJobs(service),
    checks: actionChecks(deps),
    listeners: actionListeners(service, deps.decidedAt),
    notices: actionNotices(service),
    homeSection: async ({ id }) => homeRows(await service.openOf(deps.database.db, id)),
  };
}
