import type { SeenMessage } from '../../playground/server/seen.ts';
import { DAY, HOUR, MINUTE } from '../../src/core/instants.ts';
import type { Scene } from './kill-flow.ts';
import { dmOf, formOf, pressIfThere, submitIfOpen } from './kill-sights.ts';

const DISCUSS = 'review.discuss-it';
const DECIDE = 'review.decide-it';

/** The first lead of a revealed review is put up and decided; it is done, and Ana, who judged it, hears what that has changed. */
export async function decides(scene: Scene): Promise<void> {
  await scene.sees(() => firstLead(scene)?.buttons.includes('Discuss'));
  await scene.tries(
    () => pressIfThere(scene, 'U_ANA', firstLead(scene), 'Discuss'),
    () => formOf(scene, 'U_ANA', DISCUSS),
  );
  await scene.does(
    () => submitIfOpen(scene, 'U_ANA', DISCUSS, { line: 'Why do they come?' }),
    () => firstLead(scene)?.buttons.includes('Decide'),
  );
  await scene.slack.person('U_ANA').closeAll();
  await scene.tries(
    () => pressIfThere(scene, 'U_ANA', firstLead(scene), 'Decide'),
    () => formOf(scene, 'U_ANA', DECIDE),
  );
  await scene.does(
    () => submitIfOpen(scene, 'U_ANA', DECIDE, { kind: 'gate', text: 'Ask for the company', owner: 'U_MIA' }),
    () => firstLead(scene)?.says.includes('Ask for the company'),
  );
  await scene.slack.person('U_ANA').closeAll();
  // From Friday evening to Monday morning: nobody is told anything on a weekend.
  await scene.pass(2 * DAY + 16 * HOUR);
  const given = () => dmOf(scene, 'U_MIA', 'have decided something that you do');
  await scene.sees(given);
  await scene.does(
    () => pressIfThere(scene, 'U_MIA', given(), 'Done'),
    () => firstLead(scene)?.says.includes('done by'),
  );
  await scene.pass(11 * MINUTE);
  await scene.sees(() => dmOf(scene, 'U_ANA', 'You said, we did'));
  await scene.pass(29 * DAY);
  await scene.sees(() => dmOf(scene, 'U_ANA', 'Four weeks'));
}

function firstLead({ slack }: Scene): SeenMessage | undefined {
  const ana = slack.person('U_ANA');
  const parent = ana.sees('C_LEADS').find(({ says, isEphemeral }) => !isEphemeral && says.startsWith('Lead review 1'));
  return parent && ana.thread(parent).find(({ says }) => says.includes('(1 of 2)'));
}
