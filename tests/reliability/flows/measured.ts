import { DAY } from '../../../src/core/instants.ts';
import type { Flow } from '../kill-flow.ts';
import { cardOf, dmOf } from '../kill-sights.ts';

/** The promise is measured for two weeks; then whoever has made it hears how it was kept. */
export const flow: Flow = {
  office: 'set-up',
  from: 'armed',
  isMeasured: true,
  isTooOld: true,
  async run(scene) {
    await scene.send('Acme Robotics');
    await scene.sees(() => cardOf(scene, 'Acme Robotics'));
    await scene.pass(15 * DAY);
    // Whoever asked before the lead counted as late asks again on Friday evening, and is told on Monday.
    await scene.pass(4 * DAY);
    await scene.sees(() => dmOf(scene, 'U_MAX', 'How fast are leads contacted'));
  },
};
