import type { Check } from '../platform/check.ts';
import type { JobKind } from '../platform/jobs/job.ts';
import type { MessageOwner } from '../platform/message-owner.ts';
import { channelFaultOf } from '../platform/slack/channel-fault.ts';
import type { SlackClient } from '../platform/slack/client.ts';
import type { Listeners } from '../platform/slack/listeners.ts';
import { permalinkOf, placesOf } from '../platform/slack/message-places.ts';
import type { Messages } from '../platform/slack/messages.ts';
import { meetingChecks } from './checks-service.ts';
import { createFigures, type FigureSources } from './figures-service.ts';
import { type MeetingKind, meetingKind } from './kind-jobs.ts';
import type { MeetingActor, MeetingsDeps } from './ports-service.ts';
import { createMeetingsService, type Meetings } from './service.ts';
import { setupListeners } from './setup-slack.ts';
import { type DecisionPhrases, meetingListeners } from './slack.ts';
import { parentKey } from './telling-service.ts';
import { threadJobs } from './thread-jobs.ts';

export { exportMinutes } from './export-service.ts';

interface Deps extends Omit<MeetingsDeps, 'channelFault' | 'figures'> {
  readonly figures: FigureSources;
  readonly messages: Messages;
  readonly client: Pick<SlackClient, 'channel'>;
  readonly phrases: DecisionPhrases;
  /** `Identity.url`; undefined as long as Slack hasn't said it. */
  readonly workspaceUrl: string | undefined;
}

/** The weekly and monthly meeting of sales and marketing. */
export function createMeetings({ messages, client, phrases, workspaceUrl, figures, ...rest }: Deps): {
  readonly service: Meetings;
  /** To be registered with the engine of rituals. */
  readonly kind: MeetingKind;
  readonly jobs: readonly JobKind[];
  readonly checks: readonly Check[];
  readonly messageOwner: MessageOwner;
  readonly listeners: Listeners<MeetingActor>;
} {
  const { db } = rest.database;
  const service = createMeetingsService({
    ...rest,
    figures: createFigures(figures),
    channelFault: channelFaultOf(client),
  });
  const addressOf = async (meetingId: string): Promise<string | undefined> => {
    const key = parentKey(meetingId);
    const place = (await placesOf(db, [key])).get(key);
    return place && workspaceUrl && permalinkOf(workspaceUrl, place);
  };
  const own = meetingListeners(service, phrases, addressOf);
  const setup = setupListeners(service);
  return {
    service,
    kind: meetingKind(service),
    jobs: threadJobs(service, { messages, db, decision: phrases.decision }),
    ...meetingChecks(rest),
    listeners: {
      ...own,
      actions: { ...own.actions, ...setup.actions },
      views: { ...own.views, ...setup.views },
    },
  };
}
