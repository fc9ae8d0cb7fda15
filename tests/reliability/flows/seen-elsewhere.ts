import { MINUTE, SECOND } from '../../../src/core/instants.ts';
import type { Flow, Scene } from '../kill-flow.ts';
import { cardOf, claim, dmOf, formOf, pressIfThere, submitIfOpen } from '../kill-sights.ts';

const ACME = 'Acme Robotics';

/** A CRM tells of a call before its lead has come; when the lead is here the call is its first contact, once. Then sales promises more, for open leads too. */
export const flow: Flow = {
  office: 'set-up',
  from: 'start',
  async prepare({ services, workspaceId }) {
    const crm = { workspaceId, name: 'Salesforce', signing: { scheme: 'token' }, channelId: 'C_LEADS' } as const;
    const added = await services.intake.add({ ...crm, mapping: undefined }, 'U_ADA');
    if (added.kind === 'refused') throw new Error(added.sentence);
    const headers = { 'x-baton-token': added.secret, 'idempotency-key': 'a call' };
    const rawBody = Buffer.from('{"event":"call","external_id":"C-1","outcome":"Connected"}');
    const receipt = await services.intake.accept('salesforce', { headers, rawBody });
    if (receipt.kind !== 'waiting') throw new Error(`News that overtook its lead was ${receipt.kind}`);
  },
  async run(scene) {
    await scene.pass(15 * SECOND);
    await scene.send(ACME, { external_id: 'C-1' });
    await claim(scene, 'U_ANA', ACME);
    await scene.pass(MINUTE);
    await scene.sees(() => cardOf(scene, ACME)?.says.includes('Reached'));
    const { db } = scene.database;
    const contacts = await db.selectFrom('lead_events').select('data').where('kind', '=', 'contacted').execute();
    if (contacts.length !== 1) throw new Error(`One call was noted ${contacts.length} times`);
    await promiseOutcomes(scene);
    await scene.sees(() => dmOf(scene, 'U_ANA', 'Jane Doe')?.says.toLowerCase().includes('outcome by'));
  },
};

/** A manager promises an outcome within five working days. */
async function promiseOutcomes(scene: Scene): Promise<void> {
  const max = scene.slack.person('U_MAX');
  await scene.tries(
    () => max.type('/baton promise', 'C_LEADS'),
    () => formOf(scene, 'U_MAX', 'setup.promise'),
  );
  await scene.tries(
    () => pressIfThere(scene, 'U_MAX', formOf(scene, 'U_MAX', 'setup.promise'), 'All promises'),
    () => formOf(scene, 'U_MAX', 'setup.all-promises'),
  );
  await scene.tries(
    () => {
      const all = formOf(scene, 'U_MAX', 'setup.all-promises');
      return all && max.choose(all, 'setup.promise-menu', 'After that');
    },
    () => formOf(scene, 'U_MAX', 'setup.after'),
  );
  await scene.does(
    () => submitIfOpen(scene, 'U_MAX', 'setup.after', { 'outcome-days': 5 }),
    () => formOf(scene, 'U_MAX', 'setup.reapply'),
  );
  await scene.does(
    () => submitIfOpen(scene, 'U_MAX', 'setup.reapply', {}),
    () => formOf(scene, 'U_MAX', 'setup.reapply') === undefined,
  );
  await max.closeAll().catch(() => {});
}
