import type { Show } from '../show.ts';
import type { Act, Outcome } from '../wire.ts';
import { choose, close, press, submit } from './element-acts.ts';
import { messageShortcut, say, shortcut } from './talk-acts.ts';
import { inspect } from './traffic.ts';
import { moveTime, refreshSocket, reset, restart, sendLead, trouble } from './world-acts.ts';

/**
 * Does what somebody asks for on the page, and says what they are told at once. What the bot does about it later shows
 * by itself.
 */
export async function perform(act: Act, show: Show): Promise<Outcome> {
  try {
    return await performed(act, show);
  } catch (error) {
    // This Slack throws at what nobody could do with a present screen: what was used has changed meanwhile.
    if (error instanceof Error) return { kind: 'failed', text: error.message };
    throw error;
  }
}

async function performed(act: Act, show: Show): Promise<Outcome> {
  const { stage } = show;
  switch (act.kind) {
    case 'press':
      return press(stage, act);
    case 'choose':
      return choose(stage, act);
    case 'submit':
      return submit(stage, act);
    case 'close':
      return close(stage, act);
    case 'say':
      return say(stage, act);
    case 'shortcut':
      return shortcut(stage, act);
    case 'message-shortcut':
      return messageShortcut(stage, act);
    case 'lead':
      return sendLead(stage, act);
    case 'time':
      return moveTime(stage, act);
    case 'trouble':
      return trouble(stage, act);
    case 'refresh-socket':
      return refreshSocket(stage);
    case 'restart':
      return restart(stage);
    case 'reset':
      return reset(show);
    case 'inspect':
      return inspect(stage, act.entry);
  }
}
