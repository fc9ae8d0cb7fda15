import type { Flow } from '../kill-flow.ts';
import { cardOf, claim, dmOf, pressIfThere } from '../kill-sights.ts';

const ACME = 'Acme Robotics';
/** A stranger's words must ring nobody, whoever posts them after whatever. */
const WORDS = { message: 'We need <!channel> a demo.' };

/** A lead arrives, is claimed by one, and is contacted in time. */
export const flow: Flow = {
  office: 'set-up',
  from: 'armed',
  // The intake, its answer, and the claim.
  always: /^(commit deliveries|answer POST|commit leads lead_events jobs notices)/,
  async run(scene) {
    const sam = scene.slack.person('U_SAM');
    await scene.send(ACME, WORDS);
    await scene.sees(() => cardOf(scene, ACME));
    // Not in sales: refused, whatever happens to the process.
    await scene.tries(
      () => pressIfThere(scene, 'U_SAM', cardOf(scene, ACME), 'Claim'),
      () => sam.sees('C_LEADS').some(({ isEphemeral }) => isEphemeral),
    );
    await claim(scene, 'U_ANA', ACME);
    await scene.does(
      () => pressIfThere(scene, 'U_ANA', dmOf(scene, 'U_ANA', 'Jane Doe'), 'Reached'),
      () => cardOf(scene, ACME)?.says.includes('first contact in time'),
    );
    // As far as the sender knows the first answer may have been lost.
    await scene.send(ACME, WORDS);
  },
};
