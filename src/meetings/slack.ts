import type { MessageContent } from '../blockkit/message.ts';
import { ACTION_KINDS } from '../core/action.ts';
import { errors, say } from '../platform/slack/listeners/answers.ts';
import type { ActionCall, Answer, CommandCall, Listeners, ViewCall } from '../platform/slack/listeners/listeners.ts';
import { aheadMessage } from './ahead-blocks.ts';
import * as decide from './decide-blocks.ts';
import type { ItemPlace } from './meeting.ts';
import { minutesMarkdown } from './minutes.ts';
import { minutesMessage, noMinutesMessage } from './minutes-blocks.ts';
import * as parent from './parent-blocks.ts';
import { type MeetingActor, mayDecide } from './ports-service.ts';
import type { Meetings } from './service.ts';
import * as setup from './setup-blocks.ts';
import { openSetup } from './setup-slack.ts';
import * as topic from './topic-blocks.ts';
import type { TopicOutcome } from './topics-service.ts';

/** How what was decided reads; the feature that has decisions says. */
export interface DecisionPhrases {
  readonly decision: topic.DecisionWords;
  /** Why a decision can't be made so, with what to do. */
  readonly refusal: Readonly<Record<'not-in-teams' | 'owner-not-in-teams' | 'day-is-over' | 'day-is-far', string>>;
}

type Press = (call: ActionCall<MeetingActor>) => Promise<Answer>;

