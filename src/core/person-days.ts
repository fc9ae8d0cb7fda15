import type { Weekday } from './opening-hours.ts';

/** The two functions that Baton keeps on one team. */
export type Team = 'sales' | 'marketing';

/** What Slack says a person is. */
export type PersonKind = 'member' | 'guest' | 'external' | 'bot';

/** What decides on which days somebody is asked something, and at what hour. Dates are local: YYYY-MM-DD. */
export interface PersonDays {
  readonly personId: string;
  readonly name: string;
  /** IANA name: their own choice, else that of their Slack profile, else the workspace's (TIME-4). */
  readonly zone: string;
  /** False: Slack knows none, so the workspace's was taken, and is shown as such. */
  readonly isZoneKnown: boolean;
  readonly kind: PersonKind;
  readonly isDeactivated: boolean;
  /** The teams in whose work they take part. */
  readonly teams: readonly Team[];
  /** TIME-7: their own, else their team's, else the company's, else Monday to Friday. In the order of the week. */
  readonly workingDays: readonly Weekday[];
  /** TIME-8: both dates included, in order, those that reach into the asked time. They may overlap. */
  readonly absences: readonly { readonly fromOn: string; readonly untilOn: string; readonly setBy: string }[];
  /** Days off of lists that are theirs, in order, one a date. */
  readonly holidays: readonly { readonly on: string; readonly name: string }[];
}

/** Something has changed that decides when people are asked. Told in the transaction of the change, never if nothing changed. */
export interface PersonChange {
  readonly workspaceId: string;
  readonly personIds: readonly string[] | 'everyone';
  readonly what:
    | 'zone'
    | 'absence'
    | 'holidays'
    | 'working-days'
    | 'deactivated'
    | 'reactivated'
    /** New in the workspace, or added to a team. */
    | 'joined'
    /** Taken out of a team. */
    | 'left';
}

/** Somebody came into a channel or left it. */
export interface ChannelChange {
  readonly channelId: string;
  readonly personId: string;
  readonly what: 'joined' | 'left';
}
