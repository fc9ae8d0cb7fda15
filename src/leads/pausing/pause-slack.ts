import { message } from '../../blockkit/message.ts';
import { MINUTE } from '../../core/instants.ts';
import { dateAt } from '../../core/local-time.ts';
import { errors, say } from '../../platform/slack/listeners/answers.ts';
import type { Answer, Call, Listeners } from '../../platform/slack/listeners/listeners.ts';
import type { Lead } from '../lead.ts';
import type { LeadActor } from '../ports-service.ts';
import { refusalMessage } from '../reply-blocks.ts';
import type { Leads } from '../service.ts';
import type { LeadReplies } from '../slack.ts';
import {
  GO_ON,
  PAUSE,
  PAUSE_FIELDS,
  PAUSE_FORM,
  pausedMessage,
  pauseFaultText,
  pauseModal,
  wentOnMessage,
} from './pause-blocks.ts';
import { isPauseFault, type PauseRefusal } from './pausing.ts';

/** What people press and send to let a lead wait. */
export function pauseListeners(
  leads: Leads,
  replies: LeadReplies,
): Required<Pick<Listeners<LeadActor>, 'actions' | 'views'>> {
  return {
    actions: {
      [PAUSE]: (call) =>
        replies.withLead(call, async (lead) => {
          const may = await leads.pausing(call.actor, lead);
          if (may.kind !== 'may') return refused(call, lead, may);
          return { kind: 'open', view: pauseModal(lead, may.left, dateAt(call.now, call.actor.zone)) };
        }),

      async [GO_ON](call) {
        const outcome = await leads.goOn(call.actor, call.value);
        if (outcome.kind === 'refused') return refused(call, outcome.lead, outcome.why);
        return replies.answer(call, outcome, (lead) => say(wentOnMessage(lead)));
      },
    },

    views: {
      async [PAUSE_FORM](call) {
        const { actor, values, metadata } = call;
        const note = values.text(PAUSE_FIELDS.note);
        if (note === undefined) return errors({ [PAUSE_FIELDS.note]: 'A few words, please: your team reads them.' });
        const isSnooze = values.option(PAUSE_FIELDS.why) === 'snooze';
        const minutes = Number(values.option(PAUSE_FIELDS.for));
        const on = values.date(PAUSE_FIELDS.on);
        if (isSnooze && !(minutes > 0)) return errors({ [PAUSE_FIELDS.for]: 'For how long?' });
        if (!isSnooze && on === undefined) return errors({ [PAUSE_FIELDS.on]: 'Until which day?' });
        const wish = isSnooze
          ? ({ pause: 'snooze', for: minutes * MINUTE, note } as const)
          : ({ pause: 'waiting', on: on ?? '', note } as const);
        const outcome = await leads.pause(actor, metadata, wish);
        if (outcome.kind === 'refused') {
          const { why, lead } = outcome;
          const field = isSnooze ? PAUSE_FIELDS.for : PAUSE_FIELDS.on;
          if (isPauseFault(why) && why.kind !== 'nothing-runs' && why.kind !== 'not-paused')
            return errors({ [field]: pauseFaultText(lead, why) });
          return refused(call, outcome.lead, outcome.why);
        }
        return replies.answer(call, outcome, async (lead) => {
          const { events } = await leads.view(lead);
          const paused = events.findLast(({ change }) => change.kind === 'paused')?.change;
          return say(pausedMessage(lead, paused?.kind === 'paused' ? paused.until : call.now, actor.zone));
        });
      },
    },
  };

  async function refused(call: Call<LeadActor>, lead: Lead, why: PauseRefusal): Promise<Answer> {
    if (isPauseFault(why)) return say(message(pauseFaultText(lead, why)));
    return say(refusalMessage(lead, why, call.now, call.actor.zone));
  }
}
