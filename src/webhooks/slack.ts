import { errors, say } from '../platform/slack/listeners/answers.ts';
import type { Answer, Call, Listeners } from '../platform/slack/listeners/listeners.ts';
import {
  ADD,
  addModal,
  addressesModal,
  addressModal,
  FIELDS,
  LOOK,
  NEW_SECRET,
  notAdminMessage,
  notNowMessage,
  OPEN_ADD,
  PAUSE,
  PERSONAL,
  REMOVE,
  RESEND,
  SWITCH_ON,
  secretModal,
  TRY,
  unknownAddressMessage,
} from './blocks.ts';
import type { Change, Webhooks } from './service.ts';

export interface WebhookActor {
  readonly id: string;
  readonly workspaceId: string;
  readonly isAdmin: boolean;
  readonly gesture?: string | undefined;
}

const MOST_SHOWN = 10;

/** Those who follow leads, in Slack. */
export function webhookListeners<A extends WebhookActor>(webhooks: Webhooks): Listeners<A> {
  const asAdmin =
    <C extends Call<A>>(run: (call: C) => Promise<Answer>) =>
    async (call: C): Promise<Answer> =>
      call.actor.isAdmin ? run(call) : say(notAdminMessage());

  /** What a button does to an address, which is then shown as it is. */
  const changing = (change: (workspaceId: string, id: string, gesture?: string) => Promise<Change>) =>
    asAdmin(async ({ actor: { workspaceId, gesture }, value }: Call<A> & { value: string }) =>
      after(await change(workspaceId, value, gesture), workspaceId, value),
    );

  return {
    commands: [
      {
        command: '/baton',
        word: 'webhooks',
        usage: '',
        summary: 'tell a CRM what happens to leads (admins)',
        run: asAdmin(async ({ actor }) => ({
          kind: 'open',
          view: addressesModal(await webhooks.list(actor.workspaceId)),
        })),
      },
    ],

    actions: {
      [OPEN_ADD]: asAdmin(async () => ({ kind: 'push', view: addModal() })),
      [LOOK]: asAdmin(async ({ actor: { workspaceId }, value }) => {
        const view = await shown(workspaceId, value);
        return view === undefined ? say(unknownAddressMessage()) : { kind: 'push', view };
      }),
      [TRY]: changing(webhooks.ping),
      [PAUSE]: changing(webhooks.pause),
      [SWITCH_ON]: changing(webhooks.switchOn),
      [REMOVE]: asAdmin(async ({ actor: { workspaceId }, value }) => {
        const outcome = await webhooks.remove(workspaceId, value);
        if (outcome !== 'done') return refusal(outcome);
        return { kind: 'update', view: addressesModal(await webhooks.list(workspaceId)) };
      }),
      [RESEND]: asAdmin(async ({ actor: { workspaceId }, value }) => {
        const id = (await webhooks.addressOf(value)) ?? '';
        const outcome = await webhooks.resend(workspaceId, id, value);
        return after(typeof outcome === 'number' ? 'done' : outcome, workspaceId, id);
      }),
      [NEW_SECRET]: asAdmin(async ({ actor: { workspaceId, gesture }, value }) => {
        const address = await webhooks.find(workspaceId, value);
        const secret = await webhooks.rotate(workspaceId, value, gesture);
        if (address === undefined || secret === undefined) return say(unknownAddressMessage());
        return { kind: 'push', view: secretModal(address, secret) };
      }),
    },

    views: {
      [ADD]: asAdmin(async ({ actor: { id, workspaceId, gesture }, values }) => {
        const wish = {
          workspaceId,
          url: values.text(FIELDS.url) ?? '',
          events: values.options(FIELDS.events),
          isPersonal: values.option(FIELDS.personal) === PERSONAL,
        };
        const added = await webhooks.add(wish, id, gesture);
        if (added.kind === 'refused') return errors({ [FIELDS[added.field]]: added.sentence });
        return { kind: 'update', view: secretModal(added.address, added.secret) };
      }),
    },
  };

  async function after(outcome: Change, workspaceId: string, id: string): Promise<Answer> {
    const view = outcome === 'done' ? await shown(workspaceId, id) : undefined;
    return view === undefined ? refusal(outcome) : { kind: 'update', view };
  }

  async function shown(workspaceId: string, id: string) {
    const address = await webhooks.find(workspaceId, id);
    return address && addressModal(address, await webhooks.log(workspaceId, id, MOST_SHOWN));
  }
}

const refusal = (outcome: Change): Answer => say(outcome === 'not-now' ? notNowMessage() : unknownAddressMessage());
