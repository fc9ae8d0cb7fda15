import { DAY } from '../../../src/core/instants.ts';
import { WEDNESDAY_10 } from '../../support/baton.ts';
import type { Flow } from '../kill-flow.ts';
import { dmOf, formOf, pressIfThere, submitIfOpen } from '../kill-sights.ts';

/** After four weeks it is offered; people are paired, one can't, two meet, and one writes down what they learned. */
export const flow: Flow = {
  office: 'set-up',
  from: 'armed',
  preparedAt: WEDNESDAY_10 - 35 * DAY,
  at: WEDNESDAY_10,
  isTooOld: true,
  async run(scene) {
    const { slack } = scene;
    const offered = await scene.sees(() => dmOf(scene, 'U_MAX', 'Shall your sales and marketing people meet'));
    await scene.tries(
      () => slack.person('U_MAX').press(offered, 'Set it up'),
      () => formOf(scene, 'U_MAX', 'pairing.setup'),
    );
    await scene.does(
      () => submitIfOpen(scene, 'U_MAX', 'pairing.setup', { day: 'thu', at: '10:00' }),
      () => slack.person('U_MAX').view()?.says.includes('Pairing is set up'),
    );
    await slack
      .person('U_MAX')
      .closeAll()
      .catch(() => {});
    await scene.pass(DAY);
    for (const person of ['U_ANA', 'U_BEN', 'U_MIA'])
      await scene.sees(() => dmOf(scene, person, 'meet for twenty minutes'));
    await scene.does(
      () => pressIfThere(scene, 'U_ANA', dmOf(scene, 'U_ANA', 'meet for twenty minutes'), 'Not this time'),
      () => dmOf(scene, 'U_ANA', 'I have time now'),
    );
    await scene.does(
      () => pressIfThere(scene, 'U_BEN', dmOf(scene, 'U_BEN', 'meet for twenty minutes'), 'We met'),
      () => dmOf(scene, 'U_BEN', 'What did you learn'),
    );
    const met = await scene.sees(() => dmOf(scene, 'U_MIA', 'What did you learn'));
    await scene.tries(
      () => slack.person('U_MIA').press(met, 'Write it down'),
      () => formOf(scene, 'U_MIA', 'pairing.learned'),
    );
    await scene.does(
      () => submitIfOpen(scene, 'U_MIA', 'pairing.learned', { words: 'They ask about the price first' }),
      () => slack.person('U_MIA').view()?.says.includes('Noted for the next retro'),
    );
  },
};
