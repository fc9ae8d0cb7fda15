import type { App, ViewSubmitAction } from '@slack/bolt';
import { message } from '../../../blockkit/message.ts';
import { readValues } from '../../../blockkit/values.ts';
import { asTyped } from '../../../core/slack-markup.ts';
import { isLink, surroundings, target } from './action-payload.ts';
import { type AdmittedDeps, createAdmitted } from './admitted.ts';
import { understand } from './commands.ts';
import { nameOf, tableOf } from './listener-table.ts';
import type { Knock, Listeners } from './listeners.ts';
import * as payloads from './payloads.ts';
import type { Place } from './show-answer.ts';

export interface RegistryDeps<A> extends AdmittedDeps<A> {
  /** The workspace of this installation. */
  readonly teamId: string;
}

/**
 * Binds all features' listeners to Bolt, one Bolt listener for each kind of payload: the gate first, then the listener,
 * then the acknowledgement, then what the person sees. Nobody is met with silence: who is refused, mistypes, presses a
 * button of an older version, or runs into a fault of ours, gets a sentence. Throws when two features claim one id.
 */
export function registerListeners<A>(app: App, listeners: readonly Listeners<A>[], deps: RegistryDeps<A>): void {
  const table = tableOf(listeners);
  const answer = createAdmitted(deps);
  const who = knocking(deps);

  app.command(/[\s\S]*/, async ({ ack, body, respond }) => {
    const payload = payloads.commandPayload.parse(body);
    const asked = understand(table.commands, payload.command, asTyped(payload.text));
    const isForGuests = asked.kind === 'run' && table.forGuests.has(nameOf(asked.subcommand));
    const whose: People = [payload.team_id, undefined, payload.user_id, payload.enterprise_id];
    const knock = who(whose, isForGuests, payload.trigger_id);
    const place: Place = {
      kind: 'channel',
      ack: () => ack(),
      respond,
      triggerId: payload.trigger_id,
      personId: payload.user_id,
    };
    const command = asked.kind === 'run' ? nameOf(asked.subcommand) : payload.command;
    await answer(place, knock, { command }, async (actor, now) => {
      if (asked.kind === 'tell') return { kind: 'say', message: asked.message };
      return asked.subcommand.run({ actor, now, channel: payload.channel_id, text: asked.text });
    });
  });

  app.action({ type: 'block_actions' }, async ({ ack, body, respond }) => {
    const payload = payloads.actionsPayload.parse(body);
    const [pressed] = payload.actions;
    if (pressed === undefined || isLink(pressed, payload)) return ack();
    const { id, value, selected } = target(pressed);
    const run = table.actions.get(id);
    // A field that is changed sends this too; only who presses something expects an answer.
    if (run === undefined && pressed.type !== 'button' && pressed.type !== 'overflow') return ack();
    const place = placeOfAction(payload, () => ack(), respond);
    const knock = who(people(payload), table.forGuests.has(id), payload.trigger_id);
    await answer(place, knock, { action: id }, async (actor, now) => {
      if (run === undefined) return { kind: 'say', message: FROM_OLDER_VERSION };
      return run({ ...surroundings(payload), actor, now, value, ...(selected !== undefined && { selected }) });
    });
  });

  app.view<ViewSubmitAction>({ type: 'view_submission' }, async ({ ack, body }) => {
    const payload = payloads.submissionPayload.parse(body);
    const { id, hash, callback_id, private_metadata, state } = payload.view;
    const run = table.views.get(callback_id);
    await answer(
      { kind: 'submission', ack, firstField: payloads.firstField(payload.view) },
      // The words of a form that is sent twice are one form; a window that shows something else has another hash.
      who(people(payload), table.forGuests.has(callback_id), `${id} ${hash}`),
      { callback: callback_id },
      async (actor, now) => {
        if (run === undefined) return { kind: 'say', message: FROM_OLDER_VERSION };
        const values = readValues(state.values);
        return run({ actor, now, channel: undefined, viewId: id, metadata: private_metadata, values });
      },
    );
  });

  app.view({ type: 'view_closed' }, async ({ ack }) => ack());
  app.options(/[\s\S]*/, async ({ ack }) => ack({ options: [] }));

  app.shortcut(/[\s\S]*/, async ({ ack, body, ...rest }) => {
    const payload = payloads.shortcutPayload.parse(body);
    const isGlobal = payload.type === 'shortcut';
    const run = (isGlobal ? table.globalShortcuts : table.messageShortcuts).get(payload.callback_id);
    const place: Place = {
      kind: 'channel',
      ack: () => ack(),
      respond: 'respond' in rest ? rest.respond : undefined,
      triggerId: payload.trigger_id,
      personId: payload.user.id,
      threadTs: payload.message?.thread_ts,
    };
    const knock = who(people(payload), isGlobal && table.forGuests.has(payload.callback_id), payload.trigger_id);
    await answer(place, knock, { callback: payload.callback_id }, async (actor, now) => {
      if (run === undefined) return { kind: 'say', message: FROM_OLDER_VERSION };
      return run({ actor, now, channel: payload.channel?.id, ...usedOn(payload) });
    });
  });

  for (const [type, its] of table.events) {
    app.event(type, async ({ body }) => {
      const payload = payloads.eventPayload.parse(body);
      const teamId = payload.authorizations[0]?.team_id ?? payload.team_id ?? '';
      const context = { teamId, eventId: payload.event_id, now: deps.clock.now() };
      if (teamId !== deps.teamId) {
        deps.log.warn('slack.foreign-event', { type, team: teamId });
        return;
      }
      try {
        for (const listener of its) await listener(payload.event, context);
      } catch (error) {
        deps.log.error('slack.event.failed', { type, eventId: payload.event_id, error });
        // Not swallowed: the receiver must not acknowledge, so that Slack delivers again.
        throw error;
      }
    });
  }

  // Bolt's own handler would log whole errors; ours have been logged where they happened.
  app.error(async (error) => {
    throw error;
  });
}

