import { errors, say } from '../platform/slack/answers.ts';
import type { Answer, Call, Listeners } from '../platform/slack/listeners.ts';
import {
  ADD,
  addModal,
  endpointsModal,
  FIELDS,
  NEW_SECRET,
  notAdminMessage,
  notSetUpMessage,
  OPEN_ADD,
  secretModal,
  unknownEndpointMessage,
} from './blocks.ts';
import { isScheme, PRESETS } from './presets.ts';
import type { Intake } from './service.ts';

export interface IntakeActor {
  readonly id: string;
  readonly workspaceId: string;
  readonly isAdmin: boolean;
  /** What Slack calls the one press or form by which they act; it may be delivered twice. */
  readonly gesture?: string | undefined;
}

export interface IntakeSlackDeps {
  /** Undefined while Baton isn't set up. */
  readonly defaultChannel: (workspaceId: string) => Promise<string | undefined>;
  /** The address under which an endpoint can be reached from outside. */
  readonly urlOf: (endpointId: string) => string;
}

/** Connecting forms, in Slack. */
export function intakeListeners<A extends IntakeActor>(
  intake: Intake,
  { defaultChannel, urlOf }: IntakeSlackDeps,
): Listeners<A> {
  const asAdmin =
    <C extends Call<A>>(run: (call: C) => Promise<Answer>) =>
    async (call: C): Promise<Answer> =>
      call.actor.isAdmin ? run(call) : say(notAdminMessage());

  return {
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
      [ADD]: asAdmin(async ({ actor, values }) => {
        const sender = values.option(FIELDS.scheme) ?? 'standard';
        const channelId = values.channel(FIELDS.channel);
        if (channelId === undefined) return errors({ [FIELDS.channel]: 'Choose a channel, please.' });
        const header = values.text(FIELDS.header);
        if (header !== undefined && !HEADER.test(header)) {
          return errors({ [FIELDS.header]: 'That is not the name of a header. It is like x-signature-256.' });
        }
        const added = await intake.add(
          {
            workspaceId: actor.workspaceId,
            name: values.text(FIELDS.name) ?? '',
            preset: PRESETS.has(sender) ? sender : undefined,
            signing: {
              scheme: isScheme(sender) ? sender : 'standard',
              ...(header !== undefined && { header: header.toLowerCase() }),
            },
            channelId,
            mapping: values.text(FIELDS.mapping),
            secret: values.text(FIELDS.secret),
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

/** What HTTP allows in the name of a header. */
const HEADER = /^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/;
