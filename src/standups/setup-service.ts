import { dayText } from '../core/day-text.ts';
import { howOftenText, recurrenceOf } from '../core/how-often.ts';
import { HOUR, MINUTE } from '../core/instants.ts';
import { addDays, dateAt, instantAt } from '../core/local-time.ts';
import type { PersonDays } from '../core/person-days.ts';
import { managesAny } from '../core/rights.ts';
import type { ScheduleConfig } from '../core/scheduled.ts';
import { timeText } from '../core/time-text.ts';
import { canonicalZone } from '../core/zones.ts';
import type { Db, Tx } from '../platform/db/database.ts';
import type { SaveOutcome, StandupActor, StandupAsk, StandupDeps } from './ports-service.ts';
import { readQuestions } from './questions-text.ts';
import { STANDUP, type StandupRitual } from './ritual.ts';
import { standupSettings } from './settings.ts';
import { formOf, NEW_STANDUP, participantsOf, type SetupForm } from './setup.ts';
import type { createTelling } from './telling-service.ts';

/** Where in the form a sentence belongs. */
export type SetupField =
  | 'name'
  | 'channel'
  | 'who'
  | 'people'
  | 'at'
  | 'days'
  | 'window'
  | 'team-close'
  | 'questions'
  | 'owners'
  | 'zone';

export type SetupOutcome =
  | {
      readonly kind: 'saved';
      readonly name: string;
      readonly channelId: string;
      readonly isNew: boolean;
      /** From which day on it applies; undefined if none is in sight. */
      readonly from: string | undefined;
      /** The day that is running, which keeps what it began with (TIME-6). */
      readonly running: string | undefined;
      /** Names of people in the channel who can't be asked (PPL-6). */
      readonly strangers: readonly string[];
      /** Names of guests in the channel, who are asked only where they are named. */
      readonly guests: readonly string[];
    }
  | { readonly kind: 'faults'; readonly faults: Readonly<Partial<Record<SetupField, string>>> }
  | { readonly kind: 'not-yours' }
  | { readonly kind: 'not-now' };

/** What the form computes of what is filled in so far. */
export interface SetupPreview {
  /** YYYY-MM-DD where the team is. */
  readonly today: string;
  /** "Every two weeks, next on Mon 7 Dec"; undefined while that isn't decided. */
  readonly howOften: string | undefined;
  /** When each of those who take part is asked: "Ana 09:30 CET", "Ben 09:30 GMT (10:30 CET)". */
  readonly times: readonly string[];
  readonly fault: string | undefined;
}

const REMIND_BEFORE = 30 * MINUTE;
const DAILY_GRACE = 90 * MINUTE;
const WEEKLY_GRACE = 24 * HOUR;

