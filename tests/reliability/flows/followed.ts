import { DAY, MINUTE } from '../../../src/core/instants.ts';
import { WEDNESDAY_10 } from '../../support/baton.ts';
import { type Receiver, startReceiver } from '../../webhooks/receiver.ts';
import type { Flow } from '../kill-flow.ts';
import { cardOf, claim } from '../kill-sights.ts';

const ACME = 'Acme Robotics';
const HALF_AN_HOUR = 30 * MINUTE;

let crm: Receiver | undefined;
/** What it has refused once; of all runs, which share it. */
const failed = new Set<string>();

/** Somebody outside follows a lead: hears of it and of its claim, in order, though it fails at first to take the claim. */
export const flow: Flow = {
  office: 'set-up',
  from: 'armed',
  // What is old is forgotten a day after.
  preparedAt: WEDNESDAY_10 - DAY + HALF_AN_HOUR,
  at: WEDNESDAY_10,
  async prepare({ services, workspaceId }) {
    crm ??= await startReceiver();
    const wish = { workspaceId, url: crm.url, events: [], isPersonal: false };
    const added = await services.webhooks.add(wish, 'U_ADA');
    if (added.kind === 'refused') throw new Error(added.sentence);
  },
  async run(scene) {
    if (crm === undefined) throw new Error('Nobody follows');
    crm.answers(({ id, type }) => {
      if (type !== 'lead.claimed' || failed.has(id)) return { status: 204 };
      failed.add(id);
      return { status: 500 };
    });
    const { taken } = crm;
    await scene.send(ACME);
    await scene.sees(() => cardOf(scene, ACME));
    const { db } = scene.database;
    const lead = await db.selectFrom('leads').select('id').where('company', '=', ACME).executeTakeFirstOrThrow();
    const told = () => taken.filter(({ rawBody }) => rawBody.includes(lead.id));
    await scene.sees(() => told().length > 0);
    await claim(scene, 'U_ANA', ACME);
    await scene.sees(() => told().some(({ type }) => type === 'lead.claimed'));
    await scene.pass(HALF_AN_HOUR + MINUTE);
    await scene.rest();
    const types = [...new Map(told().map(({ id, type }) => [id, type])).values()];
    if (types.join() !== 'lead.received,lead.claimed') throw new Error(`The CRM was told ${types.join()}`);
    const last = told().at(-1);
    if (last?.type !== 'lead.claimed' || told().filter(({ id }) => id === last.id).length < 2)
      throw new Error('What was not taken did not come again');
  },
};
