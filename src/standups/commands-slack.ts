import { say } from '../platform/slack/listeners/answers.ts';
import type { Subcommand } from '../platform/slack/listeners/listeners.ts';
import type { StandupActor, StandupAsk } from './ports-service.ts';
import { refusalMessage } from './reply-blocks.ts';
import type { Standups } from './service.ts';
import type { StandupReplies } from './slack.ts';

export const COMMAND = '/standup';

/** The words of `/standup` about one's own day. */
export function answerCommands<A extends StandupAsk, C>(
  standups: Standups<A, C>,
  replies: StandupReplies,
): readonly Subcommand<StandupActor>[] {
  return [
    {
      command: COMMAND,
      word: 'answer',
      usage: '',
      summary: 'answer now, also the evening before',
      isDefault: true,
      run: (call) => replies.answerNow(call),
    },
    {
      command: COMMAND,
      word: 'skip',
      usage: '',
      summary: 'skip today’s; it can be undone',
      async run(call) {
        const turns = await standups.turns(call.actor);
        if (typeof turns === 'string') return say(refusalMessage(turns));
        return replies.oneOf('skip', turns, (slotId) => replies.skip(call, slotId, undefined));
      },
    },
    {
      command: COMMAND,
      word: 'edit',
      usage: '',
      summary: 'change what you have posted',
      async run({ actor }) {
        const turns = await standups.answered(actor);
        if (turns.length === 0) {
          const present = await standups.turns(actor);
          return say(refusalMessage(typeof present === 'string' ? present : 'nothing-to-edit'));
        }
        return replies.oneOf('edit', turns, (slotId) => replies.open(actor, slotId));
      },
    },
  ];
}
