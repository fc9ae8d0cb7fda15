import type { Mrkdwn } from '../../blockkit/mrkdwn.ts';
import { say } from '../../platform/slack/listeners/answers.ts';
import type { ActionCall, Answer, Listeners } from '../../platform/slack/listeners/listeners.ts';
import { unknownEndpointMessage } from '../blocks.ts';
import { asAdmin, type IntakeActor } from '../endpoints/admin-slack.ts';
import type { Intake } from '../service.ts';
import { deadModal, OPEN_DEAD, RETRY, RETRY_ALL, retriedAllText, retriedText } from './dead-blocks.ts';

/** What was not understood: looked at, and tried again. */
export function deadListeners<A extends IntakeActor>(intake: Intake): { readonly actions: Actions<A> } {
  async function shown(actor: A, endpointId: string, kind: 'push' | 'update', outcome?: Mrkdwn): Promise<Answer> {
    const dead = await intake.deadLetters(actor.workspaceId, endpointId);
    if (dead === undefined) return say(unknownEndpointMessage());
    return { kind, view: deadModal(dead.endpoint.name, { endpointId, ...dead }, outcome) };
  }

  return {
    actions: {
      [OPEN_DEAD]: asAdmin(({ actor, value }: ActionCall<A>) => shown(actor, value, 'push')),
      [RETRY]: asAdmin(async ({ actor, value }: ActionCall<A>) => {
        const endpointId = await intake.endpointOf(actor.workspaceId, value);
        if (endpointId === undefined) return say(unknownEndpointMessage());
        return shown(actor, endpointId, 'update', retriedText(await intake.replay(actor.workspaceId, value)));
      }),
      [RETRY_ALL]: asAdmin(async ({ actor, value }: ActionCall<A>) =>
        shown(actor, value, 'update', retriedAllText(await intake.replayAll(actor.workspaceId, value))),
      ),
    },
  };
}

type Actions<A> = NonNullable<Listeners<A>['actions']>;
