import { say } from '../../platform/slack/listeners/answers.ts';
import type { ActionCall, Answer } from '../../platform/slack/listeners/listeners.ts';
import type { LeadActor } from '../ports-service.ts';
import type { Leads } from '../service.ts';
import { WEEKLY, weeklyReply } from './digest-blocks.ts';

/** Choosing to read each week what happened to leads. */
export const digestListeners = (leads: Pick<Leads, 'setWeekly'>) => ({
  actions: {
    async [WEEKLY]({ actor, value }: ActionCall<LeadActor>): Promise<Answer> {
      const isOn = value !== 'off';
      return say(weeklyReply((await leads.setWeekly(actor, isOn)) ? (isOn ? 'on' : 'off') : 'not-in-teams'));
    },
  },
});
