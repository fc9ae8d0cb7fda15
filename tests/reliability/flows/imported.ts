import { createImportsOf } from '../../../src/app.ts';
import { DAY } from '../../../src/core/instants.ts';
import type { Clock } from '../../../src/platform/clock.ts';
import { systemIds, systemRandom } from '../../../src/platform/ids.ts';
import { WEDNESDAY_10 } from '../../support/baton.ts';
import type { Flow, Scene } from '../kill-flow.ts';
import { cardOf } from '../kill-sights.ts';

/** More than goes into one transaction, so that a death may leave a part of it. */
const MANY = 1_050;

/**
 * Files are given on the command line beside a Baton that works on them: one becomes leads, each row once, one is taken back as
 * a whole, one is announced, and one that nobody wants any more is forgotten.
 */
export const flow: Flow = {
  office: 'set-up',
  from: 'armed',
  isTooOld: true,
  async run(scene) {
    const { imports, workspaceId } = await beside(scene);
    const ids: string[] = [];
    for (const count of [MANY, 2, 1, 1]) ids.push(await given(count, ids.length));
    const [many, undone, announced, forgotten] = ids;
    if (many === undefined || undone === undefined || announced === undefined || forgotten === undefined) return;
    for (const id of [many, undone, announced]) await imports.start(workspaceId, id);
    await scene.rest();
    await imports.undo(workspaceId, undone, 'U_ADA');
    await imports.announce(workspaceId, announced, 'U_ADA');
    await scene.sees(() => cardOf(scene, 'Company 2.0'));
    await scene.pass(8 * DAY);
    await scene.rest();

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
      const lines = Array.from({ length: count }, (_, row) => `p${row}@f${file}.example,Company ${file}.${row}`);
      await imports.read(kept, () => bytes(`Email,Company\n${lines.join('\n')}\n`), { zone: 'UTC' });
      return kept.id;
    }
  },
};

/** The command line on the same database, which dies with nobody. */
function beside({ database }: Scene) {
  const ports = { clock: AT_TEN, ids: systemIds, random: systemRandom, database, fetch: globalThis.fetch };
  return createImportsOf({ ports, log: { info: () => {}, warn: () => {}, error: () => {} } });
}

const AT_TEN: Clock = { now: () => WEDNESDAY_10, sleepUntil: () => new Promise(() => {}) };

async function* bytes(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}
