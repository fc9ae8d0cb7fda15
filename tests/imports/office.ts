import { createImports, ownerAmong } from '../../src/imports/index.ts';
import { forgetNewsOf } from '../../src/intake/index.ts';
import type { Follower } from '../../src/leads/ports-service.ts';
import { createImporting } from '../../src/leads/records/importing-service.ts';
import { storedSellers } from '../../src/people/index.ts';
import { systemIds } from '../../src/platform/ids.ts';
import { type Features, WORKSPACE } from '../support/features.ts';
import { fileOf, inParts } from './files.ts';

export type Importing = ReturnType<typeof importing>;

/** Imports wired as in app.ts, without a worker. */
export function importing({ database, clock, jobs, leads }: Features, tellOutside: Follower = async () => {}) {
  const { service, jobs: kinds } = createImports({
    client: { file: async () => ({ kind: 'missing-scope', scope: 'files:read' }) },
    messages: { show: async () => ({ kind: 'shown', channel: 'D1', ts: '1' }) },
    mayReadFiles: () => true,
    database,
    clock,
    ids: systemIds,
    jobs,
    leads: {
      ...createImporting({ ids: systemIds, tellOutside, letGo: forgetNewsOf }),
      announce: leads.announceImported,
    },
    ownerCalled: ownerAmong(storedSellers(WORKSPACE)),
    channelOf: async (id) => (await leads.settings(id))?.channelId,
  });
  return { service, kinds };
}

/** A file with these lines, its rows kept. */
export async function kept({ service }: Importing, ...lines: readonly string[]) {
  const its = await service.take({ workspaceId: WORKSPACE, fileName: 'leads.csv' }, 'reading');
  const bytes = fileOf(`${lines.join('\n')}\n`);
  await service.read(its, () => inParts(bytes, 1_024), { zone: 'UTC' });
  const read = await service.find(WORKSPACE, its.id);
  if (read?.choices === undefined) throw new Error('Nothing was kept');
  return { ...read, choices: read.choices };
}

/** The whole of an import, as whoever works does it. */
export async function worked({ service }: Importing, id: string) {
  const started = await service.start(WORKSPACE, id);
  if (started !== 'started') throw new Error(started);
  while ((await service.step(WORKSPACE, id)) === 'more');
  const done = await service.find(WORKSPACE, id);
  if (done === undefined) throw new Error('It is gone');
  return done;
}
