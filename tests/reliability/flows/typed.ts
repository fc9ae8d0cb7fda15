import type { Flow } from '../kill-flow.ts';
import { cardOf, formOf, submitIfOpen } from '../kill-sights.ts';

/** Leads that people type in, from a menu and from somebody's message; and a Home that is opened. */
export const flow: Flow = {
  office: 'set-up',
  from: 'armed',
  async run(scene) {
    const mia = scene.slack.person('U_MIA');
    await scene.tries(
      () => mia.shortcut('lead.new'),
      () => formOf(scene, 'U_MIA', 'lead.new-lead'),
    );
    await scene.does(
      () => submitIfOpen(scene, 'U_MIA', 'lead.new-lead', { company: 'Typed Ltd', email: 'typed@example.com' }),
      () => cardOf(scene, 'Typed Ltd'),
    );
    await mia.closeAll().catch(() => {});
    const words = mia.write('Call Jane at Noted Inc: jane@noted.example', 'C_LEADS');
    await scene.tries(
      () => mia.messageShortcut(words, 'lead.from_message'),
      () => formOf(scene, 'U_MIA', 'lead.new-lead'),
    );
    await scene.does(
      () => submitIfOpen(scene, 'U_MIA', 'lead.new-lead', { company: 'Noted Inc' }),
      () => cardOf(scene, 'Noted Inc'),
    );
    mia.openHome();
    await scene.sees(() => mia.home());
  },
};
