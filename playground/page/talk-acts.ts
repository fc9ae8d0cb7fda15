import { type Act, BOT, type Outcome } from '../wire.ts';
import { GONE, OK, outcomeOf } from './outcomes.ts';
import { seenMessage } from './seen-message.ts';
import type { Stage } from './stage.ts';
import { botMessagesOf } from './visible.ts';

type ActOf<Kind extends Act['kind']> = Extract<Act, { kind: Kind }>;

/** Writes a message, or types a command. */
export async function say({ slack }: Stage, { as, channel, thread, line }: ActOf<'say'>): Promise<Outcome> {
  const said = line.trim();
  if (said === '') return OK;
  const person = slack.person(as);
  const options = thread === undefined ? {} : { threadTs: thread };
  const where = channel === BOT ? botMessagesOf(slack, as)?.id : channel;
  if (said.startsWith('/')) return outcomeOf(await person.type(said, where, options));
  person.write(said, where ?? `D${as.slice(1)}`, options);
  return OK;
}

export const shortcut = async ({ slack }: Stage, { as, callbackId }: ActOf<'shortcut'>): Promise<Outcome> =>
  outcomeOf(await slack.person(as).shortcut(callbackId));

export async function messageShortcut(stage: Stage, act: ActOf<'message-shortcut'>): Promise<Outcome> {
  const message = seenMessage(stage, act.as, act);
  if (message === undefined) return GONE;
  return outcomeOf(await stage.slack.person(act.as).messageShortcut(message, act.callbackId));
}
