import { errors, say } from '../platform/slack/listeners/answers.ts';
import type { Listeners } from '../platform/slack/listeners/listeners.ts';
import {
  ADD,
  addModal,
  endpointsModal,
  FIELDS,
  NEW_SECRET,
  notSetUpMessage,
  OPEN_ADD,
  secretModal,
  unknownEndpointMessage,
} from './blocks.ts';
import { deadListeners } from './dead-letters/dead-slack.ts';
import { asAdmin, type IntakeActor } from './endpoints/admin-slack.ts';
import { endpointListeners, readForm } from './endpoints/endpoint-slack.ts';
import { type FieldsDeps, fieldsListeners } from './mapping/fields-slack.ts';
import type { Intake } from './service.ts';
import { type WatchDeps, watchListeners } from './watching/watch-slack.ts';

export interface IntakeSlackDeps extends FieldsDeps, WatchDeps {
  /** Undefined while Baton isn't set up. */
  readonly defaultChannel: (workspaceId: string) => Promise<string | undefined>;
}

/** Connecting forms, in Slack. */
export function intakeListeners<A extends IntakeActor>(intake: Intake, deps: IntakeSlackDeps): Listeners<A> {
  const { defaultChannel, urlOf } = deps;
  const dead = deadListeners<A>(intake);
  const fields = fieldsListeners<A>(intake, deps);
  const form = endpointListeners<A>(intake, deps);
  const watch = watchListeners<A>(intake, deps);

  return {
    events: watch.events,

    commands: [
      {
        command: '/baton',
        word: 'hooks',
        usage: '',
        summary: 'connect forms that send leads (admins)',
        run: asAdmin(async ({ actor }) => {
          const channel = await defaultChannel(actor.workspaceId);
          if (channel === undefined) return say(notSetUpMessage());
          return { kind: 'open', view: endpointsModal(await intake.list(actor.workspaceId)) };
        }),
      },
    ],

    actions: {
      ...dead.actions,
      ...fields.actions,
      ...form.actions,
      ...watch.actions,
      [OPEN_ADD]: asAdmin(async ({ actor }) => ({
        kind: 'push',
        view: addModal(await defaultChannel(actor.workspaceId)),
      })),
      [NEW_SECRET]: asAdmin(async ({ actor, value }) => {
        const rotated = await intake.rotate(actor.workspaceId, value, actor.gesture);
        if (rotated === undefined) return say(unknownEndpointMessage());
        return { kind: 'push', view: secretModal(rotated.endpoint, urlOf(value), rotated.secret) };
      }),
    },

    views: {
      ...fields.views,
      ...form.views,
      ...watch.views,
      [ADD]: asAdmin(async ({ actor, values }) => {
        const read = readForm(values);
        if (read.kind === 'faulty') return read.answer;
        const added = await intake.add(
          {
            workspaceId: actor.workspaceId,
            ...read.wish,
            mapping: values.text(FIELDS.mapping),
          },
          actor.id,
          actor.gesture,
        );
        if (added.kind === 'refused') return errors({ [FIELDS[added.field]]: added.sentence });
        return { kind: 'update', view: secretModal(added.endpoint, urlOf(added.endpoint.id), added.secret) };
      }),
    },
  };
}
