import { howOftenText } from '../core/how-often.ts';
import { managesAny } from '../core/rights.ts';
import type { SaveOutcome, ScheduledRitual } from '../core/scheduled.ts';
import { MEETING } from './meeting-ritual.ts';
import type { MeetingActor, MeetingsDeps } from './ports-service.ts';
import { configOf, type MeetingForm, meetingFormOf, NEW_MEETING, type ShownSchedule } from './setup.ts';

/** Where in the form a sentence belongs. */
export type SetupField = 'channel' | 'often' | 'at';

export type SetupOutcome =
  | {
      readonly kind: 'saved';
      readonly schedule: ScheduledRitual;
      /** "Every week, next on Tue 8 Dec" */
      readonly howOften: string;
    }
  /** Somebody else has made it, and this one isn't. */
  | { readonly kind: 'already'; readonly schedule: ScheduledRitual; readonly howOften: string }
  | { readonly kind: 'faults'; readonly faults: Readonly<Partial<Record<SetupField, string>>> }
  | { readonly kind: 'not-manager' | 'not-yours' | 'not-now' };

/** Saying when sales and marketing meet: a workspace has one schedule of meetings. */
export function createSetup(
  { database, rituals, people, channelFault }: MeetingsDeps,
  { stopped }: { stopped(workspaceId: string, ritualId: string): Promise<void> },
) {
  const { db } = database;
  /** Both teams meet in the company’s time, whoever sets it up. */
  const zone = (): Promise<string> => people.officeZone(db);

  return {
    schedule,

    /** With the date of the next one, as far as it is planned; undefined where there is no schedule. */
    async shown(workspaceId: string): Promise<ShownSchedule | undefined> {
      const ritual = await schedule(workspaceId);
      if (ritual === undefined) return undefined;
      const { recurrence, at, zone } = ritual.config;
      const howOften = howOftenText(recurrence, await rituals.plannedOn(db, ritual.id));
      return { howOften, at, zone, isPaused: ritual.state === 'paused' };
    },

    /** Whether somebody may change it, or make it where there is none. */
    async maySetUp(actor: MeetingActor): Promise<boolean> {
      const ritual = await schedule(actor.workspaceId);
      return ritual === undefined ? managesAny(actor) : rituals.mayManage(actor, ritual);
    },

    /** What the form shows: of the schedule that is there, or of a new one. */
    async form(
      actor: MeetingActor,
    ): Promise<{ readonly form: MeetingForm; readonly zone: string; readonly isPaused: boolean } | 'not-manager'> {
      const ritual = await schedule(actor.workspaceId);
      if (ritual === undefined) {
        return managesAny(actor) ? { form: NEW_MEETING, zone: await zone(), isPaused: false } : 'not-manager';
      }
      if (!rituals.mayManage(actor, ritual)) return 'not-manager';
      return { form: meetingFormOf(ritual), zone: await zone(), isPaused: ritual.state === 'paused' };
    },

    async save(actor: MeetingActor, form: MeetingForm): Promise<SetupOutcome> {
      const before = await schedule(actor.workspaceId);
      if (before === undefined ? !managesAny(actor) : !rituals.mayManage(actor, before)) return { kind: 'not-manager' };
      const known = await rituals.savedBefore(actor);
      if (known !== undefined) return outcomeOf(known);
      // Somebody else has made one, or ended it, while the form was filled in.
      if (form.ritualId !== before?.id) {
        return form.ritualId === undefined ? already(actor.workspaceId) : { kind: 'not-now' };
      }
      if (form.channelId === undefined) return fault('channel', 'Choose a channel, please.');
      const isMoved = form.channelId !== before?.config.channelId;
      const unusable = isMoved ? await channelFault(form.channelId) : undefined;
      if (unusable !== undefined) return fault('channel', unusable);
      const owners = before?.config.owners ?? [actor.id];
      const config = configOf(form, { zone: await zone(), owners });
      if (before !== undefined) return outcomeOf(await rituals.edit(actor, before.id, config));
      const made = await rituals.create(actor, { kind: MEETING, config });
      return made.kind === 'not-now' ? already(actor.workspaceId) : outcomeOf(made);
    },

    /** The first meeting of each month looks at the month too. */
    async goMonthly(actor: MeetingActor): Promise<SetupOutcome> {
      const ritual = await schedule(actor.workspaceId);
      if (ritual === undefined) return { kind: 'not-now' };
      if (!rituals.mayManage(actor, ritual)) return { kind: 'not-manager' };
      const form = meetingFormOf(ritual);
      if (form.isMonthly) return outcomeOf({ kind: 'saved', ritual, fromOn: undefined });
      const config = configOf({ ...form, isMonthly: true }, ritual.config);
      return outcomeOf(await rituals.edit(actor, ritual.id, config));
    },

    pause: (actor: MeetingActor, ritualId: string) => move(actor, ritualId, rituals.pause),

    resume: (actor: MeetingActor, ritualId: string) => move(actor, ritualId, rituals.resume),

    /** For ever; a meeting that has begun goes on, and topics wait. */
    async stop(actor: MeetingActor, ritualId: string): Promise<SetupOutcome> {
      const outcome = await move(actor, ritualId, rituals.end);
      if (outcome.kind === 'saved') await stopped(actor.workspaceId, ritualId);
      return outcome;
    },
  };

  /** What there is of what somebody was about to make. */
  async function already(workspaceId: string): Promise<SetupOutcome> {
    const ritual = await schedule(workspaceId);
    if (ritual === undefined) return { kind: 'not-now' };
    const nextOn = await rituals.plannedOn(db, ritual.id);
    return { kind: 'already', schedule: ritual, howOften: howOftenText(ritual.config.recurrence, nextOn) };
  }

  /** The one schedule of meetings: the database keeps another from being made. */
  async function schedule(workspaceId: string): Promise<ScheduledRitual | undefined> {
    const [first] = await rituals.list(db, workspaceId, MEETING);
    return first;
  }

  /** Only the schedule of meetings: ids come back from Slack, and may be those of anything that recurs. */
  async function move(
    actor: MeetingActor,
    ritualId: string,
    change: (actor: MeetingActor, ritualId: string) => Promise<SaveOutcome>,
  ): Promise<SetupOutcome> {
    const ritual = await rituals.find(db, ritualId);
    if (ritual?.kind !== MEETING || ritual.workspaceId !== actor.workspaceId) return { kind: 'not-now' };
    if (ritual.state === 'ended') return { kind: 'not-now' };
    return rituals.mayManage(actor, ritual) ? outcomeOf(await change(actor, ritualId)) : { kind: 'not-manager' };
  }
}

function outcomeOf(outcome: SaveOutcome): SetupOutcome {
  if (outcome.kind === 'refused') {
    const named = outcome.faults.map(({ field, sentence }) => [FIELD_OF[field] ?? 'channel', sentence]);
    return { kind: 'faults', faults: Object.fromEntries(named) };
  }
  if (outcome.kind !== 'saved') return outcome;
  const { ritual, fromOn } = outcome;
  return { kind: 'saved', schedule: ritual, howOften: howOftenText(ritual.config.recurrence, fromOn) };
}

const fault = (field: SetupField, sentence: string): SetupOutcome => ({
  kind: 'faults',
  faults: { [field]: sentence },
});

/** The engine's names of what can be wrong. */
const FIELD_OF: Readonly<Record<string, SetupField>> = { days: 'often', at: 'at' };
