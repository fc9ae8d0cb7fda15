import { MINUTE } from '../../../src/core/instants.ts';
import type { Flow } from '../kill-flow.ts';
import { cardOf, claim } from '../kill-sights.ts';

const ACME = 'Acme Robotics';

/** A lead is claimed, given back, and claimed by somebody else. */
export const flow: Flow = {
  office: 'set-up',
  from: 'armed',
  async run(scene) {
    const { slack } = scene;
    const ana = slack.person('U_ANA');
    await scene.send(ACME);
    await scene.sees(() => cardOf(scene, ACME));
    await claim(scene, 'U_ANA', ACME);
    await scene.does(
      () => ana.type('/lead release 1 no time today', 'C_LEADS'),
      () => cardOf(scene, ACME)?.buttons.includes('Claim'),
    );
    await scene.sees(() => ana.dms().some(({ says }) => says.includes('No longer yours')));
    await claim(scene, 'U_BEN', ACME);
    // Past the time in which a release can be undone, after which a free lead would ring again.
    await scene.pass(2 * MINUTE);
  },
};
