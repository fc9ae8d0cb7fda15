import { MINUTE } from '../../../src/core/instants.ts';
import type { Flow } from '../kill-flow.ts';
import { cardOf, dmOf, formOf, pressIfThere, submitIfOpen } from '../kill-sights.ts';

const ACME = 'Acme Robotics';
const ADMIN = { id: 'U_ADA', workspaceId: 'T_ACME', zone: 'Europe/Berlin', isAdmin: true };

/** A lead of a pool: one passes it on, the other's time is up, and the fallback gets it. Another one is taken. */
export const flow: Flow = {
  office: 'set-up',
  from: 'armed',
  async prepare({ services: { routing } }) {
    const members = ['U_ANA', 'U_BEN'].map((personId) => ({ personId, weight: 1 }));
    await routing.addPool(ADMIN, 'P1', { name: 'DACH', members, timeout: 30 * MINUTE, lastId: 'U_MAX' });
    await routing.saveRule(ADMIN, { id: 'R1', conditions: [], poolId: 'P1' });
  },
  async run(scene) {
    const ana = scene.slack.person('U_ANA');
    const offer = (person: string, company: string) => dmOf(scene, person, `Your turn: ${company}`);
    await scene.send(ACME);
    await scene.sees(() => offer('U_ANA', `#1 ${ACME}`));
    await scene.tries(
      () => pressIfThere(scene, 'U_ANA', offer('U_ANA', `#1 ${ACME}`), 'Not me'),
      () => formOf(scene, 'U_ANA', 'lead.pass-form'),
    );
    await scene.does(
      () => submitIfOpen(scene, 'U_ANA', 'lead.pass-form', { reason: 'On a train' }),
      () => dmOf(scene, 'U_ANA', 'You passed it on'),
    );
    await ana.closeAll().catch(() => {});
    await scene.sees(() => offer('U_BEN', `#1 ${ACME}`));
    await scene.rest();
    await scene.pass(30 * MINUTE);
    await scene.sees(() => dmOf(scene, 'U_MAX', `Yours: #1 ${ACME}`));
    await scene.sees(() => cardOf(scene, ACME)?.says.includes('the fallback'));
    await scene.send('Brightside');
    await scene.sees(() => offer('U_ANA', '#2 Brightside'));
    await scene.does(
      () => pressIfThere(scene, 'U_ANA', offer('U_ANA', '#2 Brightside'), 'Take it'),
      () => dmOf(scene, 'U_ANA', 'Yours: #2 Brightside'),
    );
    await scene.rest();
    // Ana's account is deactivated: what is hers is the fallback's.
    scene.slack.admin.deactivate('U_ANA');
    await scene.sees(() => dmOf(scene, 'U_MAX', 'has left'));
    await scene.sees(() => dmOf(scene, 'U_MAX', 'Yours: #2 Brightside'));
  },
};
