import type { Flow, Scene } from '../kill-flow.ts';
import { formOf, submitIfOpen } from '../kill-sights.ts';

/** Leads that people type in, from a menu and from somebody's message; they turn out to be one, and two after all. A Home is opened. */
export const flow: Flow = {
  office: 'set-up',
  from: 'armed',
  async run(scene) {
    const mia = scene.slack.person('U_MIA');
    await scene.tries(
      () => mia.shortcut('lead.new'),
      () => formOf(scene, 'U_MIA', 'lead.new-lead'),
    );
    await scene.does(
      () => submitIfOpen(scene, 'U_MIA', 'lead.new-lead', { company: 'Typed Ltd', email: 'typed@example.com' }),
      () => madeOf(scene, 'Typed Ltd'),
    );
    await mia.closeAll().catch(() => {});
    const words = mia.write('Call Jane at Noted Inc: jane@noted.example', 'C_LEADS');
    await scene.tries(
      () => mia.messageShortcut(words, 'lead.from_message'),
      () => formOf(scene, 'U_MIA', 'lead.new-lead'),
    );
    await scene.does(
      () => submitIfOpen(scene, 'U_MIA', 'lead.new-lead', { company: 'Noted Inc' }),
      () => madeOf(scene, 'Noted Inc'),
    );
    await mia.closeAll().catch(() => {});
    await mergeThem(scene);
    mia.openHome();
    await scene.sees(() => mia.home());
  },
};

/** A manager makes one lead of both, and two again. */
async function mergeThem(scene: Scene): Promise<void> {
  const max = scene.slack.person('U_MAX');
  const numberOf = async (company: string) =>
    /\d+/.exec((await scene.sees(() => madeOf(scene, company))).says.split('\n')[0] ?? '')?.[0];
  const [typed, noted] = [await numberOf('Typed Ltd'), await numberOf('Noted Inc')];
  await scene.tries(
    () => max.type(`/lead merge ${typed} ${noted}`, 'C_LEADS'),
    () => formOf(scene, 'U_MAX', 'lead.merge-it'),
  );
  await scene.does(
    () => submitIfOpen(scene, 'U_MAX', 'lead.merge-it', {}),
    () => madeOf(scene, 'Noted Inc')?.says.includes('Merged into'),
  );
  await max.closeAll().catch(() => {});
  await scene.does(
    () => max.type(`/lead unmerge ${noted}`, 'C_LEADS'),
    () => madeOf(scene, 'Noted Inc')?.buttons.includes('Claim'),
  );
}

/** The card of this company's lead; the message that it was made from names the company, too. */
const madeOf = ({ slack }: Scene, company: string) =>
  slack
    .person('U_MAX')
    .sees('C_LEADS')
    .find(({ says }) => says.split('\n')[0]?.replace(/^#\d+ /, '') === company);