/** Switching standups on and changing them. Nobody is asked anything before somebody does. */
export function createSetup<A extends StandupAsk, C>(
  deps: Pick<StandupDeps<A, C>, 'database' | 'clock' | 'rituals' | 'people' | 'asks' | 'channelFault'>,
  telling: ReturnType<typeof createTelling<A, C>>,
) {
  const { database, clock, rituals, people } = deps;
  const { db } = database;

  return {
    /** Standups that this person may change. */
    async managed(actor: StandupActor): Promise<readonly StandupRitual[]> {
      const all = await rituals.list(db, actor.workspaceId, STANDUP);
      return all.filter((ritual) => rituals.mayManage(actor, ritual));
    },

    /** Managers and admins switch standups on. */
    maySetUp: managesAny,

    /** What the form shows: of a standup that is there, or of a new one. */
    async setupForm(actor: StandupActor, ritualId: string | undefined): Promise<SetupForm | 'not-yours'> {
      if (ritualId === undefined) return managesAny(actor) ? { ...NEW_STANDUP, zone: actor.zone } : 'not-yours';
      const ritual = await theirs(actor, ritualId);
      return ritual === undefined ? 'not-yours' : formOf(ritual);
    },

    /** On which days it would be held, when each of those who take part would be asked (TIME-2), and what would be refused. */
    async preview(actor: StandupActor, form: SetupForm): Promise<SetupPreview> {
      const before = form.ritualId === undefined ? undefined : await theirs(actor, form.ritualId);
      const config = configOf(actor, form, before?.config);
      const today = dateAt(clock.now(), canonicalZone(config.zone) ?? actor.zone);
      const unclear = { today, howOften: undefined, times: [], fault: zoneFault(form) ?? daysFault(form) };
      // Slack is asked about a channel's people when it is saved, not on each press.
      if (config.participants.kind === 'channel' && form.channelId === undefined) return unclear;
      if (unclear.fault !== undefined) return unclear;
      await knowAll(form);
      const asked = await rituals.peopleOf(actor.workspaceId, config);
      const faults = await rituals.check(actor, config);
      const late = faults.find(({ field }) => field === 'team-close');
      const nextOn = rituals.nextOn(config, asked);
      return {
        today,
        howOften: howOftenText(config.recurrence, nextOn),
        times: timesOf(config, asked, nextOn ?? addDays(today, 1)),
        fault: late?.sentence,
      };
    },

    async saveSetup(actor: StandupActor, form: SetupForm): Promise<SetupOutcome> {
      const before = form.ritualId === undefined ? undefined : await theirs(actor, form.ritualId);
      if (form.ritualId === undefined ? !managesAny(actor) : before === undefined) return { kind: 'not-yours' };
      // Before the channel is greeted: Slack has delivered the form again.
      const known = await rituals.savedBefore(actor);
      if (known !== undefined) return saved(actor, known, before);
      const faults = faultsIn(form);
      if (Object.keys(faults).length > 0) return { kind: 'faults', faults };
      await knowAll(form);
      const stranger = await strangerAmong(form.owners);
      if (stranger !== undefined) return { kind: 'faults', faults: { owners: stranger } };
      const config = configOf(actor, form, before?.config);
      const refused = await rituals.check(actor, config);
      if (refused.length > 0) return { kind: 'faults', faults: faultsOf(refused) };
      // Last, because it is seen in the channel.
      const isMoved = config.channelId !== before?.config.channelId;
      const fault = isMoved ? await deps.channelFault(config.channelId) : undefined;
      if (fault !== undefined) return { kind: 'faults', faults: { channel: fault } };
      const outcome =
        before === undefined
          ? await rituals.create(actor, { kind: STANDUP, config })
          : await rituals.edit(actor, before.id, config);
      return saved(actor, outcome, before);
    },

    /**
     * Working days after which managers hear of an ask that waits: as the standup says that it came with, else as the one
     * that says soonest. Undefined if there is none.
     */
    async escalateAfterDays(
      read: Db | Tx,
      { workspaceId, origin }: { readonly workspaceId: string; readonly origin: string | undefined },
    ): Promise<number | undefined> {
      const slot = origin === undefined ? undefined : await rituals.slot(read, origin);
      const its = slot && (await rituals.find(read, slot.ritualId));
      if (its?.kind === STANDUP) return standupSettings.parse(its.config.settings).escalateAfterDays;
      const all = await rituals.list(read, workspaceId, STANDUP);
      const said = all.map(({ config }) => standupSettings.parse(config.settings).escalateAfterDays);
      return said.length === 0 ? undefined : Math.min(...said);
    },
  };

  async function theirs(actor: StandupActor, ritualId: string): Promise<StandupRitual | undefined> {
    const ritual = await rituals.find(db, ritualId);
    const isHere = ritual?.workspaceId === actor.workspaceId && ritual.kind === STANDUP && ritual.state !== 'ended';
    return isHere && rituals.mayManage(actor, ritual) ? ritual : undefined;
  }

  function faultsIn(form: SetupForm) {
    const faults: Partial<Record<SetupField, string>> = {};
    if (form.name === '') faults.name = 'Give it a name, please, such as Standup.';
    const days = daysFault(form);
    if (days !== undefined) faults.days = days;
    const zone = zoneFault(form);
    if (zone !== undefined) faults.zone = zone;
    if (form.who === 'people' && form.people.length === 0) faults.people = 'Name those who take part, please.';
    if (form.who !== 'people' && form.people.length > 0) {
      faults.people = 'For people by name choose “These people” above, or leave this empty.';
    }
    const read = readQuestions(form.questions);
    if ('fault' in read) faults.questions = read.fault;
    if (form.channelId === undefined) faults.channel = 'Choose a channel, please.';
    return faults;
  }

  /** Slack is asked about those whom Baton has never seen, or they would be left out in silence. */
  async function knowAll({ who, people: named, observers, owners }: SetupForm): Promise<void> {
    const ids = [...(who === 'people' ? named : []), ...observers, ...owners];
    if (ids.length > 0) await people.know(ids);
  }

  /** Owners read names and may change things: no guests (PPL-6), and nobody who is gone (PPL-8). */
  async function strangerAmong(owners: readonly string[]): Promise<string | undefined> {
    const today = dateAt(clock.now(), 'UTC');
    const known = await people.daysOf(db, owners, { fromOn: today, untilOn: today });
    const fit = known.filter(({ kind, isDeactivated }) => kind === 'member' && !isDeactivated);
    if (fit.length === new Set(owners).size) return undefined;
    const names = known.filter((one) => !fit.includes(one)).map(({ name }) => name);
    return `${names.join(', ') || 'Somebody here'} cannot look after it: name members of this workspace, please.`;
  }

  async function saved(
    actor: StandupActor,
    outcome: SaveOutcome,
    before: StandupRitual | undefined,
  ): Promise<SetupOutcome> {
    if (outcome.kind === 'refused') return { kind: 'faults', faults: faultsOf(outcome.faults) };
    if (outcome.kind !== 'saved') return outcome;
    const { ritual, fromOn, runningOn } = outcome;
    const { config } = ritual;
    // Those that wait already are looked at sooner, if managers are to hear of them sooner now.
    await database.transaction((tx) => deps.asks.lookAgain(tx, actor.workspaceId));
    // A new channel shows what is running (PPL-4).
    if (before !== undefined && before.config.channelId !== config.channelId && runningOn !== undefined) {
      const running = await rituals.occurrenceOn(db, ritual.id, runningOn);
      if (running !== undefined) await database.transaction((tx) => telling.parent(tx, running.id));
    }
    const everyone = await rituals.peopleOf(actor.workspaceId, config);
    return {
      kind: 'saved',
      name: config.name,
      channelId: config.channelId,
      isNew: before === undefined,
      from: fromOn && dayText(fromOn),
      running: runningOn && dayText(runningOn),
      strangers: everyone.filter(({ kind }) => kind === 'external').map(({ name }) => name),
      guests: everyone.filter((one) => one.kind === 'guest' && !isAsked(config, one)).map(({ name }) => name),
    };
  }
}

