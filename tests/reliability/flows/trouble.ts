import { MINUTE } from '../../../src/core/instants.ts';
import type { Flow } from '../kill-flow.ts';
import { cardOf, dmOf } from '../kill-sights.ts';

/** Work is tried again while Slack is not well, is given up where the channel is closed, and goes on when that is mended. */
export const flow: Flow = {
  office: 'set-up',
  from: 'armed',
  refusals: ['not_in_channel'],
  async run(scene) {
    const { slack } = scene;
    const isAcme = ({ text }: { text?: unknown }) => String(text).includes('Acme');
    const fault = slack.faults.on(
      'chat.postMessage',
      { kind: 'http-error', status: 503, when: 'before' },
      { times: 1, matching: isAcme },
    );
    await scene.send('Acme Robotics');
    await scene.sees(() => fault.hits === 1);
    // In doubt for fifteen seconds; then it is looked for, and posted.
    scene.jump(MINUTE);
    await scene.sees(() => cardOf(scene, 'Acme Robotics'));
    await scene.rest();
    slack.admin.kickBot('C_LEADS');
    await scene.send('Globex');
    await scene.sees(() => dmOf(scene, 'U_ADA', '🔧'));
    await scene.rest();
    slack.admin.inviteBot('C_LEADS');
    await scene.pass(6 * MINUTE);
    await scene.sees(() => cardOf(scene, 'Globex'));
  },
};
