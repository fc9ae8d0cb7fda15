import type { ModalValues } from '../blockkit/values.ts';
import { errors, say } from '../platform/slack/listeners/answers.ts';
import type { Answer, Call, Listeners } from '../platform/slack/listeners/listeners.ts';
import type { CampaignPromise } from './agreement.ts';
import type { AgreementActor } from './ports-service.ts';
import {
  AGREE,
  agreementModal,
  agreeReply,
  clashSentence,
  notMarketingManagerMessage,
  OPEN_PROMISE,
  PROMISE,
  PROMISE_FIELDS,
  promiseModal,
  SHOW,
  WITHDRAW,
} from './promise-blocks.ts';
import type { Agreements } from './service.ts';

/** A sentence if this person can't answer for campaigns; undefined if they can. */
export type PersonFault = (personId: string) => Promise<string | undefined>;

/** What marketing and sales promise each other: everybody may read it. */
export function promiseListeners<A extends AgreementActor>(
  agreements: Agreements,
  personFault: PersonFault,
): Listeners<A> {
  const asMarketing =
    <C extends Call<A>>(run: (call: C) => Promise<Answer>) =>
    async (call: C): Promise<Answer> =>
      call.actor.manages.includes('marketing') ? run(call) : say(notMarketingManagerMessage());

  const shown = async ({ actor: { workspaceId, manages, zone }, now }: Call<A>) =>
    agreementModal(await agreements.agreement(workspaceId), { manages, zone, now });

  return {
    commands: [
      {
        command: '/baton',
        word: 'agreement',
        usage: '',
        summary: 'what marketing and sales promise each other',
        run: async (call) => ({ kind: 'open', view: await shown(call) }),
      },
    ],

    actions: {
      [SHOW]: async (call) => ({ kind: 'open', view: await shown(call) }),

      [OPEN_PROMISE]: asMarketing(async ({ actor, value }) => {
        const { proposed, inForce, names } = await agreements.agreement(actor.workspaceId);
        const promise = (proposed ?? inForce)?.promises.find(({ owner }) => owner === value);
        return { kind: 'update', view: promiseModal(promise ?? {}, names) };
      }),

      [WITHDRAW]: asMarketing(async (call) => {
        await agreements.withdraw(call.actor, call.value);
        return { kind: 'update', view: await shown(call) };
      }),

      async [AGREE](call) {
        const { kind } = await agreements.agree(call.actor, Number(call.value));
        return kind === 'agreed' && call.view !== undefined
          ? { kind: 'update', view: await shown(call) }
          : say(agreeReply(kind));
      },
    },

    views: {
      [PROMISE]: asMarketing(async (call) => {
        const { actor, values, metadata } = call;
        const owner = values.user(PROMISE_FIELDS.owner) ?? metadata;
        if (owner === '') return errors({ [PROMISE_FIELDS.owner]: 'Choose a person, please.' });
        const fault = await personFault(owner);
        if (fault !== undefined) return errors({ [PROMISE_FIELDS.owner]: fault });
        const promise = promiseIn(values, owner);
        if (promise === undefined) return errors({ [PROMISE_FIELDS.leads]: 'Numbers only, please.' });
        const outcome = await agreements.propose(actor, promise);
        if (outcome.kind === 'not-manager') return say(notMarketingManagerMessage());
        if (outcome.kind === 'clashes') {
          const { names } = await agreements.agreement(actor.workspaceId);
          return errors({ [PROMISE_FIELDS.campaigns]: clashSentence(outcome.fault, names) });
        }
        return { kind: 'update', view: await shown(call) };
      }),
    },
  };
}

const MOST_CAMPAIGNS = 30;

function promiseIn(values: ModalValues, owner: string): CampaignPromise | undefined {
  const campaigns = (values.text(PROMISE_FIELDS.campaigns) ?? '')
    .split(/[,\n]/)
    .map((one) => one.trim())
    .filter((one) => one !== '');
  const [leads, complete, kept] = [PROMISE_FIELDS.leads, PROMISE_FIELDS.complete, PROMISE_FIELDS.kept].map((field) =>
    values.number(field),
  );
  if (leads === undefined || complete === undefined || kept === undefined) return undefined;
  return { owner, campaigns: [...new Set(campaigns)].slice(0, MOST_CAMPAIGNS), leads, complete, kept };
}
