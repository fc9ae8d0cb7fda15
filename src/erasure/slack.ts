import { say } from '../platform/slack/listeners/answers.ts';
import { forManagers } from '../platform/slack/listeners/for-managers.ts';
import type { CommandCall, Listeners, ViewCall } from '../platform/slack/listeners/listeners.ts';
import { confirmModal, ERASE, erasedModal, notAllowedMessage, unknownMessage, whichMessage } from './blocks.ts';
import type { Erasure } from './service.ts';

export interface EraserActor {
  readonly id: string;
  readonly workspaceId: string;
  readonly manages: readonly string[];
  readonly isAdmin: boolean;
}

/** The leads that somebody means by a number, or by what they remember: several where it is not clear, none where nothing is. */
export type LeadsMeant<A> = (
  actor: A,
  text: string,
) => Promise<readonly { readonly id: string; readonly name: string }[]>;

/** Forgetting people, in Slack. */
export function erasureListeners<A extends EraserActor>(erasure: Erasure, leadsMeant: LeadsMeant<A>): Listeners<A> {
  const ifAllowed = forManagers(notAllowedMessage);

  return {
    commands: [
      {
        command: '/lead',
        word: 'erase',
        usage: '<lead>',
        summary: 'forget the person (managers, admins)',
        run: ifAllowed(async ({ actor, text }: CommandCall<A>) => {
          const meant = await leadsMeant(actor, text);
          const [lead] = meant;
          if (lead === undefined) return say(unknownMessage());
          // Nothing brings them back: of several none is taken for the likely one.
          if (meant.length > 1) return say(whichMessage(meant.map(({ name }) => name)));
          return { kind: 'open', view: confirmModal(lead.id, lead.name) };
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
