import type { BatonApp } from '../../../src/app.ts';
import { DAY, HOUR } from '../../../src/core/instants.ts';
import type { Flow, Scene } from '../kill-flow.ts';
import { cardOf, dmOf, formOf, pressIfThere, submitIfOpen } from '../kill-sights.ts';

const ACME = 'Acme Robotics';

/**
 * Marketing owes a phone number: the lead is held back until its time is up, then its card says so, marketing hears of it in the morning, and somebody adds it. On Monday both teams read how it went.
 */
export const flow: Flow = {
  office: 'set-up',
  from: 'armed',
  isTooOld: true,
  async prepare(app) {
    const admitted = await app.services.people.admit({ teamId: app.workspaceId, userId: 'U_ADA' });
    if (admitted.kind === 'refused') throw new Error(admitted.sentence);
    const owed = { marketing: ['phone'], sales: [] } as const;
    const promise = { owner: 'U_MIA', campaigns: [], leads: 3, complete: 90, kept: 80 };
    await app.services.agreements.propose({ ...admitted.actor, manages: ['marketing', 'sales'] }, promise);
    await weekly(app);
    const marketingChannelId = 'C_OTHER';
    const hold = { fields: ['phone'], limit: 2 * HOUR } as const;
    await app.services.agreements.saveDemands(admitted.actor, { stage: 'new', owed, marketingChannelId });
    await app.services.agreements.saveHold(admitted.actor, { hold, marketingChannelId });
  },
  async run(scene) {
    const mia = scene.slack.person('U_MIA');
    await scene.send(ACME);
    await scene.sees(() => inMarketing(scene, 'is held back'));
    // Whoever answers for its campaign; or who manages marketing, if that was agreed on in this very moment.
    await scene.sees(() => dmOf(scene, 'U_MIA', 'is held back') ?? dmOf(scene, 'U_MAX', 'is held back'));
    await scene.pass(2 * HOUR);
    await scene.sees(() => inMarketing(scene, 'Its time was up'));
    await scene.sees(() => cardOf(scene, ACME)?.says.includes('Phone is missing · Marketing'));
    await scene.pass(DAY - 2 * HOUR);
    await scene.sees(() => inMarketing(scene, 'came incomplete'));
    await scene.tries(
      () => pressIfThere(scene, 'U_MIA', cardOf(scene, ACME), 'Add fields'),
      () => formOf(scene, 'U_MIA', 'lead.complete-it'),
    );
    await scene.does(
      () => submitIfOpen(scene, 'U_MIA', 'lead.complete-it', { phone: '+49 30 1234567' }),
      () => cardOf(scene, ACME)?.says.includes('missing') === false,
    );
    await mia.closeAll().catch(() => {});
    await scene.pass(4 * DAY);
    await scene.sees(() => mia.sees('C_LEADS').some(({ says }) => says.includes('Both promises')));
    await scene.sees(() => dmOf(scene, 'U_MIA', 'What happened to your leads'));
  },
};

/** What marketing reads in its channel. */
const inMarketing = ({ slack }: Scene, words: string) =>
  slack
    .person('U_ANA')
    .sees('C_OTHER')
    .find(({ says }) => says.includes(words));

/** Mia reads each week what happened. */
async function weekly({ services, workspaceId: teamId }: BatonApp): Promise<void> {
  const mia = await services.people.admit({ teamId, userId: 'U_MIA' });
  if (mia.kind === 'refused') throw new Error(mia.sentence);
  await services.leads.setWeekly(mia.actor, true);
}
