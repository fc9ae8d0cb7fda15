import type { SeenMessage } from '../../../playground/server/seen.ts';
import { DAY, HOUR } from '../../../src/core/instants.ts';
import type { Flow, Scene } from '../kill-flow.ts';
import { dmOf, formOf, pressIfThere, submitIfOpen } from '../kill-sights.ts';

const DECIDE = 'retro.decide-it';
const DECLINE = 'action.decline-it';

/** Both teams have written for a retro: something is decided for the other team, who can't do it; it is read of a week later. */
export const flow: Flow = {
  office: 'set-up',
  from: 'armed',
  isTooOld: true,
  async run(scene) {
    const mia = scene.slack.person('U_MIA');
    await begins(scene);
    await scene.sees(() => topic(scene)?.buttons.includes('Decide'));
    await scene.tries(
      () => pressIfThere(scene, 'U_MIA', topic(scene), 'Decide'),
      () => formOf(scene, 'U_MIA', DECIDE),
    );
    await scene.does(
      () => submitIfOpen(scene, 'U_MIA', DECIDE, { text: 'Call the same day', owner: 'U_ANA', metric: 'in-time' }),
      () => topic(scene)?.says.includes('not accepted yet'),
    );
    await mia.closeAll().catch(() => {});
    const asked = () => dmOf(scene, 'U_ANA', 'ask you for something');
    await scene.sees(asked);
    await scene.tries(
      () => pressIfThere(scene, 'U_ANA', asked(), 'Decline'),
      () => formOf(scene, 'U_ANA', DECLINE),
    );
    await scene.does(
      () => submitIfOpen(scene, 'U_ANA', DECLINE, { reason: 'No time before the fair' }),
      () => topic(scene)?.says.includes('can’t do it'),
    );
    await scene.slack
      .person('U_ANA')
      .closeAll()
      .catch(() => {});
    await scene.sees(() => dmOf(scene, 'U_MIA', 'needs somebody else'));
    await scene.tries(
      () => mia.type('/retro actions', 'C_LEADS'),
      () => list(scene),
    );
    // What is read by her alone is not shown again after a death.
    await scene.tries(
      () => pressIfThere(scene, 'U_MIA', list(scene), 'Send me each week'),
      () => mia.sees('C_LEADS').some(({ says }) => says.includes('first morning of each week')),
    );
    await scene.pass(6 * DAY + 2 * HOUR);
    await scene.sees(() => dmOf(scene, 'U_MIA', '1 decision is open'));
  },
};

/** A retro of two with one card, which needs no vote. */
async function begins(scene: Scene): Promise<void> {
  const [max, mia] = [scene.slack.person('U_MAX'), scene.slack.person('U_MIA')];
  await scene.tries(
    () => mia.type('/retro add fix: Webinar leads wait', 'C_LEADS'),
    () => mia.sees('C_LEADS').some(({ says }) => says.includes('for the next retro')),
  );
  await scene.tries(
    () => max.type('/retro start', 'C_LEADS'),
    () => formOf(scene, 'U_MAX', 'retro.start'),
  );
  await scene.does(
    () =>
      submitIfOpen(scene, 'U_MAX', 'retro.start', {
        'retro.channel': 'C_LEADS',
        'retro.people': ['U_ANA', 'U_MIA'],
      }),
    () => dmOf(scene, 'U_ANA', 'Only you see your cards'),
  );
  await max.closeAll().catch(() => {});
  for (const person of ['U_ANA', 'U_MIA']) {
    const own = () => dmOf(scene, person, 'Only you see your cards');
    await scene.sees(own);
    await scene.does(
      () => pressIfThere(scene, person, own(), 'I’m finished'),
      () => own() === undefined,
    );
  }
}

/** The reply about the one topic, in the retro's thread. */
function topic({ slack }: Scene): SeenMessage | undefined {
  const mia = slack.person('U_MIA');
  const all = mia.sees('C_LEADS').flatMap((one) => mia.thread(one));
  return all.find(({ says }) => says.startsWith('*1. Webinar leads wait*'));
}

/** What Mia alone reads of all that is to be done. */
const list = ({ slack }: Scene): SeenMessage | undefined =>
  slack
    .person('U_MIA')
    .sees('C_LEADS')
    .findLast(({ isEphemeral, says }) => isEphemeral && says.includes('1 decision is open'));
