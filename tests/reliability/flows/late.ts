import { HOUR, MINUTE } from '../../../src/core/instants.ts';
import type { Flow } from '../kill-flow.ts';
import { cardOf, claim, dmOf } from '../kill-sights.ts';

const [ACME, GLOBEX] = ['Acme Robotics', 'Globex'];

/** Two leads, one of them claimed, are warned of, become late, are told of together, and once more in the morning. */
export const flow: Flow = {
  office: 'set-up',
  from: 'armed',
  isTooOld: true,
  async prepare({ services, workspaceId }) {
    const ada = { id: 'U_ADA', workspaceId, name: 'ada', zone: 'Europe/Berlin', teams: [], manages: [], isAdmin: true };
    await services.setup.changePromise(ada, { hasDigest: true });
  },
  async run(scene) {
    const { slack } = scene;
    const [ana, max] = [slack.person('U_ANA'), slack.person('U_MAX')];
    const inThread = (company: string, words: RegExp) => {
      const card = cardOf(scene, company);
      return card && ana.thread(card).some(({ says }) => words.test(says));
    };
    await scene.send(ACME);
    await scene.send(GLOBEX);
    await scene.sees(() => cardOf(scene, GLOBEX));
    await claim(scene, 'U_ANA', ACME);
    await scene.pass(46 * MINUTE);
    await scene.sees(() => dmOf(scene, 'U_ANA', '⏳'));
    await scene.sees(() => inThread(GLOBEX, /nobody has claimed it yet/));
    await scene.pass(15 * MINUTE);
    const told = (company: string) => max.dms().some(({ says }) => says.includes(company));
    // Together, or the second with what there is an hour later.
    await scene.sees(() => told(ACME) || told(GLOBEX));
    await scene.pass(HOUR + MINUTE);
    await scene.sees(() => told(ACME) && told(GLOBEX));
    // And then silence, until the next morning.
    await scene.pass(2 * HOUR);
    await scene.pass(19 * HOUR);
    await scene.sees(() => max.dms().some(({ says }) => says.includes('Still late')));
  },
};
