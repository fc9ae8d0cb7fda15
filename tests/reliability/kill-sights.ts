import type { SeenMessage, SeenView } from '../../playground/server/seen.ts';
import type { Reaction, Scene } from './kill-flow.ts';

/** The card of this company's lead in a channel. */
export const cardOf = ({ slack }: Scene, company: string, channel = 'C_LEADS'): SeenMessage | undefined =>
  slack
    .person('U_ANA')
    .sees(channel)
    .find(({ says, isEphemeral }) => !isEphemeral && says.split('\n')[0]?.includes(company));

/** The latest direct message with these words. */
export const dmOf = ({ slack }: Scene, person: string, words: string): SeenMessage | undefined =>
  slack
    .person(person)
    .dms()
    .findLast(({ says, isEphemeral }) => !isEphemeral && says.includes(words));

/** Presses a button if it is there: who doesn't find it any more has nothing to press. */
export const pressIfThere = (
  { slack }: Scene,
  person: string,
  on: SeenMessage | SeenView | undefined,
  label: string,
): Promise<Reaction> | undefined => (on?.buttons.includes(label) ? slack.person(person).press(on, label) : undefined);

/** The form that lies open before this person. */
export const formOf = ({ slack }: Scene, person: string, callbackId: string): SeenView | undefined => {
  const view = slack.person(person).view();
  return view?.callbackId === callbackId ? view : undefined;
};

/** Submits a form if it is open; one that has closed was taken. */
export function submitIfOpen(
  scene: Scene,
  person: string,
  callbackId: string,
  entries: Parameters<ReturnType<Scene['slack']['person']>['submit']>[1],
): Promise<Reaction> | undefined {
  const view = formOf(scene, person, callbackId);
  return view && scene.slack.person(person).submit(view, entries);
}

/** This person claims the lead from its card and has the contact. */
export async function claim(scene: Scene, person: string, company: string): Promise<void> {
  // Cards of several leads come in any order after a death.
  await scene.sees(() => cardOf(scene, company));
  await scene.does(
    () => pressIfThere(scene, person, cardOf(scene, company), 'Claim'),
    () => dmOf(scene, person, company),
  );
  // Its mention alone says nothing: a free card rings those who are on shift.
  await scene.sees(() => cardOf(scene, company)?.buttons.includes('Claim') === false);
}
