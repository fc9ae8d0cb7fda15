import { z } from 'zod';
import type { Clock } from '../platform/clock.ts';
import { defineJob, type JobKind, later } from '../platform/jobs/job.ts';
import type { SlackClient } from '../platform/slack/client/client.ts';
import { again } from '../platform/slack/messages/again.ts';
import type { Messages } from '../platform/slack/messages/messages.ts';
import { importMessage } from './blocks.ts';
import { ANNOUNCE, EXPIRE, FETCH, ROWS, TELL, tellKey, UNDO } from './ports-service.ts';
import type { Imports } from './service.ts';

const about = z.strictObject({ workspaceId: z.string(), importId: z.string() });

/** Parts in a row, before somebody else's work has its turn. */
const AT_ONCE = 5;
/** What Slack takes from a form holds several hundred thousand rows; it is in memory as a whole once. */
const MOST_BYTES = 30_000_000;

export interface ImportSlack {
  readonly clock: Clock;
  readonly show: Messages['show'];
  readonly file: SlackClient['file'];
}

/** Work on files of leads that goes on wherever somebody works. */
export function importJobs(imports: Imports, { clock, show, file }: ImportSlack): readonly JobKind[] {
  return [
    defineJob({
      kind: FETCH,
      payload: about.extend({ zone: z.string() }),
      async handle({ payload: { workspaceId, importId, zone } }) {
        const its = await imports.find(workspaceId, importId);
        // Who died after reading it has told nobody.
        if (its?.state !== 'fetching' || its.fileId === undefined) return imports.askTell(workspaceId, importId);
        const found = await file(its.fileId, MOST_BYTES);
        const refusal = found.kind === 'ok' ? REFUSALS[String(found.value)] : NO_SCOPE;
        if (refusal !== undefined) await imports.refuse(importId, refusal);
        else if (found.kind === 'ok' && found.value instanceof Uint8Array) {
          const { value } = found;
          await imports.read(its, () => once(value), { zone });
        }
        await imports.askTell(workspaceId, importId);
      },
    }),
    defineJob({
      kind: TELL,
      payload: about,
      async handle({ payload: { workspaceId, importId } }) {
        const view = await imports.look(workspaceId, importId);
        const person = view?.its.createdBy;
        if (view === undefined || person === undefined) return undefined;
        const shown = await show({ key: tellKey(importId), to: { person }, content: importMessage(view) });
        return again(shown);
      },
    }),
    defineJob({
      kind: ROWS,
      payload: about,
      givesWay: true,
      async handle({ payload: { workspaceId, importId } }) {
        let progress: 'more' | 'over' = 'more';
        for (let done = 0; done < AT_ONCE && progress === 'more'; done += 1)
          progress = await imports.step(workspaceId, importId);
        await imports.askTell(workspaceId, importId);
        return progress === 'over' ? undefined : later(clock.now());
      },
    }),
    defineJob({
      kind: UNDO,
      payload: about,
      givesWay: true,
      async handle({ payload: { workspaceId, importId } }) {
        let progress: 'more' | 'over' = 'more';
        for (let done = 0; done < AT_ONCE && progress === 'more'; done += 1)
          progress = await imports.undoStep(workspaceId, importId);
        await imports.askTell(workspaceId, importId);
        return progress === 'over' ? undefined : later(clock.now());
      },
    }),
    defineJob({
      kind: ANNOUNCE,
      payload: about.extend({ by: z.string().nullable() }),
      async handle({ payload: { workspaceId, importId, by } }) {
        await imports.announceStep(workspaceId, importId, by ?? undefined);
        await imports.askTell(workspaceId, importId);
      },
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

const NO_SCOPE = 'I may not read files here. An admin of Slack can grant me files:read.';

const REFUSALS: Readonly<Record<string, string>> = {
  undefined: 'The file is not in Slack any more. Give it to me once more, please.',
  'too-large': 'The file is larger than 30 MB. Split it, or import it on the command line, please.',
};

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < bytes.length; from += CHUNK) yield bytes.subarray(from, from + CHUNK);
}

const CHUNK = 64 * 1_024;
