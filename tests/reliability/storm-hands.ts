import type { LocalSlack } from '../../playground/server/start-local-slack.ts';
import { LEADS } from './storm-office.ts';
import { messagesIn, pause, pressable, within } from './storm-sight.ts';

/** How often somebody tries again to whom Slack says that the app did not respond. */
const PATIENCE = 12;
const BREATH = 120;

/** Types until Slack has been acknowledged. False if it never was. */
export async function typed(slack: LocalSlack, person: string, line: string): Promise<boolean> {
  for (let attempt = 0; attempt < PATIENCE; attempt += 1) {
    const reaction = await slack.person(person).type(line, LEADS);
    if (reaction.kind === 'acknowledged') return true;
    await pause(BREATH);
  }
  return false;
}

export interface Target {
  /** Which message, by its top-level text. */
  readonly that: (text: string) => boolean;
  readonly action: string;
  /** How long it is waited for. */
  readonly patience: number;
}

/** Presses until Slack has been acknowledged. False if the message never came, or has no such button any more. */
export async function press(slack: LocalSlack, person: string, channel: string, target: Target): Promise<boolean> {
  const found = await within(target.patience, () => messagesIn(slack, channel).find(({ text }) => target.that(text)));
  if (found === undefined) return false;
  for (let attempt = 0; attempt < PATIENCE; attempt += 1) {
    const pressed = await pressOnce(slack, person, channel, found.ts, target.action);
    if (pressed !== 'failed') return pressed === 'acknowledged';
    await pause(BREATH);
  }
  return false;
}

/** `gone`: there is no such button on it, or no such message. */
export async function pressOnce(
  slack: LocalSlack,
  person: string,
  channel: string,
  ts: string,
  action: string,
): Promise<'acknowledged' | 'failed' | 'gone'> {
  const message = pressable(slack, person, channel, ts);
  if (message === undefined) return 'gone';
  try {
    return (await slack.person(person).press(message, action)).kind;
  } catch {
    return 'gone';
  }
}
