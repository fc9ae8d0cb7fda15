import type { LocalSlack } from '../../playground/server/start-local-slack.ts';
import { press } from './storm-hands.ts';
import { ASKED } from './storm-office.ts';
import type { Dice } from './storm-plan.ts';
import { directOf, pause, within } from './storm-sight.ts';

const PROMPT_PATIENCE = 60_000;
const isPrompt = (text: string): boolean => text.startsWith('Standup: ');

/** Everybody answers their prompt as soon as it comes: with one click, with the form, or not at all. */
export async function answerStandup(slack: LocalSlack, dice: Dice): Promise<void> {
  const ways = ASKED.map(() => dice.fraction());
  await Promise.all(ASKED.map((person, at) => answer(slack, person, ways[at] ?? 0)));
}

async function answer(slack: LocalSlack, person: string, way: number): Promise<void> {
  const push = (action: string) =>
    press(slack, person, directOf(person), { that: isPrompt, action, patience: PROMPT_PATIENCE });
  if (way < 0.15) {
    await push('standup.skip');
    return;
  }
  if (way < 0.5 && (await push('standup.edit'))) {
    const form = await within(2_500, () => slack.person(person).view());
    if (form !== undefined && (await submitted(slack, person))) return;
  }
  await push('standup.post');
}

/** The modal may stay open when its submission was not answered: then it is sent once more. */
async function submitted(slack: LocalSlack, person: string): Promise<boolean> {
  for (let attempt = 0; attempt < 8; attempt += 1) {
    const form = slack.person(person).view();
    if (form === undefined) return true;
    const sent = await slack.person(person).submit(form, { today: 'Call Acme' });
    if (sent.kind !== 'failed') return true;
    await pause(150);
  }
  return false;
}