function daysFault({ days, often }: SetupForm): string | undefined {
  if (days.length === 0) return 'Choose at least one day.';
  return recurrenceOf(often, days) === undefined ? 'Once a month means one day of the week: tick one.' : undefined;
}

function zoneFault({ zone }: SetupForm): string | undefined {
  return zone === undefined || canonicalZone(zone) !== undefined
    ? undefined
    : 'That is not a time zone that I know. Write a name such as Europe/Berlin.';
}

/** What the form says, on top of what it doesn't. */
function configOf(actor: StandupActor, form: SetupForm, before: ScheduleConfig | undefined): ScheduleConfig {
  const read = readQuestions(form.questions);
  // What can't be told yet, while the form is filled in, is shown as the days are.
  const recurrence = recurrenceOf(form.often, form.days) ?? { kind: 'weekly' as const, days: form.days };
  return {
    ...before,
    zone: canonicalZone(form.zone ?? before?.zone ?? actor.zone) ?? actor.zone,
    inOwnZone: form.inOwnZone,
    remindBeforeMs: form.reminds ? (before?.remindBeforeMs ?? REMIND_BEFORE) : undefined,
    owners: form.owners.length > 0 ? form.owners : [actor.id],
    name: form.name,
    recurrence,
    at: form.at,
    windowMs: Number(form.windowMinutes) * MINUTE,
    teamCloseAt: form.teamCloseAt,
    graceMs: recurrence.kind === 'weekly' && form.days.length > 1 ? DAILY_GRACE : WEEKLY_GRACE,
    channelId: form.channelId ?? '',
    participants: participantsOf(form),
    observers: form.observers,
    settings: {
      questions: 'questions' in read ? read.questions : [],
      tellsMissing: form.tellsMissing,
      escalateAfterDays: form.escalateAfterDays,
    },
  };
}

/** Guests only by name (PPL-6). */
const isAsked = ({ participants, observers }: ScheduleConfig, { personId, kind }: PersonDays): boolean =>
  (kind === 'member' || (kind === 'guest' && participants.kind === 'people')) && !observers.includes(personId);

/** "Ana Ruiz 09:30 CET", "Ben Okafor 09:30 GMT = Mon 10:30 CET", the earliest first. */
function timesOf(config: ScheduleConfig, people: readonly PersonDays[], on: string): readonly string[] {
  const asked = people.filter((person) => !person.isDeactivated && isAsked(config, person));
  return [...Map.groupBy(asked, ({ zone, isZoneKnown }) => (isZoneKnown ? zone : config.zone))]
    .map(([zone, some]) => {
      const at = instantAt(on, config.at, config.inOwnZone ? zone : config.zone);
      const ours = zone === config.zone ? '' : ` (${timeText(at, config.zone)})`;
      return { at, text: `${some.map(({ name }) => name).join(', ')}: ${timeText(at, zone)}${ours}` };
    })
    .toSorted((a, b) => a.at - b.at)
    .map(({ text }) => text);
}

const FIELD_OF: Readonly<Record<string, SetupField>> = {
  participants: 'who',
  days: 'days',
  at: 'at',
  window: 'window',
  'team-close': 'team-close',
  zone: 'zone',
};

const faultsOf = (faults: readonly { field: string; sentence: string }[]) =>
  Object.fromEntries(faults.map(({ field, sentence }) => [FIELD_OF[field] ?? 'name', sentence]));
