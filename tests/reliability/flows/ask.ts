import { DAY } from '../../../src/core/instants.ts';
import type { Flow } from '../kill-flow.ts';
import { dmOf, formOf, pressIfThere, submitIfOpen } from '../kill-sights.ts';

const DECK = 'Which deck for fintech?';

/** Somebody asks the other team; it is taken and answered. Another ask is left until it has waited too long. */
export const flow: Flow = {
  office: 'set-up',
  from: 'armed',
  async run(scene) {
    const ana = scene.slack.person('U_ANA');
    const asks = async (to: string, text: string) => {
      await scene.tries(
        () => ana.type('/baton asks new', 'C_LEADS'),
        () => formOf(scene, 'U_ANA', 'ask.new-ask'),
      );
      await scene.does(
        () => submitIfOpen(scene, 'U_ANA', 'ask.new-ask', { to, kind: 'content', text }),
        () => formOf(scene, 'U_ANA', 'ask.new-ask') === undefined,
      );
      await ana.closeAll().catch(() => {});
    };
    await asks('person:U_MIA', DECK);
    await scene.sees(() => dmOf(scene, 'U_MIA', DECK));
    await scene.tries(
      () => pressIfThere(scene, 'U_MIA', dmOf(scene, 'U_MIA', DECK), 'Answer'),
      () => formOf(scene, 'U_MIA', 'ask.answer-it'),
    );
    await scene.does(
      () => submitIfOpen(scene, 'U_MIA', 'ask.answer-it', { answer: 'The blue one' }),
      () => dmOf(scene, 'U_ANA', 'The blue one'),
    );
    await asks('team:marketing', 'Who was at the fair?');
    await scene.pass(6 * DAY);
    await scene.sees(() => dmOf(scene, 'U_MAX', 'has waited'));
  },
};
