import { EVERY_WEEK, type HowOften, howOftenOf } from '../core/how-often.ts';
import { MINUTE } from '../core/instants.ts';
import { WEEKDAYS, type Weekday } from '../core/opening-hours.ts';
import type { ScheduleConfig } from '../core/scheduled.ts';
import { questionsText } from './questions-text.ts';
import type { StandupRitual } from './ritual.ts';
import { ESCALATE_AFTER_DAYS, standupSettings } from './settings.ts';

/** Who takes part: teams, everybody in the channel, or people by name. */
export const WHO = ['both', 'sales', 'marketing', 'channel', 'people'] as const;
export type Who = (typeof WHO)[number];

/** A setup as the form holds it. */
export interface SetupForm {
  /** The ritual that is changed; undefined for a new one. */
  readonly ritualId: string | undefined;
  readonly name: string;
  readonly channelId: string | undefined;
  readonly who: Who;
  readonly people: readonly string[];
  readonly observers: readonly string[];
  /** HH:MM */
  readonly at: string;
  readonly days: readonly Weekday[];
  readonly often: HowOften;
  readonly windowMinutes: string;
  /** HH:MM where the team is; undefined if each person's own time decides. */
  readonly teamCloseAt: string | undefined;
  /** One question a line, as `questions-text.ts` reads them. */
  readonly questions: string;
  /** Whoever looks after it; where nobody is named, who saves it. */
  readonly owners: readonly string[];
  /** Whether those who haven’t answered are reminded, once, before it closes (DEL-8). */
  readonly reminds: boolean;
  /** Whether owners hear by name who hasn’t answered. */
  readonly tellsMissing: boolean;
  /** The team's zone, as somebody has written it; undefined for that of whoever saves it. */
  readonly zone: string | undefined;
  /** Whether `at` is meant where each person is, or where the team is. */
  readonly inOwnZone: boolean;
  /** Working days after which managers hear of an ask that waits. */
  readonly escalateAfterDays: number;
}

/** Half past nine on working days, two hours to answer. */
export const NEW_STANDUP: SetupForm = {
  ritualId: undefined,
  name: 'Standup',
  channelId: undefined,
  who: 'both',
  people: [],
  observers: [],
  at: '09:30',
  days: WEEKDAYS.slice(0, 5),
  often: EVERY_WEEK,
  windowMinutes: '120',
  teamCloseAt: undefined,
  questions: '',
  owners: [],
  reminds: true,
  tellsMissing: true,
  zone: undefined,
  inOwnZone: true,
  escalateAfterDays: ESCALATE_AFTER_DAYS,
};

/** What the form shows of a standup that is there. */
export function formOf({ id, config }: StandupRitual): SetupForm {
  const { participants, recurrence } = config;
  const settings = standupSettings.parse(config.settings);
  return {
    ritualId: id,
    name: config.name,
    channelId: config.channelId,
    who: whoOf(participants),
    people: participants.kind === 'people' ? participants.ids : [],
    observers: config.observers,
    at: config.at,
    days: recurrence.kind === 'monthly' ? [recurrence.day] : recurrence.days,
    often: howOftenOf(recurrence),
    windowMinutes: String(config.windowMs / MINUTE),
    teamCloseAt: config.teamCloseAt,
    questions: questionsText(settings.questions),
    owners: config.owners,
    reminds: config.remindBeforeMs !== undefined,
    tellsMissing: settings.tellsMissing,
    zone: config.zone,
    inOwnZone: config.inOwnZone,
    escalateAfterDays: settings.escalateAfterDays,
  };
}

const BOTH = 2;

function whoOf(participants: ScheduleConfig['participants']): Who {
  if (participants.kind !== 'teams') return participants.kind;
  return participants.teams.length === BOTH ? 'both' : (participants.teams[0] ?? 'both');
}

export function participantsOf({ who, people }: SetupForm): ScheduleConfig['participants'] {
  switch (who) {
    case 'both':
      return { kind: 'teams', teams: ['sales', 'marketing'] };
    case 'sales':
    case 'marketing':
      return { kind: 'teams', teams: [who] };
    case 'channel':
      return { kind: 'channel' };
    case 'people':
      return { kind: 'people', ids: people };
  }
}
