import { daysText, dayText } from '../core/day-text.ts';
import { MINUTE } from '../core/instants.ts';
import { instantAt } from '../core/local-time.ts';
import type { PersonDays } from '../core/person-days.ts';
import { weekOf } from '../core/week-days.ts';
import type { Db, Tx } from '../platform/db/database.ts';
import { postedFacts, SKIP_REASONS, SKIP_WORDS } from './answer.ts';
import { attendanceOf, missingOf, notAskedOf } from './attendance.ts';
import { findCadence } from './cadence-store.ts';
import type { Fact } from './fact.ts';
import type { createFacts } from './facts-service.ts';
import type { StandupAsk, StandupDeps } from './ports-service.ts';
import type { StandupDay, StandupOccurrence, StandupSlot, StandupTurn } from './ritual.ts';
import type { Snapshot } from './snapshot.ts';
import { promptSnapshotId } from './snapshot-service.ts';
import type { Asked, CardAddresses, ParentState, PostState, PromptState, WeekState } from './standing.ts';
import * as store from './store.ts';
import { windowBefore } from './window.ts';

const nameIn = (person: PersonDays | undefined): string => person?.name ?? 'Somebody';

/** Later than every occurrence. */
export const LAST_DATE = '9999-12-31';

const MOST_OPEN_ASKS = 3;
/** Facts that were read so long before they were posted say of when they are. */
const OLD_FACTS = 15 * MINUTE;
/** A prompt that came so late says that it is sorry. */
const LATE_PROMPT = 5 * MINUTE;

export type Viewing<A extends StandupAsk, C> = ReturnType<typeof createViewing<A, C>>;

