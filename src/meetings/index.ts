import type { KnownBlock } from '@slack/types';
import type { Schedules } from '../core/scheduled.ts';
import type { Check } from '../platform/check.ts';
import type { JobKind } from '../platform/jobs/job.ts';
import type { MessageOwner } from '../platform/message-owner.ts';
import type { Listeners } from '../platform/slack/listeners/listeners.ts';
import { addressesIn } from '../platform/slack/messages/message-places.ts';
import type { Messages } from '../platform/slack/messages/messages.ts';
import { meetingChecks } from './checks-service.ts';
import { definitionListeners } from './definition/definition-slack.ts';
import { createFigures, type FigureSources } from './figures-service.ts';
import { homeRows } from './home-blocks.ts';
import { type MeetingKind, meetingKind } from './kind-jobs.ts';
import { MEETING } from './meeting-ritual.ts';
import { type MeetingActor, type MeetingsDeps, mayDecide } from './ports-service.ts';
import { createMeetingsService, type Meetings } from './service.ts';
import { setupListeners } from './setup-slack.ts';
import { type DecisionPhrases, meetingListeners } from './slack.ts';
import { parentKey } from './telling-service.ts';
import { threadJobs } from './thread-jobs.ts';

export { exportMinutes } from './export-service.ts';

interface Deps extends Omit<MeetingsDeps, 'schedules' | 'figures'> {
  readonly rituals: MeetingsDeps['rituals'] & { schedules(kind: string): Schedules<MeetingActor> };
  readonly figures: FigureSources;
  readonly messages: Messages;
  readonly phrases: DecisionPhrases;
  /** `Identity.url`; undefined as long as Slack hasn't said it. */
  readonly workspaceUrl: string | undefined;
}

type Resident = Parameters<typeof mayDecide>[0] & { readonly workspaceId: string };

/** The weekly and monthly meeting of sales and marketing. */
export function createMeetings({ messages, phrases, workspaceUrl, figures, ...rest }: Deps): {
  readonly service: Meetings;
  /** To be registered with the engine of rituals. */
  readonly kind: MeetingKind;
  readonly jobs: readonly JobKind[];
  readonly checks: readonly Check[];
  readonly messageOwners: readonly MessageOwner[];
  readonly listeners: Listeners<MeetingActor>;
  /** The next meeting on the Home of whoever is in one of the teams. */
  readonly homeSection: (resident: Resident) => Promise<readonly KnownBlock[]>;
} {
  const { db } = rest.database;
  const deps = { ...rest, figures: createFigures(figures), schedules: rest.rituals.schedules(MEETING) };
  const service = createMeetingsService(deps);
  const address = addressesIn(db, workspaceUrl);
  const addressOf = (meetingId: string) => address(parentKey(meetingId));
  const own = meetingListeners(service, phrases, addressOf);
  const setup = setupListeners(service);
  const definition = definitionListeners(service.definition);
  return {
    service,
    kind: meetingKind(service),
    jobs: threadJobs(service, { ...rest, messages, decision: phrases.decision }),
    ...meetingChecks(deps),
    async homeSection(resident) {
      if (!mayDecide(resident)) return [];
      const view = await service.viewing.open(resident.workspaceId);
      if (view !== undefined) return homeRows({ kind: 'prepared', view, address: await addressOf(view.meeting.id) });
      const ritual = await service.setup.schedule(resident.workspaceId);
      if (ritual === undefined || ritual.state === 'paused') return [];
      return homeRows({ kind: 'scheduled', schedule: await service.setup.shown(ritual) });
    },
    listeners: {
      ...own,
      actions: { ...own.actions, ...setup.actions, ...definition.actions },
      views: { ...own.views, ...setup.views, ...definition.views },
    },
  };
}
