import type { Db } from '../platform/db/database.ts';
import { minutesMarkdown } from './minutes.ts';
import type { MeetingsDeps } from './ports-service.ts';
import { createViewing } from './viewing-service.ts';

/** What the minutes must know of other features. */
export interface MinutesDeps {
  readonly db: Db;
  readonly workspaceId: string;
  readonly madeIn: MeetingsDeps['decisions']['madeIn'];
  readonly namesOf: MeetingsDeps['people']['namesOf'];
}

/** The minutes of one meeting as Markdown; of the last one that is over without a number. Undefined if there is none. */
export async function exportMinutes(
  { db, workspaceId, madeIn, namesOf }: MinutesDeps,
  number: number | undefined,
): Promise<string | undefined> {
  const viewing = createViewing({
    database: { db },
    // Only what is offered in Slack hangs on the schedule.
    rituals: { find: async () => undefined },
    decisions: { madeIn },
    people: { namesOf },
  });
  const view = await viewing.minutesOf(workspaceId, number);
  return view && minutesMarkdown(view);
}
