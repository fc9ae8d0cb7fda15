import { Permanent } from '../platform/errors.ts';
import type { Ids } from '../platform/ids.ts';
import type { SlackClient } from '../platform/slack/client/client.ts';
import { errors, say } from '../platform/slack/listeners/answers.ts';
import type {
  ActionCall,
  Answer,
  Call,
  CommandCall,
  Listeners,
  ViewCall,
} from '../platform/slack/listeners/listeners.ts';
import {
  FIELDS,
  greeting,
  MORE,
  moreModal,
  notAdminMessage,
  OPEN_MORE,
  SEND_TEST,
  SETUP,
  SWITCH_ON,
  setupDoneModal,
  setupModal,
  switchedOnMessage,
  testSentMessage,
  wrongCodeMessage,
} from './blocks.ts';
import { promiseListeners } from './promises-slack.ts';
import { asAdmin, asManager } from './rights-slack.ts';
import type { Setup, SetupActor } from './service.ts';
import type { Ring } from './settings.ts';

/** Setting Baton up, in Slack. */
export function setupListeners<A extends SetupActor>(
  setup: Setup<A>,
  { client, ids }: { client: Pick<SlackClient, 'post'>; ids: Ids },
): Listeners<A> {
  const promises = promiseListeners(setup);

  const openSetup = async ({ actor }: Call<A>): Promise<Answer> => ({
    kind: 'open',
    view: setupModal(await setup.basics(actor.workspaceId)),
  });

  async function redeem(call: CommandCall<A>): Promise<Answer> {
    return (await setup.redeem(call.actor, call.text)) ? openSetup(call) : say(wrongCodeMessage());
  }

  /** The channel is checked by posting there: nothing else proves that it will work. */
  async function channelFault(channelId: string): Promise<string | undefined> {
    try {
      await client.post({ to: { channel: channelId }, content: greeting(), op: ids.next() });
      return undefined;
    } catch (error) {
      if (error instanceof Permanent) return CHANNEL_FAULTS[error.code] ?? error.advice;
      throw error;
    }
  }

  /** A sentence under each field with somebody who can't be in a team; undefined if all can. */
  async function unfitIn(fields: Readonly<Record<string, readonly string[]>>) {
    const sentences: Record<string, string> = {};
    for (const [field, people] of Object.entries(fields)) {
      const sentence = await setup.unfit(people);
      if (sentence !== undefined) sentences[field] = sentence;
    }
    return Object.keys(sentences).length === 0 ? undefined : sentences;
  }

  async function saveBasics({ actor, values }: ViewCall<A>): Promise<Answer> {
    const channelId = values.channel(FIELDS.channel);
    if (channelId === undefined) return errors({ [FIELDS.channel]: 'Choose a channel, please.' });
    const basics = { channelId, sales: values.users(FIELDS.sales), marketing: values.users(FIELDS.marketing) };
    const unfit = await unfitIn({ [FIELDS.sales]: basics.sales, [FIELDS.marketing]: basics.marketing });
    if (unfit !== undefined) return errors(unfit);
    const before = await setup.basics(actor.workspaceId);
    const fault = before.channelId === channelId ? undefined : await channelFault(channelId);
    if (fault !== undefined) return errors({ [FIELDS.channel]: fault });
    await setup.saveBasics(actor, basics);
    const promise = await setup.promise(actor.workspaceId);
    if (promise === undefined) return { kind: 'nothing' };
    return { kind: 'update', view: setupDoneModal(channelId, promise) };
  }

  return {
    commands: [
      {
        command: '/baton',
        word: 'setup',
        usage: '[code]',
        summary: 'channel, teams and promise (admins)',
        run: (call) => (call.text === '' ? asAdmin<A, CommandCall<A>>(openSetup)(call) : redeem(call)),
      },
      {
        command: '/baton',
        word: 'promise',
        usage: '',
        summary: 'how fast leads must be contacted (managers)',
        run: asManager<A, CommandCall<A>>((call) => promises.open(call)),
      },
    ],

    actions: {
      ...promises.actions,
      [OPEN_MORE]: asAdmin<A, ActionCall<A>>(async ({ actor }) => {
        const more = await setup.more(actor.workspaceId);
        return more === undefined ? say(notAdminMessage()) : { kind: 'push', view: moreModal(more) };
      }),
      [SWITCH_ON]: asManager<A, ActionCall<A>>(async ({ actor }) =>
        say(switchedOnMessage(await setup.switchOn(actor))),
      ),
      [SEND_TEST]: asAdmin<A, ActionCall<A>>(async ({ actor }) => {
        const lead = await setup.sendTest(actor);
        const { channelId } = await setup.basics(actor.workspaceId);
        return say(testSentMessage(lead?.number, channelId));
      }),
    },

    views: {
      [SETUP]: asAdmin<A, ViewCall<A>>(saveBasics),

      [MORE]: asAdmin<A, ViewCall<A>>(async ({ actor, values }) => {
        const ring = ringFrom(values.option(FIELDS.ring), values.text(FIELDS.group));
        if (ring === undefined) return errors({ [FIELDS.group]: 'Paste the id of the group; it begins with S.' });
        const more = {
          salesManagers: values.users(FIELDS.salesManagers),
          marketingManagers: values.users(FIELDS.marketingManagers),
          ring,
        };
        const unfit = await unfitIn({
          [FIELDS.salesManagers]: more.salesManagers,
          [FIELDS.marketingManagers]: more.marketingManagers,
        });
        if (unfit !== undefined) return errors(unfit);
        await setup.saveMore(actor, more);
        return { kind: 'nothing' };
      }),

      ...promises.views,
    },
  };
}

/** What the person in front of the modal can do at once. */
const CHANNEL_FAULTS: Readonly<Record<string, string>> = {
  not_in_channel: 'I am not in that channel yet. Type /invite @Baton there, then press Save again.',
  channel_not_found: 'I can’t see that channel. If it is private, type /invite @Baton there, then press Save again.',
  is_archived: 'That channel is archived. Choose another one.',
};

function ringFrom(kind: string | undefined, group: string | undefined): Ring | undefined {
  if (kind !== 'group') return { kind: kind === 'nobody' ? 'nobody' : 'on-shift' };
  const id = /^(?:<!subteam\^)?(S\w{2,30})/.exec(group ?? '')?.[1];
  return id === undefined ? undefined : { kind: 'group', id };
}
