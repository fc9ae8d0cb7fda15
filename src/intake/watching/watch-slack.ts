import { errors, say } from '../../platform/slack/listeners/answers.ts';
import type { ActionCall, Answer, Listeners } from '../../platform/slack/listeners/listeners.ts';
import { FIELDS, OPEN_WATCH, unknownEndpointMessage } from '../blocks.ts';
import { asAdmin, type IntakeActor } from '../endpoints/admin-slack.ts';
import type { Intake } from '../service.ts';
import { appMessageIn } from './channel-message.ts';
import {
  addWatchModal,
  CHOOSE_SENDER,
  LOOK_FOR_SENDERS,
  STOP_WATCHING,
  takenMessage,
  WATCH,
  WATCHED,
  watchModal,
} from './watch-blocks.ts';

export interface WatchDeps {
  readonly defaultChannel: (workspaceId: string) => Promise<string | undefined>;
  /** How a channel stands; undefined if there is none that we may see. */
  readonly channel: (id: string) => Promise<{ readonly isMember: boolean; readonly isPrivate: boolean } | undefined>;
  /** Whether the admin has granted what it takes to read such a channel; undefined when Slack did not say. */
  readonly grants: (scope: string) => boolean | undefined;
}

/** Watching a channel: set up by an admin, and heard. */
export function watchListeners<A extends IntakeActor>(
  intake: Intake,
  deps: WatchDeps,
): Required<Pick<Listeners<A>, 'actions' | 'views' | 'events'>> {
  async function shown(actor: A, endpointId: string, kind: 'push' | 'update'): Promise<Answer> {
    const view = await watchView(intake, actor.workspaceId, endpointId);
    return view === undefined ? say(unknownEndpointMessage()) : { kind, view };
  }

  return {
    actions: {
      [OPEN_WATCH]: asAdmin(async ({ actor }: ActionCall<A>) => ({
        kind: 'push',
        view: addWatchModal(await deps.defaultChannel(actor.workspaceId)),
      })),
      [LOOK_FOR_SENDERS]: asAdmin(({ actor, value }: ActionCall<A>) => shown(actor, value, 'update')),
      [CHOOSE_SENDER]: asAdmin(async ({ actor, value }: ActionCall<A>) => {
        const [endpointId = '', botId = ''] = value.split(':');
        const { kind } = await intake.chooseSender(actor.workspaceId, endpointId, botId);
        return kind === 'taken' ? say(takenMessage()) : shown(actor, endpointId, 'update');
      }),
      [STOP_WATCHING]: asAdmin(async ({ actor, value }: ActionCall<A>) => {
        await intake.stopWatching(actor.workspaceId, value);
        return shown(actor, value, 'update');
      }),
    },
    views: {
      [WATCH]: asAdmin(async ({ actor, values }) => {
        const watchedId = values.channel(WATCHED);
        const channelId = values.channel(FIELDS.channel);
        if (watchedId === undefined) return errors({ [WATCHED]: 'Choose a channel, please.' });
        if (channelId === undefined) return errors({ [FIELDS.channel]: 'Choose a channel, please.' });
        const why = await watchObjection(deps, watchedId);
        if (why !== undefined) return errors({ [WATCHED]: why });
        const { workspaceId } = actor;
        const wish = { workspaceId, name: values.text(FIELDS.name) ?? '', watchedId, channelId };
        const outcome = await intake.watch(wish, actor.id);
        if (outcome.kind === 'refused') return errors({ [FIELDS.name]: outcome.sentence });
        return shown(actor, outcome.endpoint.id, 'update');
      }),
    },
    events: {
      async message(event, { teamId }) {
        const message = appMessageIn(event);
        if (message !== undefined) await intake.hear(teamId, message);
      },
    },
  };
}

/** What must be mended first, so that messages there reach us at all. */
export async function watchObjection({ channel, grants }: WatchDeps, channelId: string): Promise<string | undefined> {
  const found = await channel(channelId);
  if (found?.isMember !== true) return 'I am not in that channel: type /invite @Baton there first.';
  const scope = found.isPrivate ? 'groups:history' : 'channels:history';
  if (grants(scope) !== false) return undefined;
  return `I may not read messages there: reinstall me with ${scope} first.`;
}

/** An endpoint that listens in a channel, as an admin sees it. */
export async function watchView(intake: Intake, workspaceId: string, endpointId: string, isChanged = false) {
  const watched = await intake.watched(workspaceId, endpointId);
  const endpoint = (await intake.list(workspaceId)).find(({ id }) => id === endpointId);
  return watched && endpoint && watchModal(endpoint, watched, isChanged);
}
