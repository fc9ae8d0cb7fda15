import type { Flow } from '../kill-flow.ts';
import { cardOf, claim, dmOf, formOf, pressIfThere, submitIfOpen } from '../kill-sights.ts';

const BASICS = { channel: 'C_LEADS', sales: ['U_ANA', 'U_BEN'], marketing: ['U_MIA'] };

/** A lead is there before the set-up; then an admin sets Baton up by its forms, and tries it. */
export const flow: Flow = {
  office: 'installed',
  from: 'armed',
  async run(scene) {
    const ada = scene.slack.person('U_ADA');
    await scene.send('Early Corp');
    await scene.tries(
      () => ada.type('/baton setup'),
      () => formOf(scene, 'U_ADA', 'setup.basics'),
    );
    await scene.does(
      () => submitIfOpen(scene, 'U_ADA', 'setup.basics', BASICS),
      () => formOf(scene, 'U_ADA', 'setup.done'),
    );
    await scene.sees(() => cardOf(scene, 'Early Corp'));
    await scene.sees(() => dmOf(scene, 'U_ANA', 'added you to Baton'));
    await scene.does(
      () => pressIfThere(scene, 'U_ADA', formOf(scene, 'U_ADA', 'setup.done'), 'Send a test lead'),
      () => cardOf(scene, 'Test lead #'),
    );
    await claim(scene, 'U_ANA', 'Early Corp');
  },
};
