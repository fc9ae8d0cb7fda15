import { MINUTE, SECOND } from '../../../src/core/instants.ts';
import type { Flow } from '../kill-flow.ts';
import { cardOf, claim } from '../kill-sights.ts';

const ACME = 'Acme Robotics';

/** A CRM tells of a call before its lead has come; when the lead is here the call is its first contact, once. */
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
  },
};
