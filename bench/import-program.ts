/** Brings a file of so many rows into a fresh database, says how long that took and the most memory that it held. */
import { createReadStream } from 'node:fs';
import { saveSettings } from '../src/leads/settings-store.ts';
import { createImportsOf } from '../src/offline.ts';
import { createWorkspacesService } from '../src/people/workspace/workspaces-service.ts';
import { systemClock } from '../src/platform/clock.ts';
import { openDatabase } from '../src/platform/db/database.ts';
import { systemIds, systemRandom } from '../src/platform/ids.ts';

const [, , file = '', path = ''] = process.argv;
const database = openDatabase({ kind: 'sqlite', path });
await database.migrate();
const ports = { database, clock: systemClock, ids: systemIds, random: systemRandom, fetch: globalThis.fetch };
await createWorkspacesService(ports).install({ id: 'T1', name: 'Acme', botUserId: 'U1' });
await database.transaction((tx) => saveSettings(tx, 'T1', { channelId: 'C1', ring: { kind: 'nobody' } }));
const log = { info: () => {}, warn: () => {}, error: () => {} };
const { imports, workspaceId } = await createImportsOf({ ports, log });

let most = 0;
const look = () => {
  most = Math.max(most, process.memoryUsage().rss);
};
const watch = setInterval(look, 20);
const startedAt = performance.now();
const { id } = await imports.take({ workspaceId, fileName: 'leads.csv' }, 'reading');
await imports.read({ id }, () => createReadStream(file), { zone: 'UTC' });
const readAt = performance.now();
await imports.start(workspaceId, id);
while ((await imports.step(workspaceId, id)) === 'more') look();
const doneAt = performance.now();
clearInterval(watch);
await database.close();
process.stdout.write(`${JSON.stringify({ read: readAt - startedAt, wrote: doneAt - readAt, most: most / 1e6 })}\n`);
