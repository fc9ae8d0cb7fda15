import type { WeeklyHours } from '../core/calendar.ts';
import type { PersonKind, Team } from '../core/person-days.ts';

export type { PersonKind, Team } from '../core/person-days.ts';

/** A person as Slack describes them. */
export interface SlackPerson {
  readonly id: string;
  readonly name: string;
  /** Lower case; undefined without the optional scope `users:read.email`. */
  readonly emailKey: string | undefined;
  /** IANA zone of their profile. */
  readonly zone: string;
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
  /** IANA zone: their own choice, otherwise that of their Slack profile. */
  readonly zone: string;
  readonly ownZone: string | undefined;
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
}

export const sells = (actor: Actor): boolean => actor.teams.includes('sales');

export const manages = (actor: Actor, team: Team): boolean => actor.manages.includes(team);

export function actorOf(person: Person, memberships: readonly Membership[]): Actor {
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
