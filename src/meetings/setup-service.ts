import { type ShownSchedule, shownSchedule } from '../core/schedule-form.ts';
import { type ScheduledRitual, type ScheduleOutcome, scheduleFault } from '../core/scheduled.ts';
import { MEETING } from './meeting-ritual.ts';
import type { MeetingActor, MeetingsDeps } from './ports-service.ts';
import { configOf, type MeetingForm, meetingFormOf, NEW_MEETING, settingsOf } from './setup.ts';

/** The schedule as a message says it. */
export interface ShownSetup extends ShownSchedule {
  readonly isMonthly: boolean;
  readonly checksDefinition: boolean;
}

/** Saying when sales and marketing meet: a workspace has one schedule of meetings. */
export function createSetup(
  { database, rituals, schedules, people }: MeetingsDeps,
  { stopped }: { stopped(workspaceId: string, ritualId: string): Promise<void> },
) {
  const { db } = database;

  return {
    theirs: schedules.theirs,
    pause: schedules.pause,
    resume: schedules.resume,

    /** As a message says it; `howOften` where it is known already. */
    async shown(ritual: ScheduledRitual, howOften?: string): Promise<ShownSetup> {
      const often = howOften ?? (await schedules.howOften(ritual));
      return { ...shownSchedule(ritual, often), ...settingsOf(ritual.config) };
    },

    /** The one schedule of meetings, if there is one: the database keeps another from being made. */
    schedule,

    /** Whether somebody may change it, or make it where there is none. */
    async maySetUp(actor: MeetingActor): Promise<boolean> {
      const ritual = await schedule(actor.workspaceId);
      return ritual === undefined ? schedules.mayAdd(actor) : rituals.mayManage(actor, ritual);
    },

    /** What the form shows: of the schedule that is there, or of a new one. */
    async form(actor: MeetingActor): Promise<ShownForm | 'not-manager'> {
      const ritual = await schedule(actor.workspaceId);
      const isTheirs = ritual === undefined ? schedules.mayAdd(actor) : rituals.mayManage(actor, ritual);
      if (!isTheirs) return 'not-manager';
      const form = ritual === undefined ? NEW_MEETING : meetingFormOf(ritual);
      return { form, zone: await people.officeZone(db), paused: ritual?.state === 'paused' ? ritual : undefined };
    },

    save: (actor: MeetingActor, form: MeetingForm): Promise<ScheduleOutcome> =>
      schedules.save(actor, form.ritualId, async (before) => {
        if (form.channelId === undefined) return scheduleFault('channel', 'Choose a channel, please.');
        const owners = before?.config.owners ?? [actor.id];
        // Both teams meet in the company’s time, whoever sets it up.
        return configOf(form, { zone: await people.officeZone(db), owners });
      }),

    /** The first meeting of each month looks at the month too. */
    async goMonthly(actor: MeetingActor): Promise<ScheduleOutcome> {
      const ritual = await schedule(actor.workspaceId);
      if (ritual === undefined) return { kind: 'not-now' };
      const form = meetingFormOf(ritual);
      if (form.isMonthly && rituals.mayManage(actor, ritual))
        return { kind: 'saved', schedule: ritual, howOften: await schedules.howOften(ritual) };
      return schedules.save(actor, ritual.id, async (before) =>
        before === undefined ? { kind: 'not-now' } : configOf({ ...form, isMonthly: true }, before.config),
      );
    },

    /** For ever; a meeting that has begun goes on, and topics wait. */
    async stop(actor: MeetingActor, ritualId: string): Promise<ScheduleOutcome> {
      const outcome = await schedules.stop(actor, ritualId);
      if (outcome.kind === 'saved') await stopped(actor.workspaceId, ritualId);
      return outcome;
    },
  };

  async function schedule(workspaceId: string): Promise<ScheduledRitual | undefined> {
    const [first] = await rituals.list(db, workspaceId, MEETING);
    return first;
  }
}

interface ShownForm {
  readonly form: MeetingForm;
  readonly zone: string;
  /** The schedule, if it is paused. */
  readonly paused: ScheduledRitual | undefined;
}
