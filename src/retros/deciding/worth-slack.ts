import { say } from '../../platform/slack/listeners/answers.ts';
import type { Listeners } from '../../platform/slack/listeners/listeners.ts';
import type { RetroActor } from '../ports-service.ts';
import { WORTH, worthMessage } from './worth-blocks.ts';
import type { Worth } from './worth-service.ts';

/** Saying whether a retro was worth their time. */
export const worthListeners = (worth: Worth): Listeners<RetroActor> => ({
  actions: {
    async [WORTH]({ actor, value }) {
      const [retroId = '', score = ''] = value.split(' ');
      return say(worthMessage(await worth.give(actor, retroId, Number(score))));
    },
  },
});
