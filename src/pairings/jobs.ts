import { z } from 'zod';
import type { Database, Tx } from '../platform/db/database.ts';
import { defineJob, type JobKind, later } from '../platform/jobs/job.ts';
import { again } from '../platform/slack/messages/again.ts';
import type { Messages } from '../platform/slack/messages/messages.ts';
import { OFFER_JOB } from './offer-service.ts';
import type { Pairings } from './service.ts';
import { TURN, turnKey } from './telling-service.ts';
import type { DrawTurn } from './turn-blocks.ts';

/** The work that tells people whom they meet, and managers that they could. */
export function pairingJobs(
  pairings: Pairings,
  {
    messages,
    database,
    draw,
    onHome,
  }: {
    readonly messages: Messages;
    readonly database: Database;
    readonly draw: DrawTurn;
    /** Called when somebody's message says something else: their Home does too. */
    readonly onHome: (tx: Tx, personIds: readonly string[]) => Promise<void>;
  },
): readonly JobKind[] {
  return [
    defineJob({
      kind: TURN,
      payload: z.strictObject({ occurrenceId: z.string(), personId: z.string() }),
      givesWay: true,
      async handle({ payload: { occurrenceId, personId } }) {
        const key = turnKey(occurrenceId, personId);
        await database.transaction((tx) => onHome(tx, [personId]), 'later');
        const turn = await pairings.turn(occurrenceId, personId);
        const standing = await messages.standing(key, turn?.kind === 'paired');
        if (standing.kind === 'later') return again(standing);
        if (standing.kind === 'unposted') return pairings.notTold(occurrenceId, personId);
        if (standing.kind === 'new') {
          const mayFrom = await pairings.mayTell(occurrenceId, personId);
          if (mayFrom !== undefined) return later(mayFrom);
        }
        if (turn === undefined) return undefined;
        const shown = await messages.show({ key, to: { person: personId }, content: await draw(turn) });
        return again(shown);
      },
    }),

    defineJob({
      kind: OFFER_JOB,
      payload: z.strictObject({ workspaceId: z.string() }),
      async handle({ payload: { workspaceId } }) {
        await pairings.offer(workspaceId);
        return undefined;
      },
    }),
  ];
}
