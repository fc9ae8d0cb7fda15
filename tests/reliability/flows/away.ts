import type { Flow } from '../kill-flow.ts';
import { dmOf } from '../kill-sights.ts';

/** A manager says that somebody is away, who hears of it. */
export const flow: Flow = {
  office: 'set-up',
  from: 'armed',
  async run(scene) {
    const max = scene.slack.person('U_MAX');
    await scene.does(
      () => max.type('/baton away @ben tomorrow', 'C_LEADS'),
      () => dmOf(scene, 'U_BEN', 'away'),
    );
  },
};
