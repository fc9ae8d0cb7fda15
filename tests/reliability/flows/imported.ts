import { DAY } from '../../../src/core/instants.ts';
import { createImportsOf } from '../../../src/offline.ts';
import type { Clock } from '../../../src/platform/clock.ts';
import { systemIds, systemRandom } from '../../../src/platform/ids.ts';
import { WEDNESDAY_10 } from '../../support/baton.ts';
import type { Flow, Scene } from '../kill-flow.ts';
import { cardOf, dmOf, formOf, pressIfThere, submitIfOpen } from '../kill-sights.ts';

/** More than goes into one transaction, so that a death may leave a part of it. */
const MANY = 1_050;

/**
 * A file is given in Slack and becomes leads, each row once. Others are given on the command line beside a Baton that works on
 * them: one is taken back as a whole, one is announced, and one that nobody wants any more is forgotten.
 */
export const flow: Flow = {
  office: 'set-up',
  from: 'armed',
  isTooOld: true,
  async run(scene) {
    await givenInSlack(scene, textOf(MANY, 0));
    const { imports, workspaceId } = await beside(scene);
    const [many] = (await imports.list(workspaceId)).map(({ id }) => id);
    const undone = await given(2, 1);
    const announced = await given(1, 2);
    const forgotten = await given(1, 3);
    for (const id of [undone, announced]) await imports.start(workspaceId, id);
    await scene.rest();
    await imports.undo(workspaceId, undone, 'U_ADA');
    await imports.announce(workspaceId, announced, 'U_ADA');
    await scene.sees(() => cardOf(scene, 'Company 2.0'));
    await scene.pass(8 * DAY);
    await scene.rest();

    const ids = [many ?? '', undone, announced, forgotten];
    const states = await Promise.all(ids.map(async (id) => (await imports.find(workspaceId, id))?.state));
    if (states.join() !== 'done,undone,done,dropped') throw new Error(`The imports are ${states.join()}`);
    const { db } = scene.database;
    const leads = await db.selectFrom('leads').select(['import_id', 'email', 'number']).execute();
    const rows = leads.filter(({ import_id }) => import_id === many);
    if (rows.length !== MANY || new Set(rows.map(({ email }) => email)).size !== MANY)
      throw new Error(`${MANY} rows became ${rows.length} leads`);
    if (leads.length !== MANY + 1) throw new Error(`There are ${leads.length} leads`);
    const left = await db.selectFrom('import_parts').select('part').execute();
    if (left.length > 0) throw new Error(`${left.length} parts of files are still kept`);

    async function given(count: number, file: number): Promise<string> {
      const kept = await imports.take({ workspaceId, fileName: 'leads.csv' }, 'reading');
      await imports.read(kept, () => bytes(textOf(count, file)), { zone: 'UTC' });
      return kept.id;
    }
  },
};

const textOf = (count: number, file: number): string => {
  const lines = Array.from({ length: count }, (_, row) => `p${row}@f${file}.example,Company ${file}.${row}`);
  return `Email,Company\n${lines.join('\n')}\n`;
};

/** From the command to the last of its rows. */
async function givenInSlack(scene: Scene, text: string): Promise<void> {
  const file = { name: 'leads.csv', content: Buffer.from(text).toString('base64') };
  await scene.tries(
    () => scene.slack.person('U_ADA').type('/lead import', 'C_LEADS'),
    () => formOf(scene, 'U_ADA', 'imports.file'),
  );
  const looked = () => dmOf(scene, 'U_ADA', 'would become leads');
  await scene.does(() => submitIfOpen(scene, 'U_ADA', 'imports.file', { file }), looked);
  await scene.does(
    // As it stands now: whoever died after taking the press has changed the message since.
    () => pressIfThere(scene, 'U_ADA', looked(), 'Import 1,050'),
    () => dmOf(scene, 'U_ADA', 'became leads'),
  );
}

/** The command line on the same database, which dies with nobody. */
function beside({ database }: Scene) {
  const ports = { clock: AT_TEN, ids: systemIds, random: systemRandom, database, fetch: globalThis.fetch };
  return createImportsOf({ ports, log: { info: () => {}, warn: () => {}, error: () => {} } });
}

const AT_TEN: Clock = { now: () => WEDNESDAY_10, sleepUntil: () => new Promise(() => {}) };

async function* bytes(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}