const FROM_OLDER_VERSION = message(
  'This button is from an older version of Baton. Type /baton help to see what is there now.',
);

function knocking<A>({ teamId: ours, clock }: RegistryDeps<A>) {
  return ([payloadTeam, userTeam, userId, enterpriseId]: People, isForGuests: boolean, gesture?: string): Knock => ({
    // A payload of another installation stays foreign even if it names one of our people.
    teamId: payloadTeam === ours ? (userTeam ?? payloadTeam) : payloadTeam,
    userId,
    now: clock.now(),
    isForGuests,
    ...(enterpriseId !== undefined && { enterpriseId }),
    ...(gesture !== undefined && { gesture }),
  });
}

type People = readonly [
  payloadTeam: string,
  userTeam: string | undefined,
  userId: string,
  enterpriseId: string | undefined,
];

function people({
  team,
  user,
  enterprise,
  view,
}: payloads.Interaction & { view?: payloads.ViewPayload | null | undefined }): People {
  const installed = view?.app_installed_team_id;
  return [installed ?? team?.id ?? user.team_id ?? '', user.team_id, user.id, enterprise?.id];
}

function placeOfAction(
  payload: payloads.ActionsPayload,
  ack: () => Promise<void>,
  respond: Extract<Place, { kind: 'channel' }>['respond'],
): Place {
  const { trigger_id: triggerId, view, message, container, user } = payload;
  if (view?.type === 'modal') return { kind: 'view', ack, triggerId, view: { id: view.id, hash: view.hash } };
  return {
    kind: 'channel',
    ack,
    respond,
    triggerId,
    personId: user.id,
    threadTs: container.thread_ts ?? message?.thread_ts,
  };
}

function usedOn({ channel, message }: ReturnType<typeof payloads.shortcutPayload.parse>) {
  if (channel == null || message == null) return {};
  const { ts, text, user } = message;
  return { message: { channel: channel.id, ts, text, ...(user !== undefined && { user }) } };
}
