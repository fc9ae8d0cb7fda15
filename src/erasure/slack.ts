import { say } from '../platform/slack/answers.ts';
import { forManagers } from '../platform/slack/for-managers.ts';
import type { CommandCall, Listeners, ViewCall } from '../platform/slack/listeners.ts';
import { confirmModal, ERASE, erasedModal, notAllowedMessage, unknownMessage } from './blocks.ts';
import type { Erasure } from './service.ts';

export interface EraserActor {
  readonly id: string;
  readonly workspaceId: string;
  readonly manages: readonly string[];
  readonly isAdmin: boolean;
}

/** Forgetting people, in Slack. */
export function erasureListeners<A extends EraserActor>(erasure: Erasure): Listeners<A> {
  const ifAllowed = forManagers(notAllowedMessage);

  return {
    commands: [
      {
        command: '/lead',
        word: 'erase',
        usage: '<number>',
        summary: 'forget the person (managers, admins)',
        run: ifAllowed(async ({ actor, text }: CommandCall<A>) => {
          const meant = await erasure.find(actor.workspaceId, text);
          const [lead] = meant?.email === undefined ? (meant?.leads ?? []) : [];
          return lead === undefined ? say(unknownMessage()) : { kind: 'open', view: confirmModal(lead.id, lead.name) };
        }),
      },
    ],
    views: {
      [ERASE]: ifAllowed(async ({ actor, metadata }: ViewCall<A>) => {
        const erased = await erasure.eraseLead(actor.workspaceId, metadata);
        return erased === undefined ? say(unknownMessage()) : { kind: 'update', view: erasedModal(erased.name) };
      }),
    },
  };
}
