import type { ModalValues } from '../blockkit/values.ts';
import { readHowOften } from '../core/how-often.ts';
import { WEEKDAYS } from '../core/opening-hours.ts';
import { errors, say } from '../platform/slack/answers.ts';
import type { ActionCall, Answer, Call, Listeners } from '../platform/slack/listeners.ts';
import type { PairingActor } from './ports-service.ts';
import type { Pairings } from './service.ts';
import type { SetupForm } from './setup.ts';
import * as blocks from './setup-blocks.ts';
import type { SetupOutcome } from './setup-service.ts';
import { type DrawTurn, standingMessage } from './turn-blocks.ts';
import { turnListeners } from './turn-slack.ts';

const FIELDS = blocks.SETUP_FIELDS;

/** Setting it up, and what each reads of their own round. */
export function pairingListeners(pairings: Pairings, draw: DrawTurn): Listeners<PairingActor> {
  const turns = turnListeners(pairings, draw);
  return {
    commands: [
      {
        command: '/baton',
        word: 'pairing',
        usage: '',
        summary: 'whom you meet of the other team; managers set it up',
        run: (call) => overview(call),
      },
    ],

    actions: {
      ...turns.actions,
      [blocks.NEW]: (call) => open(call, undefined),
      [blocks.CHANGE]: (call) => open(call, call.value),
      [blocks.HOLD]: async ({ actor, value }: ActionCall<PairingActor>) =>
        answer(await pairings.pauseAll(actor, value), 'paused'),
      [blocks.GO_ON]: async ({ actor, value }: ActionCall<PairingActor>) =>
        answer(await pairings.resumeAll(actor, value), 'resumed'),
      async [blocks.STOP]({ actor, value }) {
        return say((await pairings.mayStop(actor, value)) ? blocks.stopMessage(value) : blocks.notManagingMessage());
      },
      async [blocks.REALLY_STOP]({ actor, value }) {
        const outcome = await pairings.stop(actor, value);
        return outcome.kind === 'saved' ? say(blocks.stoppedMessage()) : refused(outcome);
      },
    },

    views: {
      ...turns.views,
      async [blocks.SETUP]({ actor, values, metadata }) {
        const shown = await pairings.form(actor, metadata === '' ? undefined : metadata);
        if (shown === 'not-manager') return say(blocks.notManagingMessage());
        return answer(await pairings.save(actor, filledIn(shown.form, values)), 'saved');
      },
    },
  };

  async function overview(call: Call<PairingActor>): Promise<Answer> {
    const { actor } = call;
    const seen = await pairings.overview(actor);
    if (seen.mayAdd) return open(call, undefined);
    const turn = await pairings.newestTurn(actor.id);
    const isOver = turn === undefined || turn.kind === 'over' || turn.kind === 'alone' || call.now >= turn.untilAt;
    const own = isOver ? standingMessage(seen, actor.teams.length > 0) : await draw(turn);
    if (seen.setups.length === 0) return say(own);
    return say(blocks.setupsMessage(seen.setups, actor.teams.length > 0 ? own : undefined));
  }

  async function open({ actor }: Call<PairingActor>, ritualId: string | undefined): Promise<Answer> {
    const shown = await pairings.form(actor, ritualId);
    if (shown === 'not-manager') return say(blocks.notManagingMessage());
    return { kind: 'open', view: blocks.setupModal(shown.form, shown.zone, shown.today) };
  }
}

const answer = (outcome: SetupOutcome, what: 'saved' | 'paused' | 'resumed'): Answer =>
  outcome.kind === 'saved' ? say(blocks.setupMessage(what, outcome.shown)) : refused(outcome);

function refused(outcome: Exclude<SetupOutcome, { kind: 'saved' }>): Answer {
  switch (outcome.kind) {
    case 'faults':
      return errors(outcome.faults);
    case 'already':
      return say(blocks.setupMessage('already', outcome.shown));
    case 'not-now':
      return say(blocks.notNowMessage());
    case 'not-manager':
      return say(blocks.notManagingMessage());
  }
}

/** What is filled in, over what is set. */
const filledIn = (set: SetupForm, values: ModalValues): SetupForm => ({
  ritualId: set.ritualId,
  often: readHowOften(values.option(FIELDS.often) ?? '') ?? set.often,
  day: WEEKDAYS.find((day) => day === values.option(FIELDS.day)) ?? set.day,
  at: values.time(FIELDS.at) ?? set.at,
  people: values.users(FIELDS.people),
});