/** What messages say, as things are now. Only reads. */
export function createViewing<A extends StandupAsk, C>(
  deps: Pick<StandupDeps<A, C>, 'database' | 'clock' | 'rituals' | 'people' | 'asks' | 'actions' | 'cards'>,
  facts: ReturnType<typeof createFacts>,
) {
  const { database, clock, rituals, people, asks } = deps;
  const { db } = database;

  return {
    turnOf,

    /** Guests can answer and ask nothing of others (PPL-6). */
    isGuest: async (read: Db | Tx, slot: StandupSlot): Promise<boolean> =>
      (await personOf(read, slot))?.kind === 'guest',

    /** What the message of somebody's day says; undefined if they were never asked. */
    async prompt(slotId: string, how: { isReminder: boolean }): Promise<PromptState<A> | undefined> {
      const turn = await turnOf(db, slotId);
      const snapshot = turn && (await store.findSnapshot(db, promptSnapshotId(slotId)));
      if (turn === undefined || snapshot === undefined) return undefined;
      return standing(turn) ?? { kind: 'asked', asked: await askedOf(turn, snapshot, how.isReminder) };
    },

    /** What somebody's day says on their Home: as `prompt`, and also before they are asked. */
    async day(turn: StandupTurn): Promise<PromptState<A> | undefined> {
      const over = standing(turn);
      if (over !== undefined) return over;
      const snapshot = await store.findSnapshot(db, promptSnapshotId(turn.slot.id));
      return snapshot && { kind: 'asked', asked: await askedOf(turn, snapshot, false) };
    },

    async parent(occurrenceId: string) {
      const day = await rituals.occurrence(db, occurrenceId);
      if (day === undefined || day.occurrence.state === 'planned') return undefined;
      const { ritual, occurrence } = day;
      const slots = await rituals.slotsOf(db, occurrenceId);
      const { config } = occurrence.snapshot;
      const state: ParentState<A, C> = {
        occurrenceId,
        name: config.name,
        day: dayText(occurrence.teamDate),
        zone: config.zone,
        attendance: attendanceOf(slots, await teamsAmong(db, slots, occurrence.teamDate)),
        totals: await totalsOf(day),
        ...(await asksUnder(day)),
        isClosed: occurrence.state === 'closed',
        closesAt: occurrence.closesAt,
        notAsked: notAskedOf(slots),
      };
      // Whoever is off needs no message; where all are, nobody does. Who is only left in peace is there, and adds theirs below it.
      const isOff = ({ state: one, reason }: StandupSlot) =>
        one === 'unreachable' || (one === 'excused' && reason?.code !== 'budget');
      const isNobodys = slots.every(isOff);
      return { ritual, occurrence, state, isNobodys };
    },

    async post(slotId: string): Promise<PostState<A> | undefined> {
      const answer = await store.findAnswer(db, slotId);
      const turn = answer && (await turnOf(db, slotId));
      const snapshot = answer && (await store.findSnapshot(db, answer.snapshotId));
      if (answer === undefined || turn === undefined || snapshot === undefined) return undefined;
      const { content, postedAt } = answer;
      const isOld = postedFacts(snapshot.facts, content).length > 0 && postedAt - snapshot.madeAt > OLD_FACTS;
      return {
        name: nameIn(await personOf(db, turn.slot)),
        zone: turn.slot.zone,
        facts: snapshot.facts,
        cards: await cardsOf(postedFacts(snapshot.facts, content)),
        content,
        lastPlan: snapshot.lastPlan,
        questions: snapshot.questions,
        isLate: answer.isLate,
        isEdited: answer.editedAt !== undefined,
        isNew: answer.isNew,
        asOf: isOld ? snapshot.madeAt : undefined,
        asks: await asks.askedFrom(db, [slotId]),
      };
    },

    /** Who was asked and has said nothing; for the owners only. */
    async missing(occurrenceId: string) {
      const day = await rituals.occurrence(db, occurrenceId);
      if (day === undefined) return undefined;
      const missing = missingOf(await rituals.slotsOf(db, occurrenceId));
      const range = { fromOn: day.occurrence.teamDate, untilOn: day.occurrence.teamDate };
      const ids = missing.map(({ personId }) => personId);
      const names = (await people.daysOf(db, ids, range)).map(({ name }) => name);
      return { name: day.occurrence.snapshot.config.name, day: dayText(day.occurrence.teamDate), names };
    },

    /** The week that ends with this occurrence; undefined if it goes on, or was a single day. */
    async week(occurrenceId: string): Promise<WeekState<C> | undefined> {
      const day = await rituals.occurrence(db, occurrenceId);
      if (day?.occurrence.state !== 'closed') return undefined;
      const { ritual, occurrence } = day;
      const dates = weekOf(occurrence.teamDate);
      const days: StandupOccurrence[] = [];
      for (const date of dates) {
        const one = await rituals.occurrenceOn(db, ritual.id, date);
        if (one !== undefined && one.state !== 'skipped') days.push(one);
      }
      const [first] = days;
      if (first === undefined || days.length < 2 || days.at(-1)?.id !== occurrence.id) return undefined;
      const { config } = occurrence.snapshot;
      const from = instantAt(dates[0] ?? occurrence.teamDate, '00:00', config.zone);
      return {
        name: config.name,
        week: daysText(first.teamDate, occurrence.teamDate),
        participation: await participationIn(days),
        counts: await asks.counts(db, ritual.workspaceId, from, occurrence.closesAt),
      };
    },
  };

  async function turnOf(read: Db | Tx, slotId: string): Promise<StandupTurn | undefined> {
    const slot = await rituals.slot(read, slotId);
    const day = slot && (await rituals.occurrence(read, slot.occurrenceId));
    return slot && day && { ...day, slot };
  }

  async function askedOf(turn: StandupTurn, snapshot: Snapshot, isReminder: boolean): Promise<Asked<A>> {
    const { slot, occurrence } = turn;
    const person = await personOf(db, slot);
    const isGuest = person?.kind === 'guest';
    return {
      slotId: slot.id,
      name: nameIn(person).split(' ')[0] ?? '',
      isGuest,
      zone: slot.zone,
      ritual: occurrence.snapshot.config.name,
      since: snapshot.window.from,
      facts: snapshot.facts,
      due: snapshot.due,
      cards: await cardsOf(snapshot.facts, snapshot.due),
      asks: isGuest ? [] : await asks.openFor(db, slot.personId),
      // Whoever has said today that they are still on it is asked again another day.
      actions: isGuest
        ? []
        : await deps.actions.openOf(db, slot.personId, instantAt(slot.localDate, '00:00', slot.zone)),
      lastPlan: snapshot.lastPlan,
      closesAt: slot.closeAt,
      isLate: (slot.promptedAt ?? clock.now()) - slot.dueAt > LATE_PROMPT,
      isReminder,
      cadence: await cadenceOf(turn),
    };
  }

  /** Of the leads that are named. */
  function cardsOf(facts: readonly Fact[], due: Snapshot['due'] = []): Promise<CardAddresses> {
    const named = [...facts.flatMap(({ leads }) => leads), ...due].flatMap(({ leadId }) => leadId ?? []);
    return deps.cards(db, [...new Set(named)]);
  }

  async function cadenceOf({ slot, ritual }: StandupTurn): Promise<Asked<A>['cadence']> {
    if ((await findCadence(db, ritual.id, slot.personId)) !== undefined) return 'weekly';
    const { recurrence } = ritual.config;
    const isDaily = recurrence.kind === 'weekly' && recurrence.days.length > 1;
    return isDaily && slot.isFatigued ? 'weekly-offered' : 'daily';
  }

  async function personOf(read: Db | Tx, { personId, localDate }: StandupSlot): Promise<PersonDays | undefined> {
    const [person] = await people.daysOf(read, [personId], { fromOn: localDate, untilOn: localDate });
    return person;
  }

  async function teamsAmong(read: Db | Tx, slots: readonly StandupSlot[], on: string) {
    const ids = [...new Set(slots.map(({ personId }) => personId))];
    const known = await people.daysOf(read, ids, { fromOn: on, untilOn: on });
    const teams = new Map(known.map((person) => [person.personId, person.teams]));
    return (personId: string) => teams.get(personId) ?? [];
  }

  /** From the opening of the one before to its own: the same whenever it is asked. */
  async function totalsOf({ ritual, occurrence }: StandupDay) {
    const before = await rituals.occurrenceBefore(db, occurrence.ritualId, occurrence.teamDate);
    const from = before && facts.windowEnd(before.opensAt);
    const window = windowBefore(facts.windowEnd(occurrence.opensAt), from);
    return facts.totals(db, ritual.workspaceId, window);
  }

  /** As they are now under the newest; an older day says how it ended, because what stands there would be out of date for ever. */
  async function asksUnder({ ritual, occurrence }: StandupDay): Promise<{ counts: C; openAsks: readonly A[] }> {
    const { workspaceId } = ritual;
    const newest = await rituals.occurrenceBefore(db, ritual.id, LAST_DATE);
    const isNewest = newest?.id === occurrence.id;
    const at = isNewest ? clock.now() : Math.min(clock.now(), occurrence.closesAt);
    const counts = await asks.counts(db, workspaceId, at, at + 1);
    if (!isNewest) return { counts, openAsks: [] };
    const waiting = await asks.waitingIn(db, workspaceId);
    const free = waiting.filter(({ ask }) => ask.state === 'open' && ask.owner === undefined);
    return { counts, openAsks: free.slice(0, MOST_OPEN_ASKS) };
  }

  async function participationIn(days: readonly StandupOccurrence[]) {
    const sums = new Map<string, { team: string; answered: number; asked: number }>();
    for (const { id, teamDate } of days) {
      const slots = await rituals.slotsOf(db, id);
      for (const { team, answered, asked } of attendanceOf(slots, await teamsAmong(db, slots, teamDate))) {
        const sum = sums.get(team) ?? { team, answered: 0, asked: 0 };
        sums.set(team, { team, answered: sum.answered + answered, asked: sum.asked + asked });
      }
    }
    return [...sums.values()];
  }
}

/** What their message says once it asks nothing any more; undefined while it does. */
function standing({ slot }: StandupTurn): PromptState<never> | undefined {
  const { id: slotId, zone, closeAt: at } = slot;
  switch (slot.state) {
    case 'pending':
    case 'sent':
      return undefined;
    case 'answered':
      return { kind: 'answered', slotId, at: slot.answeredAt ?? at, zone, isLate: slot.isLate };
    case 'skipped': {
      const reason = SKIP_REASONS.find((one) => SKIP_WORDS[one] === slot.reason?.detail);
      return { kind: 'skipped', slotId, reason };
    }
    case 'excused':
      return { kind: 'over', slotId, because: BECAUSE[slot.reason?.code ?? ''] ?? 'closed', at, zone };
    case 'missed':
    case 'bot-missed':
    case 'unreachable':
      return { kind: 'over', slotId, because: 'closed', at, zone };
  }
}

const BECAUSE: Readonly<Record<string, 'off' | 'left'>> = {
  away: 'off',
  holiday: 'off',
  'day-off': 'off',
  travel: 'off',
  left: 'left',
};
