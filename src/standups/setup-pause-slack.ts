import { message } from '../blockkit/message.ts';
import { addDays, dateAt } from '../core/local-time.ts';
import { errors, say } from '../platform/slack/listeners/answers.ts';
import type { ActionCall, Answer, Call, Subcommand, ViewCall } from '../platform/slack/listeners/listeners.ts';
import { COMMAND } from './commands-slack.ts';
import type { StandupActor, StandupAsk } from './ports-service.ts';
import { refusalMessage } from './reply-blocks.ts';
import type { StandupRitual } from './ritual.ts';
import type { Standups } from './service.ts';
import type { StandupRow } from './setup-blocks.ts';
import {
  END,
  endedMessage,
  PAUSE,
  pausedMessage,
  pauseListMessage,
  RESUME,
  resumedMessage,
  UNTIL,
  UNTIL_FIELD,
  untilModal,
} from './setup-pause-blocks.ts';

/** Pausing standups, for good or for a while. `rowOf` is a standup in a list. */
export function pauseListeners<A extends StandupAsk, C>(
  standups: Standups<A, C>,
  rowOf: (ritual: StandupRitual) => StandupRow,
) {
  return {
    commands: commands(),

    actions: {
      [PAUSE]: ({ actor, value }: ActionCall<StandupActor>) => {
        const [ritualId = '', ...until] = value.split(' ');
        return pause(actor, ritualId, until.join(' '));
      },
      [RESUME]: ({ actor, value }: ActionCall<StandupActor>) => resume(actor, value),
      [UNTIL]: ({ actor, value, now }: ActionCall<StandupActor>) => chooseDay(actor, value, now),
      [END]: ({ actor, value }: ActionCall<StandupActor>) => end(actor, value),
    },

    views: {
      async [UNTIL]({ actor, values, metadata }: ViewCall<StandupActor>): Promise<Answer> {
        const outcome = await standups.pause(actor, metadata, values.date(UNTIL_FIELD));
        return outcome.kind === 'fault' ? errors({ [UNTIL_FIELD]: outcome.sentence }) : paused(outcome);
      },
    },
  };

  function commands(): readonly Subcommand<StandupActor>[] {
    return [
      {
        command: COMMAND,
        word: 'pause',
        usage: '[until 3 March | 2026-12-24]',
        summary: 'ask nobody for a while, or until a day',
        run: (call) => choose(call, (actor, ritualId) => pause(actor, ritualId, call.text), call.text),
      },
      { command: COMMAND, word: 'resume', usage: '', summary: 'end a pause', run: (call) => choose(call, resume) },
    ];
  }

  /** Does it where there is no choice, else asks for which. */
  async function choose(
    { actor }: Call<StandupActor>,
    run: (actor: StandupActor, ritualId: string) => Promise<Answer>,
    until = '',
  ): Promise<Answer> {
    const managed = await standups.managed(actor);
    const [only] = managed;
    if (only === undefined) return say(refusalMessage('nothing-to-pause'));
    return managed.length === 1 ? run(actor, only.id) : say(pauseListMessage(managed.map(rowOf), until.trim()));
  }

  async function pause(actor: StandupActor, ritualId: string, until: string): Promise<Answer> {
    return paused(await standups.pause(actor, ritualId, until));
  }

  function paused(outcome: Awaited<ReturnType<Standups<A, C>['pause']>>): Answer {
    if (outcome.kind === 'fault') return say(message(outcome.sentence));
    if (outcome.kind !== 'saved') return say(refusalMessage(outcome.kind));
    const { id, config } = outcome.ritual;
    return say(pausedMessage({ id, name: config.name }, outcome));
  }

  async function resume(actor: StandupActor, ritualId: string): Promise<Answer> {
    const outcome = await standups.resume(actor, ritualId);
    if (outcome.kind !== 'saved') return say(refusalMessage(outcome.kind));
    return say(resumedMessage({ id: ritualId, name: outcome.ritual.config.name }, outcome.from));
  }

  async function chooseDay(actor: StandupActor, ritualId: string, now: number): Promise<Answer> {
    const ritual = (await standups.managed(actor)).find(({ id }) => id === ritualId);
    if (ritual === undefined) return say(refusalMessage('not-yours'));
    const inAWeek = addDays(dateAt(now, ritual.config.zone), WEEK);
    const { id, config, pausedUntilOn = inAWeek } = ritual;
    return { kind: 'open', view: untilModal({ id, name: config.name }, pausedUntilOn) };
  }

  async function end(actor: StandupActor, ritualId: string): Promise<Answer> {
    const outcome = await standups.end(actor, ritualId);
    return say(outcome.kind === 'saved' ? endedMessage(outcome.ritual.config.name) : refusalMessage(outcome.kind));
  }
}

const WEEK = 7;
