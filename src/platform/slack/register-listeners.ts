import type { App, ViewSubmitAction } from '@slack/bolt';
import { message } from '../../blockkit/message.ts';
import { md } from '../../blockkit/mrkdwn.ts';
import { readValues } from '../../blockkit/values.ts';
import type { Instant } from '../../core/instants.ts';
import type { Clock } from '../clock.ts';
import { Permanent, Transient } from '../errors.ts';
import type { Ids } from '../ids.ts';
import type { Log } from '../log.ts';
import type { SlackClient } from './client.ts';
import { understand } from './commands.ts';
import { tableOf } from './listener-table.ts';
import type { ActionCall, Answer, Gate, Knock, Listeners } from './listeners.ts';
import * as payloads from './payloads.ts';
import { createShowAnswer, type Place } from './show-answer.ts';

export interface RegistryDeps<A> {
  readonly gate: Gate<A>;
  /** The workspace of this installation. */
  readonly teamId: string;
  readonly client: SlackClient;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
}

/**
 * Binds all features' listeners to Bolt, one Bolt listener for each kind of payload: the gate first, then the listener,
 * then the acknowledgement, then what the person sees. Nobody is met with silence: who is refused, mistypes, presses a
 * button of an older version, or runs into a fault of ours, gets a sentence. Throws when two features claim one id.
 */
export function registerListeners<A>(app: App, listeners: readonly Listeners<A>[], deps: RegistryDeps<A>): void {
  const table = tableOf(listeners);
  const answer = answering(deps);
  const who = knocking(deps);

  app.command(/[\s\S]*/, async ({ ack, body, respond }) => {
    const payload = payloads.commandPayload.parse(body);
    const knock = who(payload.team_id, undefined, payload.user_id, payload.enterprise_id);
    const place: Place = { kind: 'channel', ack: () => ack(), respond, triggerId: payload.trigger_id };
    await answer(place, knock, { command: payload.command }, async (actor, now) => {
      const asked = understand(table.commands, payload.command, payload.text);
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
    await answer(place, who(...people(payload)), { action: id }, async (actor, now) => {
      if (run === undefined) return { kind: 'say', message: FROM_OLDER_VERSION };
      return run({ ...surroundings(payload), actor, now, value, ...(selected !== undefined && { selected }) });
    });
  });

  app.view<ViewSubmitAction>({ type: 'view_submission' }, async ({ ack, body }) => {
    const payload = payloads.submissionPayload.parse(body);
    const { id, callback_id, private_metadata, state } = payload.view;
    const run = table.views.get(callback_id);
    await answer(
      { kind: 'submission', ack },
      who(...people(payload)),
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
      threadTs: payload.message?.thread_ts,
    };
    await answer(place, who(...people(payload)), { callback: payload.callback_id }, async (actor, now) => {
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

/** Runs a listener for those whom the gate admits, and turns whatever it throws into a sentence with an id. */
function answering<A>({ gate, client, clock, ids, log }: RegistryDeps<A>) {
  const show = createShowAnswer(client, log);
  return async (
    place: Place,
    knock: Knock,
    what: Record<string, string>,
    run: (actor: A, now: Instant) => Promise<Answer>,
  ): Promise<void> => {
    let answer: Answer;
    try {
      const door = await gate.admit(knock);
      if (door.kind === 'refused') {
        log.warn('slack.refused', { ...what, team: knock.teamId, user: knock.userId });
        answer = { kind: 'say', message: message(door.sentence) };
      } else answer = await run(door.actor, clock.now());
    } catch (error) {
      const faultId = ids.next().slice(-8);
      log.error('slack.listener.failed', { ...what, faultId, team: knock.teamId, user: knock.userId, error });
      answer = { kind: 'say', message: sentenceFor(error, faultId) };
    }
    await show(place, answer);
  };
}

function sentenceFor(error: unknown, faultId: string) {
  if (error instanceof Transient)
    return message(md`That didn’t work just now. Please try again in a moment. (${faultId})`);
  if (error instanceof Permanent) return message(md`${error.advice} (${faultId})`);
  return message(
    md`Something went wrong on Baton’s side, and nothing may have been saved. Tell your admin this number: ${faultId}`,
  );
}

function knocking<A>({ teamId: ours, clock }: RegistryDeps<A>) {
  return (
    payloadTeam: string,
    userTeam: string | undefined,
    userId: string,
    enterpriseId: string | undefined,
  ): Knock => ({
    // A payload of another installation stays foreign even if it names one of our people.
    teamId: payloadTeam === ours ? (userTeam ?? payloadTeam) : payloadTeam,
    userId,
    now: clock.now(),
    ...(enterpriseId !== undefined && { enterpriseId }),
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

/** An overflow's option `<action id>|<value>` counts as that action. */
function target(pressed: payloads.ActionPayload): { id: string; value: string; selected?: readonly string[] } {
  const { value, selected } = payloads.chosen(pressed);
  const at = value.indexOf('|');
  if (pressed.type === 'overflow' && at !== -1) return { id: value.slice(0, at), value: value.slice(at + 1) };
  return { id: pressed.action_id, value, ...(selected !== undefined && { selected }) };
}

type Actions = ReturnType<typeof payloads.actionsPayload.parse>;

/** Slack reports a link that was followed like any press. */
function isLink(pressed: payloads.ActionPayload, { message, view }: Actions): boolean {
  if (pressed.url !== undefined) return true;
  const holders = [...(message?.blocks ?? []), ...(view?.blocks ?? [])];
  return holders.some((block) => hasLink(block, pressed.action_id));
}

function hasLink(part: unknown, actionId: string): boolean {
  if (Array.isArray(part)) return part.some((one) => hasLink(one, actionId));
  if (typeof part !== 'object' || part === null) return false;
  if ('action_id' in part && part.action_id === actionId) return 'url' in part && typeof part.url === 'string';
  return Object.values(part).some((one) => hasLink(one, actionId));
}

function placeOfAction(
  payload: Actions,
  ack: () => Promise<void>,
  respond: Extract<Place, { kind: 'channel' }>['respond'],
): Place {
  const { trigger_id: triggerId, view, message, container } = payload;
  if (view?.type === 'modal') return { kind: 'view', ack, triggerId, view: { id: view.id, hash: view.hash } };
  return { kind: 'channel', ack, respond, triggerId, threadTs: container.thread_ts ?? message?.thread_ts };
}

function surroundings(payload: Actions): Pick<ActionCall<unknown>, 'channel' | 'message' | 'view'> {
  const { container, channel, view, message } = payload;
  const at = container.channel_id ?? channel?.id;
  const ts = container.message_ts ?? message?.ts;
  const threadTs = container.thread_ts ?? message?.thread_ts;
  return {
    channel: at,
    ...(at !== undefined &&
      ts !== undefined && { message: { channel: at, ts, ...(threadTs !== undefined && { threadTs }) } }),
    ...(view != null && {
      view: {
        id: view.id,
        hash: view.hash,
        callbackId: view.callback_id,
        metadata: view.private_metadata,
        values: readValues(view.state.values),
      },
    }),
  };
}

function usedOn({ channel, message }: ReturnType<typeof payloads.shortcutPayload.parse>) {
  if (channel == null || message == null) return {};
  const { ts, text, user } = message;
  return { message: { channel: channel.id, ts, text, ...(user !== undefined && { user }) } };
}
