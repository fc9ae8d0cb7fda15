import { DAY, type Instant } from '../core/instants.ts';
import type { ScheduledRitual } from '../core/scheduled.ts';
import type { Db, Tx } from '../platform/db/database.ts';
import type { DefinitionChecks } from './definition/definition-service.ts';
import { addItems, carryOpenItems, itemsOf } from './items-store.ts';
import type { Meeting } from './meeting.ts';
import type { MeetingDate } from './meeting-ritual.ts';
import {
  closeMeeting,
  findMeeting,
  findOfOccurrence,
  holdAgenda,
  insertMeeting,
  lastHeldBefore,
  lastMonthlyBefore,
  moveMeeting,
  openMeeting,
} from './meetings-store.ts';
import type { MeetingActor, MeetingsDeps } from './ports-service.ts';
import { closesAt, isFirstOfMonth, prepareAt } from './preparing.ts';
import type { EndRefusal } from './refusals.ts';
import { settingsOf } from './setup.ts';
import type { MeetingTelling } from './telling-service.ts';
import { waitingTopics } from './topics-store.ts';

/** What a first agenda looks back on. */
const FIRST_PERIOD = { week: 7 * DAY, month: 28 * DAY } as const;
/** After a long pause it is no report of the quarter. */
const LONGEST_PERIOD = 62 * DAY;