/** What people do in meetings; the set-up is in setup-slack.ts. */
export function meetingListeners(
  meetings: Meetings,
  { decision, refusal }: DecisionPhrases,
  addressOf: (meetingId: string) => Promise<string | undefined>,
): Listeners<MeetingActor> {
  return {
    commands: [
      {
        command: '/baton',
        word: 'meeting',
        usage: '[topic … | minutes | setup]',
        summary: 'the smarketing meeting, its topics and minutes',
        run: command,
      },
    ],

    actions: {
      [parent.ADD_TOPIC]: async () => ({ kind: 'open', view: setup.topicModal() }),
      [parent.MINUTES_HERE]: async ({ actor, value }) => {
        const view = await meetings.viewing.view(value);
        return say(
          view?.meeting.workspaceId === actor.workspaceId
            ? minutesMessage(view, minutesMarkdown(view))
            : noMinutesMessage(),
        );
      },
      [parent.END_MEETING]: async ({ actor, value }) => {
        const outcome = await meetings.endNow(actor, value);
        return say(
          outcome.kind === 'done' ? decide.endedMessage(outcome.meeting.number) : decide.endRefusedMessage(outcome.why),
        );
      },
      [parent.SET_GOALS]: async ({ actor, value }) => {
        const view = await meetings.viewing.view(value);
        if (view?.meeting.workspaceId !== actor.workspaceId) return say(noMinutesMessage());
        if (!mayDecide(actor)) return say(decide.refusedMessage({ kind: 'not-in-teams' }));
        return { kind: 'open', view: setup.goalsModal(value, view.goals?.text) };
      },
      [topic.RESOLVE_TOPIC]: turning(meetings.resolve),
      [topic.NEXT_TIME]: turning(meetings.nextTime),
      [topic.OPEN_AGAIN]: turning(meetings.openAgain),
      async [topic.REMOVE_TOPIC](call) {
        const place = await meetings.placeNow(call.actor, call.value);
        return drawn(call, place, await meetings.remove(call.actor, place));
      },
      [topic.REWORD_TOPIC]: async ({ actor, value }) => {
        const place = await meetings.placeNow(actor, value);
        const found = await meetings.wording(actor, place);
        if (found.kind === 'refused') return say(decide.refusedMessage(found.why));
        return { kind: 'open', view: setup.wordsModal(`${place.meetingId} ${value}`, found.item.topic.text) };
      },
      async [topic.DECIDE_TOPIC]({ actor, value }) {
        const form = await meetings.deciding(actor, placeIn(value));
        if (form.kind === 'refused') return say(decide.refusedMessage(form.why));
        const { item, owner, dueOn, seen, decisions } = form;
        const before = decide.beforeBlocks(decisions, false, decision);
        const kind = 'process';
        return {
          kind: 'open',
          view: decide.decideModal({ place: value, topic: item.topic.text, kind, owner, dueOn, seen, before }),
        };
      },
    },

    views: {
      async [setup.NEW_TOPIC]({ actor, values, viewId }) {
        const text = values.text(setup.FIELDS.text);
        if (text === undefined) return errors({ [setup.FIELDS.text]: 'A few words, please.' });
        return added(actor, text, `view:${viewId}`);
      },
      async [setup.NEW_WORDS]({ actor, values, metadata }) {
        const text = values.text(setup.FIELDS.text);
        if (text === undefined) return errors({ [setup.FIELDS.text]: 'A few words, please.' });
        const outcome = await meetings.reword(actor, placeIn(metadata), text);
        return outcome.kind === 'done' ? { kind: 'close' } : say(decide.refusedMessage(outcome.why));
      },
      async [setup.NEW_GOALS]({ actor, values, metadata }) {
        const text = values.text(setup.FIELDS.text);
        if (text === undefined) return errors({ [setup.FIELDS.text]: 'A few words, please.' });
        const outcome = await meetings.setGoals(actor, metadata, text);
        if (outcome === 'done') return say(setup.goalsSetMessage());
        if (outcome === 'not-in-teams') return say(decide.refusedMessage({ kind: 'not-in-teams' }));
        return say(decide.endRefusedMessage(outcome));
      },
      [decide.DECIDE_IT]: decided,
    },
  };

  async function command(call: CommandCall<MeetingActor>): Promise<Answer> {
    const { actor, text, now } = call;
    const [word = '', ...rest] = text.split(/\s+/);
    switch (word.toLowerCase()) {
      case '':
        return say(await ahead(actor));
      case 'topic': {
        const words = rest.join(' ').slice(0, setup.MOST_LETTERS);
        if (words === '') return { kind: 'open', view: setup.topicModal() };
        // Without what Slack calls this one command it would be another topic each time.
        return added(actor, words, `command:${actor.gesture ?? `${actor.id}:${now}`}`);
      }
      case 'minutes': {
        const number = rest[0] === undefined ? undefined : Number(rest[0].replace('#', ''));
        if (number !== undefined && !Number.isInteger(number)) return say(setup.usageMessage());
        const view = await meetings.viewing.minutesOf(actor.workspaceId, number);
        return say(view === undefined ? noMinutesMessage() : minutesMessage(view, minutesMarkdown(view)));
      }
      case 'setup':
        return openSetup(meetings, call);
      default:
        return say(setup.usageMessage());
    }
  }

  async function added(actor: MeetingActor, text: string, madeFrom: string): Promise<Answer> {
    const { meeting } = await meetings.add(actor, text, madeFrom);
    const schedule = await meetings.setup.schedule(actor.workspaceId);
    return say(setup.addedMessage(meeting ?? (schedule === undefined ? 'unscheduled' : 'next')));
  }

  async function ahead(actor: MeetingActor): Promise<MessageContent> {
    const { open, topics } = await meetings.viewing.ahead(actor.workspaceId);
    const ritual = await meetings.setup.schedule(actor.workspaceId);
    const schedule = ritual && (await meetings.setup.shown(ritual));
    return aheadMessage({
      open,
      topics,
      address: open && (await addressOf(open.meeting.id)),
      schedule,
      maySetUp: await meetings.setup.maySetUp(actor),
    });
  }

  /** A job keeps the message that was pressed: it shows what came of it. */
  function turning(turn: (actor: MeetingActor, place: ItemPlace) => Promise<TopicOutcome>): Press {
    return async (call) => {
      const place = placeIn(call.value);
      return drawn(call, place, await turn(call.actor, place));
    };
  }

  /** What only this person sees no job draws: there the answer does. */
  async function drawn(
    { message }: ActionCall<MeetingActor>,
    { meetingId, topicId }: ItemPlace,
    outcome: TopicOutcome,
  ): Promise<Answer> {
    if (outcome.kind === 'refused') return say(decide.refusedMessage(outcome.why));
    if (message?.isEphemeral !== true) return { kind: 'nothing' };
    const view = await meetings.viewing.view(meetingId);
    const item = view?.items.find((one) => one.topic.id === topicId);
    return view === undefined || item === undefined
      ? { kind: 'nothing' }
      : { kind: 'replace', message: topic.topicMessage(view, item, decision) };
  }

  async function decided({ actor, metadata, values, viewId }: ViewCall<MeetingActor>): Promise<Answer> {
    const [meetingId = '', topicId = '', typed] = metadata.split(' ');
    const FIELDS = decide.DECIDE_FIELDS;
    const kind = ACTION_KINDS.find((one) => one === values.option(FIELDS.kind));
    const text = values.text(FIELDS.text);
    const owner = values.user(FIELDS.owner);
    const dueOn = values.date(FIELDS.dueOn);
    if (kind === undefined || text === undefined || dueOn === undefined)
      return errors({
        ...(kind === undefined && { [FIELDS.kind]: 'Choose one, please.' }),
        ...(text === undefined && { [FIELDS.text]: 'A few words, please: somebody does it.' }),
        ...(dueOn === undefined && { [FIELDS.dueOn]: 'Choose a day, please.' }),
      });
    const seen = Number(typed ?? 0);
    const place = { meetingId, topicId };
    // Whoever sends the form again to add theirs sends the same window.
    const outcome = await meetings.decide(actor, place, { kind, text, owner, dueOn, seen, madeFrom: `view:${viewId}` });
    switch (outcome.kind) {
      case 'decided':
        return say(decide.decidedMessage(outcome.view, decision));
      case 'meanwhile': {
        const before = decide.beforeBlocks(outcome.decisions, true, decision);
        const form = { place: `${meetingId} ${topicId}`, topic: outcome.item.topic.text, kind, text, owner, dueOn };
        return { kind: 'update', view: decide.decideModal({ ...form, seen: outcome.seen, before }) };
      }
      case 'refused':
        switch (outcome.why.kind) {
          case 'owner-not-in-teams':
            return errors({ [FIELDS.owner]: refusal[outcome.why.kind] });
          case 'day-is-over':
          case 'day-is-far':
            return errors({ [FIELDS.dueOn]: refusal[outcome.why.kind] });
          case 'not-found':
          case 'not-in-teams':
          case 'not-yours':
          case 'over':
          case 'meanwhile':
            return say(decide.refusedMessage(outcome.why));
        }
    }
  }
}

function placeIn(value: string): ItemPlace {
  const [meetingId = '', topicId = ''] = value.split(' ');
  return { meetingId, topicId };
}
