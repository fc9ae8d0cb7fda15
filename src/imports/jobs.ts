import { z } from 'zod';
import type { Clock } from '../platform/clock.ts';
import { defineJob, type JobKind, later } from '../platform/jobs/job.ts';
import { ANNOUNCE, EXPIRE, ROWS, UNDO } from './ports-service.ts';
import type { Imports } from './service.ts';

const about = z.strictObject({ workspaceId: z.string(), importId: z.string() });

/** Parts in a row, before somebody else's work has its turn. */
const AT_ONCE = 5;

/** Work on files of leads that goes on wherever somebody works. */
export function importJobs(imports: Imports, clock: Clock): readonly JobKind[] {
  return [
    defineJob({
      kind: ROWS,
      payload: about,
      givesWay: true,
      async handle({ payload: { workspaceId, importId } }) {
        for (let done = 0; done < AT_ONCE; done += 1) {
          if ((await imports.step(workspaceId, importId)) === 'over') return undefined;
        }
        return later(clock.now());
      },
    }),
    defineJob({
      kind: UNDO,
      payload: about,
      givesWay: true,
      async handle({ payload: { workspaceId, importId } }) {
        for (let done = 0; done < AT_ONCE; done += 1) {
          if ((await imports.undoStep(workspaceId, importId)) === 'over') return undefined;
        }
        return later(clock.now());
      },
    }),
    defineJob({
      kind: ANNOUNCE,
      payload: about.extend({ by: z.string().nullable() }),
      handle: ({ payload: { workspaceId, importId, by } }) =>
        imports.announceStep(workspaceId, importId, by ?? undefined),
    }),
    defineJob({
      kind: EXPIRE,
      payload: about,
      async handle({ payload: { workspaceId, importId } }) {
        await imports.drop(workspaceId, importId);
      },
    }),
  ];
}