/** Prepares meetings on the working day before, follows their schedule, and ends them. */
export function createPreparing(
  deps: MeetingsDeps,
  telling: MeetingTelling,
  definition: Pick<DefinitionChecks, 'open' | 'conclude' | 'redraw'>,
) {
  const { database, clock, ids, rituals, people, figures, onHome } = deps;
  const { db } = database;

  return {
    /** The engine has planned the next date, or there is none: what is to be prepared, or was for another date, follows. */
    async planned(tx: Tx, ritual: ScheduledRitual, next: MeetingDate | undefined): Promise<void> {
      await onHome(tx, ritual.workspaceId);
      const open = await openMeeting(tx, ritual.workspaceId);
      const isOurs = open?.ritualId === ritual.id && open.meetsAt > clock.now();
      if (open !== undefined && isOurs && open.occurrenceId !== next?.id) {
        await end(tx, open, { by: undefined, isCalledOff: true });
      }
      if (next === undefined) return;
      if (open?.occurrenceId === next.id) return follow(tx, open, ritual, next);
      if ((await findOfOccurrence(tx, next.id)) !== undefined) return;
      await telling.prepare(tx, next.id, await dueAt(tx, ritual, next));
    },

    /**
     * Prepares the meeting of a date whose time for that has come, once; answers when to look again. Late, after an outage, is better
     * than never, as long as the date is not over.
     */
    async prepare(occurrenceId: string, settle: (tx: Tx) => Promise<void>): Promise<Instant | undefined> {
      const held = await heldDate(db, occurrenceId);
      if (held === undefined) return undefined;
      const { ritual, occurrence } = held;
      const due = await dueAt(db, ritual, occurrence);
      if (due > clock.now()) return due;
      const meeting = await draft(ritual, occurrence);
      await database.transaction(async (tx) => {
        await settle(tx);
        const number = await holdAgenda(tx, ritual.workspaceId, 1);
        // Another process has been quicker, or its schedule was stopped meanwhile: then the number goes back.
        const isStill = (await heldDate(tx, occurrenceId)) !== undefined;
        if (!isStill || (await findOfOccurrence(tx, occurrenceId)) !== undefined) {
          await holdAgenda(tx, ritual.workspaceId, -1);
          return;
        }
        const before = await openMeeting(tx, ritual.workspaceId);
        if (before !== undefined) await end(tx, before, { by: undefined, isCalledOff: false });
        await insertMeeting(tx, { ...meeting, number });
        if (meeting.isMonthly && settingsOf(ritual.config).checksDefinition) await definition.open(tx, meeting);
        const topics = await waitingTopics(tx, ritual.workspaceId);
        await addItems(
          tx,
          meeting.id,
          topics.map(({ id }) => id),
        );
        await telling.thread(
          tx,
          meeting.id,
          topics.map(({ id }) => id),
        );
        await telling.close(tx, meeting);
      });
      return undefined;
    },

    /** Its time is over, or is to come; answers when to look again. */
    closeAtTime: (meetingId: string, settle: (tx: Tx) => Promise<void>): Promise<Instant | undefined> =>
      database.transaction(async (tx) => {
        const meeting = await findMeeting(tx, meetingId);
        if (meeting === undefined || meeting.closedAt !== undefined) return undefined;
        const at = closesAt(meeting.meetsAt);
        if (at > clock.now()) return at;
        await end(tx, meeting, { by: undefined, isCalledOff: false });
        await settle(tx);
        return undefined;
      }),

    /** Somebody who looks after the meetings ends one: its minutes are made, and what is open waits for the next. */
    endNow: (
      actor: MeetingActor,
      meetingId: string,
    ): Promise<{ readonly kind: 'done'; readonly meeting: Meeting } | { readonly kind: 'refused'; why: EndRefusal }> =>
      database.transaction(async (tx) => {
        const meeting = await findMeeting(tx, meetingId);
        if (meeting?.workspaceId !== actor.workspaceId) return { kind: 'refused', why: 'not-found' };
        const ritual = await rituals.find(tx, meeting.ritualId);
        if (ritual === undefined || !rituals.mayManage(actor, ritual)) return { kind: 'refused', why: 'not-yours' };
        const isTheirs = meeting.closedBy === actor.id;
        if (meeting.closedAt !== undefined) {
          return isTheirs ? { kind: 'done', meeting } : { kind: 'refused', why: 'over' };
        }
        await end(tx, meeting, { by: actor.id, isCalledOff: false });
        return { kind: 'done', meeting };
      }),

    /** The schedule is stopped for good: what was prepared and has not begun is called off. */
    stopped: (workspaceId: string, ritualId: string): Promise<void> =>
      database.transaction(async (tx) => {
        const open = await openMeeting(tx, workspaceId);
        await onHome(tx, workspaceId);
        if (open?.ritualId !== ritualId || open.meetsAt <= clock.now()) return;
        await end(tx, open, { by: undefined, isCalledOff: true });
      }),

    /** Baton is in a channel again: what could not be shown there is. */
    async channelBack(tx: Tx, workspaceId: string, channelId: string): Promise<void> {
      const open = await openMeeting(tx, workspaceId);
      if (open?.channelId === channelId) await redrawAll(tx, open.id);
    },

    /** PPL-4: its channel can't be used; those who look after the meetings hear of it once. */
    channelTrouble: (ritualId: string, code: string): Promise<void> =>
      database.transaction((tx) => rituals.channelTrouble(tx, ritualId, code)),
  };

  /** A date that is to come or is held; undefined for one that is over, or never was. */
  async function heldDate(read: Db | Tx, occurrenceId: string) {
    const held = await rituals.occurrence(read, occurrenceId);
    if (held === undefined || held.ritual.state === 'ended') return undefined;
    return ['planned', 'open'].includes(held.occurrence.state) ? held : undefined;
  }

  async function dueAt(read: Db | Tx, ritual: ScheduledRitual, { teamDate, opensAt }: MeetingDate): Promise<Instant> {
    const calendar = await people.calendarOf(read, ritual.workspaceId, { team: 'sales' });
    return Math.min(prepareAt(calendar, teamDate, ritual.config.zone), opensAt);
  }

  async function draft(ritual: ScheduledRitual, occurrence: MeetingDate): Promise<Meeting> {
    const { id: ritualId, workspaceId, config } = ritual;
    const { teamDate } = occurrence;
    const now = clock.now();
    const before = await lastHeldBefore(db, ritualId, teamDate);
    const isMonthly = settingsOf(config).isMonthly && isFirstOfMonth(teamDate, before?.meetsOn);
    const lastMonthly = isMonthly ? await lastMonthlyBefore(db, ritualId, teamDate) : undefined;
    const since = (last: Meeting | undefined, usual: number): Instant =>
      last === undefined ? now - usual : Math.max(last.period.until, now - LONGEST_PERIOD);
    const period = { from: since(before, FIRST_PERIOD.week), until: now };
    const monthly = isMonthly
      ? { from: since(lastMonthly, FIRST_PERIOD.month), before: lastMonthly?.agenda }
      : undefined;
    return {
      id: ids.next(),
      workspaceId,
      number: 0,
      ritualId,
      occurrenceId: occurrence.id,
      meetsOn: teamDate,
      meetsAt: occurrence.opensAt,
      zone: config.zone,
      channelId: config.channelId,
      isMonthly,
      period,
      agenda: await figures(db, { workspaceId, period, monthly, zone: config.zone }),
      preparedAt: now,
      closedAt: undefined,
      closedBy: undefined,
      isCalledOff: false,
    };
  }

  /** It was prepared, and its schedule has changed. */
  async function follow(tx: Tx, meeting: Meeting, { config }: ScheduledRitual, next: MeetingDate): Promise<void> {
    const to = { meetsOn: next.teamDate, meetsAt: next.opensAt, zone: config.zone, channelId: config.channelId };
    const isSame =
      to.meetsOn === meeting.meetsOn &&
      to.meetsAt === meeting.meetsAt &&
      to.zone === meeting.zone &&
      to.channelId === meeting.channelId;
    if (isSame) return;
    await moveMeeting(tx, meeting.id, to);
    await telling.close(tx, { id: meeting.id, meetsAt: to.meetsAt });
    await telling.showDefinition(tx, { id: meeting.id, meetsAt: to.meetsAt });
    await redrawAll(tx, meeting.id);
  }

  async function end(
    tx: Tx,
    meeting: Meeting,
    { by, isCalledOff }: { readonly by: string | undefined; readonly isCalledOff: boolean },
  ): Promise<void> {
    const at = clock.now();
    if (!(await closeMeeting(tx, meeting.id, { at, by, isCalledOff }))) return;
    await carryOpenItems(tx, meeting.id, at);
    await definition.conclude(tx, meeting.id, { isCalledOff });
    await redrawAll(tx, meeting.id);
    if (!isCalledOff) await telling.minutes(tx, meeting.id);
  }

  async function redrawAll(tx: Tx, meetingId: string): Promise<void> {
    await telling.parent(tx, meetingId);
    await telling.agenda(tx, meetingId);
    await definition.redraw(tx, meetingId);
    for (const { topic } of await itemsOf(tx, meetingId)) {
      await telling.topic(tx, { meetingId, topicId: topic.id });
    }
  }
}
