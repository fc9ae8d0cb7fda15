import type { Instant } from '../core/instants.ts';
import { addDays, dateAt, instantAt } from '../core/local-time.ts';
import type { PersonDays } from '../core/person-days.ts';
import type { Db, Tx } from '../platform/db/database.ts';
import { type Kinds, kindOf, PLAN, planKey, promptKey, type RitualsDeps, slotJob, slotKey } from './kinds-service.ts';
import * as memberStore from './members-store.ts';
import * as dates from './occurrences-store.ts';
import { askedAmong } from './participants.ts';
import { type Draft, planWriting } from './plan-writing-service.ts';
import { firstDate, type PlanCause, planned, spanOf } from './planning.ts';
import { revised } from './revising.ts';
import type { Ritual, RitualConfig } from './ritual.ts';
import { hasSpoken, isUnsettled, type Occurrence, type Slot, type SlotPlan } from './slot.ts';
import * as history from './slot-history-store.ts';
import * as slots from './slots-store.ts';
import * as store from './store.ts';
import type { RitualTelling } from './telling-service.ts';

export interface Planned {
  /** The date of the next occurrence; undefined if there is none in sight. */
  readonly nextOn: string | undefined;
  /** When to plan again although nothing has happened. */
  readonly againAt: Instant | undefined;
}

export type RitualPlanning = ReturnType<typeof ritualPlanning>;

/** How far beyond the next dates people's absences and holidays are asked for. */
const LOOK_AHEAD_DAYS = 94;

