import { DAY } from '../../../src/core/instants.ts';
import type { Flow, Scene } from '../kill-flow.ts';
import { cardOf, dmOf, formOf, pressIfThere, submitIfOpen } from '../kill-sights.ts';

const TITLE = 'Spring webinar';

/** Marketing tells of a campaign: the card of its lead links to it, one has a concern, and the other is reminded and finds it clear. */
export const flow: Flow = {
  office: 'set-up',
  from: 'armed',
  isMeasured: true,
  isTooOld: true,
  async run(scene) {
    const { slack } = scene;
    const [ana, mia] = [slack.person('U_ANA'), slack.person('U_MIA')];
    await scene.send('Acme Robotics', { campaign: TITLE });
    await scene.sees(() => cardOf(scene, 'Acme Robotics'));
    await scene.tries(
      () => mia.type('/baton heads-up', 'C_LEADS'),
      () => formOf(scene, 'U_MIA', 'heads-up.facts') ?? formOf(scene, 'U_MIA', 'heads-up.words'),
    );
    await scene.does(
      () => submitIfOpen(scene, 'U_MIA', 'heads-up.facts', { title: TITLE, startsOn: '2026-03-20' }),
      () => formOf(scene, 'U_MIA', 'heads-up.words'),
    );
    const words = { audience: 'Shops', promise: 'A free audit', talk: 'Ask what costs them most' };
    await scene.does(
      () => submitIfOpen(scene, 'U_MIA', 'heads-up.words', words),
      () => post(scene, 'are asked'),
    );
    await mia.closeAll().catch(() => {});
    await scene.sees(() => cardOf(scene, 'Acme Robotics')?.says.includes(`|${TITLE}>`));
    await scene.tries(
      () => pressIfThere(scene, 'U_ANA', post(scene, TITLE), 'Concern'),
      () => formOf(scene, 'U_ANA', 'heads-up.concern-it'),
    );
    await scene.does(
      () => submitIfOpen(scene, 'U_ANA', 'heads-up.concern-it', { line: 'No prices yet' }),
      () => post(scene, '1 concern'),
    );
    await ana.closeAll().catch(() => {});
    await scene.sees(() => dmOf(scene, 'U_MIA', 'No prices yet'));
    await scene.pass(DAY);
    await scene.sees(() => dmOf(scene, 'U_BEN', 'I ask only once'));
    await scene.does(
      () => pressIfThere(scene, 'U_BEN', dmOf(scene, 'U_BEN', 'I ask only once'), 'Clear'),
      () => post(scene, '1 clear · 1 concern'),
    );
  },
};

/** The message of the campaign, once it says this. */
const post = ({ slack }: Scene, words: string) =>
  slack
    .person('U_ANA')
    .sees('C_LEADS')
    .find(({ says, isEphemeral }) => !isEphemeral && says.startsWith('Heads-up') && says.includes(words));
