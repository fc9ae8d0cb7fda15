import { randomBytes } from 'node:crypto';
import { HOUR } from '../../src/core/instants.ts';
import { type LeadRules, NO_RULES } from '../../src/core/lead-rules.ts';
import type { ScheduledRitual } from '../../src/core/scheduled.ts';
import type { MeetingDate } from '../../src/meetings/meeting-ritual.ts';
import type { MeetingActor, MeetingsDeps } from '../../src/meetings/ports-service.ts';
import { createMeetingsService, type Meetings } from '../../src/meetings/service.ts';
import { configOf, NEW_MEETING } from '../../src/meetings/setup.ts';
import type { Database } from '../../src/platform/db/database.ts';
import { systemIds, systemRandom } from '../../src/platform/ids.ts';
import { createSecretBox } from '../../src/platform/secrets.ts';
import { type Deciding, deciding, WORKSPACE } from '../actions/deciding.ts';
import { NAMES } from '../actions/samples.ts';
import { at } from '../core/cases.ts';

/** Meetings on a database of a test; the engine is one schedule whose dates the test says. */
export interface Meeting extends Deciding {
  readonly meetings: Meetings;
  ritual: ScheduledRitual;
  /** The dates that the engine knows. */
  readonly dates: Map<string, MeetingDate>;
  /** Channels that could not be used, by the schedule. */
  readonly troubles: string[];
  /** What both teams have agreed on about every lead. */
  agreedOn: LeadRules;
  /** Who is in which team. */
  readonly members: Record<'sales' | 'marketing', readonly string[]>;
  /** Plans a date, as the engine does, and prepares its meeting. */
  prepared(date: MeetingDate): Promise<string>;
}

/** Somebody who presses or types something. */
export const who = (
  one: {
    readonly id: string;
    readonly teams: readonly string[];
    readonly manages: readonly string[];
    readonly isAdmin: boolean;
  },
  gesture?: string,
): MeetingActor => ({
  id: one.id,
  workspaceId: WORKSPACE,
  name: NAMES.get(one.id) ?? one.id,
  zone: 'UTC',
  teams: SIDES.filter((team) => one.teams.includes(team)),
  manages: SIDES.filter((team) => one.manages.includes(team)),
  isAdmin: one.isAdmin,
  gesture,
});

const SIDES = ['sales', 'marketing'] as const;

/** A date of the schedule, at ten. */
export const dateOn = (teamDate: string, id = teamDate): MeetingDate => ({
  id,
  teamDate,
  state: 'planned',
  opensAt: at(`${teamDate}T10:00Z`),
});

const OFFICE = {
  zone: 'UTC',
  weekly: Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri'].map((day) => [day, [['09:00', '17:00'] as const]])),
  dates: {},
};

export async function meeting(database: Database, isMonthly = false): Promise<Meeting> {
  const base = await deciding(database);
  const form = { ...NEW_MEETING, channelId: 'CSMARKETING', isMonthly };
  const dates = new Map<string, MeetingDate>();
  const troubles: string[] = [];
  const it = {
    ...base,
    dates,
    troubles,
    agreedOn: { ...NO_RULES, words: { new: 'MQL' } } satisfies LeadRules as LeadRules,
    members: { sales: ['UANA', 'UBEN', 'UCAL'], marketing: ['UMIA', 'UMOE', 'UMEG'] },
    ritual: {
      id: 'r1',
      workspaceId: WORKSPACE,
      kind: 'meeting',
      state: 'active',
      config: configOf(form, { zone: 'UTC', owners: ['UMAX'] }),
    } satisfies ScheduledRitual as ScheduledRitual,
  };
  await database.transaction((tx) =>
    tx
      .insertInto('rituals')
      .values({
        id: 'r1',
        workspace_id: WORKSPACE,
        kind: 'meeting',
        version: 1,
        state: 'active',
        paused_until_on: null,
        decisions: 0,
        created_at: 0,
      })
      .execute()
      .then(() => {}),
  );
  const never = async () => ({ kind: 'not-now' }) as const;
  const schedules: MeetingsDeps['schedules'] = {
    managed: async () => [it.ritual],
    theirs: async () => it.ritual,
    mayAdd: () => false,
    howOften: async () => 'Every week',
    save: never,
    pause: never,
    resume: never,
    stop: never,
  };
  const rituals: MeetingsDeps['rituals'] = {
    find: async (_read, id) => (id === 'r1' ? it.ritual : undefined),
    list: async () => [it.ritual],
    mayManage: (actor, ritual) => actor.manages.length > 0 || actor.isAdmin || ritual.config.owners.includes(actor.id),
    async occurrence(_read, id) {
      const occurrence = dates.get(id);
      return occurrence && { ritual: it.ritual, occurrence };
    },
    channelTrouble: async (_tx, id, code) => void troubles.push(`${id} ${code}`),
  };
  const meetings = createMeetingsService({
    database,
    clock: base.clock,
    ids: systemIds,
    random: systemRandom,
    secrets: createSecretBox({ key: randomBytes(32), random: systemRandom }),
    jobs: base.jobs,
    rituals,
    schedules,
    decisions: base.actions,
    people: {
      officeZone: async () => OFFICE.zone,
      calendarOf: async () => OFFICE,
      namesOf: async () => NAMES,
      members: async (_read, _workspace, team) => it.members[team],
    },
    rules: {
      read: async () => it.agreedOn,
      change: async (_tx, _workspace, change) => {
        it.agreedOn = change(it.agreedOn);
      },
    },
    figures: async (_read, { monthly }) => [
      { key: 'scorecard', lines: ['12 leads came'] },
      ...(monthly === undefined ? [] : [{ key: 'left-open' as const, lines: ['nothing'] }]),
    ],
    onHome: async () => {},
  });
  return Object.assign(it, {
    meetings,
    async prepared(date: MeetingDate) {
      dates.set(date.id, date);
      base.clock.moveBy(Math.max(0, date.opensAt - HOUR - base.clock.now()));
      await database.transaction((tx) => meetings.planned(tx, it.ritual, date));
      await meetings.prepare(date.id, async () => {});
      const found = await database.db
        .selectFrom('meetings')
        .select('id')
        .where('occurrence_id', '=', date.id)
        .executeTakeFirstOrThrow();
      return found.id;
    },
  });
}