/** Keeps what is planned and what is open like the people and the configuration of the moment. */
export function ritualPlanning(deps: RitualsDeps, kinds: Kinds, telling: RitualTelling) {
  const { clock, ids, jobs, people } = deps;
  const writing = planWriting(deps);

  return {
    enqueue,
    participantIds,

    /** Brings everything that isn't over up to date. Undefined if the ritual has ended. */
    async refresh(tx: Tx, ritualId: string, cause: PlanCause): Promise<Planned | undefined> {
      const held = await store.holdRitual(tx, ritualId);
      if (held === undefined || held.state === 'ended') return undefined;
      const ritual = await withOwners(tx, held);
      const last = await dates.findLastOpened(tx, ritual.id);
      for (const occurrence of await dates.listOpen(tx, ritual.id)) await reviseOpen(tx, ritual, occurrence);
      const today = dateAt(clock.now(), ritual.config.zone);
      const nextOn = await planNext(tx, ritual, last, today, cause);
      const { planned: tellNext } = kindOf(kinds, ritual.kind);
      await tellNext?.(tx, ritual, nextOn === undefined ? undefined : await dates.findOn(tx, ritual.id, nextOn));
      const againAt = nextOn === undefined ? instantAt(addDays(today, 1), '00:00', ritual.config.zone) : undefined;
      return { nextOn, againAt };
    },
  };

  /** Asks that a ritual be planned, soon unless a time is given. */
  function enqueue(tx: Tx, ritualId: string, runAt = clock.now()): Promise<void> {
    return jobs.enqueue(tx, { kind: PLAN, key: planKey(ritualId), payload: { ritualId }, runAt, mode: 'latest' });
  }

  /** Everybody who is asked, with what decides on their days around these dates. */
  async function participants(
    read: Db | Tx,
    ritual: Pick<Ritual, 'id' | 'workspaceId'>,
    config: RitualConfig,
    range: { fromOn: string; untilOn: string },
    hasSlot: (personId: string) => boolean = () => false,
  ): Promise<readonly PersonDays[]> {
    const all = await people.daysOf(read, await participantIds(read, ritual, config), range);
    return askedAmong(config, all, hasSlot);
  }

  async function participantIds(
    read: Db | Tx,
    ritual: Pick<Ritual, 'id' | 'workspaceId'>,
    { participants: who }: RitualConfig,
  ): Promise<readonly string[]> {
    switch (who.kind) {
      case 'people':
        return who.ids;
      case 'channel':
        return memberStore.listMembers(read, ritual.id);
      case 'teams': {
        const all = new Set<string>();
        for (const team of who.teams) {
          for (const id of await people.teamMembers(read, ritual.workspaceId, team)) all.add(id);
        }
        return [...all];
      }
    }
  }

  /** A ritual never has only owners who are gone: an admin inherits it (PPL-8). */
  async function withOwners(tx: Tx, ritual: Ritual): Promise<Ritual> {
    const today = dateAt(clock.now(), ritual.config.zone);
    const known = await people.daysOf(tx, ritual.config.owners, { fromOn: today, untilOn: today });
    const here = known.filter(({ isDeactivated }) => !isDeactivated).map(({ personId }) => personId);
    if (here.length === ritual.config.owners.length) return ritual;
    const owners = here.length > 0 ? here : (await people.admins(tx)).slice(0, 1);
    if (owners.length === 0) return ritual;
    const config = { ...ritual.config, owners };
    if (!(await store.replaceConfig(tx, ritual, config, { id: owners[0] ?? '' }, clock.now()))) return ritual;
    const inherited = { ...ritual, config, version: ritual.version + 1 };
    if (here.length === 0) await telling.inherited(tx, inherited);
    return inherited;
  }

  /** An open occurrence keeps its configuration; its people may change. */
  async function reviseOpen(tx: Tx, ritual: Ritual, occurrence: Occurrence): Promise<void> {
    const { config } = occurrence.snapshot;
    const known = await slots.listSlots(tx, occurrence.id);
    const last = await dates.findOpenedBefore(tx, occurrence.ritualId, occurrence.teamDate);
    const before = await history.listMattering(tx, last, occurrence.teamDate);
    const after = await history.listSettledAfter(tx, occurrence);
    const now = clock.now();
    const range = { fromOn: addDays(occurrence.teamDate, -1), untilOn: addDays(occurrence.teamDate, 1) };
    const has = new Set(known.map(({ personId }) => personId));
    const present = await participants(tx, ritual, config, range, (id) => has.has(id));
    const changes = revised({ config, teamDate: occurrence.teamDate, people: present, known, before, after, now });
    if (changes.length === 0) return;
    for (const { slot, plan } of changes) await revise(tx, ritual, occurrence, slot, plan);
    const all = await slots.listSlots(tx, occurrence.id);
    await dates.respan(tx, occurrence.id, {
      opensAt: occurrence.opensAt,
      closesAt: Math.max(spanOf(config, occurrence.teamDate, all).closesAt, occurrence.openedAt ?? now),
    });
    await writing.look(tx, occurrence.id, now);
    await kindOf(kinds, ritual.kind).changed(tx, { ritual, occurrence }, 'slot');
  }

  async function revise(
    tx: Tx,
    ritual: Ritual,
    occurrence: Occurrence,
    slot: Slot | undefined,
    plan: SlotPlan,
  ): Promise<void> {
    const id = slot?.id ?? ids.next();
    const { teamDate } = occurrence;
    if (slot !== undefined && ends(plan) && (await wasAskedUnrecorded(tx, slot))) {
      // A prompt that is out stays; its job is still to come, and finds it asked.
      if (!isExcusedLater(plan)) {
        await slots.moveSlot(tx, slot, { state: 'sent', reason: undefined, promptedAt: slot.dueAt });
        return;
      }
      await slots.markPrompted(tx, slot, slot.dueAt);
    }
    if (slot === undefined) {
      await slots.insertSlots(tx, { occurrenceId: occurrence.id, ritualId: ritual.id, teamDate }, [{ ...plan, id }]);
    } else if (!(await slots.replaceSlot(tx, slot, plan, teamDate))) return;
    if (plan.state === 'pending' || plan.state === 'sent') {
      const runAt = plan.state === 'pending' ? plan.dueAt : (plan.remindAt ?? plan.closeAt);
      await jobs.enqueue(tx, slotJob(id, runAt));
    } else if (slot !== undefined && isUnsettled(slot)) {
      await jobs.cancel(tx, slotKey(id));
      // Of whom Slack has refused the owners have heard.
      if (plan.reason?.code === 'deactivated') await telling.unreachable(tx, ritual, slot, 'deactivated');
    }
  }

  /** A process may have died after it had shown the prompt and before it could write that down. */
  async function wasAskedUnrecorded(tx: Tx, { id, state, dueAt }: Slot): Promise<boolean> {
    return state === 'pending' && dueAt <= clock.now() && deps.wasShown(tx, promptKey(id));
  }

  async function planNext(
    tx: Tx,
    ritual: Ritual,
    last: Occurrence | undefined,
    today: string,
    cause: PlanCause,
  ): Promise<string | undefined> {
    const now = clock.now();
    const recorded = await dates.listFrom(tx, ritual.id, last === undefined ? '' : addDays(last.teamDate, 1));
    const fromOn = firstDate(ritual, last, recorded);
    const draft = await draftAmong(tx, recorded, today);
    const has = new Set(draft?.slots.map(({ personId }) => personId));
    const late = fromOn > today ? fromOn : today;
    const range = { fromOn: addDays(fromOn, -1), untilOn: addDays(late, LOOK_AHEAD_DAYS) };
    const plan = planned({
      ritual,
      people: await participants(tx, ritual, ritual.config, range, (id) => has.has(id)),
      now,
      cause,
      fromOn,
      today,
      skipped: new Set(recorded.filter(({ state }) => state === 'skipped').map(({ teamDate }) => teamDate)),
      draft: draft && { teamDate: draft.occurrence.teamDate, slots: draft.slots },
      before: await history.listMattering(tx, last, fromOn),
    });
    await writing.write(tx, ritual, plan, recorded, draft);
    return plan.next?.teamDate;
  }

  /** The planned occurrence; or one that a pause has put off and that holds early answers. */
  async function draftAmong(tx: Tx, recorded: readonly Occurrence[], today: string): Promise<Draft | undefined> {
    const next = recorded.find(({ state }) => state === 'planned');
    if (next !== undefined) return { occurrence: next, slots: await slots.listSlots(tx, next.id) };
    for (const occurrence of recorded.filter((one) => one.skippedBecause === 'paused' && one.teamDate >= today)) {
      const all = await slots.listSlots(tx, occurrence.id);
      if (all.some(hasSpoken)) return { occurrence, slots: all };
    }
    return undefined;
  }
}

const ends = ({ state }: SlotPlan): boolean => state !== 'pending' && state !== 'sent';

/** What excuses also whoever has been asked. */
const isExcusedLater = ({ reason }: SlotPlan): boolean =>
  reason?.code === 'away' || reason?.code === 'deactivated' || reason?.code === 'left';
