import { DAY } from '../../../src/core/instants.ts';
import type { Flow, Scene } from '../kill-flow.ts';
import { dmOf, formOf, pressIfThere, submitIfOpen } from '../kill-sights.ts';

const WHERE = 'C_SMARKETING';

/** A retro without names is begun, three write and finish, what they wrote is shown, and its time brings it to its end. */
export const flow: Flow = {
  office: 'set-up',
  from: 'armed',
  isMeasured: true,
  async run(scene) {
    const { slack } = scene;
    const [ana, max] = [slack.person('U_ANA'), slack.person('U_MAX')];
    await scene.tries(
      () => ana.type('/retro add keep: Answers within the hour', WHERE),
      () => ana.sees(WHERE).some(({ isEphemeral }) => isEphemeral),
    );
    await scene.tries(
      () => max.type('/retro start', WHERE),
      () => formOf(scene, 'U_MAX', 'retro.start'),
    );
    await scene.does(
      () =>
        submitIfOpen(scene, 'U_MAX', 'retro.start', {
          'retro.channel': WHERE,
          'retro.people': ['U_ANA', 'U_BEN', 'U_MIA'],
          'retro.names': 'unnamed',
        }),
      () => parentOf(scene, '0 of 3 finished'),
    );
    await max.closeAll().catch(() => {});
    for (const person of ['U_ANA', 'U_BEN', 'U_MIA']) await scene.sees(() => dmOf(scene, person, ASKED));
    await scene.tries(
      () => pressIfThere(scene, 'U_MIA', dmOf(scene, 'U_MIA', ASKED), 'Add a card'),
      () => formOf(scene, 'U_MIA', 'retro.add-it'),
    );
    await scene.does(
      () =>
        submitIfOpen(scene, 'U_MIA', 'retro.add-it', { column: 'fix', 'retro.card-text': 'Webinar lists come late' }),
      () => formOf(scene, 'U_MIA', 'retro.add-it') === undefined,
    );
    await scene.does(
      () => pressIfThere(scene, 'U_BEN', dmOf(scene, 'U_BEN', ASKED), 'Not this time'),
      () => dmOf(scene, 'U_BEN', 'not this time. Nobody waits'),
    );
    await scene.does(
      () => pressIfThere(scene, 'U_MIA', dmOf(scene, 'U_MIA', ASKED), 'I’m finished'),
      () => dmOf(scene, 'U_MIA', 'Thank you: you are finished'),
    );
    await scene.does(
      () => pressIfThere(scene, 'U_ANA', dmOf(scene, 'U_ANA', ASKED), 'I’m finished'),
      () => dmOf(scene, 'U_ANA', 'the cards are shown'),
    );
    await scene.sees(() => replyOf(scene, 'Webinar lists come late'));
    await scene.sees(() => dmOf(scene, 'U_MIA', TO_VOTE));
    await scene.tries(
      () => pressIfThere(scene, 'U_MIA', dmOf(scene, 'U_MIA', TO_VOTE), 'Vote'),
      () => formOf(scene, 'U_MIA', 'retro.vote-form'),
    );
    await scene.does(
      () => submitIfOpen(scene, 'U_MIA', 'retro.vote-form', { once: ['Webinar lists come late'] }),
      () => dmOf(scene, 'U_MIA', 'you have voted'),
    );
    await scene.pass(9 * DAY);
    await scene.sees(() => parentOf(scene, 'Closed') ?? parentOf(scene, 'I was offline'));
    await scene.pass(9 * DAY);
    await scene.sees(() => parentOf(scene, 'Closed'));
  },
};

const ASKED = 'Only you see your cards';
const TO_VOTE = 'what shall we talk about?';

/** The head of the thread, once it says this. */
const parentOf = ({ slack }: Scene, words: string) =>
  slack
    .person('U_ANA')
    .sees(WHERE)
    .find(({ says, isEphemeral }) => !isEphemeral && says.startsWith('Retro 1') && says.includes(words));

function replyOf(scene: Scene, words: string) {
  const parent = parentOf(scene, '');
  return (
    parent &&
    scene.slack
      .person('U_ANA')
      .thread(parent)
      .find(({ ts, says }) => ts !== parent.ts && says.includes(words))
  );
}
