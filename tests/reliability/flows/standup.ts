import { HOUR, MINUTE } from '../../../src/core/instants.ts';
import { NEW_STANDUP } from '../../../src/standups/setup.ts';
import type { Flow, Scene } from '../kill-flow.ts';
import { dmOf, formOf, pressIfThere, submitIfOpen } from '../kill-sights.ts';

/** A standup is asked, answered with a click and with a form, counted in one message, and closed. */
export const flow: Flow = {
  office: 'set-up',
  from: 'armed',
  // Friday, a minute before half past nine in Berlin; prepared on Thursday, after that time.
  at: Date.parse('2026-03-06T08:29:00Z'),
  preparedAt: Date.parse('2026-03-05T12:00:00Z'),
  async prepare(app) {
    const admitted = await app.services.people.admit({ teamId: app.workspaceId, userId: 'U_MAX' });
    if (admitted.kind === 'refused') throw new Error(admitted.sentence);
    const saved = await app.services.standups.saveSetup(admitted.actor, { ...NEW_STANDUP, channelId: 'C_SMARKETING' });
    if (saved.kind !== 'saved') throw new Error(JSON.stringify(saved));
  },
  async run(scene) {
    await scene.pass(2 * MINUTE);
    for (const person of ['U_ANA', 'U_BEN', 'U_MIA']) await scene.sees(() => dmOf(scene, person, 'quiet day'));
    await scene.does(
      () => pressIfThere(scene, 'U_ANA', dmOf(scene, 'U_ANA', 'quiet day'), 'Nothing today'),
      () => parentOf(scene, 'Sales 1 of 2'),
    );
    await scene.sees(() => postOf(scene, 'Ana Ruiz'));
    await scene.tries(
      () => pressIfThere(scene, 'U_MIA', dmOf(scene, 'U_MIA', 'quiet day'), 'Edit'),
      () => formOf(scene, 'U_MIA', 'standup.answer'),
    );
    await scene.does(
      () => submitIfOpen(scene, 'U_MIA', 'standup.answer', { today: 'Two campaigns' }),
      () => postOf(scene, 'Two campaigns'),
    );
    await scene.sees(() => parentOf(scene, 'Marketing 1 of 1'));
    await scene.pass(2 * HOUR);
    await scene.sees(() => parentOf(scene, '1 without an answer'));
    await scene.sees(() => dmOf(scene, 'U_MAX', 'no answer from'));
  },
};

const parentOf = ({ slack }: Scene, words: string) =>
  slack
    .person('U_MIA')
    .sees('C_SMARKETING')
    .find(({ says, buttons }) => buttons.includes('Add mine') && says.includes(words));

function postOf(scene: Scene, words: string) {
  const parent = parentOf(scene, '');
  return (
    parent &&
    scene.slack
      .person('U_MIA')
      .thread(parent)
      .find(({ ts, says }) => ts !== parent.ts && says.includes(words))
  );
}
