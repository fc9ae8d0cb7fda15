import { DAY } from '../../../src/core/instants.ts';
import { MASKED } from '../../../src/core/shown-fields.ts';
import type { Flow } from '../kill-flow.ts';
import { cardOf, claim, dmOf } from '../kill-sights.ts';

const ACME = 'Acme Robotics';

/** Nobody touches a lead for more than half a year, after which nobody remembers who it was. */
export const flow: Flow = {
  office: 'set-up',
  from: 'armed',
  isTooOld: true,
  async prepare({ services }) {
    await services.retention.save({ id: 'U_ADA' }, { retention: { person: 6 }, shown: MASKED });
  },
  async run(scene) {
    await scene.send(ACME);
    await claim(scene, 'U_ANA', ACME);
    await scene.sees(() => dmOf(scene, 'U_ANA', ACME)?.says.includes('Jane Doe'));
    await scene.pass(200 * DAY);
    await scene.sees(() => dmOf(scene, 'U_ANA', ACME)?.says.includes('Jane Doe') === false);
    await scene.sees(() => cardOf(scene, ACME)?.says.includes('Jane Doe') === false);
  },
};
