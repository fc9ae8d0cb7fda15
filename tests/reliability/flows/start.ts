import type { Flow } from '../kill-flow.ts';
import { formOf } from '../kill-sights.ts';

/** The first start of all, until an admin has the form of the set-up. */
export const flow: Flow = {
  office: 'new',
  from: 'start',
  async run(scene) {
    const ada = scene.slack.person('U_ADA');
    await scene.tries(
      () => ada.type('/baton setup'),
      () => formOf(scene, 'U_ADA', 'setup.basics'),
    );
  },
};
