import type { WeeklyHours } from '../core/calendar.ts';
import type { Weekday } from '../core/opening-hours.ts';
import type { PersonKind, Team } from '../core/person-days.ts';

export type { PersonKind, Team } from '../core/person-days.ts';

/** A person as Slack describes them. */
export interface SlackPerson {
  readonly id: string;
  readonly name: string;
  /** Lower case; undefined without the optional scope `users:read.email`. */
  readonly emailKey: string | undefined;
  /** IANA zone of their profile; undefined where Slack says none, or one that nobody knows. */
  readonly zone: string | undefined;
  readonly kind: PersonKind;
  readonly isAdmin: boolean;
  readonly isDeactivated: boolean;
}

/** A Slack user known to us, with what they told us about themselves. */
export interface Person {
  readonly id: string;
  readonly workspaceId: string;
  readonly name: string;
  readonly kind: PersonKind;
  readonly isDeactivated: boolean;
  readonly isSlackAdmin: boolean;
  readonly isBatonAdmin: boolean;
  /** Mentioned in no channel; messages about their own leads still come. */
  readonly isQuiet: boolean;
  /** IANA zone: their own choice, otherwise that of their Slack profile, otherwise the workspace's (TIME-4). */
  readonly zone: string;
  /** False if it is the workspace's. */
  readonly isZoneKnown: boolean;
  readonly ownZone: string | undefined;
  /** TIME-7: their own, their teams', the company's. */
  readonly workingDays: readonly Weekday[];
  /** Their own, otherwise nine to five on their working days. */
  readonly hours: WeeklyHours;
  readonly ownHours: WeeklyHours | undefined;
  readonly welcomedAt: number | undefined;
}

/** One person's place in one team. */
export interface Membership {
  readonly personId: string;
  readonly team: Team;
  /** Takes part in the team's work: claims leads, or delivers them. */
  readonly isMember: boolean;
  /** Answers for the team; may but need not take part in its work. */
  readonly isManager: boolean;
}

/** A range of local dates, both inclusive, on which a person is away. */
export interface Absence {
  readonly id: string;
  readonly personId: string;
  readonly fromOn: string;
  readonly untilOn: string;
  /** Themselves, or a manager or admin. */
  readonly setBy: string;
}

/** Somebody who presses or types something, with the rights that they have at this moment. */
export interface Actor {
  readonly id: string;
  readonly workspaceId: string;
  readonly name: string;
  readonly zone: string;
  readonly teams: readonly Team[];
  readonly manages: readonly Team[];
  /** A workspace admin, or someone who redeemed the one-time code. */
  readonly isAdmin: boolean;
  /** What Slack calls the one press, word or form by which they act; Slack may deliver it twice. */
  readonly gesture?: string | undefined;
}

export const sells = (actor: Actor): boolean => actor.teams.includes('sales');

/** Whether they may say that somebody of these teams is away. */
export const maySpeakFor = (actor: Actor, teams: readonly Team[]): boolean =>
  actor.isAdmin || teams.some((team) => manages(actor, team));

export const manages = (actor: Actor, team: Team): boolean => actor.manages.includes(team);

/** A guest has no part in a team and no rights, whatever they had before they became one (PPL-6). */
export const guestActor = (person: Whoever): Actor => ({ ...actorOf(person, []), isAdmin: false });

export function actorOf(person: Whoever, memberships: readonly Membership[]): Actor {
  return {
    id: person.id,
    workspaceId: person.workspaceId,
    name: person.name,
    zone: person.zone,
    teams: memberships.filter(({ isMember }) => isMember).map(({ team }) => team),
    manages: memberships.filter(({ isManager }) => isManager).map(({ team }) => team),
    isAdmin: person.isSlackAdmin || person.isBatonAdmin,
  };
}

/** What is asked of somebody who acts. */
type Whoever = Pick<Person, 'id' | 'workspaceId' | 'name' | 'zone' | 'isSlackAdmin' | 'isBatonAdmin'>;

/** For whom Baton is not. */
export const FOREIGN =
  'Only people of the workspace that runs Baton can do that. Ask your contact there to do it for you.';

/** Why this person can't act or be in a team; undefined if they can. */
export function objection(person: Pick<Person, 'isDeactivated' | 'kind'>): string | undefined {
  if (person.isDeactivated) return 'This Slack account is deactivated, so Baton can do nothing for it.';
  switch (person.kind) {
    case 'member':
      return undefined;
    case 'guest':
      return 'Guests can read along, but only full members can work with leads. Ask a colleague to do it for you.';
    case 'external':
      return FOREIGN;
    case 'bot':
      return 'Apps can’t work with leads here.';
  }
}
