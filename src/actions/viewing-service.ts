import type { Action, ActionView, Progress } from '../core/action.ts';
import type { Reading } from '../core/aim.ts';
import type { Instant } from '../core/instants.ts';
import { dateAt, instantAt } from '../core/local-time.ts';
import type { Db, Tx } from '../platform/db/database.ts';
import type { createAiming } from './aiming-service.ts';
import type { ActionsDeps } from './ports-service.ts';

/** Where nobody has it, its day is the office's. */
const OFFICE = { team: 'sales' } as const;
/** The hour of its day at which an owner without a standup hears of it. */
const MORNING = '09:00';

/** Makes of actions what a line about them says. Only reads. */
export function createViewing(
  { clock, people, leadNames }: Pick<ActionsDeps, 'clock' | 'people' | 'leadNames'>,
  { newestOf, measurableOf }: Pick<ReturnType<typeof createAiming>, 'newestOf' | 'measurableOf'>,
) {
  return {
    viewsOf,

    async viewOf(read: Db | Tx, action: Action): Promise<ActionView> {
      const [view] = await viewsOf(read, [action]);
      if (view === undefined) throw new Error(`No view of action ${action.id}`);
      return view;
    },

    /** When somebody looks whether its owner must hear of it. */
    dueAt: async (read: Db | Tx, action: Action): Promise<Instant> =>
      instantAt(action.dueOn, MORNING, await zoneOf(read, action)),
  };

  async function viewsOf(read: Db | Tx, actions: readonly Action[]): Promise<ActionView[]> {
    if (actions.length === 0) return [];
    const names = await people.namesOf(read, [...new Set(actions.flatMap(peopleIn))]);
    const leadIds = [...new Set(actions.flatMap(({ leadId }) => leadId ?? []))];
    const leads = new Map(
      (leadIds.length === 0 ? [] : await leadNames(read, leadIds)).map((one) => [one.id, one.name]),
    );
    const measures = await newestOf(read, actions);
    const dates = new Map<string | undefined, string>();
    for (const action of actions) {
      if (dates.has(action.owner)) continue;
      dates.set(action.owner, dateAt(clock.now(), await zoneOf(read, action)));
    }
    return actions.map((action) => ({
      action,
      names,
      lead: action.leadId === undefined ? undefined : leads.get(action.leadId),
      today: dates.get(action.owner) ?? dateAt(clock.now(), 'UTC'),
      progress: progressOf(action, measures.get(action.id)),
    }));
  }

  function progressOf({ aim }: Action, since: Reading | undefined): Progress | undefined {
    const measured = aim && measurableOf(aim.metric);
    return aim && measured && { measured, aim, since };
  }

  async function zoneOf(read: Db | Tx, { workspaceId, owner }: Action): Promise<string> {
    return (await people.calendarOf(read, workspaceId, owner === undefined ? OFFICE : { person: owner })).zone;
  }
}

const peopleIn = ({ owner, madeBy, settledBy, consent }: Action): string[] =>
  [owner, madeBy, settledBy, consent?.kind === 'declined' ? consent.by : undefined].filter((id) => id !== undefined);
