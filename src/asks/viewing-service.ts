import type { Calendar } from '../core/calendar.ts';
import type { Instant } from '../core/instants.ts';
import { dateAt } from '../core/local-time.ts';
import type { Db, Tx } from '../platform/db/database.ts';
import { type Ask, isWaiting, personAsked, type Team } from './ask.ts';
import { ageOf } from './ask-age.ts';
import type { AskView, LeadName } from './ask-view.ts';

/** Whose working time an ask's age is counted in. */
export type Whose = { readonly person: string } | { readonly team: Team };

export interface ViewingDeps {
  readonly people: {
    /** Those of these whom Baton knows, by id. */
    namesOf(read: Db | Tx, personIds: readonly string[]): Promise<ReadonlyMap<string, string>>;
    /**
     * Hours with the holidays that apply. Not with absences: an ask must not stand still because its owner is away.
     */
    calendarOf(read: Db | Tx, workspaceId: string, whose: Whose): Promise<Calendar>;
  };
  readonly leads: {
    find(read: Db | Tx, workspaceId: string, number: number): Promise<LeadName | undefined>;
    /** Those of these that are still there. */
    named(read: Db | Tx, leadIds: readonly string[]): Promise<readonly LeadName[]>;
  };
}

/** Makes of asks what a line about them says: ages, names, leads. Only reads. */
export function createViewing({ people, leads }: ViewingDeps) {
  return {
    viewsOf,

    async viewOf(read: Db | Tx, ask: Ask, now: Instant): Promise<AskView> {
      const [view] = await viewsOf(read, [ask], now);
      if (view === undefined) throw new Error(`No view of ask ${ask.id}`);
      return view;
    },

    /** The working time in which this ask ages: its owner's, or that of whom it waits for. */
    calendarOf: (read: Db | Tx, ask: Ask): Promise<Calendar> =>
      people.calendarOf(read, ask.workspaceId, whoseClock(ask)),
  };

  async function viewsOf(read: Db | Tx, asks: readonly Ask[], now: Instant): Promise<AskView[]> {
    if (asks.length === 0) return [];
    const names = await people.namesOf(read, [...new Set(asks.flatMap(peopleIn))]);
    const leadIds = new Set(asks.flatMap(({ leadId }) => leadId ?? []));
    const named = leadIds.size === 0 ? [] : await leads.named(read, [...leadIds]);
    const calendars = await calendarsOf(read, asks);
    return asks.map((ask) => {
      const calendar = calendars.get(clockKey(ask));
      const zone = calendar?.zone ?? 'UTC';
      const today = dateAt(now, zone);
      return {
        ask,
        age:
          calendar === undefined
            ? { working: 0, days: 0 }
            : ageOf(calendar, ask.createdAt, Math.min(ask.settledAt ?? now, now)),
        isOverdue: isWaiting(ask) && ask.neededBy !== undefined && ask.neededBy < today,
        lead: named.find(({ id }) => id === ask.leadId),
        names,
        now,
      };
    });
  }

  async function calendarsOf(read: Db | Tx, asks: readonly Ask[]): Promise<Map<string, Calendar>> {
    const calendars = new Map<string, Calendar>();
    for (const ask of asks) {
      const key = clockKey(ask);
      if (calendars.has(key)) continue;
      calendars.set(key, await people.calendarOf(read, ask.workspaceId, whoseClock(ask)));
    }
    return calendars;
  }
}

function whoseClock(ask: Ask): Whose {
  const person = ask.owner ?? personAsked(ask);
  return person === undefined ? { team: ask.to.team } : { person };
}

function clockKey(ask: Ask): string {
  const whose = whoseClock(ask);
  return 'person' in whose ? `person:${whose.person}` : `team:${whose.team}`;
}

const peopleIn = (ask: Ask): string[] =>
  [ask.fromPerson, ask.owner, personAsked(ask), ask.settledBy].filter((id) => id !== undefined);
