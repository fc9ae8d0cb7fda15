import { z } from 'zod';
import { say } from '../platform/slack/answers.ts';
import type { Answer, Call, Listeners } from '../platform/slack/listeners.ts';
import type { Retention } from './retention.ts';
import {
  FIELDS,
  monthsFrom,
  notAdminMessage,
  PRIVACY,
  PRIVACY_SURE,
  privacyModal,
  sureModal,
} from './retention-blocks.ts';
import type { RetentionService } from './retention-service.ts';

interface PrivacyActor {
  readonly id: string;
  readonly isAdmin: boolean;
  readonly gesture?: string | undefined;
}

const wishInMetadata = z.strictObject({ person: z.number().optional(), words: z.number().optional() });

/** How long leads are remembered, in Slack. */
export function retentionListeners<A extends PrivacyActor>(retention: RetentionService): Listeners<A> {
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
        summary: 'how long I remember leads (admins)',
        run: asAdmin(async () => ({ kind: 'open', view: privacyModal(await retention.current()) })),
      },
    ],
    views: {
      [PRIVACY]: asAdmin(async ({ actor, values }) => {
        const wish: Retention = {
          person: monthsFrom(values.option(FIELDS.person)),
          words: monthsFrom(values.option(FIELDS.words)),
        };
        const outlook = await retention.outlook(wish);
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
