import { DAY } from '../../../src/core/instants.ts';
import type { Flow } from '../kill-flow.ts';
import { cardOf, claim, dmOf, formOf, pressIfThere, submitIfOpen } from '../kill-sights.ts';

const ACME = 'Acme Robotics';

/** A lead is put on the shelf, comes back to whoever put it there, and becomes a customer, of which the channel hears. */
export const flow: Flow = {
  office: 'set-up',
  from: 'armed',
  isTooOld: true,
  async run(scene) {
    const { slack } = scene;
    const ana = slack.person('U_ANA');
    await scene.send(ACME);
    await scene.sees(() => cardOf(scene, ACME));
    await claim(scene, 'U_ANA', ACME);
    await scene.does(
      () => ana.type('/lead later 1 2026-03-06 budget in March', 'C_LEADS'),
      () => cardOf(scene, ACME)?.says.includes('Not now'),
    );
    await scene.pass(2 * DAY);
    await scene.sees(() => dmOf(scene, 'U_ANA', 'budget in March')?.buttons.includes('On it'));
    await scene.does(
      () => pressIfThere(scene, 'U_ANA', dmOf(scene, 'U_ANA', 'budget in March'), 'On it'),
      () => dmOf(scene, 'U_ANA', 'budget in March')?.buttons.includes('Reached'),
    );
    await scene.tries(
      () => ana.type('/lead won 1', 'C_LEADS'),
      () => formOf(scene, 'U_ANA', 'lead.won-how'),
    );
    await scene.does(
      () => submitIfOpen(scene, 'U_ANA', 'lead.won-how', { note: 'The demo' }),
      () => cardOf(scene, ACME)?.says.includes('Won'),
    );
    await scene.pass(DAY / 24);
    await scene.sees(() => ana.sees('C_LEADS').some(({ says }) => says.includes('is a customer')));
  },
};
