import { dateAt } from '../core/local-time.ts';
import { say } from '../platform/slack/listeners/answers.ts';
import type { Listeners } from '../platform/slack/listeners/listeners.ts';
import { notYoursMessage, unreadableMessage, whyMessage } from './blocks.ts';
import type { RitualActor } from './setup-service.ts';
import type { Why } from './why.ts';
import { readWhy } from './why-words.ts';

/** What the listener asks of the service. */
export interface WhyAsked {
  why(actor: RitualActor, personId: string, on: string): Promise<readonly Why[] | 'not-yours'>;
}

/** `/baton why`: the record of who was asked, and why not. */
export function ritualListeners(rituals: WhyAsked): Listeners<RitualActor> {
  return {
    commands: [
      {
        command: '/baton',
        word: 'why',
        usage: '[@person] [yesterday | 2026-03-02]',
        summary: 'why you were or were not asked',
        async run({ actor, text, now }) {
          const question = readWhy(text, dateAt(now, actor.zone));
          if (question === undefined) return say(unreadableMessage());
          const personId = question.personId ?? actor.id;
          const all = await rituals.why(actor, personId, question.on);
          if (all === 'not-yours') return say(notYoursMessage());
          return say(whyMessage(personId === actor.id ? 'you' : { personId }, question.on, all));
        },
      },
    ],
  };
}
