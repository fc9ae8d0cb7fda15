import type { Tx } from '../platform/db/database.ts';
import { createDeciding } from './deciding-service.ts';
import { createDefinitionChecks } from './definition/definition-service.ts';
import { insertGoals } from './goals-store.ts';
import { findMeeting } from './meetings-store.ts';
import { type MeetingActor, type MeetingsDeps, mayDecide } from './ports-service.ts';
import { createPreparing } from './preparing-service.ts';
import { createSetup } from './setup-service.ts';
import { createTelling } from './telling-service.ts';
import { createTopics } from './topics-service.ts';
import { createViewing } from './viewing-service.ts';

export type Meetings = ReturnType<typeof createMeetingsService>;

/** The meetings of sales and marketing: prepared as a thread, with topics that carry over, decisions and minutes. */
export function createMeetingsService(deps: MeetingsDeps) {
  const { database, clock, ids } = deps;
  const telling = createTelling(deps);
  const topics = createTopics(deps, telling);
  const definition = createDefinitionChecks(deps, telling);
  const preparing = createPreparing(deps, telling, definition);

  return {
    ...topics,
    ...preparing,
    ...createDeciding(deps, telling, topics),
    definition,
    setup: createSetup(deps, preparing),
    viewing: createViewing(deps),

    /** What both teams want of the month, said in its meeting. */
    setGoals: (
      actor: MeetingActor,
      meetingId: string,
      text: string,
    ): Promise<'done' | 'not-found' | 'not-in-teams' | 'over'> =>
      database.transaction(async (tx: Tx) => {
        const meeting = await findMeeting(tx, meetingId);
        if (meeting?.workspaceId !== actor.workspaceId) return 'not-found';
        if (!mayDecide(actor)) return 'not-in-teams';
        if (meeting.closedAt !== undefined) return 'over';
        await insertGoals(tx, actor.gesture ?? ids.next(), actor.workspaceId, { text, by: actor.id, at: clock.now() });
        await telling.agenda(tx, meetingId);
        return 'done';
      }),
  };
}
