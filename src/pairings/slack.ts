import { readSchedule } from '../blockkit/schedule-parts.ts';
import { say } from '../platform/slack/listeners/answers.ts';
import type { Answer, Call, Listeners } from '../platform/slack/listeners/listeners.ts';
import { scheduleListeners } from '../platform/slack/listeners/schedule-listeners.ts';
import type { PairingActor } from './ports-service.ts';
import type { Pairings } from './service.ts';
import * as blocks from './setup-blocks.ts';
import { type DrawTurn, standingMessage } from './turn-blocks.ts';
import { turnListeners } from './turn-slack.ts';

/** Setting it up, and what each reads of their own round. */
export function pairingListeners(pairings: Pairings, draw: DrawTurn): Listeners<PairingActor> {
  const { setup } = pairings;
  const turns = turnListeners(pairings, draw);
  const schedules = scheduleListeners<PairingActor>(blocks.ACTIONS, setup, {
    done: async (_actor, what, schedule, howOften) => blocks.setupMessage(what, await setup.shown(schedule, howOften)),
    already: async (schedule, howOften) => blocks.setupMessage('already', await setup.shown(schedule, howOften)),
    stop: blocks.stopMessage,
    stopped: blocks.stoppedMessage,
    notManager: blocks.notManagingMessage,
    notNow: blocks.notNowMessage,
  });
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
      ...schedules.actions,
      [blocks.NEW]: (call) => open(call, undefined),
      [blocks.ACTIONS.change]: (call) => open(call, call.value),
    },

    views: {
      ...turns.views,
      async [blocks.SETUP]({ actor, values, metadata }) {
        const shown = await setup.form(actor, metadata === '' ? undefined : metadata);
        if (shown === 'not-manager') return say(blocks.notManagingMessage());
        return schedules.answered(actor, await setup.save(actor, readSchedule(shown.form, values)), values);
      },
    },
  };

  async function overview(call: Call<PairingActor>): Promise<Answer> {
    const { actor } = call;
    const seen = await setup.overview(actor);
    if (seen.mayAdd) return open(call, undefined);
    const turn = await pairings.newestTurn(actor.id);
    const isOver = turn === undefined || turn.kind === 'over' || turn.kind === 'alone' || call.now >= turn.untilAt;
    const isDone = turn?.kind === 'met' && (await pairings.hasLearned(actor, turn.occurrenceId));
    const own = isOver || isDone ? standingMessage(seen, actor.teams.length > 0) : await draw(turn);
    if (seen.setups.length === 0) return say(own);
    return say(blocks.setupsMessage(seen.setups, actor.teams.length > 0 ? own : undefined));
  }

  async function open({ actor }: Call<PairingActor>, ritualId: string | undefined): Promise<Answer> {
    const shown = await setup.form(actor, ritualId);
    if (shown === 'not-manager') return say(blocks.notManagingMessage());
    return { kind: 'open', view: blocks.setupModal(shown.form, shown.zone, shown.today) };
  }
}
