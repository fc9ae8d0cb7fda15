import { z } from 'zod';
import { shownFieldsSchema } from '../core/shown-fields.ts';
import { say } from '../platform/slack/listeners/answers.ts';
import type { Answer, Call, Listeners } from '../platform/slack/listeners/listeners.ts';
import {
  FIELDS,
  monthsFrom,
  notAdminMessage,
  PRIVACY,
  PRIVACY_SURE,
  privacyModal,
  shownFrom,
  sureModal,
} from './privacy-blocks.ts';
import type { PrivacyService } from './privacy-service.ts';
import type { Privacy } from './retention.ts';

interface PrivacyActor {
  readonly id: string;
  readonly isAdmin: boolean;
  readonly gesture?: string | undefined;
}

const wishInMetadata = z.strictObject({
  retention: z.strictObject({ person: z.number().optional(), words: z.number().optional() }),
  shown: shownFieldsSchema,
});

/** How long leads are remembered, in Slack. */
export function privacyListeners<A extends PrivacyActor>(retention: PrivacyService): Listeners<A> {
  const asAdmin =
    <C extends Call<A>>(run: (call: C) => Promise<Answer>) =>
    async (call: C): Promise<Answer> =>
      call.actor.isAdmin ? run(call) : say(notAdminMessage());

  return {
    commands: [
      {
        command: '/baton',
        word: 'privacy',
        usage: '',
        summary: 'what is seen and kept of leads (admins)',
        run: asAdmin(async () => ({ kind: 'open', view: privacyModal(await retention.current()) })),
      },
    ],
    views: {
      [PRIVACY]: asAdmin(async ({ actor, values }) => {
        const wish: Privacy = {
          retention: {
            person: monthsFrom(values.option(FIELDS.person)),
            words: monthsFrom(values.option(FIELDS.words)),
          },
          shown: shownFrom(values.options(FIELDS.atOnce), values.options(FIELDS.claimed)),
        };
        const outlook = await retention.outlook(wish.retention);
        if (outlook.persons + outlook.words > 0) return { kind: 'update', view: sureModal(wish, outlook) };
        await retention.save(actor, wish);
        return { kind: 'nothing' };
      }),
      [PRIVACY_SURE]: asAdmin(async ({ actor, metadata }) => {
        await retention.save(actor, wishInMetadata.parse(JSON.parse(metadata)));
        return { kind: 'close' };
      }),
    },
  };
}
