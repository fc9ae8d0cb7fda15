import { MINUTE } from '../../../src/core/instants.ts';
import type { Flow } from '../kill-flow.ts';
import { cardOf, claim, dmOf, formOf, pressIfThere, submitIfOpen } from '../kill-sights.ts';

const ACME = 'Acme Robotics';

/** A lead is given up, marketing finds it good and questions that, the managers overturn it, and its owner has it again. */
export const flow: Flow = {
  office: 'set-up',
  from: 'armed',
  async run(scene) {
    const { slack } = scene;
    await scene.send(ACME);
    await claim(scene, 'U_ANA', ACME);
    await scene.does(
      () => slack.person('U_ANA').type('/lead reject 1 no need', 'C_LEADS'),
      () => cardOf(scene, ACME)?.says.includes('No need'),
    );
    const card = () => cardOf(scene, ACME);
    const rating = () =>
      slack
        .person('U_MIA')
        .sees('C_LEADS')
        .findLast(({ says, isEphemeral }) => isEphemeral && says.includes('how good a lead'));
    await scene.tries(() => {
      const seen = card();
      return seen && slack.person('U_MIA').choose(seen, 'lead.menu', 'Rate');
    }, rating);
    await scene.does(
      () => pressIfThere(scene, 'U_MIA', rating(), 'Good fit'),
      () => card()?.says.includes('Marketing: Good fit'),
    );
    await scene.tries(
      () => {
        const seen = card();
        return seen && slack.person('U_MIA').choose(seen, 'lead.menu', 'Question this');
      },
      () => formOf(scene, 'U_MIA', 'lead.question-it'),
    );
    await scene.does(
      () => submitIfOpen(scene, 'U_MIA', 'lead.question-it', { why: 'They asked for a price' }),
      () => formOf(scene, 'U_MIA', 'lead.question-it') === undefined,
    );
    await scene.pass(2 * MINUTE);
    const asked = () => dmOf(scene, 'U_MAX', 'asks for another look');
    await scene.sees(() => asked()?.buttons.includes('Overturn'));
    // What he then reads may be lost with the process; what he has chosen is not, and then there is nothing more to press.
    let isChosen = false;
    await scene.does(
      () =>
        pressIfThere(scene, 'U_MAX', asked(), 'Overturn')?.then((reaction) => {
          isChosen = reaction.kind !== 'failed';
          return reaction;
        }),
      () => isChosen || asked()?.buttons.includes('Overturn') === false,
    );
    await scene.pass(2 * MINUTE);
    await scene.sees(() => dmOf(scene, 'U_ANA', 'want one more try')?.buttons.includes('On it'));
  },
};
