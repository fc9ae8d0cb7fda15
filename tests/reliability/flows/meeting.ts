import { DAY } from '../../../src/core/instants.ts';
import type { Flow, Scene } from '../kill-flow.ts';
import { formOf, pressIfThere, submitIfOpen } from '../kill-sights.ts';

const WHERE = 'C_SMARKETING';

/** The meeting of tomorrow is scheduled and prepared, somebody adds a topic, somebody resolves it, three say when a lead is ready for sales, and its minutes are made. */
export const flow: Flow = {
  office: 'set-up',
  from: 'armed',
  async run(scene) {
    const { slack } = scene;
    const [ana, max] = [slack.person('U_ANA'), slack.person('U_MAX')];
    await scene.tries(
      () => max.type('/baton meeting setup', WHERE),
      () => formOf(scene, 'U_MAX', 'meeting.save'),
    );
    await scene.does(
      () =>
        submitIfOpen(scene, 'U_MAX', 'meeting.save', {
          channel: WHERE,
          day: 'thu',
          at: '10:00',
          monthly: 'with-check',
        }),
      () => parentOf(scene, 'No topics yet'),
    );
    await max.closeAll().catch(() => {});
    await scene.sees(() => replyOf(scene, 'Stage health'));
    await scene.tries(
      () => pressIfThere(scene, 'U_ANA', parentOf(scene, ''), 'Add a topic'),
      () => formOf(scene, 'U_ANA', 'meeting.new-topic'),
    );
    await scene.does(
      () => submitIfOpen(scene, 'U_ANA', 'meeting.new-topic', { text: 'Prices on the web' }),
      () => replyOf(scene, 'Prices on the web'),
    );
    await ana.closeAll().catch(() => {});
    await scene.does(
      () => pressIfThere(scene, 'U_MIA', replyOf(scene, 'Prices on the web'), 'Resolved'),
      () => replyOf(scene, 'Resolved, says'),
    );
    await scene.sees(() => parentOf(scene, '1 resolved'));
    for (const person of ['U_ANA', 'U_BEN', 'U_MIA']) {
      await scene.tries(
        () => pressIfThere(scene, person, parentOf(scene, ''), 'Your answer'),
        () => formOf(scene, person, 'meeting.said-definition'),
      );
      await scene.does(
        () => submitIfOpen(scene, person, 'meeting.said-definition', { words: 'They asked for a demo' }),
        () => formOf(scene, person, 'meeting.said-definition') === undefined,
      );
      await slack
        .person(person)
        .closeAll()
        .catch(() => {});
    }
    await scene.pass(DAY);
    await scene.sees(() => replyOf(scene, '3 answers, none with a name'));
    await scene.pass(DAY);
    await scene.sees(() => replyOf(scene, 'Minutes of'));
  },
};

/** The head of the thread, once it says this. */
const parentOf = ({ slack }: Scene, words: string) =>
  slack
    .person('U_ANA')
    .sees(WHERE)
    .find(({ says, isEphemeral }) => !isEphemeral && says.includes('meeting 1') && says.includes(words));

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
