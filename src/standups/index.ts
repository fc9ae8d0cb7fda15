import type { KnownBlock } from '@slack/types';
import type { MessageContent } from '../blockkit/message.ts';
import type { Mrkdwn } from '../blockkit/mrkdwn.ts';
import type { Instant } from '../core/instants.ts';
import type { NoticeKind } from '../core/notice.ts';
import type { Check } from '../platform/check.ts';
import { csvOf } from '../platform/csv.ts';
import { Permanent } from '../platform/errors.ts';
import type { Ids } from '../platform/ids.ts';
import type { JobKind } from '../platform/jobs/job.ts';
import type { MessageOwner } from '../platform/message-owner.ts';
import type { SlackClient } from '../platform/slack/client/client.ts';
import type { Listeners } from '../platform/slack/listeners/listeners.ts';
import type { Messages } from '../platform/slack/messages/messages.ts';
import type { ActionWords, AskWords } from './ask-words-blocks.ts';
import { standupChecks } from './checks-service.ts';
import { EXPORT_COLUMNS, type ExportDeps, type ExportRange, exportRows } from './export-service.ts';
import { homeBlocks } from './home-blocks.ts';
import { standupJobs } from './jobs.ts';
import { type StandupKind, standupKind } from './kind-jobs.ts';
import { standupNotices } from './notices.ts';
import type { StandupActor, StandupAsk, StandupDeps } from './ports-service.ts';
import { greeting } from './reply-blocks.ts';
import { createStandupsService, type Standups } from './service.ts';
import { standupListeners } from './slack.ts';

interface Deps<A extends StandupAsk, C> extends Omit<StandupDeps<A, C>, 'channelFault' | 'quietUntil'> {
  readonly messages: Messages;
  readonly client: Pick<SlackClient, 'post' | 'quietUntil'>;
  readonly askWords: AskWords<A, C>;
  readonly actionWords: ActionWords;
}

/** Somebody who opens their Home. */
type Resident = Pick<StandupActor, 'id' | 'workspaceId'>;

/** Standups: what happened, what comes next, and what one team needs of the other. */
export function createStandups<A extends StandupAsk, C>({
  messages,
  client,
  askWords,
  actionWords,
  ...deps
}: Deps<A, C>): {
  readonly service: Standups<A, C>;
  /** To be registered with the engine of rituals. */
  readonly kind: StandupKind;
  readonly jobs: readonly JobKind[];
  readonly checks: readonly Check[];
  readonly messageOwners: readonly MessageOwner[];
  readonly listeners: Listeners<StandupActor>;
  readonly notices: readonly NoticeKind<MessageContent, Mrkdwn>[];
  readonly homeSection: (resident: Resident, now: Instant) => Promise<readonly KnownBlock[]>;
} {
  const { db } = deps.database;
  const service = createStandupsService<A, C>({
    ...deps,
    channelFault: channelFaultOf(client, deps.ids),
    async quietUntil(personId) {
      const answer = await client.quietUntil(personId);
      return answer.kind === 'ok' ? answer.value : undefined;
    },
  });
  const lines = { ask: (ask: A): Mrkdwn => askWords.line(ask), action: actionWords.ownLine };
  return {
    service,
    kind: standupKind(service, messages, (personId) => ({
      ask: (ask) => askWords.rowsFor(ask, personId),
      action: actionWords.ownRows,
    })),
    jobs: standupJobs(service, { messages, db }, { ...askWords, ownRows: actionWords.ownRows }),
    ...standupChecks(deps),
    listeners: standupListeners(service, askWords.newAction),
    notices: standupNotices(service),
    async homeSection(resident, now) {
      const days = await service.dayOf(resident, now);
      return days.flatMap(({ turn, state }) =>
        state === undefined ? [] : homeBlocks(turn.occurrence.snapshot.config.name, state, lines),
      );
    },
  };
}

/** What was posted, as a CSV file, part by part. */
export const exportStandups = (deps: ExportDeps, workspaceId: string, range: ExportRange): AsyncIterable<string> =>
  csvOf(EXPORT_COLUMNS, exportRows(deps, workspaceId, range));

/** PPL-7: checked by posting there, because nothing else proves that it will work. */
function channelFaultOf(client: Pick<SlackClient, 'post'>, ids: Ids) {
  return async (channelId: string): Promise<string | undefined> => {
    try {
      await client.post({ to: { channel: channelId }, content: greeting(), op: ids.next() });
      return undefined;
    } catch (error) {
      if (error instanceof Permanent) return CHANNEL_FAULTS[error.code] ?? error.advice;
      throw error;
    }
  };
}

/** What the person in front of the form can do at once. */
const CHANNEL_FAULTS: Readonly<Record<string, string>> = {
  not_in_channel: 'I am not in that channel yet. Type /invite @Baton there, then press the button again.',
  channel_not_found:
    'I can’t see that channel. If it is private, type /invite @Baton there, then press the button again.',
  is_archived: 'That channel is archived. Choose another one.',
};
