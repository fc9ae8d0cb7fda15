import { DAY } from '../../../src/core/instants.ts';
import { WEDNESDAY_10 } from '../../support/baton.ts';
import type { Flow, Scene } from '../kill-flow.ts';
import { cardOf, formOf, pressIfThere, submitIfOpen } from '../kill-sights.ts';

const ODD = { email: undefined, phone: undefined, name: undefined, adresse: 'jane@odd.example' };

/** A form sends names that nobody knows; an admin chooses its fields and tries again. What was sent long ago is forgotten. */
export const flow: Flow = {
  office: 'set-up',
  // Each start asks whether there is something to forget.
  from: 'start',
  preparedAt: WEDNESDAY_10 - 35 * DAY,
  async prepare({ services, workspaceId }) {
    const form = { workspaceId, name: 'Old form', signing: { scheme: 'token' }, channelId: 'C_LEADS' } as const;
    const added = await services.intake.add({ ...form, mapping: undefined }, 'U_ADA');
    if (added.kind === 'refused') throw new Error(added.sentence);
    const headers = { 'x-baton-token': added.secret, 'idempotency-key': 'long ago' };
    await services.intake.accept('old-form', { headers, rawBody: Buffer.from('{"forgotten":"words"}') });
  },
  async run(scene) {
    await scene.send('Odd Corp', ODD);
    await open(scene, 'Choose', 'intake.choose-fields');
    const choice = { email: choiceOf(scene, 'adresse'), company: choiceOf(scene, 'company') };
    await scene.tries(
      () => submitIfOpen(scene, 'U_ADA', 'intake.choose-fields', choice),
      () => formOf(scene, 'U_ADA', 'intake.save-fields'),
    );
    await scene.does(
      () => submitIfOpen(scene, 'U_ADA', 'intake.save-fields', {}),
      () => formOf(scene, 'U_ADA', 'intake.form'),
    );
    await open(scene, 'Look', 'intake.dead');
    await scene.does(
      () => pressIfThere(scene, 'U_ADA', formOf(scene, 'U_ADA', 'intake.dead'), 'Try again'),
      () => cardOf(scene, 'Odd Corp'),
    );
  },
};

/** From the command to a button of the form. */
async function open(scene: Scene, label: string, callbackId: string): Promise<void> {
  const ada = scene.slack.person('U_ADA');
  await ada.closeAll().catch(() => {});
  const list = await scene.tries(
    () => ada.type('/baton hooks'),
    () => formOf(scene, 'U_ADA', 'intake.list'),
  );
  const form = await scene.tries(
    () => ada.press(list, 'Open', { value: 'form' }),
    () => formOf(scene, 'U_ADA', 'intake.form'),
  );
  await scene.tries(
    () => pressIfThere(scene, 'U_ADA', form, label),
    () => formOf(scene, 'U_ADA', callbackId),
  );
}

/** The value of the choice that names what arrived under this name. */
function choiceOf(scene: Scene, name: string): string {
  const blocks = JSON.stringify(formOf(scene, 'U_ADA', 'intake.choose-fields')?.blocks);
  const [, value] = new RegExp(`"text":"${name}: [^}]*},"value":"(\\d+)"`).exec(blocks) ?? [];
  if (value === undefined) throw new Error(`Nothing arrived as ${name}: ${blocks}`);
  return value;
}
