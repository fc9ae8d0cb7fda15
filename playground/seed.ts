import type { BatonApp } from '../src/app.ts';
import { CAST, company } from './company.ts';

/** Sets Baton up as its admin would, and connects the website's form; answers with the form's address and secret. */
export async function seed({ services }: BatonApp): Promise<{ endpoint: string; secret: string }> {
  const { people, setup, intake } = services;
  const { reps, marketers, manager, admin, leadsChannel: channelId } = CAST;
  await people.refreshAll();
  const admission = await people.admit({ teamId: company.team.id, userId: admin });
  if (admission.kind === 'refused') throw new Error(admission.sentence);
  const { actor } = admission;
  // In Berlin, where the admin is: an hour within Monday to Friday, nine to five, with a warning a quarter before.
  await setup.saveBasics(actor, { channelId, sales: reps, marketing: marketers }, true);
  await setup.saveMore(actor, {
    salesManagers: [manager],
    marketingManagers: [manager],
    ring: { kind: 'on-shift' },
  });
  const added = await intake.add(
    {
      workspaceId: actor.workspaceId,
      name: 'Website',
      signing: { scheme: 'hmac-hex', deliveryPath: 'delivery_id' },
      channelId,
      mapping: undefined,
    },
    actor.id,
  );
  if (added.kind === 'refused') throw new Error(added.sentence);
  return { endpoint: added.endpoint.id, secret: added.secret };
}
